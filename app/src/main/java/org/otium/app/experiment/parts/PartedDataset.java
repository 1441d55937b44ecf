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
import org.otium.app.experiment.UsedDataset;
import org.otium.app.runs.JsonTree;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.ParquetSettings;

/**
 * A dataset in Parquet files, as every process knows it that works on it.
 *
 * @param reference what the dataset is called so that it is found from everywhere
 * @param name its name
 * @param shape of its features, after what they are put through
 * @param classNames the names of its classes; may lack some
 * @param files its files, in order
 * @param rows how many samples each of them holds
 * @param settings how they are read
 * @param steps what their rows are put through
 */
public record PartedDataset(
    Object reference,
    String name,
    FeatureShape shape,
    Map<Integer, String> classNames,
    List<Path> files,
    List<Integer> rows,
    ParquetSettings settings,
    RowSteps steps) {
  /** Copies the lists. */
  public PartedDataset {
    classNames = Map.copyOf(classNames);
    files = List.copyOf(files);
    rows = List.copyOf(rows);
  }

  /** Looks at the footers of a dataset. Files that are damaged and to be left out are told. */
  public static PartedDataset of(Object reference, DatasetLibrary library, List<String> leftOut)
      throws IOException {
    return of(reference, library, false, leftOut);
  }

  /** The same, with damaged files left out whatever the reference says about them. */
  public static PartedDataset of(
      Object reference, DatasetLibrary library, boolean leaveOut, List<String> leftOut)
      throws IOException {
    DatasetLibrary.InParquet where =
        library
            .inParquet(reference)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the dataset '" + reference + "' is not in Parquet files",
                        "A cluster reads these file by file: convert it with otium data convert, or leave out --on."));
    ParquetSettings settings =
        leaveOut
            ? where.settings().withDamaged(ParquetSettings.Damaged.LEAVE_OUT)
            : where.settings();
    ParquetParts parts = ParquetParts.of(where.path(), settings);
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
        settings,
        RowSteps.none(parts.shape()));
  }

  boolean leavesOut() {
    return settings.damaged() == ParquetSettings.Damaged.LEAVE_OUT;
  }

  PartedDataset withName(String other) {
    return new PartedDataset(reference, other, shape, classNames, files, rows, settings, steps);
  }

  /** The same, whose rows are put through something. */
  PartedDataset with(RowSteps other) {
    return new PartedDataset(
        reference, name, other.shape(), classNames, files, rows, settings, other);
  }

  PartedRows rows(int file) throws IOException {
    return new PartedRows(this, file);
  }

  ParquetParts.Labelled labels(int file) throws IOException {
    return ParquetParts.labels(files.get(file), settings);
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
    return new PartedDataset(reference, name, shape, classNames, whole, counts, settings, steps);
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
    tree.put("stored", UsedDataset.shape(steps.stored()));
    tree.put("shape", UsedDataset.shape(shape));
    tree.put("leave-out", leavesOut());
    Map<String, String> names = new TreeMap<>();
    classNames.forEach((id, className) -> names.put(id.toString(), className));
    tree.put("classes", names);
    tree.put("files", files.stream().map(Path::toString).toList());
    tree.put("rows", rows);
    return tree;
  }

  /** What {@link #tree} says. */
  public static PartedDataset of(Map<String, Object> tree, DatasetLibrary library) {
    Object reference = JsonTree.value(tree, "reference");
    Map<Integer, String> names = new TreeMap<>();
    JsonTree.map(tree.get("classes"))
        .forEach((id, name) -> names.put(Integer.parseInt(id), name.toString()));
    ParquetSettings found =
        library
            .inParquet(reference)
            .map(DatasetLibrary.InParquet::settings)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the dataset '"
                            + reference
                            + "' is another one on a machine of the cluster",
                        "Let all machines see the same files."));
    return new PartedDataset(
        reference,
        String.valueOf(tree.get("name")),
        UsedDataset.shape(JsonTree.list(tree, "shape")),
        names,
        JsonTree.list(tree, "files").stream().map(file -> Path.of(file.toString())).toList(),
        JsonTree.list(tree, "rows").stream().map(count -> ((Number) count).intValue()).toList(),
        Boolean.TRUE.equals(tree.get("leave-out"))
            ? found.withDamaged(ParquetSettings.Damaged.LEAVE_OUT)
            : found,
        RowSteps.none(UsedDataset.shape(JsonTree.list(tree, "stored"))));
  }
}
