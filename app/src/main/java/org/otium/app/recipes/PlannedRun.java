package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.otium.settings.SettingsTree;

/**
 * One run of a recipe.
 *
 * @param name names its folder; empty for the only run of a recipe
 * @param settings all settings of its task
 * @param origins where settings come from that are not the recipe's own, the last one winning
 * @param group what it and those runs are called together that differ from it in their seed alone;
 *     empty if there are none
 */
public record PlannedRun(
    String name, Map<String, Object> settings, List<Origin> origins, String group) {
  static final String SEED = "seed";

  /**
   * Where a setting comes from.
   *
   * @param path the setting
   * @param written keys that lead to it in the recipe; empty if it is not written there
   */
  public record Origin(String path, List<String> written) {}

  /** Copies the list. */
  public PlannedRun {
    origins = List.copyOf(origins);
  }

  /**
   * The same run with one more setting. A map without a {@code name} adjusts what is there; any
   * other value replaces it.
   */
  PlannedRun with(String path, Object value, List<String> written) {
    List<Origin> more = new ArrayList<>(origins);
    more.add(new Origin(path, written));
    return new PlannedRun(name, merged(settings, path, value), more, group);
  }

  private static Map<String, Object> merged(Map<String, Object> tree, String path, Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && !map.containsKey("name")) {
      Map<String, Object> changed = tree;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        changed = merged(changed, path + "." + entry.getKey(), entry.getValue());
      }
      return changed;
    }
    return SettingsTree.with(tree, path, value);
  }

  PlannedRun named(String other) {
    return new PlannedRun(other, settings, origins, group);
  }

  PlannedRun withSettings(Map<String, Object> others) {
    return new PlannedRun(name, others, origins, group);
  }

  /**
   * The same run with several seeds, one after the other from its own on.
   *
   * @param seeds how many
   * @param recipe what the runs of a recipe are called together that has a single one
   * @return as many runs; this one if one seed is enough, or if there is no such number of them
   *     from its own on
   */
  List<PlannedRun> withSeeds(int seeds, String recipe) {
    OptionalLong own = firstOf(seeds);
    if (seeds == 1 || own.isEmpty()) {
      return List.of(this);
    }
    long first = own.getAsLong();
    List<PlannedRun> runs = new ArrayList<>();
    for (int s = 0; s < seeds; s++) {
      long seed = first + s;
      String point = SEED + "-" + (seed < 0 ? "minus" + seed : "" + seed);
      runs.add(
          new PlannedRun(
              name.isEmpty() ? point : name + "_" + point,
              SettingsTree.with(settings, SEED, seed),
              origins,
              name.isEmpty() ? recipe : name));
    }
    return runs;
  }

  /** Its seed, where that many of them from it on are 64-bit numbers; else nothing. */
  OptionalLong firstOf(int seeds) {
    try {
      long first = Long.parseLong(settings.getOrDefault(SEED, 0).toString());
      Math.addExact(first, seeds - 1L);
      return OptionalLong.of(first);
    } catch (ArithmeticException | NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /** Whether it goes by a name: its own, or that which it shares with other seeds. */
  boolean isCalled(String what) {
    return name.equals(what) || (!group.isEmpty() && group.equals(what));
  }

  /**
   * Where a setting may be written, the likeliest place first.
   *
   * @param path the setting
   * @return lists of keys that lead to it in the recipe; an empty list where it was set elsewhere
   */
  List<List<String>> written(String path) {
    List<List<String>> places = new ArrayList<>();
    for (Origin origin : origins.reversed()) {
      if (isAtOrBelow(path, origin.path())) {
        List<String> written = new ArrayList<>(origin.written());
        if (!written.isEmpty()) {
          written.addAll(steps(path.substring(origin.path().length())));
        }
        places.add(written);
      }
    }
    places.add(steps(path));
    for (Origin origin : origins.reversed()) {
      if (isAtOrBelow(origin.path(), path)) {
        // What is wrong above a swept value is its key, the same for all values.
        boolean isKey = origin.written().size() > 2 && !origin.path().equals(path);
        boolean isSwept = isKey && origin.written().getFirst().equals(RecipeReader.SWEEP);
        places.add(isSwept ? origin.written().subList(0, 2) : origin.written());
      }
    }
    return places;
  }

  private static boolean isAtOrBelow(String path, String above) {
    return path.equals(above)
        || (path.startsWith(above) && ".[".indexOf(path.charAt(above.length())) >= 0);
  }

  static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("[.\\[\\]]+", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }
}
