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
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.transfer.TransferExperiment;
import org.otium.app.experiment.transfer.TransferNumbers;
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
   * @param group what runs are called together that differ in their seed alone, and whose mean is
   *     shown; empty if it stands alone
   */
  public record Shown(
      String name,
      Path folder,
      Map<String, Object> settings,
      String failure,
      List<String> pictures,
      String group) {
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
      shown.add(
          new Shown(run.name(), own, run.settings(), run.failure(), task.pictures(), run.group()));
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

  /** What was measured: of a run, or the means over its seeds and how far single runs are off. */
  private Map<String, Double> result(Line line) {
    if (!line.isMean()) {
      return found(line.first()).result();
    }
    Map<String, Double> means = new LinkedHashMap<>();
    for (String measure : measures) {
      double[] values =
          line.runs().stream()
              .map(run -> found(run).result())
              .filter(result -> result.containsKey(measure))
              .mapToDouble(result -> result.getOrDefault(measure, 0.0))
              .toArray();
      if (values.length > 0) {
        TransferNumbers.Spread spread = TransferNumbers.Spread.of(values);
        means.put(measure, spread.mean());
        if (values.length > 1) {
          means.put(measure + TransferExperiment.DEVIATION, spread.deviation());
        }
      }
    }
    return means;
  }

  /**
   * What was measured, for programs.
   *
   * @return numbers by name, by run and by what runs with several seeds share; deviations beside
   *     their means
   */
  Map<String, Object> outcome() {
    Map<String, Object> outcome = new LinkedHashMap<>();
    Line.all(runs).forEach(line -> outcome.put(line.name(), result(line)));
    return outcome;
  }

  private List<String> cells(Line line) {
    List<String> cells = new ArrayList<>();
    Map<String, Double> result = result(line);
    for (String measure : measures) {
      Double value = result.get(measure);
      Double deviation = result.get(measure + TransferExperiment.DEVIATION);
      boolean isShare = line.runs().stream().anyMatch(run -> found(run).shares().contains(measure));
      cells.add(value == null ? "" : cell(value, deviation, isShare));
    }
    return cells;
  }

  /** A number and its deviation; a share in percent, with the digit that tables of them have. */
  private static String cell(double value, @Nullable Double deviation, boolean isShare) {
    if (!isShare) {
      return deviation == null ? Numbers.value(value) : Numbers.spread(value, deviation);
    }
    String spread = deviation == null ? "" : Numbers.PLUS_MINUS + Numbers.fixed(100 * deviation, 1);
    return Numbers.fixed(100 * value, 1) + spread + "\u00a0%";
  }

  private String note(Line line) {
    if (line.isMean()) {
      return result(line).isEmpty() ? "not finished yet" : "";
    }
    Shown run = line.first();
    RunRecord found = found(run);
    return found.finished()
        ? ""
        : !run.failure().isEmpty()
            ? run.failure()
            : found.exists() ? "not finished yet" : "not begun yet";
  }

  /** What a line is called, with the number of seeds behind a mean. */
  private String title(Line line) {
    if (!line.isMean()) {
      return line.name();
    }
    int all = line.runs().size();
    long there = line.runs().stream().filter(run -> found(run).finished()).count();
    return line.name() + ", " + (there < all ? there + " of " : "") + all + " seeds";
  }

  /**
   * What was measured.
   *
   * @return one line a run, and one line for its mean over several seeds; or one line a measure
   *     where there are many
   */
  public String table() {
    return RecipeReport.isTall(measures.size()) ? tallTable() : wideTable();
  }

  /** One line a measure. */
  private String tallTable() {
    List<Line> lines = Line.all(runs);
    TextTable table = new TextTable("l" + "r".repeat(lines.size()));
    List<List<String>> columns = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (Line line : lines) {
      head.add(title(line));
      columns.add(cells(line));
    }
    table.row(head.toArray(String[]::new));
    for (int k = 0; k < measures.size(); k++) {
      int measure = k;
      List<String> row = new ArrayList<>(List.of(words(measures.get(k))));
      columns.forEach(cells -> row.add(cells.get(measure)));
      table.row(row.toArray(String[]::new));
    }
    String notes =
        lines.stream()
            .filter(line -> !note(line).isEmpty())
            .map(line -> line.name() + ": " + note(line) + "\n")
            .collect(Collectors.joining());
    return table.format("") + notes;
  }

  private String wideTable() {
    TextTable table = new TextTable("w" + "r".repeat(measures.size()));
    List<String> head = new ArrayList<>(List.of("run"));
    measures.forEach(measure -> head.add(words(measure)));
    table.row(head.toArray(String[]::new));
    for (Line line : Line.all(runs)) {
      List<String> row = new ArrayList<>(List.of(title(line)));
      row.addAll(cells(line));
      if (!note(line).isEmpty() && row.size() > 1) {
        row.set(1, note(line));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.format("");
  }

  /** What a paper reports beside what was measured, of all runs that are here. */
  private List<BesidePaper.Row> reported(Paper paper) {
    List<BesidePaper.Row> rows = new ArrayList<>();
    for (Line line : Line.outer(runs)) {
      List<String> cells = cells(line);
      paper
          .values()
          .getOrDefault(line.reported(), Map.of())
          .forEach(
              (measure, value) -> {
                int at = measures.indexOf(measure);
                String ours = at < 0 ? "" : cells.get(at);
                rows.add(new BesidePaper.Row(line.name(), words(measure), ours, value));
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
    compare(runs.stream().map(run -> List.of(run)).toList(), varied, new LinkedHashMap<>());
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
    List<Line> outer = Line.outer(runs);
    Set<String> shown = outer.stream().map(l -> l.first().name()).collect(Collectors.toSet());
    for (Line line : outer) {
      if (curves.size() < MOST_CURVES) {
        List<List<MetricsFile.Row>> measured = measured(line);
        line(line, measured, MetricsFile.Row::value).ifPresent(curves::add);
        line(line, measured, row -> 100 * row.accuracy().orElse(Double.NaN))
            .ifPresent(accuracies::add);
      }
    }
    for (Line line : Line.all(runs)) {
      if (line.isMean()) {
        rows.add(
            new RecipeReport.Run(
                title(line),
                "",
                cells(line),
                note(line),
                Optional.empty(),
                Optional.empty(),
                true));
        continue;
      }
      Shown run = line.first();
      RunRecord found = found(run);
      String link = link(about.folder(), run.folder().resolve(RunFolder.REPORT));
      // Runs that differ in their seed alone look alike, so that the first is enough.
      boolean isSeen = shown.contains(run.name()) && rows.size() < MOST_PICTURES;
      Optional<RecipeReport.Picture> picture = isSeen ? picture(run) : Optional.empty();
      Optional<Figure> figure = Optional.empty();
      long size = figureSize(run);
      if (picture.isPresent() && size > 0 && bytes + size <= FIGURES_BUDGET) {
        figure = figure(run, picture.get());
        boolean fits = figure.isEmpty() || !figure.get().isSpatial() || ++spatial <= MOST_SPATIAL;
        figure = fits ? figure : Optional.empty();
        bytes += figure.isPresent() ? size : 0;
      }
      rows.add(
          new RecipeReport.Run(run.name(), link, cells(line), note(line), figure, picture, false));
      timings.put(run.name(), Numbers.duration(found.seconds()));
      seconds += found.seconds();
    }
    timings.put("In all", Numbers.duration(seconds));
    Map<String, List<String>> varied = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    compare(outer.stream().map(Line::runs).toList(), varied, shared);
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
            outer.stream().map(Line::name).toList(),
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

  private static List<List<MetricsFile.Row>> measured(Line line) throws IOException {
    List<List<MetricsFile.Row>> measured = new ArrayList<>();
    for (Shown run : line.runs()) {
      try (MetricsFile metrics = new MetricsFile(run.folder().resolve(RunFolder.METRICS))) {
        metrics.readBack(Long.MAX_VALUE);
        measured.add(List.copyOf(metrics.rows()));
      }
    }
    return measured;
  }

  /**
   * What was measured at every step, its mean over the runs that have come so far; empty if nothing
   * was.
   */
  private static Optional<LineFigure.Line> line(
      Line line, List<List<MetricsFile.Row>> measured, ToDoubleFunction<MetricsFile.Row> value) {
    Map<Long, List<Double>> values = new TreeMap<>();
    for (List<MetricsFile.Row> rows : measured) {
      for (MetricsFile.Row row : rows) {
        double at = value.applyAsDouble(row);
        if (!Double.isNaN(at)) {
          values.computeIfAbsent(row.step(), _ -> new ArrayList<>()).add(at);
        }
      }
    }
    List<LineChart.Point> points = new ArrayList<>();
    values.forEach(
        (step, all) -> {
          // A step that some have not reached would make the mean jump.
          if (all.size() == measured.size()) {
            double mean = all.stream().mapToDouble(v -> v).average().orElse(0);
            points.add(new LineChart.Point(step, mean));
          }
        });
    return points.size() > 1
        ? Optional.of(new LineFigure.Line(line.name(), points))
        : Optional.empty();
  }

  /** Settings of runs or of groups of them, in which those that differ stand one after another. */
  private static void compare(
      List<List<Shown>> groups, Map<String, List<String>> varied, Map<String, String> shared) {
    List<Map<String, String>> flat = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (List<Shown> group : groups) {
      Map<String, Set<String>> all = new LinkedHashMap<>();
      for (Shown run : group) {
        Flattened.of(run.settings())
            .forEach((path, to) -> all.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(to));
      }
      Map<String, String> rows = new LinkedHashMap<>();
      all.forEach((path, values) -> rows.put(path, String.join(", ", values)));
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
