package org.otium.data.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Unlabelled;

/** What each column of a table is for, found by reading the table once or twice. */
final class ColumnPlan {
  private static final List<String> LABEL_NAMES = List.of("label", "class", "target", "y");
  private static final int MAX_CATEGORIES = 1000;
  private static final int NONE = -1;

  private final Path path;
  private final CsvTable table;
  private final CsvSettings settings;
  private final int label;
  private final int weight;
  private final RowFilter filter;
  private final SortedSet<String> labels = new TreeSet<>();
  private final List<Column> features = new ArrayList<>();
  private int rows;
  private int width;

  /** One feature column. */
  static final class Column {
    private final int index;
    private final String name;
    private String firstText = "";
    private long firstTextLine;
    private long firstMissingLine;
    private String firstMissing = "";
    private long firstInfiniteLine;
    private String firstInfinite = "";
    private int present;
    private double sum;
    private int offset;
    private final SortedSet<String> seen = new TreeSet<>();
    private final Map<String, Integer> categories = new HashMap<>();
    private double[] counts = {};

    private Column(int index, String name) {
      this.index = index;
      this.name = name;
    }

    private boolean isText() {
      return firstTextLine > 0;
    }

    private void isTextFrom(long line, String field) {
      if (!isText()) {
        firstText = field;
        firstTextLine = line;
      }
    }

    private int width() {
      return isText() ? categories.size() : 1;
    }
  }

  ColumnPlan(Path path, CsvTable table, CsvSettings settings) throws IOException {
    this.path = path;
    this.table = table;
    this.settings = settings;
    this.label = labelColumn();
    this.weight = settings.weight().isPresent() ? named(settings.weight().get(), "weight") : NONE;
    this.filter = new RowFilter(path, table.columns(), settings.where());
    List<Integer> ignored = new ArrayList<>();
    for (String name : settings.ignore()) {
      ignored.add(named(name, "ignore"));
    }
    for (int i = 0; i < table.columns().size(); i++) {
      if (i != label && i != weight && !ignored.contains(i)) {
        features.add(new Column(i, table.columns().get(i)));
      }
    }
    if (settings.unlabelled()) {
      requireNoLabels();
    }
    if (features.isEmpty()) {
      throw new InvalidInputException(
          path + " has no column of features", "It has only " + list(table.columns()) + ".");
    }
    table.forEach(this::lookAt);
    filter.requireValues();
    if (rows == 0) {
      throw filter.keepsNothing();
    }
    checkMissing();
    planTexts();
    for (Column column : features) {
      column.offset = width;
      width = Math.addExact(width, column.width());
    }
  }

  private int labelColumn() {
    if (settings.unlabelled()) {
      return NONE;
    }
    return settings.label().isPresent() ? named(settings.label().get(), "label") : usual();
  }

