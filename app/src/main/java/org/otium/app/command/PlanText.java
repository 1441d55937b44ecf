package org.otium.app.command;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.otium.app.experiment.Flattened;
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
        .append("'\n");
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
