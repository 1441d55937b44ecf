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
import org.otium.api.Interpolation.Projection;
import org.otium.api.InvalidInputException;
import org.otium.api.Weights;
import org.otium.app.experiment.DatasetPair;
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
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
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

  /** Features of a file of the result take about so many bytes. */
  private static final long PART_BYTES = 64L << 20;

  private final Workspace workspace;
  private final Progress progress;
  private final PartsSteps steps;
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
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Object target, List<?> from, Map<String, Object> tree, Path out)
      throws IOException {
    RunFolder.check(out);
    List<Problem> problems = InterpolateExperiment.problems(workspace, target, from, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    ExperimentContext context =
        ExperimentContext.before(
            workspace.plugins(), workspace.library(), List.of(DatasetPair.TARGET));
    Map<String, Object> resolved =
        new SettingsBinder(context).resolve(InterpolateSettings.class, tree);
    // What cannot be made here leaves no folder behind.
    Request request = new Request(target, from, resolved);
    List<String> warnings = new ArrayList<>();
    requireSupported(plan(request, out, warnings).bound(workspace));
    return run(request, RunFolder.create(out));
  }

  /**
   * Goes on with a run that ended early: what it finished stays.
   *
   * @param folder the folder of the run
   * @return what came of it
   * @throws InvalidInputException if there is no such run there, or if its datasets have changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path folder) throws IOException {
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
    Request request =
        new Request(
            Trees.value(manifest, "target"),
            Trees.list(manifest, "from"),
            Trees.map(manifest.get("settings")));
    return run(request, RunFolder.again(folder));
  }

  /** What is wanted. */
  private record Request(Object target, List<?> from, Map<String, Object> settings) {}

  private RunOutcome run(Request request, RunFolder folder) throws IOException {
    Timings timings = new Timings();
    Manifest manifest = Manifest.start(folder, workspace, InterpolateExperiment.COMMAND);
    manifest.put("target", workspace.library().anywhere(request.target()));
    manifest.put("from", request.from().stream().map(workspace.library()::anywhere).toList());
    manifest.put("settings", request.settings());
    manifest.put("seed", Trees.value(request.settings(), "seed")).put(IN_PARTS, true);
    try (folder) {
      manifest.write();
      try {
        return made(request, folder, manifest, timings);
      } catch (CancellationException e) {
        manifest.finish("stopped", timings.seconds());
        return new RunOutcome(
            folder.path(),
            false,
            List.of("Stopped before the end; what is finished was kept."),
            List.of());
      } catch (RuntimeException | IOException | Error e) {
        manifest.fail(e, timings.seconds());
        throw e;
      }
    }
  }

  private RunOutcome made(Request request, RunFolder folder, Manifest manifest, Timings timings)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    Path path = folder.path().toAbsolutePath().normalize();
    PartsPlan found = plan(request, path, warnings);
    InterpolateSettings settings = found.bound(workspace);
    requireSupported(settings);
    WorkFiles files = found.files();
    files.make(found.from().size() + 1);
    requireSame(files.plan(), found);
    progress.phase("Looking at the files");
    List<SeenDataset> seen = new ArrayList<>();
    PartsPlan plan = seen(found, seen, warnings);
    timings.lap("Looking at the files");
    List<int[]> pairs = new ArrayList<>();
    for (int k = 0; k < plan.from().size(); k++) {
      if (!plan.isTarget(k)) {
        pairs.add(new int[] {0, k + 1});
      }
    }
    if (!pairs.isEmpty()) {
      steps.moments(plan, 0);
    }
    for (int[] pair : pairs) {
      steps.moments(plan, pair[1]);
    }
    timings.lap("Moments of the classes");
    steps.labels(plan, pairs);
    timings.lap("Distances between classes");
    for (int k = 0; k < plan.from().size(); k++) {
      progress.phase("Mapping " + plan.target().name() + " to " + plan.from().get(k).name());
      steps.map(plan, k, seen.getFirst(), seen.get(k + 1), settings.seed());
    }
    timings.lap("Mapping");
    int rows = rows(plan, seen);
    Optional<Projection> projection = Optional.empty();
    if (settings.weights().isEmpty()) {
      progress.phase("Projecting " + plan.target().name());
      projection = Optional.of(steps.projection(plan, seen, rows));
      projection.flatMap(ProjectionNumbers::warning).ifPresent(warnings::add);
      timings.lap("Projecting the target");
    }
    Weights weights =
        projection
            .map(Projection::weights)
            .orElseGet(
                () ->
                    Weights.proportional(
                        settings.weights().stream().mapToDouble(Double::doubleValue).toArray()));
    progress.phase("Writing the dataset");
    steps.synthesis(plan, seen, weights, rows);
    timings.lap("Writing the dataset");
    if (!Files.exists(files.success())) {
      Files.createFile(files.success());
    }
    List<String> summary = tables(plan, seen, weights, folder);
    if (projection.isPresent()) {
      List<String> names = new ArrayList<>(plan.from().stream().map(PartedDataset::name).toList());
      names.add(plan.target().name());
      AtomicFile.write(
          folder.file("squared-distances.csv"),
          CsvTable.square(names, ProjectionNumbers.square(projection.get())));
    }
    manifest.put("inputs", inputs(plan)).put("warnings", warnings);
    manifest.put("result", Map.of("samples", plan.target().size()));
    manifest.finish("finished", timings.seconds());
    files.clear();
    return new RunOutcome(folder.path(), true, summary, warnings);
  }

  private PartsPlan plan(Request request, Path folder, List<String> warnings) throws IOException {
    PartedDataset target = PartedDataset.of(request.target(), workspace.library(), warnings);
    List<PartedDataset> from = new ArrayList<>();
    for (Object reference : request.from()) {
      PartedDataset dataset = PartedDataset.of(reference, workspace.library(), warnings);
      if (dataset.dimension() != target.dimension()) {
        throw new InvalidInputException(
            "'"
                + dataset.name()
                + "' has "
                + dataset.shape().describe()
                + " but '"
                + target.name()
                + "' has "
                + target.shape().describe(),
            "Bring them to one shape first, with otium data convert --resize.");
      }
      from.add(dataset);
    }
    return new PartsPlan(target, from, request.settings(), folder);
  }

  private static void requireSupported(InterpolateSettings settings) {
    PartsPlan.mapping(settings);
    String what =
        settings.samples().isPresent()
            ? "another number of samples than the target has"
            : settings.datasetSamples().isPresent()
                ? "some samples of each dataset"
                : settings.resize()
                    ? "images of another shape"
                    : !settings.targetTransforms().isEmpty() || !settings.fromTransforms().isEmpty()
                        ? "transforms"
                        : "";
    if (!what.isEmpty()) {
      throw new InvalidInputException(
          "a cluster does not make " + what,
          "Prepare the datasets with otium data convert, or leave out --on.");
    }
  }

  /** Refuses to go on with other datasets than those that the run began with. */
  private static void requireSame(Path file, PartsPlan plan) throws IOException {
    String now = Json.write(plan.tree());
    if (!Files.exists(file)) {
      AtomicFile.write(file, now);
    } else if (!Files.readString(file).equals(now)) {
      throw new InvalidInputException(
          "the datasets or settings are not those that the run in '"
              + plan.folder()
              + "' began with",
          "Restore them, or start again in another folder.");
    }
  }

  private PartsPlan seen(PartsPlan found, List<SeenDataset> seen, List<String> warnings)
      throws IOException {
    List<PartedDataset> whole = new ArrayList<>();
    for (int k = 0; k <= found.from().size(); k++) {
      List<LookPieces.Seen> files = steps.look(found, k);
      List<Integer> damaged = new ArrayList<>();
      List<LookPieces.Seen> rest = new ArrayList<>();
      for (int f = 0; f < files.size(); f++) {
        if (files.get(f).damage().isEmpty()) {
          rest.add(files.get(f));
        } else {
          damaged.add(f);
          warnings.add("Left out: " + files.get(f).damage() + ".");
        }
      }
      PartedDataset dataset = found.dataset(k).without(damaged);
      whole.add(dataset);
      seen.add(SeenDataset.of(dataset, rest));
    }
    return new PartsPlan(
        whole.getFirst(), whole.subList(1, whole.size()), found.settings(), found.folder());
  }

  /** Whole chunks of samples; follows from the datasets alone. */
  private int rows(PartsPlan plan, List<SeenDataset> seen) {
    int widest = 0;
    for (SeenDataset dataset : seen) {
      widest = Math.max(widest, plan.target().dimension() + dataset.ids().length);
    }
    long rows = PART_BYTES / ((long) Float.BYTES * widest);
    return (int)
        Math.min(
            mostRows,
            Math.max(TransportMetric.CHUNK, rows / TransportMetric.CHUNK * TransportMetric.CHUNK));
  }

  private static List<Object> inputs(PartsPlan plan) {
    List<Object> inputs = new ArrayList<>();
    for (int k = 0; k <= plan.from().size(); k++) {
      inputs.add(plan.dataset(k).tree());
    }
    return inputs;
  }

  private static List<String> tables(
      PartsPlan plan, List<SeenDataset> seen, Weights weights, RunFolder folder)
      throws IOException {
    CsvTable shares = new CsvTable(List.of("dataset", "weight"));
    CsvTable classes = new CsvTable(List.of("class", "name"));
    Map<String, String> names = new LinkedHashMap<>();
    for (int k = 0; k < plan.from().size(); k++) {
      PartedDataset dataset = plan.from().get(k);
      shares.row(List.of(dataset.name(), weights.get(k)));
      for (int id : seen.get(k + 1).ids()) {
        String own = dataset.classNames().getOrDefault(id, Integer.toString(id));
        String name = dataset.name() + ": " + own;
        classes.row(List.of(names.size(), name));
        names.put(Integer.toString(names.size()), name);
      }
    }
    AtomicFile.write(folder.file("weights.csv"), shares.text());
    AtomicFile.write(folder.file("classes.csv"), classes.text());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("target", plan.target().name());
    result.put("from", plan.from().stream().map(PartedDataset::name).toList());
    result.put("weights", weights.toArray());
    result.put("samples", plan.target().size());
    result.put("classes", names);
    AtomicFile.write(folder.file("result.json"), Json.write(result));
    return List.of(
        Numbers.counted(plan.target().size(), "sample")
            + " of "
            + Numbers.counted(names.size(), "class")
            + " in "
            + folder.file(WorkFiles.RESULT)
            + ".");
  }
}
