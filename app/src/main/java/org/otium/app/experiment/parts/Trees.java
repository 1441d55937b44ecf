package org.otium.app.experiment.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees that another process of the program wrote. */
final class Trees {
  private Trees() {}

  static Object value(Map<String, Object> tree, String key) {
    Object value = tree.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a job without " + key);
    }
    return value;
  }

  static int number(Map<String, Object> tree, String key) {
    return ((Number) value(tree, key)).intValue();
  }

  static List<?> list(Map<String, Object> tree, String key) {
    return (List<?>) value(tree, key);
  }

  static Map<String, Object> map(@Nullable Object tree) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }
}
