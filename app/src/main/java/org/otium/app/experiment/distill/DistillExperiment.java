package org.otium.app.experiment.distill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.otium.api.Flow;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowEvaluation;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.experiment.flow.FlowRun;
import org.otium.app.experiment.flow.FlowSpace;
import org.otium.app.experiment.flow.Recording;
import org.otium.app.experiment.flow.ShownParticles;
import org.otium.app.report.LineFigure;
import org.otium.app.runs.CheckpointFile;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.settings.SettingsTree;

/**
 * Condenses a dataset into a few samples of each class, which flow towards it, has classifiers
 * learn from them, and leaves a run folder behind.
 */
public final class DistillExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "distill";

  private static final List<String> ROLES = List.of(DatasetPair.SOURCE, DatasetPair.TARGET);
  private static final String TO = "to";
  private static final String TEST = "test";

  /** After how many steps classes that started as noise take the names of those they are near. */
  private static final int RELABEL_EVERY = 50;

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
  public DistillExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param to the large dataset; empty text if it is missing
   * @param test the test set; empty text for none
   * @param tree settings of {@link DistillSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Object to, Object test, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    TrainTest datasets = TrainTest.of(workspace.library(), to, test);
    DatasetProblems.required(workspace.library(), TO, datasets.train(), problems);
    if (datasets.test().isPresent()) {
      DatasetProblems.find(workspace.library(), TEST, datasets.test().get(), problems);
    }
    problems.addAll(new SettingsBinder(context(workspace)).validate(DistillSettings.class, tree));
    return problems;
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
  }

  /**
   * Starts a distillation and runs it.
   *
   * @param request what was asked for
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome start(DistillRequest request) throws IOException {
    RunFolder.check(request.out());
    return begin(request, RunFolder::create);
  }

  /**
   * Starts a distillation that ended before its first checkpoint, in the folder that it was given.
   *
   * @param request what was asked for, as it was then
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome restart(DistillRequest request) throws IOException {
    return begin(request, RunFolder::again);
  }

  private RunOutcome begin(DistillRequest request, Function<Path, RunFolder> opening)
      throws IOException {
    List<Problem> problems = problems(workspace, request.to(), request.test(), request.settings());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    ExperimentContext context = context(workspace);
    Map<String, Object> tree = named(request.settings(), context);
    DistillPlan plan =
        DistillPlan.of(new SettingsBinder(context).resolve(DistillSettings.class, tree));
    Timings timings = new Timings();
    TrainTest named = TrainTest.of(workspace.library(), request.to(), request.test());
    DistillData data = read(named, plan);
    timings.lap("Reading the datasets");
    ExperimentContext bound = context.with(data.byRole(), plan.seed());
    Bound<DistillSettings> settings = sized(tree, bound, data);
    DistillSettings s = settings.value();
    Recording recording = recording(s, data);
    recording.check(s.recordEvery(), s.steps(), data.start().dimension());
    Flow flow = s.dynamics().start(s.functional(), data.start(), plan.seed());
    progress.phase("Measuring the start");
    // What is wrong only together is met here, before a folder is made; the first step reuses it.
    flow.measure();
    timings.lap("Measuring the start");
    try (RunFolder folder = opening.apply(request.out())) {
      Manifest manifest = Manifest.start(folder, workspace, COMMAND);
      manifest.put(TO, workspace.library().anywhere(named.train()));
      manifest.put(TEST, named.test().map(workspace.library()::anywhere).orElse(""));
      manifest.put("inputs", data.manifest()).put("settings", settings.resolved());
      manifest.put("seed", plan.seed());
      manifest.used(bound);
      manifest.write();
      ShownParticles shown = ShownParticles.of(data.start(), plan.steps());
      try (FlowRun run =
          new FlowRun(
              folder,
              flow,
              FlowSpace.OWN,
              shown,
              recording,
              FlowEvaluation.NONE,
              request.checkpoints(),
              progress,
              stop)) {
        return finish(folder, manifest, data, settings, run, shown, timings);
      } catch (InvalidInputException e) {
        if (flow.state().step() == 0) {
          // The request was wrong after all: its folder is free for the mended one.
          FlowRun.abandon(folder, e);
        }
        throw e;
      }
    }
  }

  /**
   * Settings under which classes that start as noise get names. Functionals between measures over
   * measures do not know what classes are called, so that each class may come to be any of the
   * target's.
   */
  private static Map<String, Object> named(Map<String, Object> tree, ExperimentContext context) {
    Map<String, Object> resolved = new SettingsBinder(context).resolve(DistillSettings.class, tree);
    boolean isNoise = DistillPlan.of(resolved).start() == DistillSettings.Start.NOISE;
    boolean isSet =
        tree.get("dynamics") instanceof Map<?, ?> own && own.containsKey("relabel-every");
    boolean canBe =
        resolved.get("dynamics") instanceof Map<?, ?> all && all.containsKey("relabel-every");
    return isNoise && canBe && !isSet
        ? SettingsTree.with(tree, "dynamics.relabel-every", RELABEL_EVERY)
        : tree;
  }

  /** Settings with a step size; the manifest keeps it, so that a resumed run has the same. */
  private static Bound<DistillSettings> sized(
      Map<String, Object> tree, ExperimentContext bound, DistillData data) {
    SettingsBinder binder = new SettingsBinder(bound);
    Map<String, Object> resolved = binder.resolve(DistillSettings.class, tree);
    return binder.bind(
        DistillSettings.class, DistillStepSize.into(tree, resolved, data.start().dimension()));
  }

  /**
   * Continues an interrupted distillation, to the same result.
   *
   * @param path its folder
   * @param checkpoints when checkpoints are written
   * @return what came of it
   * @throws InvalidInputException if there is nothing to continue or the input has changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path path, FlowRequest.Checkpoints checkpoints) throws IOException {
    try (RunFolder folder = RunFolder.resume(path, COMMAND)) {
      Manifest manifest = Manifest.resume(folder, workspace);
      boolean isReported = Files.exists(folder.file(RunFolder.REPORT));
      if ("finished".equals(manifest.get("status")) && isReported) {
        throw new InvalidInputException(
            "the run in '" + path + "' has come to its end", "Its report is report.html there.");
      }
      Map<String, Object> tree = manifest.settings();
      ExperimentContext context = context(workspace);
      DistillPlan plan =
          DistillPlan.of(new SettingsBinder(context).resolve(DistillSettings.class, tree));
      CheckpointFile checkpoint = CheckpointFile.read(folder.file(RunFolder.CHECKPOINT));
      Timings timings = new Timings();
      TrainTest named = TrainTest.of(workspace.library(), manifest.get(TO), manifest.get(TEST));
      DistillData data = read(named, plan);
      manifest.checkSameInput(DatasetPair.TARGET, data.loaded());
      if (data.loadedTest().isPresent()) {
        manifest.checkSameInput(TEST, data.loadedTest().get());
      }
      timings.lap("Reading the datasets");
      ExperimentContext bound = context.with(data.byRole(), plan.seed());
      Bound<DistillSettings> settings = new SettingsBinder(bound).bind(DistillSettings.class, tree);
      manifest.put("status", "running");
      manifest.used(bound);
      manifest.write();
      DistillSettings s = settings.value();
      Flow flow = s.dynamics().resume(s.functional(), checkpoint.checkpoint());
      long made = flow.state().step();
      ShownParticles shown = ShownParticles.of(data.start(), plan.steps());
      shown.restore(checkpoint.shown());
      progress.note("Continuing after step " + made + " of " + plan.steps() + ".");
      Recording recording = recording(s, data);
      try (FlowRun run =
          new FlowRun(
              folder,
              flow,
              FlowSpace.OWN,
              shown,
              recording,
              FlowEvaluation.NONE,
              checkpoints,
              progress,
              stop)) {
        run.remember(checkpoint.warnings());
        return finish(folder, manifest, data, settings, run, shown, timings);
      }
    }
  }

  private static Recording recording(DistillSettings settings, DistillData data) {
    return Recording.of(
        data.start(), settings.steps(), settings.recordEvery(), settings.recordMegabytes());
  }

  private RunOutcome finish(
      RunFolder folder,
      Manifest manifest,
      DistillData data,
      Bound<DistillSettings> settings,
      FlowRun run,
      ShownParticles shown,
      Timings timings)
      throws IOException {
    DistillSettings s = settings.value();
    DistillOutputs outputs = new DistillOutputs(folder, workspace, data, shown);
    try {
      outputs.before();
      timings.lap("Drawing the start");
      boolean scored = run.to(s.steps());
      timings.lap("Flowing");
      DistillScores scores = DistillScores.none();
      Optional<LineFigure> accuracy = Optional.empty();
      if (scored) {
        DistillScoring scoring =
            new DistillScoring(workspace, data, s, settings.resolved(), progress, stop);
        try {
          scores = scoring.scores(outputs.end(run));
          if (run.trajectory().isPresent()) {
            accuracy = scoring.along(run.trajectory().get(), scores);
          }
        } catch (CancellationException e) {
          scored = false;
          scores = DistillScores.none();
        }
        timings.lap("Testing classifiers");
      }
      progress.phase("Writing the report");
      RunOutcome outcome =
          outputs.after(run, scores, accuracy, s, settings.resolved(), scored, timings);
      manifest.put("steps-made", run.flow().state().step());
      manifest.put("result", DistillOutputs.numbers(run, scores, s));
      manifest.put(Manifest.SHARES, DistillOutputs.shares(scores));
      manifest.put("warnings", outcome.warnings());
      manifest.finish(scored ? "finished" : "interrupted", timings.seconds());
      outputs.report();
      return outcome;
    } catch (RuntimeException | IOException | Error e) {
      manifest.fail(e, timings.seconds());
      throw e;
    }
  }

  private DistillData read(TrainTest named, DistillPlan plan) {
    List<Object> references = new ArrayList<>(List.of(named.train()));
    named.test().ifPresent(references::add);
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(references, plan.seed(), reference -> progress.phase("Reading " + reference));
    Optional<LoadedDataset> test =
        named.test().isPresent() ? Optional.of(loaded.getLast()) : Optional.empty();
    DistillData data = DistillData.of(loaded.getFirst(), test, plan);
    data.leftOut().forEach(progress::detail);
    return data;
  }
}
