package org.otium.app.recipes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An experiment as a file says it: a task, its settings, and what is varied.
 *
 * @param name what it is called; names its folder
 * @param title what it shows, in one line
 * @param figure the figure of a paper that it repeats; empty if there is none
 * @param takes how long it takes, and where that was measured; empty if it was not
 * @param task the name of a {@link Task}
 * @param scale which of its sizes it has; the task's settings have those of {@code small}
 * @param scales what each other size sets, by its name: under variants, which win over it, but for
 *     what it says of them
 * @param settings settings of the task that all runs share
 * @param paper what a paper reports of it
 * @param variants what each variant sets, by its name, in their order; empty if there are none
 * @param sweep the values that each key takes; empty if nothing is swept
 * @param seeds with how many seeds each run is made, one after the other from its own on
 */
public record Recipe(
    String name,
    String title,
    String figure,
    String takes,
    String task,
    String scale,
    Map<String, Map<String, Object>> scales,
    Map<String, Object> settings,
    Paper paper,
    Map<String, Map<String, Object>> variants,
    Map<String, List<Object>> sweep,
    int seeds) {
  /**
   * Whether it has its own sizes and not those of another scale, so that what it takes is known.
   *
   * @return whether no other scale was chosen
   */
  public boolean isSmall() {
    return scale.equals(RecipeReader.SMALL);
  }

  /**
   * Whether it is a single run.
   *
   * @return whether nothing is varied, its seed included
   */
  public boolean isSingle() {
    return variants.isEmpty() && sweep.isEmpty() && seeds == 1;
  }

  /** What its scale sets in all runs, before variants do. */
  Map<String, Object> scaled() {
    Map<String, Object> sets = new LinkedHashMap<>(scales.getOrDefault(scale, Map.of()));
    sets.remove(RecipeReader.VARIANTS);
    return sets;
  }

  /** What its scale sets in variants, after these, by the pattern of their names. */
  Map<String, Map<String, Object>> scaledVariants() {
    Map<String, Map<String, Object>> some = new LinkedHashMap<>();
    if (scales.getOrDefault(scale, Map.of()).get(RecipeReader.VARIANTS) instanceof Map<?, ?> map) {
      map.forEach(
          (pattern, sets) -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            if (sets instanceof Map<?, ?> given) {
              given.forEach((path, to) -> tree.put(String.valueOf(path), to));
            }
            some.put(String.valueOf(pattern), tree);
          });
    }
    return some;
  }

  /** Whether a name is of a pattern, in which a star stands for any text. */
  static boolean matches(String pattern, String name) {
    return Pattern.matches(
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        name);
  }
}
