package org.otium.app.experiment.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.otium.api.Cancellation;
import org.otium.api.DatasetDistance;
import org.otium.api.Encoder;
import org.otium.api.Flow;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.OtiumException;
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
import org.otium.app.runs.CheckpointFile;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;

/** Flows one dataset towards another and leaves a run folder behind. */
public final class FlowExperiment {
  /** What manifests call it. */
  public static final String COMMAND = "flow";

  private static final String ENCODER = "encoder";
  private static final List<String> ROLES = List.of(DatasetPair.SOURCE, DatasetPair.TARGET);
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
  public FlowExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Starts a flow and runs it.
   *
   * @param request what was asked for
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome start(FlowRequest request) throws IOException {
    RunFolder.check(request.out());
    return begin(request, RunFolder::create);
  }

  /**
   * Starts a flow that ended before its first checkpoint, in the folder that it was given.
   *
   * @param request what was asked for, as it was then
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome restart(FlowRequest request) throws IOException {
    return begin(request, RunFolder::again);
  }

  private RunOutcome begin(FlowRequest request, Function<Path, RunFolder> opening)
      throws IOException {
    ExperimentContext context =
        ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
    SettingsBinder checker = new SettingsBinder(context);
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.find(workspace.library(), "from", request.from(), problems);
    DatasetProblems.find(workspace.library(), "to", request.to(), problems);
    problems.addAll(checker.validate(FlowSettings.class, request.settings()));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Map<String, Object> resolved = checker.resolve(FlowSettings.class, request.settings());
    FlowPlan plan = FlowPlan.of(resolved);
    Timings timings = new Timings();
    // Transforms may learn; while there is no folder yet, they need not come to their end.
    DatasetPair data =
        Cancellation.during(
            stop::isRequested,
            () ->
                read(request.from(), request.to(), plan)
                    .transformed(context, resolved, plan.seed()));
    timings.lap("Reading the datasets");
    Optional<Encoder> encoder = encoder(context, data, resolved, plan);
    FlowSpace space =
        Cancellation.during(
            stop::isRequested,
            () -> encoder.map(e -> FlowSpace.learned(e, data, plan.seed())).orElse(FlowSpace.OWN));
    space.fidelity(data).ifPresent(progress::note);
    encoder.ifPresent(_ -> timings.lap("Learning the encoder"));
    DatasetPair flowing = space.entered(data);
    ExperimentContext bound = context.with(flowing.byRole(), plan.seed());
    Bound<FlowSettings> settings =
        new SettingsBinder(bound).bind(FlowSettings.class, request.settings());
    Recording recording = recording(settings.value(), data.source());
    recording.check(settings.value().recordEvery(), plan.steps(), data.source().dimension());
    FlowSettings s = settings.value();
    FlowEvaluation evaluation = evaluation(settings, data, flowing, timings);
    Flow flow = s.dynamics().start(s.functional(), flowing.source(), plan.seed());
    progress.phase("Measuring the start");
    // What is wrong only together is met here, before a folder is made; the first step reuses it.
    flow.measure();
    timings.lap("Measuring the start");
    try (RunFolder folder = opening.apply(request.out())) {
      Manifest manifest = Manifest.start(folder, workspace, COMMAND);
      manifest.put("from", workspace.library().anywhere(request.from()));
      manifest.put("to", workspace.library().anywhere(request.to()));
      manifest.put("inputs", data.manifest()).put("settings", settings.resolved());
      manifest.put("seed", plan.seed());
      manifest.used(bound);
      manifest.write();
      space.keep(name(resolved), folder);
      ShownParticles shown = ShownParticles.of(data.source(), plan.steps());
      try (FlowRun run =
          new FlowRun(
              folder,
              flow,
              space,
              shown,
              recording,
              evaluation,
              request.checkpoints(),
              progress,
              stop)) {
        return finish(folder, manifest, data, flowing, settings, plan.steps(), run, shown, timings);
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
   * Continues an interrupted flow, or a finished one for more steps.
   *
   * @param path its folder
   * @param steps how many steps in all; the run's own number where nothing is given
   * @param checkpoints when checkpoints are written
   * @return what came of it
   * @throws InvalidInputException if there is nothing to continue or the input has changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path path, OptionalLong steps, FlowRequest.Checkpoints checkpoints)
      throws IOException {
    try (RunFolder folder = RunFolder.resume(path, COMMAND)) {
      Manifest manifest = Manifest.resume(folder, workspace);
      Map<String, Object> tree = manifest.settings();
      if (steps.isPresent()) {
        tree.put("steps", steps.getAsLong());
      }
      ExperimentContext context =
          ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
      Map<String, Object> resolved = new SettingsBinder(context).resolve(FlowSettings.class, tree);
      FlowPlan plan = FlowPlan.of(resolved);
      CheckpointFile checkpoint = CheckpointFile.read(folder.file(RunFolder.CHECKPOINT));
      long made = checkpoint.checkpoint().state().step();
      if (steps.isPresent() && made > plan.steps()) {
        throw new InvalidInputException(
            "the run in '"
                + path
                + "' has made "
                + made
                + " steps, more than the "
                + plan.steps()
                + " of --steps",
            "Steps are counted from the start: give a larger number, or leave out --steps.");
      }
      boolean isReported = Files.exists(folder.file(RunFolder.REPORT));
      if (made >= plan.steps() && "finished".equals(manifest.get("status")) && isReported) {
        throw new InvalidInputException(
            "the run in '" + path + "' has made all of its " + made + " steps",
            "Add --steps with a larger number to make more.");
      }
      Timings timings = new Timings();
      DatasetPair data =
          read(manifest.get("from"), manifest.get("to"), plan)
              .transformed(context, resolved, plan.seed());
      manifest.checkSameInput(DatasetPair.SOURCE, data.from());
      manifest.checkSameInput(DatasetPair.TARGET, data.to());
      timings.lap("Reading the datasets");
      Optional<Encoder> encoder = encoder(context, data, resolved, plan);
      FlowSpace space =
          encoder.isPresent()
              ? FlowSpace.again(encoder.get(), data, folder, plan.seed())
              : FlowSpace.OWN;
      DatasetPair flowing = space.entered(data);
      ExperimentContext bound = context.with(flowing.byRole(), plan.seed());
      Bound<FlowSettings> settings = new SettingsBinder(bound).bind(FlowSettings.class, tree);
      manifest.put("status", "running").put("settings", settings.resolved());
      manifest.used(bound);
      manifest.write();
      FlowSettings s = settings.value();
      FlowEvaluation evaluation = evaluation(settings, data, flowing, timings);
      Flow flow = s.dynamics().resume(s.functional(), checkpoint.checkpoint());
      ShownParticles shown = ShownParticles.of(data.source(), plan.steps());
      shown.restore(checkpoint.shown());
      progress.note("Continuing after step " + made + " of " + plan.steps() + ".");
      Recording recording = recording(s, data.source());
      try (FlowRun run =
          new FlowRun(
              folder, flow, space, shown, recording, evaluation, checkpoints, progress, stop)) {
        run.remember(checkpoint.warnings());
        return finish(folder, manifest, data, flowing, settings, plan.steps(), run, shown, timings);
      }
    }
  }

  /** Bound before everything else: the other settings may mean what it makes of the datasets. */
  private Optional<Encoder> encoder(
      ExperimentContext context, DatasetPair data, Map<String, Object> resolved, FlowPlan plan) {
    Object spec = resolved.getOrDefault(ENCODER, "");
    if (String.valueOf(spec).isEmpty()) {
      return Optional.empty();
    }
    progress.phase("Learning the encoder");
    SettingsBinder binder = new SettingsBinder(context.with(data.byRole(), plan.seed()));
    return Optional.of((Encoder) binder.bindPlugin(Kind.ENCODER, spec, ENCODER).value());
  }

