package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.otium.api.Cluster;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.Weights;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateExperiment;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.app.experiment.interpolation.ProjectionNumbers;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.app.runs.RunFolder;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.BlockProjection;
import org.otium.interpolation.TransportMetric;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/**
 * Makes a dataset between others on a cluster, all of them in Parquet files. The steps are those of
 * the experiment on one machine, and no process ever holds more samples than two batches and a file
 * of the result.
 *
 * <p>All samples are used. What is finished stays where a run ends early, and is not made again.
 */
public final class PartsExperiment {
  /** What manifests of such runs hold. */
  private static final String IN_PARTS = "in-parts";

  private static final String LEAVE_OUT = "leave-out-damaged";

  private final Workspace workspace;
  private final Progress progress;
  private final PartsSteps steps;
  private final ExperimentContext context;
  private final int mostRows;

  /**
   * An experiment.
   *
   * @param workspace what it works with
   * @param cluster does the work
   * @param progress is told how it goes
   * @param stop ends it early
   */
  public PartsExperiment(Workspace workspace, Cluster cluster, Progress progress, StopSignal stop) {
    this(workspace, cluster, progress, stop, PartsPlan.ROWS_PER_PART);
  }

  /** The same with fewer samples in a file of the result. */
  PartsExperiment(
      Workspace workspace, Cluster cluster, Progress progress, StopSignal stop, int mostRows) {
    this.mostRows = mostRows;
    this.workspace = workspace;
    this.progress = progress;
    this.steps = new PartsSteps(workspace, cluster, progress, stop);
    this.context = PartsPlan.context(workspace);
  }

  /**
   * Whether datasets are made file by file: they lie in folders of Parquet files, and all of their
   * samples are to be used.
   *
   * @param workspace what there is
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param tree settings of {@link InterpolateSettings}
   * @return false where one machine does
   */
  public static boolean fits(
      Workspace workspace, Object target, List<?> from, Map<String, Object> tree) {
    boolean fits = !from.isEmpty() && !tree.containsKey("dataset-samples");
    List<Object> all = new ArrayList<>(from);
    all.add(target);
    for (Object reference : all) {
      fits =
          fits
              && !reference.equals("")
              && workspace
                  .library()
                  .inParquet(reference)
                  .filter(where -> Files.isDirectory(where.path()))
                  .isPresent();
    }
    return fits;
  }

