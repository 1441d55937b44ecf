package org.otium.app.runs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;

/**
 * What was measured at every step of a flow, as a table of comma-separated values: step, value,
 * slope and seconds, then the terms of the value, then {@code accuracy} where flowed samples are
 * shown to a classifier, then {@code particles_ID} with the number of particles of each class. A
 * line is on disk as soon as it is added.
 */
public final class MetricsFile implements AutoCloseable {
  private static final List<String> FIRST = List.of("step", "value", "gradient_norm", "seconds");
  private static final String ACCURACY = "accuracy";
  private static final String COUNT = "particles_";
  private static final Pattern COUNT_OF_CLASS = Pattern.compile(COUNT + "(-?[0-9]{1,10})");
  private final Path path;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> parts = new LinkedHashSet<>();
  private final SortedSet<Integer> classes = new TreeSet<>();
  private boolean hasAccuracies;
  private @Nullable OutputStream out;

  /**
   * One line.
   *
   * @param step how many steps had been made
   * @param value F(ρ)
   * @param gradientNorm the metric slope
   * @param seconds how long the step took
   * @param parts the terms of the value, by name
   * @param accuracy the share of particles that a classifier labelled rightly; empty where it was
   *     not asked
   * @param counts how many particles there were of each class, by class id; classes without any are
   *     left out
   */
  public record Row(
      long step,
      double value,
      double gradientNorm,
      double seconds,
      Map<String, Double> parts,
      OptionalDouble accuracy,
      SortedMap<Integer, Integer> counts) {}

  /**
   * An empty table.
   *
   * @param path where it will be written
   */
  public MetricsFile(Path path) {
    this.path = path;
  }

  /**
   * Adds what was measured, and writes it.
   *
   * @param step a step
   * @param accuracy the share of particles that a classifier labelled rightly when it was measured;
   *     empty where it was not asked
   * @param counts how many particles there were of each class when it was measured
   * @throws IOException if it cannot be written
   */
  public void add(FlowStep step, OptionalDouble accuracy, SortedMap<Integer, Integer> counts)
      throws IOException {
    Row row =
        new Row(
            step.step(),
            step.value(),
            step.gradientNorm(),
            step.seconds(),
            named(step.parts()),
            accuracy,
            Collections.unmodifiableSortedMap(new TreeMap<>(counts)));
    rows.add(row);
    boolean hasNewParts = parts.addAll(row.parts().keySet());
    boolean hasNewClasses = classes.addAll(counts.keySet());
    boolean isFirstAccuracy = accuracy.isPresent() && !hasAccuracies;
    hasAccuracies |= isFirstAccuracy;
    if (hasNewParts || hasNewClasses || isFirstAccuracy || out == null) {
      write();
    } else {
      out.write(line(row).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The lines so far.
   *
   * @return ascending by step, unmodifiable
   */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Writes the whole table, whose columns are not known before all classes were seen. */
  private void write() throws IOException {
    close();
    StringBuilder text = new StringBuilder(String.join(",", FIRST));
    parts.forEach(part -> text.append(',').append(part));
    if (hasAccuracies) {
      text.append(',').append(ACCURACY);
    }
    classes.forEach(id -> text.append(',').append(COUNT).append(id));
    text.append('\n');
    rows.forEach(row -> text.append(line(row)));
    AtomicFile.write(path, text.toString());
    out = Files.newOutputStream(path, StandardOpenOption.APPEND);
  }

  private String line(Row row) {
    StringBuilder text = new StringBuilder();
    text.append(row.step()).append(',').append(row.value()).append(',').append(row.gradientNorm());
    text.append(',').append(row.seconds());
    for (String part : parts) {
      Double value = row.parts().get(part);
      text.append(',').append(value == null ? "" : value);
    }
    if (hasAccuracies) {
      text.append(',');
      row.accuracy().ifPresent(text::append);
    }
    classes.forEach(id -> text.append(',').append(row.counts().getOrDefault(id, 0)));
    return text.append('\n').toString();
  }

  /**
   * Reads back the lines of an interrupted run.
   *
   * @param before lines of this step and later ones are left out: they will be measured again
   * @throws IOException if the file cannot be read
   */
  public void readBack(long before) throws IOException {
    rows.clear();
    parts.clear();
    classes.clear();
    hasAccuracies = false;
    if (!Files.exists(path)) {
      return;
    }
    String text = Files.readString(path);
    // A process that was killed may leave half a line.
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty()) {
      return;
    }
    List<String> names = List.of(lines.getFirst().split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (step(cells[0]) >= before) {
        break;
      }
      Row row = row(names, cells);
      rows.add(row);
      parts.addAll(row.parts().keySet());
      hasAccuracies |= row.accuracy().isPresent();
      classes.addAll(row.counts().keySet());
    }
  }

  private long step(String cell) {
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw damaged(e);
    }
  }

  private Row row(List<String> names, String[] cells) {
    try {
      Map<String, Double> held = new LinkedHashMap<>();
      OptionalDouble accuracy = OptionalDouble.empty();
      SortedMap<Integer, Integer> counts = new TreeMap<>();
      for (int c = FIRST.size(); c < names.size(); c++) {
        String name = names.get(c);
        Matcher count = COUNT_OF_CLASS.matcher(name);
        if (count.matches()) {
          int particles = Integer.parseInt(cells[c]);
          if (particles > 0) {
            counts.put(Integer.valueOf(count.group(1)), particles);
          }
        } else if (!cells[c].isEmpty() && name.equals(ACCURACY)) {
          accuracy = OptionalDouble.of(Double.parseDouble(cells[c]));
        } else if (!cells[c].isEmpty()) {
          held.put(name, Double.valueOf(cells[c]));
        }
      }
      return new Row(
          Long.parseLong(cells[0]),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]),
          held,
          accuracy,
          counts);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  private InvalidInputException damaged(RuntimeException e) {
    return new InvalidInputException(
        "'" + path + "' is damaged", "Delete it to continue without the metrics so far.", e);
  }

  /**
   * Names of parts are for the table's own use, so what would need quotes is replaced, and what is
   * called as another column is.
   */
  private static Map<String, Double> named(Map<String, Double> parts) {
    Map<String, Double> named = new LinkedHashMap<>();
    parts.forEach(
        (name, value) -> {
          String plain = name.replaceAll("[,\"\\r\\n]", "_");
          named.put(plain.equals(ACCURACY) ? plain + "_" : plain, value);
        });
    return named;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
