package org.otium.app.experiment.distill;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.DatasetFiles;
import org.otium.app.experiment.FewNeighbours;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowCurves;
import org.otium.app.experiment.flow.FlowOutputs;
import org.otium.app.experiment.flow.FlowPictures;
import org.otium.app.experiment.flow.FlowRun;
import org.otium.app.experiment.flow.ShownParticles;
import org.otium.app.report.DistillReport;
import org.otium.app.report.Fact;
import org.otium.app.report.LineFigure;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;

/** What a distillation leaves in its folder: the small dataset, pictures, scores and the report. */
final class DistillOutputs {
  /** The small dataset. */
  static final String DISTILLED = "distilled";

  private static final String SCORES = "scores.csv";
  private static final String PUBLISHED = "published";
  private static final String ACCURACY = "accuracy.csv";
  private final RunFolder folder;
  private final Workspace workspace;
  private final DistillData data;
  private final FlowPictures pictures;
  private Optional<ReportContent> page = Optional.empty();

  DistillOutputs(RunFolder folder, Workspace workspace, DistillData data, ShownParticles shown) {
    this.folder = folder;
    this.workspace = workspace;
    this.data = data;
    this.pictures =
        new FlowPictures(
            folder,
            data.start(),
            data.target(),
            shown,
            workspace.machine().linearAlgebra().algebra());
  }

  void before() throws IOException {
    pictures.before();
  }

  /** The small dataset as it stands. */
  LabeledDataset end(FlowRun run) {
    return run.flow().state().particles().withName(data.start().name());
  }

  /**
   * Writes everything but the report.
   *
   * @param scored whether the scores are known
   */
  RunOutcome after(
      FlowRun run,
      DistillScores scores,
      Optional<LineFigure> accuracy,
      DistillSettings settings,
      Map<String, Object> resolved,
      boolean scored,
      Timings timings)
      throws IOException {
    LabeledDataset end = end(run);
    List<String> warnings = new ArrayList<>(run.warnings());
    FlowOutputs.rise(run.metrics()).ifPresent(warnings::add);
    warnings.addAll(data.leftOut());
    if (resolved.get("classifiers") instanceof List<?> classifiers) {
      classifiers.forEach(
          c -> FewNeighbours.warning(c, settings.perClass()).ifPresent(warnings::add));
    }
    DatasetFiles files = new DatasetFiles(folder, workspace.plugins());
    files.write("npz", DISTILLED + ".npz", end, warnings);
    if (end.shape().isImage()) {
      int sizes = end.shape().channels() == 1 ? 3 : 4;
      files.write("idx", DISTILLED + "-images-idx" + sizes + "-ubyte.gz", end, warnings);
    }
    if (scored) {
      AtomicFile.write(folder.file(SCORES), scores.csv());
    }
    if (accuracy.isPresent()) {
      AtomicFile.write(folder.file(ACCURACY), table(accuracy.get()));
    }
    pictures.after(end, run.trajectory(), false);
    pictures.beside(run.trajectory(), Map.of(), false);
    AtomicFile.write(folder.file("loss.png"), FlowCurves.value(run.metrics()).png());
    timings.lap("Writing results and pictures");
    long made = run.flow().state().step();
    List<String> summary = summary(run, settings, made);
    ReportContent content =
        new DistillReport(
                data.loaded().dataset().name(),
                settings.perClass(),
                String.join(" ", summary),
                facts(run, scores, settings, made),
                warnings,
                scores.lines(),
                note(settings, scores, scored),
                accuracy,
                pictures.along(run.trajectory(), Map.of(), false),
                pictures.alongNote(run.trajectory()),
                pictures.images(end, Map.of()),
                FlowCurves.of(run.metrics(), OptionalDouble.empty()),
                data.words(),
                Flattened.of(resolved),
                timings.words(),
                workspace.described(),
                String.join(" ", workspace.commandLine()))
            .content();
    content.keep(folder.path());
    page = Optional.of(content);
    timings.lap("Putting the report together");
    List<String> told = new ArrayList<>(summary);
    if (!scores.rows().isEmpty()) {
      told.add(scores.text());
    }
    return new RunOutcome(folder.path(), scored, told, warnings);
  }

