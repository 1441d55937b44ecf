package org.otium.app.experiment.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.otium.api.FeatureShape;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartedDataset;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.ShellWord;
import org.otium.data.parquet.DamagedFileException;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/**
 * Finds the statistics of the classes of datasets in one pass over their samples, and compares all
 * classes with each other. What is finished stays where a run ends early, and is not made again.
 */
public final class LabelDistancesExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = ClassesPlan.WORK;

  private static final String DATASETS = "datasets";
  private static final String LEAVE_OUT = "leave-out-damaged";

  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * An experiment.
   *
   * @param workspace what it works with, on its cluster if there is one
   * @param progress is told how it goes
   * @param stop ends it early
   */
  public LabelDistancesExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, List<?> datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.oneOrMore(workspace.library(), DATASETS, datasets, problems);
    problems.addAll(
        new SettingsBinder(ClassesPlan.context(workspace))
            .validate(LabelDistancesSettings.class, tree));
    return problems;
  }

  /**
   * Compares the classes of datasets.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(List<?> datasets, Map<String, Object> tree, Path out) throws IOException {
    return run(datasets, tree, out, false);
  }

  /**
   * Compares the classes of datasets.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out a new folder
   * @param leaveOut whether damaged files of datasets that are read file by file are left out
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(List<?> datasets, Map<String, Object> tree, Path out, boolean leaveOut)
      throws IOException {
    RunFolder.check(out);
    // What is wrong with the request leaves no folder behind.
    Prepared prepared = prepared(datasets, tree, out, leaveOut);
    RunFolder folder = RunFolder.create(out);
    return run(prepared, folder, started(folder, datasets, prepared));
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
    return resume(folder, false);
  }

  /**
   * Goes on with a run that ended early: what it finished stays.
   *
   * @param folder the folder of the run
   * @param leaveOut whether damaged files are left out from now on; they are anyway if they were
   * @return what came of it
   * @throws InvalidInputException if there is no such run there, or if its datasets have changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path folder, boolean leaveOut) throws IOException {
    HeldRun.check(folder, COMMAND);
    if (!Files.isRegularFile(folder.resolve(RunFolder.MANIFEST))) {
      throw new InvalidInputException(
          Files.isDirectory(folder)
              ? "folder '" + folder + "' holds no run"
              : "there is no folder '" + folder + "'",
          "Give the folder of an interrupted run to --resume.");
    }
    RunFolder held = RunFolder.again(folder);
    try {
      Manifest manifest = Manifest.resume(held, workspace);
      if ("finished".equals(manifest.get("status"))) {
        throw new InvalidInputException(
            "the classes of '" + folder + "' were compared", "Compare again with another --out.");
      }
      List<?> datasets = AboutDataset.list(manifest.get(DATASETS));
      boolean leavesOut = leaveOut || Boolean.TRUE.equals(manifest.get(LEAVE_OUT));
      Prepared prepared = prepared(datasets, manifest.settings(), folder, leavesOut);
      manifest.put("status", "running").put(LEAVE_OUT, leavesOut);
      return run(prepared, held, manifest);
    } catch (RuntimeException | IOException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Goes on with a run, or starts it again if it had not begun.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if it cannot go on
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome restart(List<?> datasets, Map<String, Object> tree, Path out)
      throws IOException {
    if (Files.isRegularFile(out.resolve(RunFolder.MANIFEST))) {
      return resume(out);
    }
    Prepared prepared = prepared(datasets, tree, out, false);
    RunFolder folder = RunFolder.again(out);
    return run(prepared, folder, started(folder, datasets, prepared));
  }

  private Manifest started(RunFolder folder, List<?> datasets, Prepared prepared) {
    Manifest manifest = Manifest.start(folder, workspace, COMMAND);
    manifest.put(DATASETS, datasets.stream().map(workspace.library()::anywhere).toList());
    manifest.put("settings", prepared.plan().settings());
    manifest.put(LEAVE_OUT, prepared.leaveOut());
    return manifest.put("seed", prepared.plan().seed());
  }

  /** What a request comes to. */
  private record Prepared(
      ClassesPlan plan,
      LabelDistancesSettings settings,
      ExperimentContext context,
      WholeDatasets whole,
      List<String> notes,
      boolean leaveOut) {}

  private Prepared prepared(List<?> datasets, Map<String, Object> tree, Path out, boolean leaveOut)
      throws IOException {
    List<Problem> problems = problems(workspace, datasets, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    ExperimentContext context = ClassesPlan.context(workspace);
    Map<String, Object> resolved =
        new SettingsBinder(context).resolve(LabelDistancesSettings.class, tree);
    LabelDistancesSettings settings =
        new SettingsBinder(context).bind(LabelDistancesSettings.class, tree).value();
    List<String> notes = new ArrayList<>();
    List<Optional<PartedDataset>> parted = new ArrayList<>();
    boolean useAll =
        settings.samples().isEmpty()
            && settings.transforms().isEmpty()
            && settings.labelDistance().needsMomentsAlone();
    List<Fault> faults = new ArrayList<>();
    for (Object reference : datasets) {
      parted.add(useAll ? parted(reference, leaveOut, notes, faults) : Optional.empty());
    }
    if (!faults.isEmpty()) {
      throw Fault.told(
          faults,
          leaveOut ? Optional.empty() : Optional.of("leave them out with --leave-out-damaged"),
          Optional.empty());
    }
    // The last dataset decides the shape.
    Optional<LoadedDataset> last = Optional.empty();
    if (parted.getLast().isEmpty()) {
      progress.phase("Reading " + datasets.getLast());
      last = Optional.of(workspace.library().load(datasets.getLast(), settings.seed()));
    }
    FeatureShape shape =
        last.map(loaded -> loaded.dataset().shape())
            .or(() -> parted.getLast().map(PartedDataset::shape))
            .orElseThrow();
    String owner =
        last.map(loaded -> loaded.dataset().name())
            .or(() -> parted.getLast().map(PartedDataset::name))
            .orElseThrow();
    requireOneShape(parted, shape, owner, settings.resize());
    List<ClassesPlan.Input> inputs = new ArrayList<>();
    for (int k = 0; k < datasets.size(); k++) {
      inputs.add(
          new ClassesPlan.Input(
              workspace.library().anywhere(datasets.get(k)),
              parted.get(k).filter(dataset -> isAlike(dataset.shape(), shape))));
    }
    ClassesPlan plan =
        new ClassesPlan(inputs, shape, owner, resolved, out.toAbsolutePath().normalize());
    requireMemory(plan.form(), shape.dimension(), 1);
    parted.forEach(dataset -> dataset.ifPresent(one -> tellMemory(plan.form(), one)));
    WholeDatasets whole = new WholeDatasets(plan, workspace, settings.labelDistance());
    last.ifPresent(loaded -> whole.put(datasets.size() - 1, loaded));
    return new Prepared(plan, settings, context, whole, notes, leaveOut);
  }

  /** Of datasets in Parquet the shapes are known before anything is read. */
  private static void requireOneShape(
      List<Optional<PartedDataset>> parted, FeatureShape shape, String owner, boolean resize) {
    List<Fault> unlike = new ArrayList<>();
    for (Optional<PartedDataset> dataset : parted) {
      if (dataset.isPresent()) {
        try {
          Preparation.isResized(dataset.get().name(), dataset.get().shape(), shape, owner, resize);
        } catch (InvalidInputException e) {
          unlike.add(Fault.of(e));
        }
      }
    }
    if (!unlike.isEmpty()) {
      throw Fault.told(unlike, Optional.empty(), Optional.empty());
    }
  }

  /** The files of a dataset that can be read file by file. */
  private Optional<PartedDataset> parted(
      Object reference, boolean leaveOut, List<String> notes, List<Fault> faults)
      throws IOException {
    if (workspace.library().inParquet(reference).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          leaveOut
              ? PartedDataset.of(reference, workspace.library(), true, notes)
              : PartedDataset.of(reference, workspace.library(), notes));
    } catch (DamagedFileException e) {
      faults.add(Fault.of(e));
      return Optional.empty();
    } catch (InvalidInputException e) {
      // Pictures, texts and shares are read whole; so is what cannot be read, which is said there.
      progress.detail(reference + " is read whole: " + e.what());
      return Optional.empty();
    }
  }

  private static boolean isAlike(FeatureShape a, FeatureShape b) {
    boolean isSame =
        a.height() == b.height() && a.width() == b.width() && a.channels() == b.channels();
    return isSame || (!(a.isImage() && b.isImage()) && a.dimension() == b.dimension());
  }

  /** Says early what may be refused late: not every class that has a name has samples. */
  private void tellMemory(GaussianFamily.Form form, PartedDataset dataset) {
    try {
      requireMemory(form, dataset.dimension(), Math.max(1, dataset.classNames().size()));
    } catch (InvalidInputException e) {
      progress.note(
          "If all classes of '"
              + dataset.name()
              + "' that have names have samples, this ends with: "
              + e.what()
              + ". "
              + e.remedy());
    }
  }

  private void requireMemory(GaussianFamily.Form form, int d, int classes) {
    long bytes = 8L * d * d * classes;
    if (form == GaussianFamily.Form.FULL && bytes > workspace.machine().memoryBudget()) {
      throw new InvalidInputException(
          "full covariances of "
              + Numbers.counted(classes, "class")
              + " of "
              + Numbers.counted(d, "feature")
              + " take "
              + Numbers.bytes(bytes)
              + ", more than one array may take",
          "Keep the variances alone, with --set covariances=diagonal, give more with --memory, or"
              + " make fewer features first, for instance with the transform embed.");
    }
  }

  private RunOutcome run(Prepared prepared, RunFolder folder, Manifest manifest)
      throws IOException {
    Timings timings = new Timings();
    try (folder) {
      manifest.write();
      try {
        return made(prepared, folder, manifest, timings);
      } catch (CancellationException e) {
        manifest.finish("interrupted", timings.seconds());
        return new RunOutcome(
            folder.path(),
            false,
            List.of("Stopped before the end; what is finished was kept."),
            List.of());
      } catch (UncheckedIOException e) {
        manifest.fail(e, timings.seconds());
        throw e.getCause();
      } catch (RuntimeException | IOException | Error e) {
        if (e instanceof InvalidInputException && holdsNothing(prepared.plan())) {
          prepared.plan().files().clear();
          folder.abandon(List.of(RunFolder.MANIFEST));
        } else {
          manifest.fail(e, timings.seconds());
        }
        throw e;
      }
    }
  }

  /** Whether there is nothing to go on from. */
  private static boolean holdsNothing(ClassesPlan plan) {
    return IntStream.range(0, plan.datasets().size())
        .noneMatch(k -> Files.exists(plan.files().about(k)));
  }

  private RunOutcome made(Prepared prepared, RunFolder folder, Manifest manifest, Timings timings)
      throws IOException {
    ClassesPlan plan = prepared.plan();
    ClassesFiles files = plan.files();
    files.make();
    requireSame(plan);
    LabelDistancesSteps steps =
        new LabelDistancesSteps(
            plan, prepared.whole(), prepared.settings(), workspace, progress, stop);
    boolean isFresh = holdsNothing(plan);
    List<Fault> faults = new ArrayList<>();
    List<AboutDataset> abouts = steps.statistics(faults);
    if (!faults.isEmpty()) {
      if (isFresh && faults.stream().noneMatch(Fault::isDamaged)) {
        // Another request is wanted, such as other shapes: there is nothing to go on with.
        files.clear();
      }
      throw told(faults, prepared);
    }
    timings.lap("Statistics of the classes");
    requireOneSpace(abouts);
    LabelDistancesOutputs outputs =
        new LabelDistancesOutputs(folder, plan, workspace, manifest, timings);
    int classes = outputs.statistics(abouts, this::requireMemory);
    if (classes < 2) {
      throw new InvalidInputException(
          "there is one class in all, and nothing to compare it with",
          "Give datasets with two classes or more.");
    }
    requireMemoryForDistances(classes);
    timings.lap("Writing the statistics");
    steps.distances();
    timings.lap("Comparing the classes");
    manifest.used(prepared.context());
    progress.phase("Writing the report");
    RunOutcome outcome = outputs.write(prepared.notes());
    files.clear();
    return outcome;
  }

  /** What is wrong with all datasets, and how to go on from those with which nothing is. */
  private static InvalidInputException told(List<Fault> faults, Prepared prepared) {
    boolean goesOn = !holdsNothing(prepared.plan());
    String folder = ShellWord.quoted(prepared.plan().folder());
    return Fault.told(
        faults,
        prepared.leaveOut()
            ? Optional.empty()
            : Optional.of(
                goesOn
                    ? "leave them out with --resume " + folder + " --leave-out-damaged"
                    : "leave them out with --leave-out-damaged"),
        goesOn
            ? Optional.of(
                "The statistics of the other datasets are kept: --resume "
                    + folder
                    + " makes the rest.")
            : Optional.empty());
  }

  private void requireMemoryForDistances(int classes) {
    long bytes = 8L * classes * classes;
    if (bytes > workspace.machine().memoryBudget()) {
      throw new InvalidInputException(
          "the distances between "
              + Numbers.counted(classes, "class")
              + " take "
              + Numbers.bytes(bytes)
              + ", more than one array may take",
          "Compare fewer datasets at a time, or give more with --memory.");
    }
  }

  private static void requireOneSpace(List<AboutDataset> abouts) {
    AboutDataset last = abouts.getLast();
    for (AboutDataset about : abouts) {
      if (about.shape().dimension() != last.shape().dimension()) {
        throw new InvalidInputException(
            "'"
                + about.name()
                + "' has "
                + about.shape().describe()
                + " after its transforms but '"
                + last.name()
                + "' has "
                + last.shape().describe(),
            "Choose transforms that give all datasets the same features.");
      }
    }
  }

  /** Refuses to go on with other datasets than those that the run began with. */
  private static void requireSame(ClassesPlan plan) throws IOException {
    // Damaged files may be left out from now on.
    Map<String, Object> tree = plan.tree();
    for (Object input : AboutDataset.list(tree.get(DATASETS))) {
      if (input instanceof Map<?, ?> entry && entry.get("parts") instanceof Map<?, ?> parts) {
        parts.remove("leave-out");
      }
    }
    String now = Json.write(tree);
    Path file = plan.files().plan();
    if (!Files.exists(file)) {
      AtomicFile.write(file, now);
    } else if (!Files.readString(file).equals(now)) {
      throw changed(plan);
    }
    for (int k = 0; k < plan.datasets().size(); k++) {
      Path about = plan.files().about(k);
      if (Files.exists(about)) {
        requireSame(plan, k, AboutDataset.of(Files.readString(about)));
      }
    }
  }

  /** Of what is read file by file there may be too much to be read here. */
  private static void requireSame(ClassesPlan plan, int dataset, AboutDataset about)
      throws IOException {
    boolean isParted = plan.datasets().get(dataset).parts().isPresent();
    for (InputFile file : about.files()) {
      Path path = Path.of(file.path());
      // Folders of many files are one entry, whose name is no path.
      boolean isSame =
          !Files.isRegularFile(path)
              || (isParted
                  ? Files.size(path) == file.bytes()
                  : InputFile.at(path).equals(List.of(file)));
      if (!isSame) {
        throw changed(plan);
      }
    }
  }

  private static InvalidInputException changed(ClassesPlan plan) {
    return new InvalidInputException(
        "the datasets or settings are not those that the run in '" + plan.folder() + "' began with",
        "Restore them, or start again in another folder.");
  }
}
