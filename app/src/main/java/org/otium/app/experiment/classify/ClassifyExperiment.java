package org.otium.app.experiment.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.otium.api.Accuracy;
import org.otium.api.Cancellation;
import org.otium.api.Classifier;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.NamedArrays;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.AllOrNothing;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.FewSteps;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.report.ClassifyReport;
import org.otium.app.report.Fact;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.runs.WeightsFile;
import org.otium.app.text.Numbers;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/**
 * A classifier learns from a dataset, or goes on from what was learned before, and labels another
 * dataset. What it learned is kept.
 */
public final class ClassifyExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "classify";

  /** What was learned. */
  public static final String WEIGHTS = "weights.npz";

  private static final String CONFUSION = "confusion.csv";
  private static final String CURVE = "curve.csv";
  private static final List<String> FILES =
      List.of(
          WEIGHTS,
          CONFUSION,
          CURVE,
          RunFolder.REPORT,
          RunFolder.REPORT_CONTENT,
          RunFolder.MANIFEST);
  private static final List<String> NAMES = List.of("from", "test");
  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * An experiment.
   *
   * @param workspace what it works with
   * @param progress is told how it goes
   * @param stop ends it early
   */
  public ClassifyExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * The datasets of an experiment, text or trees with a {@code name} each.
   *
   * @param from what is learned from
   * @param test what it is tested with
   */
  public record Datasets(Object from, Object test) {
    List<Object> all() {
      return List.of(from, test);
    }
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets the datasets
   * @param tree settings of {@link ClassifySettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Datasets datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    for (int k = 0; k < NAMES.size(); k++) {
      DatasetProblems.required(workspace.library(), NAMES.get(k), datasets.all().get(k), problems);
    }
    if (String.valueOf(tree.getOrDefault("fine-tune", "")).equals("true")
        && String.valueOf(tree.getOrDefault("weights", "")).isEmpty()) {
      problems.add(new Problem("fine-tune", "needs weights to go on from", "true", "", ""));
    }
    problems.addAll(new SettingsBinder(context(workspace)).validate(ClassifySettings.class, tree));
    return problems;
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), List.of());
  }

  /**
   * Does the experiment.
   *
   * @param datasets the datasets
   * @param tree settings of {@link ClassifySettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Datasets datasets, Map<String, Object> tree, Path out) throws IOException {
    RunFolder.check(out);
    return classify(datasets, tree, () -> RunFolder.create(out));
  }

  /**
   * Starts an experiment again that did not come to its end.
   *
   * @param datasets the datasets
   * @param tree settings of {@link ClassifySettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome restart(Datasets datasets, Map<String, Object> tree, Path out)
      throws IOException {
    return classify(datasets, tree, () -> RunFolder.again(out));
  }

  private RunOutcome classify(
      Datasets datasets, Map<String, Object> tree, Supplier<RunFolder> opening) throws IOException {
    List<Problem> problems = problems(workspace, datasets, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Timings timings = new Timings();
    ExperimentContext context = context(workspace);
    Bound<ClassifySettings> bound = new SettingsBinder(context).bind(ClassifySettings.class, tree);
    ClassifySettings settings = bound.value();
    String name = name(bound.resolved());
    Optional<Before> before = before(settings, name);
    DatasetGroup group = read(datasets, bound, before, context);
    timings.lap("Reading the datasets");
    RunFolder folder = opening.get();
    return AllOrNothing.in(
        folder,
        () -> FILES,
        () -> {
          Manifest manifest = Manifest.start(folder, workspace, COMMAND);
          for (int k = 0; k < NAMES.size(); k++) {
            manifest.put(NAMES.get(k), workspace.library().anywhere(datasets.all().get(k)));
          }
          manifest.put("inputs", group.manifest()).put("settings", bound.resolved());
          manifest.put("seed", settings.seed());
          if (!settings.weights().isEmpty()) {
            InputFile file = InputFile.at(Path.of(settings.weights())).getFirst();
            manifest.put("weights", Map.of("path", file.path(), "sha256", file.sha256()));
          }
          Classifier.Trained trained =
              Cancellation.during(
                  stop::isRequested,
                  () -> trained(settings, before.map(Before::trained), group.used().getFirst()));
          timings.lap("Learning");
          boolean learned = before.isEmpty() || settings.fineTune();
          ClassifyNumbers numbers = tested(settings, trained, group, learned);
          timings.lap("Testing");
          manifest.used(context);
          List<String> warnings = new ArrayList<>(group.leftOut());
          if (learned) {
            warnings.addAll(aboutLearning(group, bound.resolved(), settings.fineTune()));
          }
          kept(trained, name, group.used().getFirst().shape(), folder).ifPresent(warnings::add);
          AtomicFile.write(folder.file(CONFUSION), numbers.confusionTable());
          if (!numbers.curve().isEmpty()) {
            AtomicFile.write(folder.file(CURVE), numbers.curveTable());
          }
          ReportContent page = page(numbers, group, bound.resolved(), name, timings);
          page.keep(folder.path());
          page.publish(folder.path());
          timings.lap("Putting the report together");
          manifest.put(Manifest.SHARES, ClassifyNumbers.SHARES);
          manifest.put("result", numbers.results()).put("warnings", warnings);
          manifest.finish("finished", timings.seconds());
          return new RunOutcome(
              folder.path(), true, List.of(sentence(numbers, group, name)), warnings);
        });
  }

  /** What to keep in mind about what was learned from. */
  private static List<String> aboutLearning(
      DatasetGroup group, Map<String, Object> resolved, boolean fineTune) {
    LabeledDataset from = group.used().getFirst();
    List<String> notes = new ArrayList<>();
    int[] classes =
        IntStream.range(0, from.size()).map(from.labels()::classOf).distinct().toArray();
    if (classes.length == 1) {
      notes.add(
          "All samples that were learned from are of one class, '"
              + from.className(classes[0])
              + "', which everything is labelled with: the accuracy is the share of that class in the test.");
    }
    String setting = fineTune ? FewSteps.FINE_TUNING : FewSteps.EPOCHS;
    FewSteps.note(resolved.get("classifier"), from.size(), setting).ifPresent(notes::add);
    return notes;
  }

  private static String name(Map<String, Object> resolved) {
    return resolved.get("classifier") instanceof Map<?, ?> tree
        ? String.valueOf(tree.get("name"))
        : String.valueOf(resolved.get("classifier"));
  }

  /** What was learned by an earlier run, and from samples of which shape. */
  private record Before(Classifier.Trained trained, FeatureShape shape) {}

  private static Optional<Before> before(ClassifySettings settings, String name)
      throws IOException {
    if (settings.weights().isEmpty()) {
      return Optional.empty();
    }
    WeightsFile file = WeightsFile.read(Path.of(settings.weights()));
    if (!file.classifier().equals(name)) {
      throw new InvalidInputException(
          "'" + settings.weights() + "' is what " + file.classifier() + " learned, not " + name,
          "Set classifier to " + file.classifier() + ", with the settings that it had then.");
    }
    try {
      return Optional.of(new Before(settings.classifier().restore(file.weights()), file.shape()));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "'" + settings.weights() + "' does not fit " + name + ": " + e.what(), e.remedy(), e);
    }
  }

  private static Classifier.Trained trained(
      ClassifySettings settings, Optional<Classifier.Trained> before, LabeledDataset from) {
    if (before.isEmpty()) {
      return settings.classifier().fit(from, settings.seed());
    }
    return settings.fineTune() ? before.get().fineTune(from, settings.seed()) : before.get();
  }

  private static ClassifyNumbers tested(
      ClassifySettings settings, Classifier.Trained trained, DatasetGroup group, boolean learned) {
    LabeledDataset test = group.used().getLast();
    Labels predicted = trained.predict(test.features());
    ClassMatch match =
        new ClassMatch(settings.match(), settings.labelDistance(), settings.solver());
    return new ClassifyNumbers(
        test,
        match.expressed(predicted, test, group.used().getFirst()),
        learned ? trained.curve() : List.of());
  }

  /** Keeps what was learned, or says why not. */
  private static Optional<String> kept(
      Classifier.Trained trained, String name, FeatureShape shape, RunFolder folder)
      throws IOException {
    Optional<NamedArrays> state = trained.state();
    if (state.isEmpty()) {
      return Optional.of(
          "What " + name + " learned cannot be kept, so there is no " + WEIGHTS + ".");
    }
    new WeightsFile(name, shape, state.get()).write(folder.file(WEIGHTS));
    return Optional.empty();
  }

  private DatasetGroup read(
      Datasets datasets,
      Bound<ClassifySettings> bound,
      Optional<Before> before,
      ExperimentContext context) {
    ClassifySettings settings = bound.value();
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(
                datasets.all(),
                settings.seed(),
                reference -> progress.phase("Reading " + reference));
    int most = Math.max(settings.samples(), settings.testSamples());
    long seed = settings.seed();
    boolean resize = settings.resize();
    DatasetGroup group =
        before
            .map(b -> DatasetGroup.of(loaded, most, b.shape(), settings.weights(), seed, resize))
            .orElseGet(() -> DatasetGroup.of(loaded, most, 0, seed, resize));
    List<LabeledDataset> parts = new ArrayList<>();
    List<LabeledDataset> used = new ArrayList<>();
    int[] samples = {settings.samples(), settings.testSamples()};
    for (int k = 0; k < samples.length; k++) {
      LabeledDataset dataset = group.used().get(k);
      LabeledDataset part = Preparation.subset(dataset, samples[k], settings.seed()).dataset();
      parts.add(part);
      used.add(
          DatasetPair.transformed(part, context, bound.resolved(), "transforms", settings.seed())
              .withName(dataset.name()));
    }
    progress.phase("Learning");
    return new DatasetGroup(group.loaded(), List.copyOf(parts), List.of())
        .with(used, _ -> "transforms");
  }

  private static String sentence(ClassifyNumbers numbers, DatasetGroup group, String name) {
    return name
        + " labels "
        + Numbers.percent(numbers.accuracy().value())
        + " of "
        + group.used().getLast().name()
        + " rightly.";
  }

  private ReportContent page(
      ClassifyNumbers numbers,
      DatasetGroup group,
      Map<String, Object> resolved,
      String name,
      Timings timings) {
    LabeledDataset from = group.used().getFirst();
    LabeledDataset test = group.used().getLast();
    Accuracy accuracy = numbers.accuracy();
    Map<String, String> classes = new LinkedHashMap<>();
    accuracy
        .perClass()
        .forEach((id, share) -> classes.put(test.className(id), Numbers.percent(share)));
    return new ClassifyReport(
            name + " of " + from.name(),
            sentence(numbers, group, name),
            List.of(
                new Fact("Accuracy", Numbers.percent(accuracy.value()), "on " + test.name()),
                new Fact(
                    "Tested with",
                    Numbers.count(test.size()),
                    "samples that it did not learn from"),
                new Fact("Samples", Numbers.count(from.size()), "of " + from.name())),
            numbers.confusionFigure(),
            classes,
            numbers.curves(),
            group.words(),
            Flattened.of(resolved),
            timings.words(),
            workspace.described(),
            String.join(" ", workspace.commandLine()))
        .content();
  }
}