  /** Writes the report, which is the sign that everything else is there. */
  void report() throws IOException {
    page.orElseThrow().publish(folder.path());
  }

  private static String table(LineFigure accuracy) {
    CsvTable table = new CsvTable(List.of("step", "learned-from", "accuracy-percent"));
    accuracy
        .lines()
        .forEach(
            line ->
                line.points().forEach(p -> table.row(List.of(p.x(), line.name(), rounded(p.y())))));
    return table.text();
  }

  /** Twelve digits: more are rounding of shares that became percent. */
  private static double rounded(double percent) {
    return BigDecimal.valueOf(percent).round(new MathContext(12)).doubleValue();
  }

  private List<String> summary(FlowRun run, DistillSettings settings, long made) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Numbers.counted(data.target().size(), "sample")
            + " became "
            + Numbers.count(data.start().size())
            + ", "
            + Numbers.count(settings.perClass())
            + " of each class.");
    if (made < settings.steps()) {
      lines.add(
          "Stopped after step "
              + Numbers.count(made)
              + " of "
              + Numbers.count(settings.steps())
              + ".");
    }
    if (!run.metrics().isEmpty()) {
      double first = FlowOutputs.shown(run.metrics().getFirst());
      double last = FlowOutputs.shown(run.metrics().getLast());
      lines.add(
          "In "
              + Numbers.counted(made, "step")
              + " the functional went from "
              + Numbers.value(first)
              + " to "
              + Numbers.value(last)
              + FlowOutputs.change(first, last)
              + ".");
    }
    return lines;
  }

  private List<Fact> facts(FlowRun run, DistillScores scores, DistillSettings settings, long made) {
    List<Fact> facts = new ArrayList<>();
    for (DistillScores.Row row : scores.rows()) {
      if (row.learnedFrom().equals(DistillScores.DISTILLED)) {
        String beside =
            scores.rows().stream()
                .filter(other -> other.classifier().equals(row.classifier()))
                .filter(other -> other.learnedFrom().equals(DistillScores.RANDOM))
                .map(other -> other.words() + " from random samples")
                .findFirst()
                .orElse("");
        facts.add(new Fact(row.classifier(), row.words(), beside));
      }
    }
    settings
        .published()
        .ifPresent(
            percent ->
                facts.add(
                    new Fact(
                        "Published", Numbers.fixed(percent, 1) + " %", "with another classifier")));
    facts.add(
        new Fact(
            "Samples",
            Numbers.count(data.start().size()),
            "for " + Numbers.counted(data.target().size(), "sample")));
    double seconds = run.metrics().stream().mapToDouble(MetricsFile.Row::seconds).sum();
    facts.add(
        new Fact(
            "Steps",
            Numbers.count(made)
                + (made < settings.steps() ? " of " + Numbers.count(settings.steps()) : ""),
            Numbers.duration(made == 0 ? 0 : seconds / run.metrics().size()) + " a step"));
    return facts;
  }

  private String note(DistillSettings settings, DistillScores scores, boolean scored) {
    if (!scored) {
      return "Measured once all steps are made.";
    }
    if (scores.rows().isEmpty()) {
      return "No classifier was to be tested.";
    }
    return "The share of "
        + Numbers.counted(data.test().size(), "sample")
        + " of the test set that each classifier labels rightly. Random samples are drawn anew "
        + Numbers.counted(settings.repeats(), "time")
        + ": mean and standard deviation.";
  }

  /** Which of the numbers are shares that pages show in percent. */
  static List<String> shares(DistillScores scores) {
    List<String> shares = new ArrayList<>(List.of(PUBLISHED));
    shares.addAll(scores.numbers().keySet());
    return shares;
  }

  /** The outcome as numbers, for the manifest. */
  static Map<String, Object> numbers(FlowRun run, DistillScores scores, DistillSettings settings) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    settings.published().ifPresent(percent -> numbers.put(PUBLISHED, percent / 100));
    numbers.putAll(scores.numbers());
    if (!run.metrics().isEmpty()) {
      numbers.put("value-at-start", FlowOutputs.shown(run.metrics().getFirst()));
      numbers.put("value-at-end", FlowOutputs.shown(run.metrics().getLast()));
    }
    return numbers;
  }
}
