package org.otium.app.experiment.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.otium.api.DatasetDistance;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.DatasetFiles;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowExperiment.Comparison;
import org.otium.app.report.Fact;
import org.otium.app.report.FlowReport;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.Rounding;

/** What a flow leaves in its folder: particles, pictures and the report, which comes last. */
public final class FlowOutputs {
  /** The particles before the flow, so that whoever learns from pairs has both. */
  private static final String START = "start";

  private static final String RESULT = "result";

  /** Which of the numbers are shares that pages show in percent. */
  static final List<String> SHARES =
      List.of("accuracy-at-start", "accuracy-at-end", "accuracy-of-target");

  /** By how much of itself a value may rise because a step sees other directions or networks. */
  private static final double NOISE = 0.05;

  private static final int TENTH = 10;

  private final RunFolder folder;
  private final Workspace workspace;
  private final DatasetPair data;
  private final FlowPictures pictures;
  private Optional<ReportContent> page = Optional.empty();

  /** How many samples of the target a classifier labels rightly, if there is one. */
  private OptionalDouble ofTarget = OptionalDouble.empty();

  FlowOutputs(RunFolder folder, Workspace workspace, DatasetPair data, ShownParticles shown) {
    this.folder = folder;
    this.workspace = workspace;
    this.data = data;
    this.pictures =
        new FlowPictures(
            folder,
            data.source(),
            data.target(),
            shown,
            workspace.machine().linearAlgebra().algebra());
  }

  void before() throws IOException {
    pictures.before();
  }

  RunOutcome after(
      FlowRun run,
      Comparison comparison,
      Map<String, Object> settings,
      long total,
      boolean finished,
      Timings timings)
      throws IOException {
    LabeledDataset end = run.particles().withName(data.source().name() + " flowed");
    List<String> warnings = new ArrayList<>(run.warnings());
    rise(run.metrics()).ifPresent(warnings::add);
    comparison.end().ifPresent(report -> report.warnings().forEach(warnings::add));
    warnings.addAll(comparison.warnings());
    warnings.addAll(data.leftOut());
    DatasetFiles files = new DatasetFiles(folder, workspace.plugins());
    files.write("npz", START + ".npz", data.source(), warnings);
    files.write("npz", RESULT + ".npz", end, warnings);
    if (end.shape().isImage()) {
      int sizes = end.shape().channels() == 1 ? 3 : 4;
      files.write("idx", RESULT + "-images-idx" + sizes + "-ubyte.gz", end, warnings);
    }
    boolean areClusters = run.flow().state().labelMeasures() instanceof LabelMeasures.PerParticle;
    ShownClasses classes = classes(run, end, areClusters);
    pictures.after(end, run.trajectory(), areClusters);
    AtomicFile.write(folder.file("loss.png"), FlowCurves.value(run.metrics()).png());
    Map<Integer, String> becomes = becomes(comparison);
    ofTarget = run.evaluation().of(data.target());
    pictures.beside(run.trajectory(), becomes, areClusters);
    timings.lap("Writing results and pictures");
    List<String> summary = summary(run, comparison, total, finished);
    FlowReport report =
        new FlowReport(
            data.source().name(),
            data.target().name(),
            String.join(" ", summary),
            facts(run, comparison, total),
            warnings,
            pictures.along(run.trajectory(), becomes, areClusters),
            pictures.alongNote(run.trajectory()),
            pictures.images(end, becomes),
            FlowCurves.of(run.metrics(), ofTarget),
            FlowCurves.counts(run.metrics(), classes),
            FlowCurves.countsNote(run.metrics(), classes),
            comparison.end().map(distance -> coupling(distance, classes)),
            couplingNote(comparison, finished),
            data.words("Source", "Target"),
            Flattened.of(settings),
            timings.words(),
            workspace.described(),
            String.join(" ", workspace.commandLine()));
    ReportContent content = report.content();
    content.keep(folder.path());
    page = Optional.of(content);
    timings.lap("Putting the report together");
    return new RunOutcome(folder.path(), finished, summary, warnings);
  }

