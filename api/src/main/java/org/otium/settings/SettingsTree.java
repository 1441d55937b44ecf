package org.otium.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;

/**
 * Changes single values of a tree of settings, as {@code --set functional.solver.epsilon=1} does.
 */
public final class SettingsTree {
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)((?:\\[[0-9]+])*)");
  private static final Pattern INDEX = Pattern.compile("\\[([0-9]+)]");

  private SettingsTree() {}

  /**
   * The same tree with one value set. Maps on the way are made where they are missing; a plugin on
   * the way that is written as its name alone becomes a map with that {@code name}.
   *
   * @param tree the settings; not changed
   * @param path keys joined by dots, list items as {@code [0]}: {@code functional.terms[1].weight}
   * @param value the new value
   * @return a new tree
   * @throws InvalidInputException if the path cannot be read or leads through a number or past the
   *     end of a list
   */
  public static Map<String, Object> with(Map<String, ?> tree, String path, Object value) {
    return asMap(put(tree, steps(path), 0, value, path));
  }

  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      if (!step.matches()) {
        throw new InvalidInputException(
            "'" + path + "' is not the path of a setting", "Write it as key.key or key[0].key.");
      }
      steps.add(step.group(1));
      Matcher index = INDEX.matcher(step.group(2));
      while (index.find()) {
        steps.add(index(index.group(1), path));
      }
    }
    return steps;
  }

  private static Integer index(String digits, String path) {
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      throw noSuchItem(path, digits, e);
    }
  }

  private static InvalidInputException noSuchItem(
      String path, String index, @Nullable Throwable cause) {
    String what = "'" + path + "' names item " + index + " of a list that does not have it";
    String remedy = "Items count from 0; set the whole list instead.";
    return cause == null
        ? new InvalidInputException(what, remedy)
        : new InvalidInputException(what, remedy, cause);
  }

  private static Object put(
      @Nullable Object at, List<Object> steps, int depth, Object value, String path) {
    if (depth == steps.size()) {
      return value;
    }
    if (steps.get(depth) instanceof Integer index) {
      if (!(at instanceof List<?> list) || index >= list.size()) {
        throw noSuchItem(path, index.toString(), null);
      }
      List<@Nullable Object> items = new ArrayList<>(list);
      items.set(index, put(items.get(index), steps, depth + 1, value, path));
      return items;
    }
    String key = (String) steps.get(depth);
    Map<String, @Nullable Object> map = openedAt(at, path, key);
    map.put(key, put(map.get(key), steps, depth + 1, value, path));
    return map;
  }

  private static Map<String, @Nullable Object> openedAt(
      @Nullable Object at, String path, String key) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (at instanceof Map<?, ?> old) {
      old.forEach((k, v) -> map.put(String.valueOf(k), v));
    } else if (at instanceof String name) {
      if (!name.isBlank()) {
        map.put("name", name);
      }
    } else if (at != null) {
      throw new InvalidInputException(
          "'" + path + "' cannot be set: what holds '" + key + "' is " + at,
          "Only plugins and groups hold settings.");
    }
    return map;
  }

  @SuppressWarnings("unchecked") // made by put, whose keys are text
  private static Map<String, Object> asMap(Object tree) {
    return (Map<String, Object>) tree;
  }
}
