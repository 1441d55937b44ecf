package org.otium.data.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
import org.otium.settings.NearestName;

/** Which rows of a table are read: those that fulfil every condition. */
final class RowFilter {
  /** How many distinct values of a column are remembered for messages. */
  private static final int MOST_VALUES = 1000;

  private final Path path;
  private final List<Part> parts = new ArrayList<>();

  /** A condition, where its column stands, and what the rows looked at had there. */
  private record Part(RowCondition condition, int index, SortedSet<String> seen, boolean[] met) {
    boolean holds(String[] fields) {
      return condition.holds(fields[index]);
    }
  }

  RowFilter(Path path, List<String> columns, List<RowCondition> conditions) {
    this.path = path;
    for (RowCondition condition : conditions) {
      int index = columns.indexOf(condition.column());
      if (index < 0) {
        throw new InvalidInputException(
            path + " has no column '" + condition.column() + "', given in 'where'",
            NearestName.of(condition.column(), columns)
                    .map(nearest -> "Did you mean '" + nearest + "'? ")
                    .orElse("")
                + "Its columns are "
                + ColumnPlan.list(columns)
                + ".");
      }
      boolean[] met = new boolean[condition.values().size()];
      parts.add(new Part(condition, index, new TreeSet<>(), met));
    }
  }

  boolean keeps(String[] fields) {
    for (Part part : parts) {
      if (!part.holds(fields)) {
        return false;
      }
    }
    return true;
  }

  /** Remembers which of the values that conditions name occur at all. */
  void lookAt(String[] fields) {
    for (Part part : parts) {
      String field = fields[part.index];
      if (part.seen.size() < MOST_VALUES) {
        part.seen.add(field);
      }
      for (int v = 0; v < part.met.length; v++) {
        part.met[v] |= RowCondition.isSame(field, part.condition.values().get(v));
      }
    }
  }

  /**
   * Refuses values that no row has: they are typing errors, and would silently keep nothing, or
   * with {@code !=} everything.
   */
  void requireValues() {
    for (Part part : parts) {
      for (int v = 0; v < part.met.length; v++) {
        if (part.condition.namesValues() && !part.met[v]) {
          String value = part.condition.values().get(v);
          throw new InvalidInputException(
              "no row of "
                  + path
                  + " has '"
                  + value
                  + "' in column '"
                  + part.condition.column()
                  + "'",
              NearestName.of(value, part.seen)
                      .map(nearest -> "Did you mean '" + nearest + "'? ")
                      .orElse("")
                  + "Its values are "
                  + ColumnPlan.list(List.copyOf(part.seen))
                  + ".");
        }
      }
    }
  }

  /** What is wrong when no row was kept. */
  InvalidInputException keepsNothing() {
    return parts.isEmpty()
        ? new InvalidInputException(path + " has no records", "Give it at least one.")
        : new InvalidInputException(
            "no row of "
                + path
                + " has "
                + parts.stream()
                    .map(part -> part.condition.toString())
                    .collect(Collectors.joining(" and ")),
            "Ask for less in 'where'.");
  }
}
