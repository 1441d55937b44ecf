package org.otium.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.otium.app.estimate.RoughCost;
import org.otium.app.experiment.Flattened;
import org.otium.app.recipes.Paper;
import org.otium.app.recipes.PlannedRun;
import org.otium.app.recipes.Recipe;
import org.otium.app.recipes.RecipePlan;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** What a recipe would do, in words: first what all runs share, then what each has of its own. */
final class PlanText {
  private PlanText() {}

  static String of(RecipePlan plan) {
    Recipe recipe = plan.recipe();
    StringBuilder text = new StringBuilder();
    text.append(TextTable.printable(recipe.title()));
    if (!recipe.figure().isEmpty()) {
      text.append(" (").append(TextTable.printable(recipe.figure())).append(')');
    }
    text.append('\n');
    text.append(Numbers.counted(plan.runs().size(), "run"))
        .append(" of the task '")
        .append(plan.task().name())
        .append(recipe.seeds() == 1 ? "'\n" : "', " + recipe.seeds() + " seeds each\n");
    List<Map<String, String>> all =
        plan.runs().stream().map(run -> Flattened.of(run.settings())).toList();
    Set<String> paths = new LinkedHashSet<>();
    all.forEach(rows -> paths.addAll(rows.keySet()));
    Map<String, String> shared = new LinkedHashMap<>();
    for (String path : paths) {
      if (all.stream().map(rows -> rows.getOrDefault(path, "")).distinct().count() == 1) {
        shared.put(path, all.getFirst().getOrDefault(path, ""));
      }
    }
    append(text, plan.runs().size() == 1 ? "Settings" : "All runs", shared);
    if (plan.runs().size() > 1) {
      for (int r = 0; r < all.size(); r++) {
        Map<String, String> own = new LinkedHashMap<>(all.get(r));
        own.keySet().removeAll(shared.keySet());
        PlannedRun run = plan.runs().get(r);
        append(text, run.name(), own);
      }
    }
    return text.toString();
  }

  /**
   * What the runs will roughly take, in words.
   *
   * @param costs one a run
   */
  static String estimates(RecipePlan plan, List<RoughCost> costs) {
    StringBuilder text = new StringBuilder("\nWhat it takes, roughly\n");
    TextTable table = new TextTable("wlrrr");
    table.row("", "samples", "features", "memory", "time");
    double seconds = 0;
    double bytes = 0;
    for (int r = 0; r < costs.size(); r++) {
      RoughCost cost = costs.get(r);
      String name = plan.runs().get(r).name();
      table.row(
          name.isEmpty() ? "this run" : name,
          String.join(", ", cost.samples().stream().map(n -> Numbers.count(n)).toList()),
          Numbers.count(cost.features()),
          Numbers.bytes((long) cost.bytes()),
          Numbers.duration(cost.seconds()));
      seconds += cost.seconds();
      bytes = Math.max(bytes, cost.bytes());
    }
    if (costs.size() > 1) {
      table.row("in all", "", "", Numbers.bytes((long) bytes), Numbers.duration(seconds));
    }
    return text.append(table.format("  "))
        .append("Memory is that beside the datasets; the time may be off by a factor of several.\n")
        .append(measured(plan.recipe()))
        .append(paper(plan))
        .toString();
  }

  /** How long it took where it was measured, as it stands in the recipe. */
  private static String measured(Recipe recipe) {
    return recipe.takes().isEmpty() || !recipe.isSmall()
        ? ""
        : "Measured for the whole recipe as it stands, on two cores: "
            + TextTable.printable(recipe.takes())
            + ".\n";
  }

  /** What a paper reports of the runs, and how it differs. */
  private static String paper(RecipePlan plan) {
    Paper paper = plan.recipe().paper();
    if (paper.values().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nWhat the paper has");
    text.append(paper.source().isEmpty() ? "" : " (" + TextTable.printable(paper.source()) + ")");
    text.append('\n');
    TextTable table = new TextTable("wlr");
    Set<String> names = new LinkedHashSet<>();
    for (PlannedRun run : plan.runs()) {
      if (!run.group().isEmpty()) {
        names.add(run.group());
      }
      names.add(run.name());
    }
    for (String name : names) {
      paper
          .values()
          .getOrDefault(name, Map.of())
          .forEach((measure, value) -> table.row(name, measure, value));
    }
    text.append(table.format("  "));
    if (!paper.note().isEmpty()) {
      text.append(TextTable.printable(paper.note())).append('\n');
    }
    return text.toString();
  }

  /** The plan for a program. */
  static Map<String, Object> tree(RecipePlan plan, List<RoughCost> costs) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", plan.recipe().name());
    tree.put("title", plan.recipe().title());
    tree.put("figure", plan.recipe().figure());
    tree.put("task", plan.task().name());
    tree.put("takes", plan.recipe().takes());
    tree.put("paper", plan.recipe().paper().tree());
    List<Object> runs = new ArrayList<>();
    for (int r = 0; r < plan.runs().size(); r++) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("name", plan.runs().get(r).name());
      if (!plan.runs().get(r).group().isEmpty()) {
        run.put("group", plan.runs().get(r).group());
      }
      run.put("settings", plan.runs().get(r).settings());
      run.put("estimate", costs.get(r).tree());
      runs.add(run);
    }
    tree.put("runs", runs);
    return tree;
  }

  private static void append(StringBuilder text, String title, Map<String, String> rows) {
    text.append('\n').append(title).append('\n');
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    rows.forEach(
        (path, value) ->
            text.append("  ")
                .append(path)
                .append(" ".repeat(width - path.length() + 2))
                .append(TextTable.printable(value))
                .append('\n'));
  }
}
