package org.otium.data.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a table would be named with other settings, for hints. */
final class CsvExample {
  private CsvExample() {}

  /** A reference that can be copied as it stands. */
  static String of(Path path, CsvSettings settings) {
    CsvSettings usual = CsvSettings.defaults();
    List<String> set = new ArrayList<>();
    if (!settings.header()) {
      set.add("header: false");
    }
    settings.label().ifPresent(column -> set.add("label: " + text(column)));
    if (settings.separator() != usual.separator()) {
      set.add("separator: " + name(settings.separator()));
    }
    if (settings.missing() != usual.missing()) {
      set.add("missing: " + name(settings.missing()));
    }
    if (settings.categorical() != usual.categorical()) {
      set.add("categorical: " + name(settings.categorical()));
    }
    if (!settings.ignore().isEmpty()) {
      set.add(
          settings.ignore().stream()
              .map(CsvExample::text)
              .collect(Collectors.joining(", ", "ignore: [", "]")));
    }
    Optional<String> weight = settings.weight();
    weight.ifPresent(column -> set.add("weight: " + text(column)));
    if (!settings.where().isEmpty()) {
      set.add(
          settings.where().stream()
              .map(condition -> text(condition.toString()))
              .collect(Collectors.joining(", ", "where: [", "]")));
    }
    return "for instance 'csv{" + String.join(", ", set) + "}:" + path + "'";
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static String text(String column) {
    return column.matches("[A-Za-z][A-Za-z0-9_.-]*")
        ? column
        : '"' + column.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
