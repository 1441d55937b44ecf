package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cancellation;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.AllOrNothing;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.FewNeighbours;
import org.otium.app.experiment.FewSteps;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.Workspace;
import org.otium.app.report.Fact;
import org.otium.app.report.KShotReport;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.RunFolder;
import org.otium.data.Subsets;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;

/**
 * Flows a large dataset towards few labelled samples of another and learns from both: accuracies on
 * the target by number of samples and by method (WoW, "Transfer Learning").
 */
public final class KShotExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "k-shot";

  private static final String ACCURACY = "accuracy.csv";
  private static final List<String> FILES =
      List.of(ACCURACY, RunFolder.REPORT, RunFolder.REPORT_CONTENT, RunFolder.MANIFEST);
  private static final List<String> ROLES =
      List.of(DatasetPair.SOURCE, DatasetPair.TARGET, DatasetPair.START, DatasetPair.END);
  private static final List<String> NAMES = List.of("target", "test", "from");
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
  public KShotExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * The datasets of an experiment, text or trees with a {@code name} each.
   *
   * @param target samples of the target, of which few are used
   * @param test other samples of it, to test with
   * @param from what flows
   */
  public record Datasets(Object target, Object test, Object from) {
    List<Object> all() {
      return List.of(target, test, from);
    }
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets the datasets
   * @param tree settings of {@link KShotSettings}, which may refer to the datasets {@code source}
   *     and {@code target}, the few samples; its map also to {@code start} and {@code end} of a
   *     flow
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Datasets datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    for (int k = 0; k < NAMES.size(); k++) {
      DatasetProblems.required(workspace.library(), NAMES.get(k), datasets.all().get(k), problems);
    }
    problems.addAll(new SettingsBinder(context(workspace)).validate(KShotSettings.class, tree));
    return problems;
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
  }

  /**
   * Does the experiment.
   *
   * @param datasets the datasets
   * @param tree settings of {@link KShotSettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Datasets datasets, Map<String, Object> tree, Path out) throws IOException {
    RunFolder.check(out);
    return learn(datasets, tree, () -> RunFolder.create(out));
  }

  /**
   * Starts an experiment again that did not come to its end.
   *
   * @param datasets the datasets
   * @param tree settings of {@link KShotSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome restart(Datasets datasets, Map<String, Object> tree, Path out)
      throws IOException {
    return learn(datasets, tree, () -> RunFolder.again(out));
  }

  private RunOutcome learn(Datasets datasets, Map<String, Object> tree, Supplier<RunFolder> opening)
      throws IOException {
    List<Problem> problems = problems(workspace, datasets, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Timings timings = new Timings();
    ExperimentContext context = context(workspace);
    Map<String, Object> resolved = new SettingsBinder(context).resolve(KShotSettings.class, tree);
    Read read = read(datasets, resolved);
    DatasetGroup group = read.group();
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
          manifest.put("inputs", group.manifest()).put("settings", resolved);
          manifest.put("seed", number(resolved, "seed"));
          KShotNumbers numbers =
              Cancellation.during(
                  stop::isRequested, () -> repeated(read, tree, context, resolved, timings));
          manifest.used(context);
          AtomicFile.write(folder.file(ACCURACY), numbers.csv());
          ReportContent page = page(numbers, group, resolved, timings);
          page.keep(folder.path());
          page.publish(folder.path());
          timings.lap("Putting the report together");
          List<String> warnings = new ArrayList<>(group.leftOut());
          int fewest = numbers.shots().stream().mapToInt(Integer::intValue).min().orElseThrow();
          FewNeighbours.warning(resolved.get("classifier"), fewest).ifPresent(warnings::add);
          int few = fewest * group.used().getFirst().classIds().length;
          FewSteps.note(resolved.get("classifier"), few, FewSteps.EPOCHS).ifPresent(warnings::add);
          manifest.put("result", numbers.means()).put("warnings", warnings);
          manifest.put(Manifest.SHARES, List.copyOf(numbers.means().keySet()));
          manifest.finish("finished", timings.seconds());
          return new RunOutcome(folder.path(), true, List.of(numbers.table()), warnings);
        });
  }

  private static long number(Map<String, Object> resolved, String key) {
    return Long.parseLong(String.valueOf(resolved.get(key)));
  }

  /** Target, test and what flows, and samples of the last that do not flow where maps need some. */
  private record Read(DatasetGroup group, Optional<LabeledDataset> others) {}

  private Read read(Datasets datasets, Map<String, Object> resolved) {
    long seed = number(resolved, "seed");
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(datasets.all(), seed, reference -> progress.phase("Reading " + reference));
    List<LabeledDataset> used = new ArrayList<>();
    LabeledDataset target = loaded.getFirst().dataset();
    int[] most = {
      target.size(), (int) number(resolved, "test-samples"), (int) number(resolved, "samples")
    };
    for (int k = 0; k < most.length; k++) {
      LabeledDataset whole = loaded.get(k).dataset();
      LabeledDataset part = Preparation.subset(whole, most[k], seed).dataset();
      used.add(Preparation.fitted(part, target, resize));
    }
    return new Read(
        new DatasetGroup(loaded, List.copyOf(used), List.of()),
        others(loaded.getLast().dataset(), target, resolved));
  }

  private static Optional<LabeledDataset> others(
      LabeledDataset whole, LabeledDataset target, Map<String, Object> resolved) {
    if (!isGiven(resolved.get("map"))) {
      return Optional.empty();
    }
    long seed = number(resolved, "seed");
    int flowing = (int) number(resolved, "samples");
    int[] taken = Subsets.classBalanced(whole, flowing, seed).indices();
    int[] left =
        IntStream.range(0, whole.size()).filter(i -> Arrays.binarySearch(taken, i) < 0).toArray();
    if (left.length == 0) {
      throw new InvalidInputException(
          "all "
              + whole.size()
              + " samples of '"
              + whole.name()
              + "' flow, and none is left to map",
          "Let fewer flow: --set samples=" + Math.max(1, whole.size() / 2));
    }
    int wanted =
        isGiven(resolved.get("mapped-samples"))
            ? (int) number(resolved, "mapped-samples")
            : flowing;
    LabeledDataset some = Preparation.subset(whole.select(left), wanted, seed).dataset();
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    return Optional.of(Preparation.fitted(some, target, resize));
  }

  private static boolean isGiven(@Nullable Object value) {
    return value != null && !String.valueOf(value).isEmpty();
  }

  private KShotNumbers repeated(
      Read read,
      Map<String, Object> tree,
      ExperimentContext context,
      Map<String, Object> resolved,
      Timings timings) {
    LabeledDataset target = read.group().used().get(0);
    LabeledDataset test = read.group().used().get(1);
    LabeledDataset source = read.group().used().get(2);
    List<List<Map<String, Double>>> accuracies = new ArrayList<>();
    List<Integer> shots = new ArrayList<>();
    for (Object k : (List<?>) resolved.getOrDefault("shots", List.of())) {
      shots.add(Integer.valueOf(String.valueOf(k)));
    }
    for (int k : shots) {
      List<Map<String, Double>> repetitions = new ArrayList<>();
      for (int r = 0; r < number(resolved, "repeats"); r++) {
        WatchedMappings.checkGoesOn(stop);
        progress.note(KShotNumbers.words(k) + ", repetition " + (r + 1));
        long seed = number(resolved, "seed") + r;
        LabeledDataset few = Subsets.perClass(target, k, seed).dataset();
        // The few samples are what functionals call the target, so they are made anew.
        ExperimentContext roles = roles(context, source, few, source, seed);
        KShotSettings settings = new SettingsBinder(roles).bind(KShotSettings.class, tree).value();
        // Where a flow ends is known only afterwards, so its map is made anew then.
        KShot.Samples samples =
            new KShot.Samples(
                source,
                read.others(),
                (start, end) ->
                    (DatasetTransform)
                        new SettingsBinder(roles(context, start, few, end, seed))
                            .bindPlugin(
                                Kind.DATASET_TRANSFORM, resolved.getOrDefault("map", ""), "map")
                            .value());
        repetitions.add(new KShot(settings, samples, few, test, seed, stop).accuracies(progress));
      }
      accuracies.add(repetitions);
      timings.lap(KShotNumbers.words(k));
    }
    return new KShotNumbers(shots, accuracies);
  }

  private static ExperimentContext roles(
      ExperimentContext context,
      LabeledDataset source,
      LabeledDataset few,
      LabeledDataset end,
      long seed) {
    return context.with(
        Map.of(
            DatasetPair.SOURCE,
            source,
            DatasetPair.TARGET,
            few,
            DatasetPair.START,
            source,
            DatasetPair.END,
            end),
        seed);
  }

  private ReportContent page(
      KShotNumbers numbers, DatasetGroup group, Map<String, Object> resolved, Timings timings) {
    String target = group.used().getFirst().name();
    String source = group.used().getLast().name();
    return new KShotReport(
            source,
            target,
            List.of(
                new Fact("Flowing", source, "towards few samples of " + target),
                new Fact("Repetitions", numbers.repetitions(), "with other samples each time")),
            numbers.shots().stream().map(KShotNumbers::words).toList(),
            numbers.rows(),
            numbers.curves(),
            group.words(),
            Flattened.of(resolved),
            timings.words(),
            workspace.described(),
            String.join(" ", workspace.commandLine()))
        .content();
  }
}
