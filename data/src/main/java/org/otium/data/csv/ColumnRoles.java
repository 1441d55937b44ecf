package org.otium.data.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Unlabelled;

/**
 * Which columns of a table hold the labels, the weights and the features, by their names alone.
 *
 * @param label position of the labels, or {@link #NONE}
 * @param weight position of the weights, or {@link #NONE}
 * @param features positions of the features, ascending
 */
record ColumnRoles(int label, int weight, List<Integer> features) {
  /** Stands for a column that there is not. */
  static final int NONE = -1;

  /**
   * Finds the columns.
   *
   * @throws InvalidInputException if one is missing, none holds features, or it is not clear which
   *     holds the labels
   */
  static ColumnRoles of(Path path, List<String> columns, CsvSettings settings) {
    return new Search(path, columns, settings).roles();
  }

  static String list(List<String> names) {
    int shown = Math.min(names.size(), 40);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }

  /** Looks for the columns that settings name or leave open. */
  private record Search(Path path, List<String> columns, CsvSettings settings) {
    private static final String LABEL = "label";
    private static final String Y = "y";
    private static final List<String> LABEL_NAMES = List.of(LABEL, "class", "target", Y);

    private static boolean isLabelOrCoordinate(String name) {
      return name.equalsIgnoreCase(LABEL) || name.equalsIgnoreCase(Y);
    }

    ColumnRoles roles() {
      int label = labelColumn();
      int weight = settings.weight().isPresent() ? named(settings.weight().get(), "weight") : NONE;
      List<Integer> ignored = new ArrayList<>();
      for (String name : settings.ignore()) {
        ignored.add(named(name, "ignore"));
      }
      List<Integer> features = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        if (i != label && i != weight && !ignored.contains(i)) {
          features.add(i);
        }
      }
      if (settings.unlabelled()) {
        requireNoLabels(features);
      }
      if (features.isEmpty()) {
        throw new InvalidInputException(
            path + " has no column of features", "It has only " + list(columns) + ".");
      }
      return new ColumnRoles(label, weight, List.copyOf(features));
    }

    private int labelColumn() {
      if (settings.unlabelled()) {
        return NONE;
      }
      return settings.label().isPresent() ? named(settings.label().get(), "label") : usual();
    }

    /** Labels that would become features without a word are refused. */
    private void requireNoLabels(List<Integer> features) {
      if (columns.contains(Unlabelled.NONE)) {
        throw new InvalidInputException(
            "'label: none' reads no labels, but " + path + " has a column called none",
            "Give the column another name.");
      }
      List<String> names = features.stream().map(columns::get).toList();
      boolean plane = names.stream().anyMatch(name -> name.equalsIgnoreCase("x"));
      for (String name : names) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        // Beside a column x, one called y is the other coordinate.
        if (LABEL_NAMES.contains(lowerCase) && !(plane && lowerCase.equals(Y))) {
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
      int index = columns.indexOf(name);
      if (index < 0) {
        throw new InvalidInputException(
            path + " has no column '" + name + "', given as '" + setting + "'",
            "Its columns are " + list(columns) + ".");
      }
      return index;
    }

    private int usual() {
      List<String> found =
          columns.stream()
              .filter(name -> LABEL_NAMES.contains(name.toLowerCase(Locale.ROOT)))
              .toList();
      List<String> labels = found.stream().filter(LABEL::equalsIgnoreCase).toList();
      if (labels.size() == 1 && found.stream().allMatch(Search::isLabelOrCoordinate)) {
        // The columns x, y and label are a labelled plane: y is a coordinate there.
        return columns.indexOf(labels.getFirst());
      }
      if (found.size() != 1) {
        throw new InvalidInputException(
            found.isEmpty()
                ? path + " does not say which column holds the labels; it has " + list(columns)
                : path + " has several columns that may hold the labels: " + list(found),
            "Name the column in the setting 'label', or set 'label: none' if there are no labels"
                + (settings.header() ? "; set 'header: false' if the first line is data: " : ": ")
                + CsvExample.of(path, likely(found))
                + ".");
      }
      return columns.indexOf(found.getFirst());
    }

    /** The last column is the likeliest, and a first line with numbers in it is no header. */
    private CsvSettings likely(List<String> found) {
      boolean isData =
          settings.header()
              && columns.stream().anyMatch(name -> !Float.isNaN(NumberText.parse(name)));
      String label =
          isData ? "c" + columns.size() : found.isEmpty() ? columns.getLast() : found.getLast();
      return settings.withHeader(settings.header() && !isData).withLabel(label);
    }
  }
}
