package org.otium.app.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.recipes.Paper;
import org.otium.app.recipes.SideBySide;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.app.report.ReportContent;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** Runs held against each other: what differs in their settings, and what was measured. */
public final class Comparison {
  private final List<String> names;
  private final SideBySide runs;

  private Comparison(List<String> names, SideBySide runs) {
    this.names = names;
    this.runs = runs;
  }

  /**
   * Compares runs.
   *
   * @param folders their folders; that of a recipe stands for all runs of the recipe
   * @param tasks what runs can be of
   * @return the comparison
   * @throws InvalidInputException if there are fewer than two runs
   * @throws IOException if they cannot be read
   */
  public static Comparison of(List<Path> folders, Tasks tasks) throws IOException {
    Map<String, PastRun> runs = PastRun.named(folders);
    if (runs.size() < 2) {
      throw new InvalidInputException(
          Numbers.counted(runs.size(), "run") + " to compare",
          "Give two folders of runs or more; the folder of a recipe stands for all of its runs.");
    }
    List<SideBySide.Shown> shown = new ArrayList<>();
    runs.forEach(
        (name, run) ->
            shown.add(
                new SideBySide.Shown(
                    name,
                    run.folder(),
                    run.settings(),
                    run.manifest().get("failure") instanceof String failure ? failure : "",
                    tasks.find(run.command()).map(Task::pictures).orElse(List.of()),
                    "")));
    return new Comparison(List.copyOf(runs.keySet()), new SideBySide(shown));
  }

  /**
   * The comparison for a terminal.
   *
   * @return lines
   */
  public String text() {
    StringBuilder text = new StringBuilder(runs.table());
    Map<String, List<String>> differences = runs.differences();
    text.append('\n');
    if (differences.isEmpty()) {
      return text.append("All settings are the same.\n").toString();
    }
    text.append("Settings that differ\n");
    TextTable table = new TextTable("w".repeat(names.size() + 1));
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    table.row(head.toArray(String[]::new));
    differences.forEach(
        (path, values) -> {
          List<String> row = new ArrayList<>(List.of(path));
          values.forEach(value -> row.add(value.isEmpty() ? "·" : value));
          table.row(row.toArray(String[]::new));
        });
    return text.append(table.format("  ")).toString();
  }

  /**
   * The comparison for a program.
   *
   * @return a tree
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("runs", names);
    Map<String, Object> differences = new LinkedHashMap<>();
    runs.differences()
        .forEach(
            (path, values) -> {
              Map<String, Object> byRun = new LinkedHashMap<>();
              for (int r = 0; r < names.size(); r++) {
                byRun.put(names.get(r), values.get(r));
              }
              differences.put(path, byRun);
            });
    tree.put("differences", differences);
    tree.put("results", runs.results());
    return tree;
  }

  /**
   * The comparison as a page.
   *
   * @param folder where the page will lie
   * @param commandLine what was typed
   * @param machine versions and the machine
   * @return what it is put together from
   * @throws IOException if the runs cannot be read
   */
  public ReportContent page(Path folder, String commandLine, Map<String, String> machine)
      throws IOException {
    return runs.page(
        new SideBySide.About(
            "comparison",
            Numbers.counted(names.size(), "run") + " side by side",
            "",
            Paper.NONE,
            "side by side",
            folder,
            machine,
            commandLine));
  }
}