  /** All classes that particles had on the way. */
  private ShownClasses classes(FlowRun run, LabeledDataset end, boolean areClusters) {
    IntStream met =
        IntStream.concat(
            Arrays.stream(end.classIds()),
            run.metrics().stream()
                .flatMapToInt(row -> row.counts().keySet().stream().mapToInt(id -> id)));
    return ShownClasses.of(data.source(), data.target(), areClusters, met);
  }

  /** Writes the report, which is the sign that everything else is there. */
  void report() throws IOException {
    page.orElseThrow().publish(folder.path());
  }

  private List<String> summary(FlowRun run, Comparison comparison, long total, boolean finished) {
    List<String> lines = new ArrayList<>();
    long made = run.flow().state().step();
    if (!finished) {
      lines.add("Stopped after step " + Numbers.count(made) + " of " + Numbers.count(total) + ".");
    }
    if (!run.metrics().isEmpty()) {
      double first = shown(run.metrics().getFirst());
      double last = shown(run.metrics().getLast());
      lines.add(
          "In "
              + Numbers.counted(made, "step")
              + " the functional went from "
              + Numbers.value(first)
              + " to "
              + Numbers.value(last)
              + change(first, last)
              + ".");
    }
    List<Double> shares = accuracies(run);
    if (shares.size() > 1) {
      lines.add(
          "The classifier labelled "
              + Numbers.percent(shares.getFirst())
              + " of the particles rightly at the start and "
              + Numbers.percent(shares.getLast())
              + " at the end.");
    }
    if (comparison.start().isPresent() && comparison.end().isPresent()) {
      double first = shown(comparison.start().get());
      double last = shown(comparison.end().get());
      lines.add(
          comparison.end().get().symbol()
              + "² to the target went from "
              + Numbers.value(first)
              + " to "
              + Numbers.value(last)
              + change(first, last)
              + at(comparison.end().get())
              + ".");
    }
    return lines;
  }

  private static List<Double> accuracies(FlowRun run) {
    return run.metrics().stream().flatMap(row -> row.accuracy().stream().boxed()).toList();
  }

  private static String at(DatasetDistance.Report report) {
    return report.epsilon() > 0
        ? ", both at ε = " + Numbers.value(report.epsilon()) + " in cost units"
        : "";
  }

  /**
   * A value, or zero where it is below zero by no more than rounding of its terms.
   *
   * @param row a line of the metrics
   * @return the value to show
   */
  public static double shown(MetricsFile.Row row) {
    return Rounding.shown(row.value(), row.parts());
  }

  private static double rounding(MetricsFile.Row row) {
    return Rounding.of(row.parts());
  }

  private static double shown(DatasetDistance.Report report) {
    return Rounding.shown(report.squared(), report.parts());
  }

  /**
   * What to do about a value that ended above its start, as that of a descent should not. Values
   * that are random from step to step scatter, so the means of the first and of the last tenth of
   * the steps are compared.
   *
   * @param rows the metrics, a row a step
   * @return what to do; empty if it did not rise
   */
  public static Optional<String> rise(List<MetricsFile.Row> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    int tenth = Math.max(1, rows.size() / TENTH);
    double first = mean(rows.subList(0, tenth));
    double last = mean(rows.subList(rows.size() - tenth, rows.size()));
    double tolerance =
        Math.max(
            NOISE * Math.abs(first), Math.max(rounding(rows.getFirst()), rounding(rows.getLast())));
    return last - first > tolerance
        ? Optional.of(
            "the value rose from "
                + Numbers.value(first)
                + " to "
                + Numbers.value(last)
                + (tenth > 1 ? ", means of the first and the last " + tenth + " steps" : "")
                + ": try a smaller dynamics.optimizer.step-size")
        : Optional.empty();
  }

  private static double mean(List<MetricsFile.Row> rows) {
    return rows.stream().mapToDouble(FlowOutputs::shown).average().orElseThrow();
  }

  /**
   * How much a value changed, in words.
   *
   * @param first what it was
   * @param last what it is
   * @return for instance a factor or a percentage
   */
  public static String change(double first, double last) {
    // Against a start of about nothing every end is huge, and the percentage says only that.
    boolean negligible = Math.abs(first) < 1e-3 * Math.abs(last);
    // Of a number that changed its sign no share is left.
    if (!(first > 0) || last < 0 || !Double.isFinite(last) || negligible) {
      return "";
    }
    return " (" + Numbers.change(first, last) + ")";
  }

