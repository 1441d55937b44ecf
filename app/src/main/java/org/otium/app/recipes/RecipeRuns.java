package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a recipe as its manifest keeps them.
 *
 * @param all in their order
 */
record RecipeRuns(List<Run> all) {
  /**
   * One run.
   *
   * @param name names its folder
   * @param settings every setting of its task
   * @param failure why it could not come to its end; empty if that is not known to be so
   */
  record Run(String name, Map<String, Object> settings, String failure) {}

  RecipeRuns {
    all = List.copyOf(all);
  }

  static RecipeRuns of(RecipePlan plan) {
    return new RecipeRuns(
        plan.runs().stream().map(run -> new Run(run.name(), run.settings(), "")).toList());
  }

  static RecipeRuns of(Object tree) {
    List<Run> runs = new ArrayList<>();
    if (tree instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> run && run.get("settings") instanceof Map<?, ?> settings) {
          Map<String, Object> held = new LinkedHashMap<>();
          settings.forEach((key, value) -> held.put(String.valueOf(key), value));
          runs.add(new Run(String.valueOf(run.get("name")), held, failure(run)));
        }
      }
    }
    return new RecipeRuns(runs);
  }

  private static String failure(Map<?, ?> run) {
    return run.get("failure") instanceof String failure ? failure : "";
  }

  /** The same runs, all of which may be tried again. */
  RecipeRuns withoutFailures() {
    return new RecipeRuns(
        all.stream().map(run -> new Run(run.name(), run.settings(), "")).toList());
  }

  RecipeRuns withFailure(String name, String failure) {
    return new RecipeRuns(
        all.stream()
            .map(run -> run.name().equals(name) ? new Run(name, run.settings(), failure) : run)
            .toList());
  }

  List<Object> tree() {
    List<Object> tree = new ArrayList<>();
    for (Run run : all) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", run.name());
      entry.put("settings", run.settings());
      if (!run.failure().isEmpty()) {
        entry.put("failure", run.failure());
      }
      tree.add(entry);
    }
    return tree;
  }
}
