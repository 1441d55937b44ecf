package org.otium.app.recipes;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.otium.app.experiment.transfer.TransferExperiment;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.BesidePaper;
import org.otium.app.report.Fact;
import org.otium.app.report.Figure;
import org.otium.app.report.KeptFigure;
import org.otium.app.report.LineFigure;
import org.otium.app.report.RecipeReport;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.Json;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** Puts runs side by side from what they left: as a page, and as a table for the terminal. */
public final class SideBySide {
  private static final int MOST_PICTURES = 60;

  /** Browsers limit how many drawings of space a page can hold. */
  private static final int MOST_SPATIAL = 8;

  private static final int MOST_CURVES = 16;

  /** How large all moving figures together may be, in bytes. */
  private static final long FIGURES_BUDGET = 5L << 20;

  private final List<Shown> runs;
  private final Map<String, RunRecord> records = new LinkedHashMap<>();
  private final List<String> measures;

  /**
   * One run.
   *
   * @param name what it is called beside the others; no other run has that name
   * @param folder where it lies, whether or not it was begun
   * @param settings what decides its outcome
   * @param failure why it could not come to its end; empty if that is not known to be so
   * @param pictures the files in its folder that it is compared by, the best first
   */
  public record Shown(
      String name,
      Path folder,
      Map<String, Object> settings,
      String failure,
      List<String> pictures) {
    /** Copies the list. */
    public Shown {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * What the page says about all runs.
   *
   * @param kind what brings them together, in a word
   * @param title what they show
   * @param figure the figure of a paper that they repeat; empty if there is none
   * @param paper what a paper reports of them
   * @param what of what task they are, in words
   * @param folder where the page lies, which its links start from
   * @param machine versions and the machine
   * @param commandLine what was typed
   */
  public record About(
      String kind,
      String title,
      String figure,
      Paper paper,
      String what,
      Path folder,
      Map<String, String> machine,
      String commandLine) {}

  /**
   * Reads what runs left.
   *
   * @param runs the runs
   * @throws IOException if their folders cannot be read
   */
  public SideBySide(List<Shown> runs) throws IOException {
    this.runs = List.copyOf(runs);
    Set<String> names = new LinkedHashSet<>();
    for (Shown run : runs) {
      RunRecord found = RunRecord.of(run.folder());
      records.put(run.name(), found);
      names.addAll(found.result().keySet());
    }
    // Shown beside the mean.
    names.removeIf(name -> name.endsWith(TransferExperiment.DEVIATION));
    this.measures = List.copyOf(names);
  }

  /**
   * The runs of a recipe.
   *
   * @param runs what its manifest says
   * @param task what they do
   * @param folder the folder of the recipe
   */
  static SideBySide of(RecipeRuns runs, Task task, Path folder) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (RecipeRuns.Run run : runs.all()) {
      Path own = folder.resolve(run.name());
      shown.add(new Shown(run.name(), own, run.settings(), run.failure(), task.pictures()));
    }
    return new SideBySide(shown);
  }

  private RunRecord found(Shown run) {
    return records.getOrDefault(
        run.name(), new RunRecord(false, false, Map.of(), Set.of(), Set.of(), 0));
  }

  /** Whether a measure is called after a method or a dataset, whose name stays as it is. */
  private boolean isName(String measure) {
    return measure.indexOf(' ') >= 0
        || records.values().stream().anyMatch(found -> found.names().contains(measure));
  }

  /** Measures that are kebab-case become words. */
  private String words(String measure) {
    return isName(measure) ? measure : measure.replace('-', ' ');
  }

  private String heading(String measure) {
    String words = words(measure);
    if (isName(measure)) {
      return words;
    }
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<String> cells(Shown run) {
    List<String> cells = new ArrayList<>();
    Map<String, Double> result = found(run).result();
    for (String measure : measures) {
      Double value = result.get(measure);
      Double deviation = result.get(measure + TransferExperiment.DEVIATION);
      boolean isShare = found(run).shares().contains(measure);
      String spread = deviation == null ? "" : " ± " + number(deviation, isShare);
      cells.add(value == null ? "" : number(value, isShare) + spread + (isShare ? " %" : ""));
    }
    return cells;
  }

  /** A share in percent, with the digit that tables of accuracies have. */
  private static String number(double value, boolean isShare) {
    return isShare ? Numbers.fixed(100 * value, 1) : Numbers.value(value);
  }

  private String note(Shown run) {
    RunRecord found = found(run);
    return found.finished()
        ? ""
        : !run.failure().isEmpty()
            ? run.failure()
            : found.exists() ? "not finished yet" : "not begun yet";
  }

  /**
   * What was measured.
   *
   * @return one line a run, or one line a measure where there are many
   */
  public String table() {
    return RecipeReport.isTall(measures.size()) ? tallTable() : wideTable();
  }

  /** One line a measure. */
  private String tallTable() {
    TextTable table = new TextTable("l" + "r".repeat(runs.size()));
    List<List<String>> columns = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (Shown run : runs) {
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
        runs.stream()
            .filter(run -> !note(run).isEmpty())
            .map(run -> run.name() + ": " + note(run) + "\n")
            .collect(Collectors.joining());
    return table.format("") + notes;
  }

  private String wideTable() {
    TextTable table = new TextTable("w" + "r".repeat(measures.size()));
    List<String> head = new ArrayList<>(List.of("run"));
    measures.forEach(measure -> head.add(words(measure)));
    table.row(head.toArray(String[]::new));
    for (Shown run : runs) {
      List<String> row = new ArrayList<>(List.of(run.name()));
      row.addAll(cells(run));
      if (!note(run).isEmpty() && row.size() > 1) {
        row.set(1, note(run));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.format("");
  }

  /** What a paper reports beside what was measured, of all runs that are here. */
  private List<BesidePaper.Row> reported(Paper paper) {
    List<BesidePaper.Row> rows = new ArrayList<>();
    for (Shown run : runs) {
      List<String> cells = cells(run);
      paper
          .values()
          .getOrDefault(run.name(), Map.of())
          .forEach(
              (measure, value) -> {
                int at = measures.indexOf(measure);
                String ours = at < 0 ? "" : cells.get(at);
                rows.add(new BesidePaper.Row(run.name(), words(measure), ours, value));
              });
    }
    return rows;
  }

  /**
   * What a paper reports beside what was measured.
   *
   * @param paper the paper's numbers
   * @return a table for the terminal and where it is from; nothing if there are no numbers
   */
  List<String> beside(Paper paper) {
    List<BesidePaper.Row> rows = reported(paper);
    if (rows.isEmpty()) {
      return List.of();
    }
    TextTable table = new TextTable("llrr");
    table.row("run", "measure", "here", "paper");
    rows.forEach(
        row ->
            table.row(
                row.run(), row.measure(), row.ours().isEmpty() ? "—" : row.ours(), row.paper()));
    String note = paper.note().isEmpty() ? "" : " " + paper.note();
    return List.of(
        table.format("").stripTrailing(), "The paper's numbers: " + paper.source() + "." + note);
  }

  /** How many runs came to their end. */
  int finished() {
    return (int) records.values().stream().filter(RunRecord::finished).count();
  }

  /**
   * What was measured in each run.
   *
   * @return numbers by name, by run
   */
  public Map<String, Map<String, Double>> results() {
    Map<String, Map<String, Double>> results = new LinkedHashMap<>();
    runs.forEach(run -> results.put(run.name(), found(run).result()));
    return results;
  }

  /**
   * The settings that are not the same in all runs.
   *
   * @return one value a run, by path
   */
  public Map<String, List<String>> differences() {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    compare(varied, new LinkedHashMap<>());
    return varied;
  }

  /**
   * The page.
   *
   * @param about what it says about all runs
   * @return what it is put together from
   * @throws IOException if the runs cannot be read
   */
  public ReportContent page(About about) throws IOException {
    List<RecipeReport.Run> rows = new ArrayList<>();
    Map<String, String> timings = new LinkedHashMap<>();
    List<LineFigure.Line> curves = new ArrayList<>();
    List<LineFigure.Line> accuracies = new ArrayList<>();
    double seconds = 0;
    long bytes = 0;
    int spatial = 0;
    for (Shown run : runs) {
      RunRecord found = found(run);
      String link = link(about.folder(), run.folder().resolve(RunFolder.REPORT));
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
    int all = runs.size();
    String done =
        finished() == all
            ? (all == 1 ? "The run" : all == 2 ? "Both runs" : "All " + Numbers.counted(all, "run"))
                + " finished."
            : Numbers.count(finished()) + " of " + Numbers.counted(all, "run") + " finished.";
    return new RecipeReport(
            about.kind(),
            about.title(),
            about.figure(),
            done,
            List.of(
                new Fact("Runs", Numbers.count(all), about.what()),
                new Fact("Time", Numbers.duration(seconds), "in all")),
            measures.stream().map(this::heading).toList(),
            rows,
            about.paper().values().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new BesidePaper(
                        about.paper().source(), about.paper().note(), reported(about.paper()))),
            curves.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineFigure("How the values fell", "step", curves)),
            accuracies.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineFigure("How many are recognised", "step", accuracies)),
            varied,
            shared,
            timings,
            about.machine(),
            about.commandLine())
        .content();
  }

  private Optional<RecipeReport.Picture> picture(Shown run) throws IOException {
    for (String name : run.pictures()) {
      Path file = run.folder().resolve(name);
      if (Files.exists(file)) {
        return Optional.of(new RecipeReport.Picture(Files.readAllBytes(file)));
      }
    }
    return Optional.empty();
  }

  private long figureSize(Shown run) throws IOException {
    Path file = run.folder().resolve(RunFolder.FIGURE);
    return found(run).finished() && Files.exists(file) ? Files.size(file) : 0;
  }

  /** What a run left to be drawn from; empty if that is damaged, for there is a picture as well. */
  private Optional<Figure> figure(Shown run, RecipeReport.Picture picture) throws IOException {
    try {
      Map<String, Object> data = Json.read(run.folder().resolve(RunFolder.FIGURE));
      return Optional.of(new KeptFigure(run.name() + " along the flow", data, picture.png()));
    } catch (InvalidInputException _) {
      return Optional.empty();
    }
  }

  private static List<MetricsFile.Row> measured(Shown run) throws IOException {
    try (MetricsFile metrics = new MetricsFile(run.folder().resolve(RunFolder.METRICS))) {
      metrics.readBack(Long.MAX_VALUE);
      return List.copyOf(metrics.rows());
    }
  }

  /** What descended, at every step; empty if nothing was measured. */
  private static Optional<LineFigure.Line> curve(Shown run, List<MetricsFile.Row> measured) {
    List<LineChart.Point> points = new ArrayList<>();
    measured.forEach(row -> points.add(new LineChart.Point(row.step(), row.value())));
    return line(run, points);
  }

  /** How many particles a classifier labelled rightly, in percent; empty if it was not asked. */
  private static Optional<LineFigure.Line> accuracy(Shown run, List<MetricsFile.Row> measured) {
    List<LineChart.Point> points = new ArrayList<>();
    for (MetricsFile.Row row : measured) {
      row.accuracy().ifPresent(share -> points.add(new LineChart.Point(row.step(), 100 * share)));
    }
    return line(run, points);
  }

  private static Optional<LineFigure.Line> line(Shown run, List<LineChart.Point> points) {
    return points.size() > 1
        ? Optional.of(new LineFigure.Line(run.name(), points))
        : Optional.empty();
  }

  private void compare(Map<String, List<String>> varied, Map<String, String> shared) {
    List<Map<String, String>> flat = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (Shown run : runs) {
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

  /** A link from a page in a folder; empty if there is nothing at its end. */
  private static String link(Path from, Path to) {
    if (!Files.exists(to)) {
      return "";
    }
    try {
      Path start = from.toAbsolutePath().normalize();
      Path way = start.relativize(to.toAbsolutePath().normalize());
      List<String> steps = new ArrayList<>();
      for (Path step : way) {
        String encoded = URLEncoder.encode(step.toString(), StandardCharsets.UTF_8);
        steps.add(encoded.replace("+", "%20"));
      }
      return String.join("/", steps);
    } catch (IllegalArgumentException e) {
      // On another drive, where no relative way leads.
      return to.toUri().toString();
    }
  }
}