  /** Labels that would become features without a word are refused. */
  private void requireNoLabels() {
    if (table.columns().contains(Unlabelled.NONE)) {
      throw new InvalidInputException(
          "'label: none' reads no labels, but " + path + " has a column called none",
          "Give the column another name.");
    }
    List<String> names = features.stream().map(column -> column.name).toList();
    boolean plane = names.stream().anyMatch(name -> name.equalsIgnoreCase("x"));
    for (String name : names) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      // Beside a column x, one called y is the other coordinate.
      if (LABEL_NAMES.contains(lowerCase) && !(plane && lowerCase.equals("y"))) {
        List<String> ignored = new ArrayList<>(settings.ignore());
        ignored.add(name);
        throw new InvalidInputException(
            "'label: none' would make the column '" + name + "' of " + path + " a feature",
            "Leave it out, "
                + CsvExample.of(path, settings.withIgnore(ignored.toArray(String[]::new)))
                + ", or give it another name.");
      }
    }
  }

  private int named(String name, String setting) {
    int index = table.columns().indexOf(name);
    if (index < 0) {
      throw new InvalidInputException(
          path + " has no column '" + name + "', given as '" + setting + "'",
          "Its columns are " + list(table.columns()) + ".");
    }
    return index;
  }

  private int usual() {
    List<String> found =
        table.columns().stream()
            .filter(name -> LABEL_NAMES.contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    if (found.size() != 1) {
      throw new InvalidInputException(
          found.isEmpty()
              ? path
                  + " does not say which column holds the labels; it has "
                  + list(table.columns())
              : path + " has several columns that may hold the labels: " + list(found),
          "Name the column in the setting 'label', or set 'label: none' if there are no labels"
              + (settings.header() ? "; set 'header: false' if the first line is data: " : ": ")
              + CsvExample.of(path, likely(found))
              + ".");
    }
    return table.columns().indexOf(found.getFirst());
  }

  /** The last column is the likeliest, and a first line with numbers in it is no header. */
  private CsvSettings likely(List<String> found) {
    List<String> columns = table.columns();
    boolean isData =
        settings.header()
            && columns.stream().anyMatch(name -> !Float.isNaN(NumberText.parse(name)));
    String label =
        isData ? "c" + columns.size() : found.isEmpty() ? columns.getLast() : found.getLast();
    return settings.withHeader(settings.header() && !isData).withLabel(label);
  }

  static String list(List<String> names) {
    int shown = Math.min(names.size(), 40);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }

  /** Whether a record is left out: a value is missing, or a condition does not hold. */
  boolean isLeftOut(String[] fields) {
    return isDropped(fields) || !filter.keeps(fields);
  }

  /** Whether a record is left out because a value is missing. */
  private boolean isDropped(String[] fields) {
    if (settings.missing() != CsvSettings.Missing.DROP) {
      return false;
    }
    if ((label != NONE && NumberText.isMissing(fields[label]))
        || (weight != NONE && NumberText.isMissing(fields[weight]))) {
      return true;
    }
    for (Column column : features) {
      if (NumberText.isMissing(fields[column.index])) {
        return true;
      }
    }
    return false;
  }

  private void lookAt(long line, String[] fields) {
    filter.lookAt(fields);
    if (isDropped(fields)) {
      return;
    }
    if (label != NONE && !NumberText.isMissing(fields[label])) {
      labels.add(fields[label]);
    }
    if (!filter.keeps(fields)) {
      lookForTexts(line, fields);
      return;
    }
    rows = Math.addExact(rows, 1);
    if (label != NONE) {
      requirePresent(fields, label, line);
    }
    if (weight != NONE) {
      requirePresent(fields, weight, line);
    }
    for (Column column : features) {
      String field = fields[column.index];
      if (NumberText.isMissing(field)) {
        if (column.firstMissingLine == 0) {
          column.firstMissingLine = line;
          column.firstMissing = field;
        }
        continue;
      }
      column.present++;
      float value = NumberText.parse(field);
      if (!Float.isNaN(value)) {
        column.sum += value;
      } else if (NumberText.isInfinite(field)) {
        if (column.firstInfiniteLine == 0) {
          column.firstInfiniteLine = line;
          column.firstInfinite = field;
        }
      } else {
        column.isTextFrom(line, field);
      }
    }
  }

  /** What columns hold does not depend on which rows are kept: parts of a table have one space. */
  private void lookForTexts(long line, String[] fields) {
    for (Column column : features) {
      String field = fields[column.index];
      boolean isText =
          Float.isNaN(NumberText.parse(field))
              && !NumberText.isMissing(field)
              && !NumberText.isInfinite(field);
      if (isText) {
        column.isTextFrom(line, field);
      }
    }
  }

  private void requirePresent(String[] fields, int index, long line) {
    if (NumberText.isMissing(fields[index])) {
      throw new InvalidInputException(
          "line "
              + line
              + " of "
              + path
              + " has no value in column '"
              + table.columns().get(index)
              + "'",
          "Fill it in, or set 'missing: drop': "
              + CsvExample.of(path, settings.withMissing(CsvSettings.Missing.DROP))
              + ".");
    }
  }

  private void checkMissing() {
    for (Column column : features) {
      if (column.firstMissingLine > 0 && settings.missing() == CsvSettings.Missing.ERROR) {
        String example = CsvExample.of(path, settings.withMissing(CsvSettings.Missing.DROP)) + ".";
        String where = "line " + column.firstMissingLine + " of " + path;
        throw NumberText.isNaN(column.firstMissing)
            ? notFinite(
                where,
                column,
                column.firstMissing,
                "Correct it, or set 'missing: drop' or 'missing: mean': " + example)
            : new InvalidInputException(
                where + " has no value in column '" + column.name + "'",
                "Fill it in, or set 'missing: drop' or 'missing: mean': " + example);
      }
      if (column.firstInfiniteLine > 0 && !column.isText()) {
        throw notFinite(
            "line " + column.firstInfiniteLine + " of " + path,
            column,
            column.firstInfinite,
            "Correct it, or remove the line.");
      }
      if (column.present == 0) {
        throw new InvalidInputException(
            "column '" + column.name + "' of " + path + " has no values",
            "Leave it out with the setting 'ignore'.");
      }
    }
  }

  private static InvalidInputException notFinite(
      String where, Column column, String field, String remedy) {
    return new InvalidInputException(
        where + ", column '" + column.name + "': " + field + " is not a finite number", remedy);
  }

  private void planTexts() throws IOException {
    List<Column> texts = features.stream().filter(Column::isText).toList();
    if (texts.isEmpty()) {
      return;
    }
    if (settings.categorical() == CsvSettings.Categorical.ERROR) {
      Map<Long, String> examples = new TreeMap<>();
      for (Column c : texts) {
        examples.merge(
            c.firstTextLine,
            c.name + " ('" + c.firstText + "' in line " + c.firstTextLine + ")",
            (a, b) -> a + ", " + b);
      }
      throw new InvalidInputException(
          path + " has text in " + list(List.copyOf(examples.values())),
          "Set 'categorical: one-hot', or leave the columns out with 'ignore'"
              + (settings.header() ? ": " : "; set 'header: true' if line 1 names the columns: ")
              + CsvExample.of(path, settings.withCategorical(CsvSettings.Categorical.ONE_HOT))
              + ".");
    }
    table.forEach(
        (line, fields) -> {
          if (!isDropped(fields)) {
            texts.forEach(column -> collect(column, fields[column.index]));
          }
        });
    for (Column column : texts) {
      for (String text : column.seen) {
        column.categories.put(text, column.categories.size());
      }
      column.counts = new double[column.categories.size()];
    }
    table.forEach(
        (line, fields) -> {
          if (!isLeftOut(fields)) {
            texts.forEach(column -> count(column, fields[column.index]));
          }
        });
  }

  private void collect(Column column, String field) {
    if (!NumberText.isMissing(field)
        && column.seen.add(field)
        && column.seen.size() > MAX_CATEGORIES) {
      throw new InvalidInputException(
          "column '"
              + column.name
              + "' of "
              + path
              + " has more than "
              + MAX_CATEGORIES
              + " distinct texts",
          "Leave it out with the setting 'ignore'.");
    }
  }

  private static void count(Column column, String field) {
    Integer category = column.categories.get(field);
    if (category != null) {
      column.counts[category]++;
    }
  }

  /** Number of samples. */
  int rows() {
    return rows;
  }

  /** Number of features of a sample. */
  int width() {
    return width;
  }

  String label(String[] fields) {
    return fields[label];
  }

  /** The labels of all rows of the table, also of those that a condition leaves out. */
  SortedSet<String> labels() {
    return labels;
  }

  boolean isWeighted() {
    return weight != NONE;
  }

  double weight(long line, String[] fields) {
    float value = NumberText.parse(fields[weight]);
    if (!(value >= 0) || Float.isInfinite(value)) {
      throw new InvalidInputException(
          "line " + line + " of " + path + " has the weight '" + fields[weight] + "'",
          "Weights are finite numbers that are not negative.");
    }
    return Double.parseDouble(fields[weight]);
  }

  /** Writes the features of a record to a row. */
  void encode(long line, String[] fields, float[] out, int at) {
    for (Column column : features) {
      String field = fields[column.index];
      int to = at + column.offset;
      boolean missing = NumberText.isMissing(field);
      if (column.isText()) {
        if (missing) {
          for (int k = 0; k < column.counts.length; k++) {
            out[to + k] = (float) (column.counts[k] / column.present);
          }
        } else {
          Integer category = column.categories.get(field);
          if (category == null) {
            throw new InvalidInputException(path + " changed while it was read", "Try again.");
          }
          out[to + category] = 1;
        }
        continue;
      }
      float value = missing ? (float) (column.sum / column.present) : NumberText.parse(field);
      if (!Float.isFinite(value)) {
        throw new InvalidInputException(
            "line "
                + line
                + " of "
                + path
                + " has '"
                + field
                + "' in column '"
                + column.name
                + "', too large for a 32-bit float",
            "Scale the column down.");
      }
      out[to] = value;
    }
  }
}
