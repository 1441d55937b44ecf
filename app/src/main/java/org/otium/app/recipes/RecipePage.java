package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Workspace;
import org.otium.app.machine.Machine;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.Fact;
import org.otium.app.report.Figure;
import org.otium.app.report.KeptFigure;
import org.otium.app.report.LineFigure;
import org.otium.app.report.RecipeReport;
import org.otium.app.runs.Json;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** Puts the runs of a recipe side by side: as a page, and as a table for the terminal. */
final class RecipePage {
  private static final int MOST_PICTURES = 60;

  /** Browsers limit how many drawings of space a page can hold. */
  private static final int MOST_SPATIAL = 8;

  private static final int MOST_CURVES = 16;

  /** How large all moving figures together may be, in bytes. */
  private static final long FIGURES_BUDGET = 5L << 20;

  private final RecipeRuns runs;
  private final Task task;
  private final Path folder;
  private final Map<String, RunRecord> records = new LinkedHashMap<>();
  private final List<String> measures;

  /**
   * Reads what the runs left.
   *
   * @param folder the folder of the recipe
   */
  RecipePage(RecipeRuns runs, Task task, Path folder) throws IOException {
    this.runs = runs;
    this.task = task;
    this.folder = folder;
    Set<String> names = new LinkedHashSet<>();
    for (RecipeRuns.Run run : runs.all()) {
      RunRecord found = RunRecord.of(folder.resolve(run.name()));
      records.put(run.name(), found);
      names.addAll(found.result().keySet());
    }
    this.measures = List.copyOf(names);
  }

  private RunRecord found(RecipeRuns.Run run) {
    return records.getOrDefault(run.name(), new RunRecord(false, false, Map.of(), 0));
  }

  /** Measures that are kebab-case become words; others hold names, which stay as they are. */
  private static String words(String measure) {
    return measure.indexOf(' ') < 0 ? measure.replace('-', ' ') : measure;
  }

