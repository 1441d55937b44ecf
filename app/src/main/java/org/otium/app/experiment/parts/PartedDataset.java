package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.ParquetSettings;

/**
 * A dataset in Parquet files, as every process knows it that works on it.
 *
 * @param reference what the dataset is called so that it is found from everywhere
 * @param name its name
 * @param shape of its features
 * @param classNames the names of its classes; may lack some
 * @param files its files, in order
 * @param rows how many samples each of them holds
 * @param settings how they are read
 */
public record PartedDataset(
    Object reference,
    String name,
    FeatureShape shape,
    Map<Integer, String> classNames,
    List<Path> files,
    List<Integer> rows,
    ParquetSettings settings) {
  /** Copies the lists. */
  public PartedDataset {
    classNames = Map.copyOf(classNames);
    files = List.copyOf(files);
    rows = List.copyOf(rows);
  }

  /** Looks at the footers of a dataset. Files that are damaged and to be left out are told. */
  public static PartedDataset of(Object reference, DatasetLibrary library, List<String> leftOut)
      throws IOException {
    DatasetLibrary.InParquet where =
        library
            .inParquet(reference)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the dataset '" + reference + "' is not in Parquet files",
                        "A cluster reads these file by file: convert it with otium data convert, or leave out --on."));
    ParquetParts parts = ParquetParts.of(where.path(), where.settings());
    parts.leftOut().forEach(left -> leftOut.add("Left out: " + left.why() + "."));
    List<Path> files = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    long total = 0;
    for (ParquetParts.Part part : parts.parts()) {
      files.add(part.file().toAbsolutePath().normalize());
      total += part.rows();
      if (total > Integer.MAX_VALUE - 8) {
        throw new InvalidInputException(
            "'" + parts.name() + "' has more than " + (Integer.MAX_VALUE - 8) + " samples",
            "Split it into several datasets.");
      }
      rows.add((int) part.rows());
    }
    return new PartedDataset(
        library.anywhere(reference),
        parts.name(),
        parts.shape(),
        parts.classNames(),
        files,
        rows,
        where.settings());
  }

  /** The same without some of its files. */
  PartedDataset without(List<Integer> damaged) {
    List<Path> whole = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      if (!damaged.contains(f)) {
        whole.add(files.get(f));
        counts.add(rows.get(f));
      }
    }
    if (whole.isEmpty()) {
      throw new InvalidInputException(
          "every file of '" + name + "' is damaged", "Get them again and compare their sizes.");
    }
    return new PartedDataset(reference, name, shape, classNames, whole, counts, settings);
  }

  /** How many samples all files hold. */
  public int size() {
    return rows.stream().mapToInt(Integer::intValue).sum();
  }

  /** How many features a sample has. */
  public int dimension() {
    return shape.dimension();
  }

  /** The number of the first sample of a file. */
  int first(int file) {
    return rows.subList(0, file).stream().mapToInt(Integer::intValue).sum();
  }

  /** The dataset as another process can read it. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("reference", reference);
    tree.put("name", name);
    tree.put(
        "shape",
        List.of(
            shape.height(),
            shape.width(),
            shape.channels(),
            Double.toString(shape.low()),
            Double.toString(shape.high())));
    Map<String, String> names = new TreeMap<>();
    classNames.forEach((id, className) -> names.put(id.toString(), className));
    tree.put("classes", names);
    tree.put("files", files.stream().map(Path::toString).toList());
    tree.put("rows", rows);
    return tree;
  }

  /** What {@link #tree} says. */
  public static PartedDataset of(Map<String, Object> tree, DatasetLibrary library) {
    Object reference = Trees.value(tree, "reference");
    List<String> shape = Trees.list(tree, "shape").stream().map(String::valueOf).toList();
    Map<Integer, String> names = new TreeMap<>();
    Trees.map(tree.get("classes"))
        .forEach((id, name) -> names.put(Integer.parseInt(id), name.toString()));
    return new PartedDataset(
        reference,
        String.valueOf(tree.get("name")),
        new FeatureShape(
            Integer.parseInt(shape.get(0)),
            Integer.parseInt(shape.get(1)),
            Integer.parseInt(shape.get(2)),
            Double.parseDouble(shape.get(3)),
            Double.parseDouble(shape.get(4))),
        names,
        Trees.list(tree, "files").stream().map(file -> Path.of(file.toString())).toList(),
        Trees.list(tree, "rows").stream().map(count -> ((Number) count).intValue()).toList(),
        library
            .inParquet(reference)
            .map(DatasetLibrary.InParquet::settings)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the dataset '"
                            + reference
                            + "' is another one on a machine of the cluster",
                        "Let all machines see the same files.")));
  }
}
