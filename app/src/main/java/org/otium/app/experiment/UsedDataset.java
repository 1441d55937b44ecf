package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.JsonTree;
import org.otium.app.text.Numbers;

/**
 * What records and reports say of a dataset, without its samples.
 *
 * @param reference what the user wrote
 * @param origin the format or generator that it came through, in words
 * @param files the files that were read
 * @param whole the dataset as it was read
 * @param used what is used of it
 */
public record UsedDataset(
    String reference, String origin, List<InputFile> files, Extent whole, Extent used) {
  /** Reports name so many files. */
  private static final int MOST_FILES = 3;

  /** Copies the files. */
  public UsedDataset {
    files = List.copyOf(files);
  }

  /**
   * How large samples and classes are.
   *
   * @param name what the dataset is called
   * @param samples how many samples
   * @param classes how many classes
   * @param shape of the features
   */
  public record Extent(String name, int samples, int classes, FeatureShape shape) {
    /** That of a dataset. */
    public static Extent of(LabeledDataset dataset) {
      return new Extent(dataset.name(), dataset.size(), dataset.classIds().length, dataset.shape());
    }

    /** The same under another name. */
    public Extent withName(String newName) {
      return new Extent(newName, samples, classes, shape);
    }

    /** How many bytes its features take. */
    public long bytes() {
      return (long) samples * shape.dimension() * Float.BYTES;
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", name);
      tree.put("samples", samples);
      tree.put("classes", classes);
      tree.put("shape", UsedDataset.shape(shape));
      return tree;
    }

    private static Extent of(Map<String, Object> tree) {
      return new Extent(
          String.valueOf(tree.get("name")),
          JsonTree.number(tree, "samples"),
          JsonTree.number(tree, "classes"),
          UsedDataset.shape(JsonTree.list(tree, "shape")));
    }
  }

  /** What is used of a dataset that was read as a whole. */
  public static UsedDataset of(LoadedDataset loaded, LabeledDataset used) {
    return new UsedDataset(
        loaded.reference(),
        loaded.origin(),
        loaded.files(),
        Extent.of(loaded.dataset()),
        Extent.of(used));
  }

  /** The same with something else used. */
  public UsedDataset with(Extent newUsed) {
    return new UsedDataset(reference, origin, files, whole, newUsed);
  }

  /** The same as the user called it. */
  public UsedDataset calledBy(String newReference) {
    return new UsedDataset(newReference, origin, files, whole, used);
  }

  /** The hashes of its files. */
  public List<String> hashes() {
    return files.stream().map(InputFile::sha256).toList();
  }

  /** For the record of a run. */
  public Map<String, Object> manifest() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("reference", reference);
    input.put("origin", origin);
    input.put("name", whole.name());
    input.put("samples", whole.samples());
    input.put("classes", whole.classes());
    input.put("shape", whole.shape().describe());
    input.put("used-samples", used.samples());
    input.put("used-shape", used.shape().describe());
    input.put("files", files(files));
    return input;
  }

  /** Files for the record of a run. */
  public static List<Object> files(List<InputFile> files) {
    List<Object> entries = new ArrayList<>();
    for (InputFile file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", file.path());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      entries.add(entry);
    }
    return entries;
  }

  /** Writes into the rows of a report where it came from and what of it is used. */
  public void put(Map<String, String> rows, String role) {
    rows.put(role, reference + " (" + origin + ")");
    String size = Numbers.counted(used.samples(), "sample");
    if (used.samples() != whole.samples()) {
      size += " of " + Numbers.count(whole.samples());
    }
    String described = used.shape().describe();
    if (!described.equals(whole.shape().describe())) {
      // What has other channels is no smaller image: an encoder made it.
      boolean isResized =
          used.shape().isImage() && used.shape().channels() == whole.shape().channels();
      described += (isResized ? ", resized from " : ", made from ") + whole.shape().describe();
    }
    String classes = Numbers.counted(used.classes(), "class");
    rows.put(role + " samples", size + ", " + classes + ", " + described);
    for (int f = 0; f < Math.min(MOST_FILES, files.size()); f++) {
      String sha256 = files.get(f).sha256();
      rows.put(role + " file " + (f + 1), files.get(f).path() + ", SHA-256 " + sha256);
    }
  }

  /** For another process of the program. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("reference", reference);
    tree.put("origin", origin);
    tree.put("files", files(files));
    tree.put("whole", whole.tree());
    tree.put("used", used.tree());
    return tree;
  }

  /** What another process of the program found. */
  public static UsedDataset of(Map<String, Object> tree) {
    List<InputFile> files = new ArrayList<>();
    for (Object entry : JsonTree.list(tree, "files")) {
      Map<String, Object> file = JsonTree.map(entry);
      files.add(
          new InputFile(
              String.valueOf(file.get("path")),
              ((Number) JsonTree.value(file, "bytes")).longValue(),
              String.valueOf(file.get("sha256"))));
    }
    return new UsedDataset(
        String.valueOf(tree.get("reference")),
        String.valueOf(tree.get("origin")),
        files,
        Extent.of(JsonTree.map(tree.get("whole"))),
        Extent.of(JsonTree.map(tree.get("used"))));
  }

  /** A shape as a tree, whose numbers may be infinite. */
  public static List<Object> shape(FeatureShape shape) {
    return List.of(
        shape.height(),
        shape.width(),
        shape.channels(),
        Double.toString(shape.low()),
        Double.toString(shape.high()));
  }

  /** A shape from its tree. */
  public static FeatureShape shape(List<?> tree) {
    List<String> parts = tree.stream().map(String::valueOf).toList();
    return new FeatureShape(
        Integer.parseInt(parts.get(0)),
        Integer.parseInt(parts.get(1)),
        Integer.parseInt(parts.get(2)),
        Double.parseDouble(parts.get(3)),
        Double.parseDouble(parts.get(4)));
  }
}
