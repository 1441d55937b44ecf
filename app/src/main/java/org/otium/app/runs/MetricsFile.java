package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;

/** What was measured at every step of a flow, as a table of comma-separated values. */
public final class MetricsFile {
  private static final List<String> FIRST = List.of("step", "value", "gradient_norm", "seconds");
  private final Path path;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One line.
   *
   * @param step how many steps had been made
   * @param value F(ρ)
   * @param gradientNorm the metric slope
   * @param seconds how long the step took
   * @param parts the terms of the value, by name
   */
  public record Row(
      long step, double value, double gradientNorm, double seconds, Map<String, Double> parts) {}

  /**
   * An empty table.
   *
   * @param path where it will be written
   */
  public MetricsFile(Path path) {
    this.path = path;
  }

  /**
   * Adds what was measured.
   *
   * @param step a step
   */
  public void add(FlowStep step) {
    rows.add(
        new Row(
            step.step(),
            step.value(),
            step.gradientNorm(),
            step.seconds(),
            new LinkedHashMap<>(step.parts())));
  }

  /**
   * The lines so far.
   *
   * @return ascending by step, unmodifiable
   */
  public List<Row> rows() {
    return java.util.Collections.unmodifiableList(rows);
  }

  /**
   * Writes the table.
   *
   * @throws IOException if it cannot be written
   */
  public void write() throws IOException {
    Set<String> parts = new LinkedHashSet<>();
    rows.forEach(row -> parts.addAll(row.parts().keySet()));
    StringBuilder text = new StringBuilder(String.join(",", FIRST));
    parts.forEach(part -> text.append(',').append(quoted(part)));
    text.append('\n');
    for (Row row : rows) {
      text.append(row.step())
          .append(',')
          .append(row.value())
          .append(',')
          .append(row.gradientNorm());
      text.append(',').append(row.seconds());
      for (String part : parts) {
        Double value = row.parts().get(part);
        text.append(',').append(value == null ? "" : value);
      }
      text.append('\n');
    }
    AtomicFile.write(path, text.toString());
  }

  /**
   * Reads back the lines of an interrupted run.
   *
   * @param before lines of this step and later ones are left out: they will be measured again
   * @throws IOException if the file cannot be read
   */
  public void readBack(long before) throws IOException {
    rows.clear();
    if (!Files.exists(path)) {
      return;
    }
    List<String> lines = Files.readAllLines(path);
    if (lines.isEmpty()) {
      return;
    }
    List<String> names = List.of(lines.getFirst().split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      Row row = row(names, line.split(",", -1));
      if (row.step() < before) {
        rows.add(row);
      }
    }
  }

  private Row row(List<String> names, String[] cells) {
    try {
      Map<String, Double> parts = new LinkedHashMap<>();
      for (int c = FIRST.size(); c < names.size(); c++) {
        if (!cells[c].isEmpty()) {
          parts.put(names.get(c), Double.valueOf(cells[c]));
        }
      }
      return new Row(
          Long.parseLong(cells[0]),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]),
          parts);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "'" + path + "' is damaged", "Delete it to continue without the metrics so far.", e);
    }
  }

  /** Names of parts are for the table's own use, so what would need quotes is replaced. */
  private static String quoted(String name) {
    return name.replaceAll("[,\"\\r\\n]", "_");
  }
}