  private static String heading(String measure) {
    String words = words(measure);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<String> cells(RecipeRuns.Run run) {
    List<String> cells = new ArrayList<>();
    Map<String, Double> result = found(run).result();
    for (String measure : measures) {
      Double value = result.get(measure);
      cells.add(value == null ? "" : Numbers.value(value));
    }
    return cells;
  }

  private String note(RecipeRuns.Run run) {
    RunRecord found = found(run);
    return found.finished()
        ? ""
        : !run.failure().isEmpty()
            ? run.failure()
            : found.exists() ? "not finished yet" : "not begun yet";
  }

  /** What was measured, one line a run, or one line a measure where there are many. */
  String table() {
    return RecipeReport.isTall(measures.size()) ? tallTable() : wideTable();
  }

  /** One line a measure. */
  private String tallTable() {
    TextTable table = new TextTable("l" + "r".repeat(runs.all().size()));
    List<List<String>> columns = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (RecipeRuns.Run run : runs.all()) {
      head.add(run.name());
      columns.add(cells(run));
    }
    table.row(head.toArray(String[]::new));
    for (int k = 0; k < measures.size(); k++) {
      int measure = k;
      List<String> row = new ArrayList<>(List.of(words(measures.get(k))));
      columns.forEach(cells -> row.add(cells.get(measure)));
      table.row(row.toArray(String[]::new));
    }
    String notes =
        runs.all().stream()
            .filter(run -> !note(run).isEmpty())
            .map(run -> run.name() + ": " + note(run) + "\n")
            .collect(Collectors.joining());
    return table.format("") + notes;
  }

  private String wideTable() {
    TextTable table = new TextTable("l" + "r".repeat(measures.size()));
    List<String> head = new ArrayList<>(List.of("run"));
    measures.forEach(measure -> head.add(words(measure)));
    table.row(head.toArray(String[]::new));
    for (RecipeRuns.Run run : runs.all()) {
      List<String> row = new ArrayList<>(List.of(run.name()));
      row.addAll(cells(run));
      if (!note(run).isEmpty() && row.size() > 1) {
        row.set(1, note(run));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.format("");
  }

  /** How many runs came to their end. */
  int finished() {
    return (int) records.values().stream().filter(RunRecord::finished).count();
  }

  String html(Recipe recipe, Workspace workspace) throws IOException {
    List<RecipeReport.Run> rows = new ArrayList<>();
    Map<String, String> timings = new LinkedHashMap<>();
    List<LineFigure.Line> curves = new ArrayList<>();
    List<LineFigure.Line> accuracies = new ArrayList<>();
    double seconds = 0;
    long bytes = 0;
    int spatial = 0;
    for (RecipeRuns.Run run : runs.all()) {
      RunRecord found = found(run);
      Path report = folder.resolve(run.name()).resolve(RunFolder.REPORT);
      String link = Files.exists(report) ? run.name() + "/" + RunFolder.REPORT : "";
      Optional<RecipeReport.Picture> picture =
          rows.size() < MOST_PICTURES ? picture(run) : Optional.empty();
      Optional<Figure> figure = Optional.empty();
      long size = figureSize(run);
      if (picture.isPresent() && size > 0 && bytes + size <= FIGURES_BUDGET) {
        figure = figure(run, picture.get());
        boolean fits = figure.isEmpty() || !figure.get().isSpatial() || ++spatial <= MOST_SPATIAL;
        figure = fits ? figure : Optional.empty();
        bytes += figure.isPresent() ? size : 0;
      }
      if (curves.size() < MOST_CURVES) {
        List<MetricsFile.Row> measured = measured(run);
        curve(run, measured).ifPresent(curves::add);
        accuracy(run, measured).ifPresent(accuracies::add);
      }
      rows.add(new RecipeReport.Run(run.name(), link, cells(run), note(run), figure, picture));
      timings.put(run.name(), Numbers.duration(found.seconds()));
      seconds += found.seconds();
    }
    timings.put("In all", Numbers.duration(seconds));
    Map<String, List<String>> varied = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    compare(varied, shared);
    int all = runs.all().size();
    String done =
        finished() == all
            ? "All " + Numbers.counted(all, "run") + " finished."
            : Numbers.count(finished()) + " of " + Numbers.counted(all, "run") + " finished.";
    return new RecipeReport(
            recipe.title(),
            recipe.figure(),
            done,
            List.of(
                new Fact("Runs", Numbers.count(all), "of the task '" + task.name() + "'"),
                new Fact("Time", Numbers.duration(seconds), "in all")),
            measures.stream().map(RecipePage::heading).toList(),
            rows,
            curves.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineFigure("How the values fell", "step", curves)),
            accuracies.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineFigure("How many are recognised", "step", accuracies)),
            varied,
            shared,
            timings,
            machine(workspace),
            String.join(" ", workspace.commandLine()))
        .html();
  }

  private Optional<RecipeReport.Picture> picture(RecipeRuns.Run run) throws IOException {
    for (String name : task.pictures()) {
      Path file = folder.resolve(run.name()).resolve(name);
      if (Files.exists(file)) {
        return Optional.of(new RecipeReport.Picture(Files.readAllBytes(file)));
      }
    }
    return Optional.empty();
  }

  private long figureSize(RecipeRuns.Run run) throws IOException {
    Path file = folder.resolve(run.name()).resolve(RunFolder.FIGURE);
    return found(run).finished() && Files.exists(file) ? Files.size(file) : 0;
  }

  /** What a run left to be drawn from; empty if that is damaged, for there is a picture as well. */
  private Optional<Figure> figure(RecipeRuns.Run run, RecipeReport.Picture picture)
      throws IOException {
    try {
      Map<String, Object> data = Json.read(folder.resolve(run.name()).resolve(RunFolder.FIGURE));
      return Optional.of(new KeptFigure(run.name() + " along the flow", data, picture.png()));
    } catch (InvalidInputException _) {
      return Optional.empty();
    }
  }

  private List<MetricsFile.Row> measured(RecipeRuns.Run run) throws IOException {
    try (MetricsFile metrics =
        new MetricsFile(folder.resolve(run.name()).resolve(RunFolder.METRICS))) {
      metrics.readBack(Long.MAX_VALUE);
      return List.copyOf(metrics.rows());
    }
  }

  /** What descended, at every step; empty if nothing was measured. */
  private static Optional<LineFigure.Line> curve(
      RecipeRuns.Run run, List<MetricsFile.Row> measured) {
    List<LineChart.Point> points = new ArrayList<>();
    measured.forEach(row -> points.add(new LineChart.Point(row.step(), row.value())));
    return line(run, points);
  }

  /** How many particles a classifier labelled rightly, in percent; empty if it was not asked. */
  private static Optional<LineFigure.Line> accuracy(
      RecipeRuns.Run run, List<MetricsFile.Row> measured) {
    List<LineChart.Point> points = new ArrayList<>();
    for (MetricsFile.Row row : measured) {
      row.accuracy().ifPresent(share -> points.add(new LineChart.Point(row.step(), 100 * share)));
    }
    return line(run, points);
  }

  private static Optional<LineFigure.Line> line(RecipeRuns.Run run, List<LineChart.Point> points) {
    return points.size() > 1
        ? Optional.of(new LineFigure.Line(run.name(), points))
        : Optional.empty();
  }

  private void compare(Map<String, List<String>> varied, Map<String, String> shared) {
    List<Map<String, String>> flat = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (RecipeRuns.Run run : runs.all()) {
      Map<String, String> rows = Flattened.of(run.settings());
      flat.add(rows);
      paths.addAll(rows.keySet());
    }
    for (String path : paths) {
      List<String> values = flat.stream().map(rows -> rows.getOrDefault(path, "")).toList();
      if (values.stream().distinct().count() == 1) {
        shared.put(path, values.getFirst());
      } else {
        varied.put(path, values);
      }
    }
  }

  private static Map<String, String> machine(Workspace workspace) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("Otium", workspace.version());
    Machine machine = workspace.machine();
    rows.put("Linear algebra", machine.linearAlgebra().name());
    rows.put("Threads", Integer.toString(machine.threads()));
    rows.putAll(Machine.description());
    return rows;
  }
}