  /**
   * Makes the dataset.
   *
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param tree settings of {@link InterpolateSettings}
   * @param out a new folder
   * @param leaveOut whether damaged files are left out of all datasets
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(
      Object target, List<?> from, Map<String, Object> tree, Path out, boolean leaveOut)
      throws IOException {
    RunFolder.check(out);
    List<Problem> problems = InterpolateExperiment.problems(workspace, target, from, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Map<String, Object> resolved =
        new SettingsBinder(PartsPlan.context(workspace)).resolve(InterpolateSettings.class, tree);
    PartsPlanner.Request request = new PartsPlanner.Request(target, from, resolved, leaveOut);
    List<String> warnings = new ArrayList<>();
    // What cannot be made here leaves no folder behind.
    PartsPlan plan = planned(request, out, warnings);
    return run(request, plan, RunFolder.create(out), warnings);
  }

  /**
   * Whether a folder holds an interpolation that was begun on a cluster, file by file.
   *
   * @param folder the folder of a run, or none
   * @return true if only a cluster can go on with it
   * @throws IOException if its manifest cannot be read
   */
  public static boolean isHeldIn(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.MANIFEST);
    return Files.exists(file) && Boolean.TRUE.equals(Json.read(file).get(IN_PARTS));
  }

  /**
   * Goes on with a run that ended early: what it finished stays.
   *
   * @param folder the folder of the run
   * @param leaveOut whether damaged files are left out of all datasets from now on; what was made
   *     without them stays
   * @return what came of it
   * @throws InvalidInputException if there is no such run there, or if its datasets have changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path folder, boolean leaveOut) throws IOException {
    HeldRun.check(folder, InterpolateExperiment.COMMAND);
    Path file = folder.resolve(RunFolder.MANIFEST);
    Map<String, Object> manifest = Files.exists(file) ? Json.read(file) : Map.of();
    if (!Boolean.TRUE.equals(manifest.get(IN_PARTS))) {
      throw new InvalidInputException(
          "folder '" + folder + "' holds no interpolation that was made on a cluster",
          "Give the folder of one that ended early.");
    }
    if ("finished".equals(manifest.get("status"))) {
      throw new InvalidInputException(
          "the interpolation in '" + folder + "' is finished", "There is nothing to make.");
    }
    PartsPlanner.Request request =
        new PartsPlanner.Request(
            JsonTree.value(manifest, "target"),
            JsonTree.list(manifest, "from"),
            JsonTree.map(manifest.get("settings")),
            leaveOut || Boolean.TRUE.equals(manifest.get(LEAVE_OUT)));
    List<String> warnings = new ArrayList<>();
    PartsPlan plan = planned(request, folder, warnings);
    return run(request, plan, RunFolder.again(folder), warnings);
  }

  private PartsPlan planned(PartsPlanner.Request request, Path folder, List<String> warnings)
      throws IOException {
    progress.phase("Reading what the files say of themselves");
    return new PartsPlanner(workspace, context)
        .plan(request, folder.toAbsolutePath().normalize(), warnings);
  }

  private RunOutcome run(
      PartsPlanner.Request request, PartsPlan plan, RunFolder folder, List<String> warnings)
      throws IOException {
    Timings timings = new Timings();
    Manifest manifest = Manifest.start(folder, workspace, InterpolateExperiment.COMMAND);
    manifest.put("target", workspace.library().anywhere(request.target()));
    manifest.put("from", request.from().stream().map(workspace.library()::anywhere).toList());
    manifest.put("settings", request.settings());
    manifest.put("seed", JsonTree.value(request.settings(), "seed")).put(IN_PARTS, true);
    manifest.put(LEAVE_OUT, request.leaveOut());
    try (folder) {
      manifest.write();
      try {
        manifest.used(context);
        PlanFile.requireSame(plan);
        return made(plan, folder, manifest, timings, warnings);
      } catch (CancellationException e) {
        manifest.machines(workspace);
        manifest.finish("interrupted", timings.seconds());
        return new RunOutcome(
            folder.path(),
            false,
            List.of("Stopped before the end; what is finished was kept."),
            List.of());
      } catch (RuntimeException | IOException | Error e) {
        manifest.machines(workspace);
        manifest.fail(e, timings.seconds());
        throw e;
      }
    }
  }

  private RunOutcome made(
      PartsPlan found, RunFolder folder, Manifest manifest, Timings timings, List<String> warnings)
      throws IOException {
    InterpolateSettings settings = found.bound(workspace);
    BarycentricMappingSettings mapping = PartsPlan.mapping(settings);
    TransportMetric metric = PartsPlan.geodesic(settings).metric();
    steps.look(found);
    Looks looks = Looks.of(found, warnings);
    PartsPlan plan = looks.plan();
    List<SeenDataset> seen = looks.seen();
    timings.lap("Looking at the files");
    progress.phase("Cutting the datasets into blocks");
    int[] shown = PartsView.shown(plan, seen.getFirst());
    MapBlocks blocks = MapBlocks.of(plan, new BlockProjection(mapping), seen, shown);
    timings.lap("Cutting the datasets into blocks");
    steps.read(plan, mapping, metric);
    timings.lap("Moments of the classes");
    steps.labels(plan, mapping, metric);
    timings.lap("Distances between classes");
    steps.map(plan, blocks, seen);
    timings.lap("Mapping");
    int rows = rows(plan, seen);
    Optional<Weights> given =
        settings.weights().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Weights.proportional(
                    settings.weights().stream().mapToDouble(Double::doubleValue).toArray()));
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("rows", rows);
    about.put("classes", seen.stream().map(SeenDataset::ids).toList());
    about.put("weighted", seen.getFirst().weighted());
    about.put("weights", given.map(Weights::toArray).orElseGet(() -> new double[0]));
    steps.gather(plan, blocks, about, rows);
    Interpolation.Projection projection =
        PairSums.projection(plan, metric, MappedParts.count(plan, rows));
    ProjectionNumbers.warning(projection).ifPresent(warnings::add);
    timings.lap(given.isPresent() ? "Writing the dataset" : "Projecting the target");
    Weights weights = given.orElse(projection.weights());
    if (given.isEmpty()) {
      about.put("weights", weights.toArray());
      steps.synthesis(plan, about, rows);
      timings.lap("Writing the dataset");
    }
    if (!Files.exists(plan.files().success())) {
      Files.createFile(plan.files().success());
    }
    warnings.addAll(workspace.differences());
    progress.phase("Drawing");
    PartsView view = PartsView.of(looks, shown, steps.shown(plan, shown), weights, projection);
    return new PartsOutputs(workspace, folder).write(view, looks, manifest, warnings, timings);
  }

  /** Whole chunks of samples of which all images fit; follows from the datasets alone. */
  private int rows(PartsPlan plan, List<SeenDataset> seen) {
    long width = 0;
    for (int map = 0; map <= plan.from().size(); map++) {
      width += plan.target().dimension() + seen.get(plan.datasetOf(map)).ids().length;
    }
    long rows = PartsPlan.IMAGE_BYTES / (Float.BYTES * width);
    return (int)
        Math.min(
            mostRows,
            Math.max(TransportMetric.CHUNK, rows / TransportMetric.CHUNK * TransportMetric.CHUNK));
  }
}
