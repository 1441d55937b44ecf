package org.otium.app.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees that another process of the program wrote, and that hold what it says they hold. */
public final class JsonTree {
  private JsonTree() {}

  /**
   * An entry.
   *
   * @param tree what holds it
   * @param key its name
   * @return its value
   * @throws IllegalArgumentException if it is not there
   */
  public static Object value(Map<String, Object> tree, String key) {
    Object value = tree.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a job without " + key);
    }
    return value;
  }

  /**
   * A number.
   *
   * @param tree what holds it
   * @param key its name
   * @return a whole number
   */
  public static int number(Map<String, Object> tree, String key) {
    return ((Number) value(tree, key)).intValue();
  }

  /**
   * A list.
   *
   * @param tree what holds it
   * @param key its name
   * @return its elements
   */
  public static List<?> list(Map<String, Object> tree, String key) {
    return (List<?>) value(tree, key);
  }

  /**
   * A tree in a tree.
   *
   * @param tree maps have texts as keys
   * @return a copy that may be changed; empty if it is no map
   */
  public static Map<String, Object> map(@Nullable Object tree) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }
}
