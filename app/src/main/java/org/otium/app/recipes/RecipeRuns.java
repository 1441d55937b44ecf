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
  private static final String GROUP = "group";

  /**
   * One run.
   *
   * @param name names its folder
   * @param settings every setting of its task
   * @param failure why it could not come to its end; empty if that is not known to be so
   * @param group what runs are called together that differ in their seed alone; empty if it stands
   *     alone
   */
  record Run(String name, Map<String, Object> settings, String failure, String group) {
    Run withFailure(String other) {
      return new Run(name, settings, other, group);
    }
  }

  RecipeRuns {
    all = List.copyOf(all);
  }

  static RecipeRuns of(RecipePlan plan) {
    return new RecipeRuns(
        plan.runs().stream()
            .map(run -> new Run(run.name(), run.settings(), "", run.group()))
            .toList());
  }

  static RecipeRuns of(Object tree) {
    List<Run> runs = new ArrayList<>();
    if (tree instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> run && run.get("settings") instanceof Map<?, ?> settings) {
          Map<String, Object> held = new LinkedHashMap<>();
          settings.forEach((key, value) -> held.put(String.valueOf(key), value));
          runs.add(
              new Run(
                  String.valueOf(run.get("name")), held, text(run, "failure"), text(run, GROUP)));
        }
      }
    }
    return new RecipeRuns(runs);
  }

  private static String text(Map<?, ?> run, String key) {
    return run.get(key) instanceof String text ? text : "";
  }

  /** The same runs, all of which may be tried again. */
  RecipeRuns withoutFailures() {
    return new RecipeRuns(all.stream().map(run -> run.withFailure("")).toList());
  }

  RecipeRuns withFailure(String name, String failure) {
    return new RecipeRuns(
        all.stream().map(run -> run.name().equals(name) ? run.withFailure(failure) : run).toList());
  }

  List<Object> tree() {
    List<Object> tree = new ArrayList<>();
    for (Run run : all) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", run.name());
      entry.put("settings", run.settings());
      if (!run.group().isEmpty()) {
        entry.put(GROUP, run.group());
      }
      if (!run.failure().isEmpty()) {
        entry.put("failure", run.failure());
      }
      tree.add(entry);
    }
    return tree;
  }
}
