package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.otium.api.Cancellation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.AllOrNothing;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
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
  private static final List<String> ROLES = List.of(DatasetPair.SOURCE, DatasetPair.TARGET);
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
   *     and {@code target}, the few samples
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
    DatasetGroup group = read(datasets, resolved);
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
                  stop::isRequested, () -> repeated(group, tree, context, resolved, timings));
          manifest.used(context);
          AtomicFile.write(folder.file(ACCURACY), numbers.csv());
          ReportContent page = page(numbers, group, resolved, timings);
          page.keep(folder.path());
          page.publish(folder.path());
          timings.lap("Putting the report together");
          manifest.put("result", numbers.means()).put("warnings", List.of());
          manifest.finish("finished", timings.seconds());
          return new RunOutcome(folder.path(), true, List.of(numbers.table()), group.leftOut());
        });
  }

  private static long number(Map<String, Object> resolved, String key) {
    return Long.parseLong(String.valueOf(resolved.get(key)));
  }

  private DatasetGroup read(Datasets datasets, Map<String, Object> resolved) {
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
    return new DatasetGroup(loaded, List.copyOf(used), List.of());
  }

  private KShotNumbers repeated(
      DatasetGroup group,
      Map<String, Object> tree,
      ExperimentContext context,
      Map<String, Object> resolved,
      Timings timings) {
    LabeledDataset target = group.used().get(0);
    LabeledDataset test = group.used().get(1);
    LabeledDataset source = group.used().get(2);
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
        ExperimentContext roles =
            context.with(Map.of(DatasetPair.SOURCE, source, DatasetPair.TARGET, few), seed);
        KShotSettings settings = new SettingsBinder(roles).bind(KShotSettings.class, tree).value();
        repetitions.add(new KShot(settings, source, few, test, seed, stop).accuracies(progress));
      }
      accuracies.add(repetitions);
      timings.lap(KShotNumbers.words(k));
    }
    return new KShotNumbers(shots, accuracies);
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
