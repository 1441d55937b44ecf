package org.otium.data.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.data.io.ClassIds;
import org.otium.data.io.Memory;
import org.otium.data.io.NewFile;
import org.otium.data.io.SourceFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes tables of comma-, semicolon- or tab-separated values (RFC 4180, UTF-8, gzip by
 * content), one sample a record: features, a column of labels, optionally a column of weights.
 *
 * <p>Whole numbers in the label column are class ids; texts are numbered by their natural order and
 * become class names; with {@code label: none} all samples are one class. CSV holds no soft labels
 * and no shape: an image is written as its pixels.
 */
public final class CsvFormat implements DatasetFormat {
  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz");
  private final CsvSettings settings;

  /** The format with default settings. */
  public CsvFormat() {
    this(CsvSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read and write
   */
  public CsvFormat(CsvSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Path path) {
    if (!isNamedFor(path) || !Files.isRegularFile(path)) {
      return false;
    }
    try {
      byte[] head = SourceFile.of(path).head(4);
      for (byte b : head) {
        if (b == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException | InvalidInputException e) {
      return false;
    }
  }

  @Override
  public boolean isNamedFor(Path path) {
    String name = lowerCaseName(path);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public LabeledDataset read(Path path) throws IOException {
    for (byte b : SourceFile.of(path).head(4)) {
      if (b == 0) {
        throw new InvalidInputException(
            path + " is no text: it starts with zero bytes",
            "If it is in another format, name that: idx:" + path + ".");
      }
    }
    CsvTable table = CsvTable.open(path, settings);
    ColumnPlan plan = new ColumnPlan(path, table, settings);
    int width = plan.width();
    float[] features =
        new float[Memory.require((long) plan.rows() * width, Float.BYTES, path.toString())];
    String[] labels = new String[settings.unlabelled() ? 0 : plan.rows()];
    double[] weights = new double[plan.isWeighted() ? plan.rows() : 0];
    Map<String, String> distinct = new HashMap<>();
    int[] row = {0};
    table.forEach(
        (line, fields) -> {
          if (plan.isLeftOut(fields)) {
            return;
          }
          int i = row[0]++;
          if (i >= plan.rows()) {
            throw new InvalidInputException(path + " changed while it was read", "Try again.");
          }
          plan.encode(line, fields, features, i * width);
          if (!settings.unlabelled()) {
            labels[i] = distinct.computeIfAbsent(plan.label(fields), text -> text);
          }
          if (plan.isWeighted()) {
            weights[i] = plan.weight(line, fields);
          }
        });
    String name = nameOf(path) + conditions();
    Matrix matrix = Matrix.wrap(plan.rows(), width, features);
    LabeledDataset dataset =
        settings.unlabelled()
            ? Unlabelled.dataset(name, matrix)
            : labelled(path, name, matrix, labels, plan.labels());
    return plan.isWeighted() ? dataset.withWeights(Weights.proportional(weights)) : dataset;
  }

  /** What tells the parts of one table apart. */
  private String conditions() {
    return settings.where().isEmpty()
        ? ""
        : settings.where().stream()
            .map(RowCondition::toString)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static LabeledDataset labelled(
      Path path, String name, Matrix features, String[] labels, SortedSet<String> known) {
    int[] ids = new int[labels.length];
    boolean whole = true;
    for (int i = 0; i < ids.length && whole; i++) {
      double value = NumberText.parse(labels[i]);
      whole = labels[i].matches("[-+]?\\d{1,10}(\\.0*)?");
      if (!whole && !Double.isNaN(value)) {
        throw new InvalidInputException(
            path + " has the label " + labels[i] + ", which is no class",
            "Choose a column of classes (setting 'label'), or divide the numbers into classes.");
      }
      if (whole) {
        long id = Long.parseLong(labels[i].replaceFirst("\\..*", ""));
        whole = id == (int) id;
        ids[i] = (int) id;
      }
    }
    if (whole) {
      return LabeledDataset.of(name, features, Labels.hard(ids));
    }
    ClassIds.FromTexts classes = ClassIds.of(labels, known);
    return LabeledDataset.of(name, features, Labels.hard(classes.ids()))
        .withClassNames(classes.names());
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    Unlabelled.requireLabels(settings.unlabelled(), "label");
    if (!(dataset.labels() instanceof Labels.Hard labels)) {
      throw new InvalidInputException(
          "CSV cannot hold the soft labels of dataset '" + dataset.name() + "'",
          "Write it as .npz, or harden the labels first.");
    }
    boolean weighted = settings.weight().isPresent();
    if (!weighted && !dataset.weights().isUniform()) {
      throw new InvalidInputException(
          "dataset '" + dataset.name() + "' has weights, and no column is named for them",
          "Name one in the setting 'weight', or write .npz.");
    }
    Map<Integer, String> labelTexts = labelTexts(dataset);
    String fileName = lowerCaseName(path);
    try (NewFile file = new NewFile(path)) {
      OutputStream raw = file.open(0);
      try (OutputStream out = fileName.endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
          CsvWriter csv =
              CsvWriter.builder()
                  .fieldSeparator(separator(fileName))
                  .lineDelimiter(LineDelimiter.LF)
                  .build(out, StandardCharsets.UTF_8)) {
        writeRecords(csv, dataset, labels, labelTexts);
      }
      file.commit();
    }
  }

  private void writeRecords(
      CsvWriter csv, LabeledDataset dataset, Labels.Hard labels, Map<Integer, String> labelTexts) {
    int d = dataset.dimension();
    List<String> record = new ArrayList<>();
    if (settings.header()) {
      for (int j = 1; j <= d; j++) {
        record.add("x" + j);
      }
      record.add(settings.label().orElse("label"));
      settings.weight().ifPresent(record::add);
      csv.writeRecord(record);
    }
    float[] features = dataset.features().array();
    for (int i = 0; i < dataset.size(); i++) {
      record.clear();
      for (int j = 0; j < d; j++) {
        record.add(text(features[i * d + j]));
      }
      record.add(labelTexts.getOrDefault(labels.classOf(i), ""));
      if (settings.weight().isPresent()) {
        record.add(Double.toString(dataset.weights().get(i)));
      }
      csv.writeRecord(record);
    }
  }

  private static String text(float value) {
    return value == (int) value && Math.abs(value) < 1e6 && (value != 0 || 1 / value > 0)
        ? Integer.toString((int) value)
        : Float.toString(value);
  }

  /** Class names where every class has one that reads back as a text, otherwise ids. */
  private static Map<Integer, String> labelTexts(LabeledDataset dataset) {
    Map<Integer, String> names = new HashMap<>();
    Map<Integer, String> ids = new HashMap<>();
    boolean useful = true;
    for (int id : dataset.classIds()) {
      String name = dataset.classNames().getOrDefault(id, "");
      useful &=
          name.equals(name.strip())
              && !NumberText.isMissing(name)
              && Float.isNaN(NumberText.parse(name))
              && !names.containsValue(name);
      names.put(id, name);
      ids.put(id, Integer.toString(id));
    }
    return useful ? names : ids;
  }

  private char separator(String fileName) {
    return switch (settings.separator()) {
      case AUTO -> fileName.contains(".tsv") ? '\t' : ',';
      case COMMA -> ',';
      case SEMICOLON -> ';';
      case TAB -> '\t';
    };
  }

  private static String nameOf(Path path) {
    Path file = path.getFileName();
    String name = file == null ? "table" : file.toString();
    String stem = name.replaceFirst("(?i)(\\.csv|\\.tsv)?(\\.gz)?$", "");
    return stem.isEmpty() ? name : stem;
  }

  private static String lowerCaseName(Path path) {
    Path file = path.getFileName();
    return file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(".csv");
  }
}