  private List<Fact> facts(FlowRun run, Comparison comparison, long total) {
    List<Fact> facts = new ArrayList<>();
    List<MetricsFile.Row> rows = run.metrics();
    if (!rows.isEmpty()) {
      String first = Numbers.value(shown(rows.getFirst()));
      facts.add(
          new Fact(
              "Functional",
              Numbers.value(shown(rows.getLast())),
              "was " + first + " at the start"));
    }
    List<Double> shares = accuracies(run);
    if (!shares.isEmpty()) {
      facts.add(
          new Fact(
              "Accuracy",
              Numbers.percent(shares.getLast()),
              "was "
                  + Numbers.percent(shares.getFirst())
                  + " at the start; "
                  + ofTarget.stream().mapToObj(Numbers::percent).findFirst().orElse("unknown")
                  + " of the target itself"));
    }
    if (comparison.start().isPresent() && comparison.end().isPresent()) {
      DatasetDistance.Report start = comparison.start().get();
      DatasetDistance.Report end = comparison.end().get();
      facts.add(
          new Fact(
              end.symbol() + " to the target",
              Numbers.value(end.distance()),
              "was " + Numbers.value(start.distance()) + "; root of the " + end.meaning()));
    }
    facts.add(
        new Fact(
            "Particles",
            Numbers.count(data.source().size()),
            "towards " + Numbers.counted(data.target().size(), "sample")));
    long made = run.flow().state().step();
    double seconds = rows.stream().mapToDouble(MetricsFile.Row::seconds).sum();
    facts.add(
        new Fact(
            "Steps",
            Numbers.count(made) + (made < total ? " of " + Numbers.count(total) : ""),
            Numbers.duration(made == 0 ? 0 : seconds / rows.size()) + " a step"));
    return facts;
  }

  private HeatmapFigure coupling(DatasetDistance.Report report, ShownClasses classes) {
    return HeatmapFigure.coupling(
        "Where the classes went",
        Arrays.stream(report.classesA()).mapToObj(classes::name).toList(),
        DatasetPair.names(data.target(), report.classesB()),
        report.classCoupling());
  }

  /** Where most of each class of the source ends. */
  private Map<Integer, String> becomes(Comparison comparison) {
    Map<Integer, String> becomes = new LinkedHashMap<>();
    if (comparison.end().isPresent()) {
      DatasetDistance.Report report = comparison.end().get();
      for (int r = 0; r < report.classesA().length; r++) {
        double[] row = report.classCoupling()[r];
        int best = 0;
        double total = 0;
        for (int c = 0; c < row.length; c++) {
          best = row[c] > row[best] ? c : best;
          total += row[c];
        }
        if (total > 0) {
          double share = row[best] / total;
          String name = data.target().className(report.classesB()[best]);
          String beside = share > 0.95 ? "" : " (" + Numbers.percent(share) + ")";
          becomes.put(report.classesA()[r], name + beside);
        }
      }
    }
    return becomes;
  }

  private static String couplingNote(Comparison comparison, boolean finished) {
    if (comparison.end().isPresent()) {
      return "Of each class of the source (rows), the share of its mass that the plan at the end"
          + " matches with each class of the target (columns).";
    }
    return finished ? "" : "Known once all steps are made.";
  }

  /** The outcome as numbers, for the manifest. */
  Map<String, Object> numbers(FlowRun run, Comparison comparison) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    if (!run.metrics().isEmpty()) {
      numbers.put("value-at-start", shown(run.metrics().getFirst()));
      numbers.put("value-at-end", shown(run.metrics().getLast()));
    }
    List<Double> shares = accuracies(run);
    if (!shares.isEmpty()) {
      numbers.put(SHARES.get(0), shares.getFirst());
      numbers.put(SHARES.get(1), shares.getLast());
      ofTarget.ifPresent(share -> numbers.put(SHARES.get(2), share));
    }
    put(numbers, "squared-distance-at-start", comparison.start());
    put(numbers, "squared-distance-at-end", comparison.end());
    return numbers;
  }

  private static void put(
      Map<String, Object> numbers, String key, Optional<DatasetDistance.Report> report) {
    report.ifPresent(r -> numbers.put(key, shown(r)));
  }
}
