package org.otium.app.recipes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a paper reports, to be shown beside what runs measured.
 *
 * @param source where the numbers stand; empty if there are none
 * @param note how the paper's setting differs
 * @param values what it reports, as text, by run and by measure
 */
public record Paper(String source, String note, Map<String, Map<String, String>> values) {
  /** No numbers. */
  public static final Paper NONE = new Paper("", "", Map.of());

  private static final String SOURCE = "source";
  private static final String NOTE = "note";
  private static final String VALUES = "values";

  /** Copies the values. */
  public Paper {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    values.forEach(
        (run, measures) ->
            copy.put(run, Collections.unmodifiableMap(new LinkedHashMap<>(measures))));
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads it from a recipe or a manifest.
   *
   * @param tree what {@link #tree} gives; anything else is no numbers
   * @return the numbers
   */
  static Paper of(Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      return NONE;
    }
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    if (map.get(VALUES) instanceof Map<?, ?> runs) {
      runs.forEach(
          (run, measured) -> {
            Map<String, String> measures = new LinkedHashMap<>();
            if (measured instanceof Map<?, ?> held) {
              held.forEach((name, value) -> measures.put(String.valueOf(name), "" + value));
            }
            values.put(String.valueOf(run), measures);
          });
    }
    return new Paper(text(map, SOURCE), text(map, NOTE), values);
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString();
  }

  /**
   * The numbers as a manifest holds them.
   *
   * @return a tree
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(SOURCE, source);
    tree.put(NOTE, note);
    tree.put(VALUES, values);
    return tree;
  }
}