  private static String name(Map<String, Object> resolved) {
    return resolved.get(ENCODER) instanceof Map<?, ?> tree
        ? String.valueOf(tree.get("name"))
        : String.valueOf(resolved.get(ENCODER));
  }

  @SuppressWarnings("ReferenceEquality") // the dataset itself, not an equal one
  private FlowEvaluation evaluation(
      Bound<FlowSettings> bound, DatasetPair data, DatasetPair flowing, Timings timings) {
    FlowSettings settings = bound.value();
    if (settings.evaluate().isEmpty()) {
      return FlowEvaluation.NONE;
    }
    progress.phase("Training the classifier");
    EvaluationSettings asked = settings.evaluate().get();
    // The classifier learns where samples are seen, also from what the flow itself knows.
    if (asked.data() == flowing.target()) {
      asked = asked.with(data.target());
    } else if (asked.data() == flowing.source()) {
      asked = asked.with(data.source());
    }
    FlowEvaluation trained =
        FlowEvaluation.of(
            asked,
            data.source(),
            data.truth(),
            settings.resize(),
            settings.seed(),
            bound.resolved().get("evaluate") instanceof Map<?, ?> tree
                ? Optional.ofNullable(tree.get("classifier"))
                : Optional.empty(),
            workspace.machine().linearAlgebra().name(),
            workspace.classifiers());
    timings.lap("Training the classifier");
    return trained;
  }

