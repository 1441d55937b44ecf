package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otium.settings.NearestName;
import org.otium.settings.Problem;

/** Reads what recipes of every task have in common, and goes on after a problem. */
final class RecipeReader {
  static final String TASK = "task";
  static final String PAPER = "paper";
  static final String SCALE = "scale";
  static final String SCALES = "scales";
  static final String SMALL = "small";
  static final String VARIANTS = "variants";
  static final String SWEEP = "sweep";
  static final String SEEDS = "seeds";
  static final int MOST_SEEDS = 1000;
  static final List<String> KEYS =
      List.of("title", "figure", "takes", PAPER, TASK, SCALE, SCALES, VARIANTS, SWEEP, SEEDS);

  /** Names of variants become names of folders on every system. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

  private final String name;
  private final RecipeText text;
  private final Tasks tasks;
  private final Set<String> assigned;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * A reader.
   *
   * @param assigned paths of what is not as the text has it, but was set on the command line
   */
  RecipeReader(String name, RecipeText text, Tasks tasks, Set<String> assigned) {
    this.name = name;
    this.text = text;
    this.tasks = tasks;
    this.assigned = Set.copyOf(assigned);
  }

  /** What was found wrong so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Reads a recipe.
   *
   * @param tree what it says, with what was set on the command line
   */
  Recipe read(Map<String, Object> tree) {
    Map<String, Object> settings = new LinkedHashMap<>(tree);
    KEYS.forEach(settings::remove);
    String task = scalar(tree, TASK, "flow");
    List<String> known = List.of();
    if (tasks.find(task).isPresent()) {
      known = tasks.find(task).get().inputs().keys();
    } else {
      report(
          List.of(TASK),
          "unknown task '" + task + "'",
          task,
          String.join(", ", tasks.names()),
          NearestName.of(task, tasks.names()).orElse(""));
    }
    for (String key : tree.keySet()) {
      if (!known.isEmpty() && !KEYS.contains(key) && !known.contains(key)) {
        List<String> allowed = Stream.concat(KEYS.stream(), known.stream()).toList();
        String meant = NearestName.of(key, allowed).orElse("");
        report(List.of(key), "unknown setting", key, String.join(", ", allowed), meant);
        settings.remove(key);
      }
    }
    String scale = scalar(tree, SCALE, SMALL);
    Map<String, Map<String, Object>> scales = variants(SCALES, tree.getOrDefault(SCALES, ""));
    if (!scale.equals(SMALL) && !scales.containsKey(scale)) {
      List<String> names = Stream.concat(Stream.of(SMALL), scales.keySet().stream()).toList();
      report(
          List.of(SCALE),
          "unknown scale '" + scale + "'",
          scale,
          String.join(", ", names),
          NearestName.of(scale, names).orElse(""));
    }
    Map<String, Map<String, Object>> variants = variants(VARIANTS, tree.getOrDefault(VARIANTS, ""));
    scales.forEach((size, sets) -> checkScaled(size, sets.get(VARIANTS), variants.keySet()));
    return new Recipe(
        name,
        scalar(tree, "title", name),
        scalar(tree, "figure", ""),
        scalar(tree, "takes", ""),
        task,
        scale,
        scales,
        settings,
        paper(tree.getOrDefault(PAPER, "")),
        variants,
        sweep(tree.getOrDefault(SWEEP, "")),
        seeds(tree.getOrDefault(SEEDS, 1)));
  }

  private String scalar(Map<String, Object> tree, String key, String fallback) {
    Object value = tree.getOrDefault(key, fallback);
    if (value instanceof Map || value instanceof List) {
      report(List.of(key), "is not text", "", "", "");
      return fallback;
    }
    return value.toString();
  }

  private Paper paper(Object given) {
    if (given.equals("")) {
      return Paper.NONE;
    }
    boolean isTable =
        given instanceof Map<?, ?> map
            && map.get("source") instanceof String
            && map.get("values") instanceof Map<?, ?> runs
            && runs.values().stream().allMatch(measures -> measures instanceof Map<?, ?>);
    if (!isTable) {
      report(
          List.of(PAPER),
          "is no table of a paper",
          given.toString(),
          "for instance {source: table 1, values: {RUN: {accuracy-at-end: 0.99}}}",
          "");
    }
    return Paper.of(given);
  }

  private Map<String, Map<String, Object>> variants(String kind, Object given) {
    Map<String, Map<String, Object>> variants = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String variant = String.valueOf(key);
            if (!NAME.matcher(variant).matches()) {
              report(
                  List.of(kind, variant),
                  "'" + variant + "' cannot be the name of a folder",
                  variant,
                  "letters, digits, '-', '_' and '.'",
                  "");
            } else if (value instanceof Map<?, ?> sets) {
              Map<String, Object> tree = new LinkedHashMap<>();
              sets.forEach((path, to) -> tree.put(String.valueOf(path), to));
              variants.put(variant, tree);
            } else if (value.equals("")) {
              variants.put(variant, Map.of());
            } else {
              report(
                  List.of(kind, variant),
                  "is not a map of settings",
                  value.toString(),
                  "for instance {dynamics: fd}",
                  "");
            }
          });
    } else if (!given.equals("")) {
      report(List.of(kind), "is not a map of settings by name", given.toString(), "", "");
    }
    return variants;
  }

  /** What a scale says of variants has to be of some that are there. */
  private void checkScaled(String size, @Nullable Object given, Set<String> variants) {
    if (given == null) {
      return;
    }
    Map<?, ?> some = given instanceof Map<?, ?> map ? map : Map.of(given, "");
    some.forEach(
        (key, sets) -> {
          String pattern = String.valueOf(key);
          List<String> path = List.of(SCALES, size, VARIANTS, pattern);
          if (!(sets instanceof Map<?, ?>)) {
            report(path, "is not a map of settings", "" + sets, "for instance {dynamics: fd}", "");
          } else if (variants.stream().noneMatch(name -> Recipe.matches(pattern, name))) {
            report(
                path,
                "no variant has such a name",
                pattern,
                String.join(", ", variants),
                NearestName.of(pattern, List.copyOf(variants)).orElse(""));
          }
        });
  }

  private Map<String, List<Object>> sweep(Object given) {
    Map<String, List<Object>> sweep = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String path = String.valueOf(key);
            if (value instanceof List<?> list && !list.isEmpty()) {
              sweep.put(path, List.copyOf(list));
            } else {
              report(List.of(SWEEP, path), "is not a list of values", "" + value, "[a, b, …]", "");
            }
          });
    } else if (!given.equals("")) {
      report(List.of(SWEEP), "is not a map of lists by setting", given.toString(), "", "");
    }
    return sweep;
  }

  private int seeds(Object given) {
    if (given.equals("")) {
      return 1;
    }
    try {
      int seeds = Integer.parseInt(given.toString());
      if (seeds >= 1 && seeds <= MOST_SEEDS) {
        return seeds;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    report(
        List.of(SEEDS),
        "'" + given + "' is no number of seeds",
        given.toString(),
        "a whole number from 1 to " + MOST_SEEDS,
        "");
    return 1;
  }

  private void report(
      List<String> path, String message, String given, String allowed, String suggestion) {
    String joined = String.join(".", path);
    boolean isAssigned =
        assigned.stream().anyMatch(set -> joined.equals(set) || joined.startsWith(set + "."));
    String where = (isAssigned ? "--set" : text.place(path) + ":") + " " + joined;
    problems.add(new Problem(where, message, given, allowed, suggestion));
  }
}
