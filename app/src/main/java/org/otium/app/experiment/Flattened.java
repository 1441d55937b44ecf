package org.otium.app.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.app.text.Numbers;

/** A tree of settings as a list of paths and values. */
public final class Flattened {
  private Flattened() {}

  /**
   * Flattens a tree.
   *
   * @param tree maps, lists and values
   * @return a text by path; the name of a plugin is the value of the setting that holds it
   */
  public static Map<String, String> of(Map<String, ?> tree) {
    Map<String, String> rows = new LinkedHashMap<>();
    walk("", tree, rows);
    return rows;
  }

  private static void walk(String path, @Nullable Object value, Map<String, String> rows) {
    switch (value) {
      case Map<?, ?> map -> {
        if (map.isEmpty()) {
          rows.put(path, "");
        }
        map.forEach(
            (key, inner) -> {
              // The name of a plugin is the value of the setting that holds it.
              boolean isName = key.equals("name") && !path.isEmpty();
              walk(isName ? path : path.isEmpty() ? key.toString() : path + "." + key, inner, rows);
            });
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          walk(path + "[" + i + "]", list.get(i), rows);
        }
        if (list.isEmpty()) {
          rows.put(path, "none");
        }
      }
      case Double number -> rows.put(path, Numbers.exact(number));
      case null -> rows.put(path, "—");
      default -> rows.put(path, value.toString().isEmpty() ? "—" : value.toString());
    }
  }
}
