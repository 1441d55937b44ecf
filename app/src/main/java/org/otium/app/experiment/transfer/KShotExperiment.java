package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.FewNeighbours;
import org.otium.app.experiment.FewSteps;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.KeptMaps;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
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
    return learn(datasets, tree, UnitsRun.begin(out));
  }

  /**
   * Goes on with an experiment that did not come to its end: what was measured is not measured
   * again.
   *
   * @param datasets the datasets
   * @param tree settings of {@link KShotSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if there is nothing to continue, or the settings or datasets are
   *     not those that it began with
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome restart(Datasets datasets, Map<String, Object> tree, Path out)
      throws IOException {
    return learn(datasets, tree, UnitsRun.goOn(out, COMMAND));
  }

  private RunOutcome learn(Datasets datasets, Map<String, Object> tree, UnitsRun.Opening opening)
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
    Function<Repetition, KShot> making =
        repetition -> made(repetition, read, tree, context, resolved);
    List<Repetition> repetitions = Repetition.all(resolved);
    List<String> rows = making.apply(repetitions.getFirst()).rows();
    timings.lap("Reading the datasets");
    try (UnitsRun run = opening.open(workspace, COMMAND, group)) {
      Manifest manifest = run.manifest();
      for (int k = 0; k < NAMES.size(); k++) {
        manifest.put(NAMES.get(k), workspace.library().anywhere(datasets.all().get(k)));
      }
      manifest.put("inputs", group.manifest()).put("settings", resolved);
      manifest.put("seed", number(resolved, "seed"));
      manifest.used(context);
      List<Unit> units =
          repetitions.stream().flatMap(repetition -> repetition.units(rows).stream()).toList();
      return run.made(
          units,
          FILES,
          timings,
          progress,
          stop,
          new KeptMaps(run.folder().path()),
          kept -> {
            KShotNumbers numbers = repeated(repetitions, rows, kept, making, timings);
            manifest.used(context);
            AtomicFile.write(run.folder().file(ACCURACY), numbers.csv());
            ReportContent page = page(numbers, group, resolved, manifest, timings);
            page.keep(run.folder().path());
            page.publish(run.folder().path());
            timings.lap("Putting the report together");
            List<String> warnings = new ArrayList<>(group.leftOut());
            int fewest = numbers.shots().stream().mapToInt(Integer::intValue).min().orElseThrow();
            FewNeighbours.warning(resolved.get("classifier"), fewest).ifPresent(warnings::add);
            int few = fewest * group.used().getFirst().classIds().length;
            FewSteps.note(resolved.get("classifier"), few, FewSteps.EPOCHS)
                .ifPresent(warnings::add);
            manifest.put("result", numbers.means()).put("warnings", warnings);
            manifest.put(Manifest.SHARES, List.copyOf(numbers.means().keySet()));
            manifest.finish("finished", timings.seconds());
            return new RunOutcome(run.folder().path(), true, List.of(numbers.table()), warnings);
          });
    }
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

  /**
   * A repetition for one number of samples.
   *
   * @param shots how many samples of each class are known
   * @param number of the repetition, from 0 on
   */
  private record Repetition(int shots, int number) {
    static List<Repetition> all(Map<String, Object> resolved) {
      List<Repetition> all = new ArrayList<>();
      for (Object shots : (List<?>) resolved.getOrDefault("shots", List.of())) {
        for (int r = 0; r < KShotExperiment.number(resolved, "repeats"); r++) {
          all.add(new Repetition(Integer.parseInt(String.valueOf(shots)), r));
        }
      }
      return all;
    }

    String name() {
      return KShotNumbers.words(shots) + ", repetition " + (number + 1);
    }

    List<Unit> units(List<String> rows) {
      return rows.stream().map(row -> Unit.accuracy(name(), row)).toList();
    }
  }

  private KShotNumbers repeated(
      List<Repetition> repetitions,
      List<String> rows,
      KeptUnits units,
      Function<Repetition, KShot> making,
      Timings timings) {
    Map<Integer, List<Map<String, Double>>> accuracies = new LinkedHashMap<>();
    for (Repetition repetition : repetitions) {
      String name = repetition.name();
      // Where all is known, not even functionals are made.
      Map<String, Double> known =
          units.areKnown(repetition.units(rows))
              ? units.accuracies(name, rows)
              : making.apply(repetition).accuracies(units, name, progress);
      accuracies.computeIfAbsent(repetition.shots(), _ -> new ArrayList<>()).add(known);
      timings.lap(KShotNumbers.words(repetition.shots()), units.before(name));
    }
    return new KShotNumbers(List.copyOf(accuracies.keySet()), List.copyOf(accuracies.values()));
  }

  private KShot made(
      Repetition repetition,
      Read read,
      Map<String, Object> tree,
      ExperimentContext context,
      Map<String, Object> resolved) {
    LabeledDataset source = read.group().used().get(2);
    long seed = number(resolved, "seed") + repetition.number();
    LabeledDataset few =
        Subsets.perClass(read.group().used().get(0), repetition.shots(), seed).dataset();
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
                        .bindPlugin(Kind.DATASET_TRANSFORM, resolved.getOrDefault("map", ""), "map")
                        .value());
    return new KShot(settings, samples, few, read.group().used().get(1), seed, stop);
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
      KShotNumbers numbers,
      DatasetGroup group,
      Map<String, Object> resolved,
      Manifest manifest,
      Timings timings) {
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
            Manifest.commandLine(manifest.tree()))
        .content();
  }
}