  private static Recording recording(FlowSettings settings, LabeledDataset source) {
    return Recording.of(
        source, settings.steps(), settings.recordEvery(), settings.recordMegabytes());
  }

  private RunOutcome finish(
      RunFolder folder,
      Manifest manifest,
      DatasetPair data,
      DatasetPair flowing,
      Bound<FlowSettings> settings,
      long steps,
      FlowRun run,
      ShownParticles shown,
      Timings timings)
      throws IOException {
    FlowOutputs outputs = new FlowOutputs(folder, workspace, data, shown);
    try {
      outputs.before();
      timings.lap("Drawing the start");
      boolean finished = run.to(steps);
      timings.lap("Flowing");
      LabeledDataset end = run.flow().state().particles();
      Comparison comparison = Comparison.none();
      if (finished && settings.value().metric().isPresent()) {
        progress.phase("Comparing with the target");
        comparison =
            Comparison.of(settings.value().metric().get(), flowing.source(), end, flowing.target());
        timings.lap("Comparing start and end with the target");
      }
      progress.phase("Writing the report");
      RunOutcome outcome =
          outputs.after(run, comparison, settings.resolved(), steps, finished, timings);
      manifest.put("steps-made", run.flow().state().step());
      manifest.put("result", outputs.numbers(run, comparison));
      manifest.put(Manifest.SHARES, FlowOutputs.SHARES);
      manifest.put("warnings", outcome.warnings());
      manifest.finish(finished ? "finished" : "interrupted", timings.seconds());
      outputs.report();
      return outcome;
    } catch (RuntimeException | IOException | Error e) {
      manifest.fail(e, timings.seconds());
      throw e;
    }
  }

  private DatasetPair read(Object from, Object to, FlowPlan plan) {
    List<LoadedDataset> both =
        workspace
            .library()
            .loadAll(
                List.of(from, to),
                plan.seed(),
                reference -> progress.phase("Reading " + reference));
    DatasetPair data =
        DatasetPair.of(
            both.getFirst(),
            both.getLast(),
            plan.particles(),
            plan.targetParticles(),
            plan.seed(),
            plan.resize());
    data.leftOut().forEach(progress::detail);
    return data;
  }

  /** Distances to the target at both ends, where they could be computed. */
  record Comparison(
      Optional<DatasetDistance.Report> start,
      Optional<DatasetDistance.Report> end,
      List<String> warnings) {
    static Comparison none() {
      return new Comparison(Optional.empty(), Optional.empty(), List.of());
    }

    static Comparison of(
        DatasetDistance metric, LabeledDataset start, LabeledDataset end, LabeledDataset target) {
      try {
        DatasetDistance.Report first = metric.between(start, target);
        // A relative ε is that of the start: values at different ε do not compare.
        DatasetDistance same = metric.withEpsilon(first.epsilon());
        return new Comparison(
            Optional.of(first), Optional.of(same.between(end, target)), List.of());
      } catch (OtiumException e) {
        return new Comparison(
            Optional.empty(),
            Optional.empty(),
            List.of("start and end could not be compared with the target: " + e.what()));
      }
    }
  }
}
