package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Workspace;
import org.otium.settings.NearestName;
import org.otium.settings.Problem;
import org.otium.settings.SettingsException;
import org.otium.settings.SettingsTree;

/**
 * What a recipe will do.
 *
 * @param recipe what was written
 * @param task what is done
 * @param runs one a variant, point of the sweep and seed, free of problems, every default written
 *     out
 */
public record RecipePlan(Recipe recipe, Task task, List<PlannedRun> runs) {
  private static final int MOST_RUNS = 1000;

  /**
   * Plans a recipe.
   *
   * @param name what it is called
   * @param label what messages call it
   * @param yaml its text
   * @param assignments settings that win over the recipe's, by path
   * @param only the runs that are wanted; all of them if none is named. The settings of others are
   *     not looked at, so that they may need plugins that are not there
   * @param tasks what recipes can do
   * @param workspace what it works with
   * @return the plan
   * @throws InvalidInputException if there is no such run, or anything is wrong with the recipe;
   *     names every problem
   */
  public static RecipePlan of(
      String name,
      String label,
      String yaml,
      Map<String, Object> assignments,
      List<String> only,
      Tasks tasks,
      Workspace workspace) {
    RecipeText text = RecipeText.parse(label, yaml);
    Map<String, Object> tree = text.tree();
    Map<String, Object> onRuns = new LinkedHashMap<>();
    for (Map.Entry<String, Object> set : assignments.entrySet()) {
      if (RecipeReader.KEYS.contains(PlannedRun.steps(set.getKey()).getFirst())) {
        tree = SettingsTree.with(tree, set.getKey(), set.getValue());
      } else {
        onRuns.put(set.getKey(), set.getValue());
      }
    }
    RecipeReader reader = new RecipeReader(name, text, tasks, assignments.keySet());
    Recipe recipe = reader.read(tree);
    List<Problem> problems = new ArrayList<>(reader.problems());
    problems.addAll(sweptSeeds(recipe, text, onRuns.containsKey(PlannedRun.SEED)));
    Optional<Task> task = tasks.find(recipe.task());
    if (task.isEmpty()) {
      throw new SettingsException(ToldProblems.of(label, problems));
    }
    List<PlannedRun> points = new ArrayList<>();
    for (PlannedRun run : runs(recipe)) {
      PlannedRun set = run;
      for (Map.Entry<String, Object> entry : onRuns.entrySet()) {
        set = set.with(entry.getKey(), entry.getValue(), List.of());
      }
      points.add(set);
    }
    List<String> names =
        names(points.stream().flatMap(p -> p.withSeeds(recipe.seeds(), name).stream()).toList());
    if (problems.isEmpty()) {
      check(recipe, names, only);
    }
    List<PlannedRun> runs = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    for (PlannedRun point : points) {
      List<PlannedRun> wanted = new ArrayList<>(point.withSeeds(recipe.seeds(), name));
      wanted.removeIf(run -> !only.isEmpty() && only.stream().noneMatch(run::isCalled));
      if (wanted.isEmpty()) {
        continue;
      }
      List<Problem> found = new ArrayList<>(task.get().problems(workspace, point.settings()));
      boolean isSeedWrong = found.stream().anyMatch(p -> p.path().startsWith(PlannedRun.SEED));
      if (recipe.seeds() > 1 && !isSeedWrong && point.firstOf(recipe.seeds()).isEmpty()) {
        found.add(noSeed(point, recipe.seeds()));
      }
      for (Problem problem : found) {
        Problem placed = placed(problem, point, text);
        // What all runs share is wrong in all of them, and told once.
        if (told.add(placed.toString())) {
          problems.add(placed);
        }
      }
      runs.addAll(wanted);
    }
    for (String reported : recipe.paper().values().keySet()) {
      if (!names.contains(reported)) {
        problems.add(
            new Problem(
                text.place(List.of(RecipeReader.PAPER, "values", reported)) + ": paper.values",
                "there is no run '" + reported + "'",
                reported,
                String.join(", ", names),
                NearestName.of(reported, names).orElse("")));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(ToldProblems.of(label, problems));
    }
    List<PlannedRun> resolved = new ArrayList<>();
    for (PlannedRun run : runs) {
      resolved.add(run.withSettings(task.get().resolved(workspace, run.settings())));
    }
    return new RecipePlan(recipe, task.get(), List.copyOf(resolved));
  }

  /** Seeds that are swept over cannot be set for all runs as well, nor be counted on from. */
  private static List<Problem> sweptSeeds(Recipe recipe, RecipeText text, boolean isSet) {
    if (!recipe.sweep().containsKey(PlannedRun.SEED) || (!isSet && recipe.seeds() == 1)) {
      return List.of();
    }
    String path = String.join(".", RecipeReader.SWEEP, PlannedRun.SEED);
    return List.of(
        new Problem(
            text.place(List.of(RecipeReader.SWEEP, PlannedRun.SEED)) + ": " + path,
            isSet
                ? "seeds are swept over, and one is set for all runs; they would be the same"
                : "seeds are swept over, and "
                    + recipe.seeds()
                    + " seeds are asked for of each run; some runs would be the same",
            "",
            isSet ? "leave one of the two out" : "leave out either the sweep or 'seeds'",
            ""));
  }

  private static Problem noSeed(PlannedRun run, int seeds) {
    String given = String.valueOf(run.settings().get(PlannedRun.SEED));
    return new Problem(
        PlannedRun.SEED,
        "there are no " + seeds + " seeds from '" + given + "' on",
        given,
        "a whole number of 64 bits",
        "");
  }

  private static void check(Recipe recipe, List<String> all, List<String> only) {
    for (String name : only) {
      if (!all.contains(name)) {
        throw new InvalidInputException(
            "recipe '" + recipe.name() + "' has no run '" + name + "'",
            NearestName.of(name, all).map(n -> "Did you mean '" + n + "'? ").orElse("")
                + (recipe.isSingle()
                    ? "It has a single run."
                    : "There are: " + String.join(", ", all) + "."));
      }
    }
  }

  /** What runs can be called: together with other seeds, and each by itself. */
  private static List<String> names(List<PlannedRun> runs) {
    Set<String> names = new LinkedHashSet<>();
    runs.stream().map(PlannedRun::group).filter(group -> !group.isEmpty()).forEach(names::add);
    runs.forEach(run -> names.add(run.name()));
    return List.copyOf(names);
  }

  private static Problem placed(Problem problem, PlannedRun run, RecipeText text) {
    String path = problem.path();
    int end = path.indexOf(' ');
    String where = text.label() + ":";
    for (List<String> written : run.written(end < 0 ? path : path.substring(0, end))) {
      if (written.isEmpty()) {
        where = "--set";
        break;
      }
      if (!text.place(written).equals(text.label())) {
        where = text.place(isSweptKey(written, problem) ? written.subList(0, 2) : written) + ":";
        break;
      }
    }
    return new Problem(
        where + " " + path,
        problem.message(),
        problem.given(),
        problem.allowed(),
        problem.suggestion());
  }

  /** Whether the key of a sweep is wrong, whatever its values. */
  private static boolean isSweptKey(List<String> written, Problem problem) {
    return written.size() == 3
        && written.getFirst().equals(RecipeReader.SWEEP)
        && problem.given().equals(PlannedRun.steps(written.get(1)).getLast());
  }

  private static List<PlannedRun> runs(Recipe recipe) {
    List<PlannedRun> runs = new ArrayList<>();
    PlannedRun base = new PlannedRun("", recipe.settings(), List.of(), "");
    for (Map.Entry<String, Object> set : recipe.scaled().entrySet()) {
      List<String> written = List.of(RecipeReader.SCALES, recipe.scale(), set.getKey());
      base = base.with(set.getKey(), set.getValue(), written);
    }
    PlannedRun scaled = base;
    if (recipe.variants().isEmpty()) {
      runs.add(scaled);
    }
    recipe
        .variants()
        .forEach(
            (name, sets) -> {
              PlannedRun run = scaled.named(name);
              for (Map.Entry<String, Object> set : sets.entrySet()) {
                List<String> written = List.of(RecipeReader.VARIANTS, name, set.getKey());
                run = run.with(set.getKey(), set.getValue(), written);
              }
              runs.add(scaled(run, recipe));
            });
    List<PlannedRun> grid = runs;
    for (Map.Entry<String, List<Object>> axis : recipe.sweep().entrySet()) {
      if ((long) grid.size() * axis.getValue().size() > MOST_RUNS) {
        throw new InvalidInputException(
            "recipe '" + recipe.name() + "' asks for more than " + MOST_RUNS + " runs",
            "Sweep over fewer values.");
      }
      grid = swept(grid, axis.getKey(), axis.getValue(), shortName(recipe, axis.getKey()));
    }
    if ((long) grid.size() * recipe.seeds() > MOST_RUNS) {
      throw new InvalidInputException(
          "recipe '" + recipe.name() + "' asks for more than " + MOST_RUNS + " runs",
          "Take fewer seeds.");
    }
    return unique(grid);
  }

  /** A variant with what the scale says of variants by such a name. */
  private static PlannedRun scaled(PlannedRun variant, Recipe recipe) {
    PlannedRun run = variant;
    for (Map.Entry<String, Map<String, Object>> some : recipe.scaledVariants().entrySet()) {
      if (Recipe.matches(some.getKey(), variant.name())) {
        for (Map.Entry<String, Object> set : some.getValue().entrySet()) {
          List<String> written =
              List.of(
                  RecipeReader.SCALES,
                  recipe.scale(),
                  RecipeReader.VARIANTS,
                  some.getKey(),
                  set.getKey());
          run = run.with(set.getKey(), set.getValue(), written);
        }
      }
    }
    return run;
  }

  private static List<PlannedRun> swept(
      List<PlannedRun> runs, String path, List<Object> values, String key) {
    List<PlannedRun> grid = new ArrayList<>();
    for (PlannedRun run : runs) {
      for (int v = 0; v < values.size(); v++) {
        Object value = values.get(v);
        List<String> written = List.of(RecipeReader.SWEEP, path, Integer.toString(v));
        String point = key + "-" + slug(value, v);
        String name = run.name().isEmpty() ? point : run.name() + "_" + point;
        grid.add(run.with(path, value, written).named(name));
      }
    }
    return grid;
  }

  /** The last key of a path, or all of it where two paths end alike. */
  private static String shortName(Recipe recipe, String path) {
    String last = PlannedRun.steps(path).getLast();
    long alike =
        recipe.sweep().keySet().stream()
            .filter(p -> PlannedRun.steps(p).getLast().equals(last))
            .count();
    return alike == 1 ? last : String.join("-", PlannedRun.steps(path));
  }

  private static String slug(Object value, int index) {
    Object shown =
        value instanceof Map<?, ?> map && map.containsKey("name") ? map.get("name") : value;
    String slug =
        String.valueOf(shown).replaceAll("[^A-Za-z0-9.+-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    boolean isNegative = shown instanceof Number && String.valueOf(shown).startsWith("-");
    return slug.isEmpty() || slug.length() > 40
        ? Integer.toString(index + 1)
        : isNegative ? "minus-" + slug : slug;
  }

  private static List<PlannedRun> unique(List<PlannedRun> runs) {
    Set<String> names = new HashSet<>();
    List<PlannedRun> unique = new ArrayList<>();
    for (PlannedRun run : runs) {
      String name = run.name();
      for (int i = 2; !names.add(name); i++) {
        name = run.name() + "-" + i;
      }
      unique.add(run.named(name));
    }
    return unique;
  }
}
