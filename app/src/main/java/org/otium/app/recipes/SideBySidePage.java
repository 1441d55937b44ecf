package org.otium.app.recipes;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
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

/** The page on which runs stand side by side: their numbers, pictures, curves and settings. */
final class SideBySidePage {
  private static final int MOST_PICTURES = 60;

  /** Browsers limit how many drawings of space a page can hold. */
  private static final int MOST_SPATIAL = 8;

  private static final int MOST_CURVES = 16;

  /** How large all moving figures together may be, in bytes. */
  private static final long FIGURES_BUDGET = 5L << 20;

  private final SideBySide table;
  private final List<SideBySide.Shown> runs;

  /**
   * A page.
   *
   * @param table what was measured
   * @param runs the runs
   */
  SideBySidePage(SideBySide table, List<SideBySide.Shown> runs) {
    this.table = table;
    this.runs = List.copyOf(runs);
  }

  /**
   * Puts it together.
   *
   * @param about what it says about all runs
   * @throws IOException if the runs cannot be read
   */
  ReportContent of(SideBySide.About about) throws IOException {
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
                table.title(line),
                "",
                table.cells(line),
                table.note(line),
                Optional.empty(),
                Optional.empty(),
                RecipeReport.Place.MEAN));
        continue;
      }
      SideBySide.Shown run = line.first();
      RunRecord found = table.found(run);
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
          new RecipeReport.Run(
              run.name(),
              link,
              table.cells(line),
              table.note(line),
              figure,
              picture,
              outer.contains(line) ? RecipeReport.Place.ALONE : RecipeReport.Place.SEED));
      timings.put(run.name(), Numbers.duration(found.seconds()));
      seconds += found.seconds();
    }
    timings.put("In all", Numbers.duration(seconds));
    Map<String, List<String>> varied = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    SideBySide.compare(outer.stream().map(Line::runs).toList(), varied, shared);
    int all = runs.size();
    String done =
        table.finished() == all
            ? (all == 1 ? "The run" : all == 2 ? "Both runs" : "All " + Numbers.counted(all, "run"))
                + " finished."
            : Numbers.count(table.finished()) + " of " + Numbers.counted(all, "run") + " finished.";
    return new RecipeReport(
            about.kind(),
            about.title(),
            about.figure(),
            done,
            List.of(
                new Fact("Runs", Numbers.count(all), about.what()),
                new Fact("Time", Numbers.duration(seconds), "in all")),
            table.measures().stream().map(table::heading).toList(),
            rows,
            about.paper().values().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new BesidePaper(
                        about.paper().source(),
                        about.paper().note(),
                        table.reported(about.paper()))),
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

  private Optional<RecipeReport.Picture> picture(SideBySide.Shown run) throws IOException {
    for (String name : run.pictures()) {
      Path file = run.folder().resolve(name);
      if (Files.exists(file)) {
        return Optional.of(new RecipeReport.Picture(Files.readAllBytes(file)));
      }
    }
    return Optional.empty();
  }

  private long figureSize(SideBySide.Shown run) throws IOException {
    Path file = run.folder().resolve(RunFolder.FIGURE);
    return table.found(run).finished() && Files.exists(file) ? Files.size(file) : 0;
  }

  /** What a run left to be drawn from; empty if that is damaged, for there is a picture as well. */
  private Optional<Figure> figure(SideBySide.Shown run, RecipeReport.Picture picture)
      throws IOException {
    try {
      Map<String, Object> data = Json.read(run.folder().resolve(RunFolder.FIGURE));
      return Optional.of(new KeptFigure(run.name() + " along the flow", data, picture.png()));
    } catch (InvalidInputException _) {
      return Optional.empty();
    }
  }

  private static List<List<MetricsFile.Row>> measured(Line line) throws IOException {
    List<List<MetricsFile.Row>> measured = new ArrayList<>();
    for (SideBySide.Shown run : line.runs()) {
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
