package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FeatureShape;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Faults;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartedDataset;
import org.otium.data.parquet.DamagedFileException;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Finds out what a request comes to, and all that is wrong with it, before anything is made. */
final class ClassesPlanner {
  private final Workspace workspace;
  private final Progress progress;
  private final ClassesMemory memory;

  /**
   * A planner.
   *
   * @param workspace what there is
   * @param progress is told what is read
   */
  ClassesPlanner(Workspace workspace, Progress progress) {
    this.workspace = workspace;
    this.progress = progress;
    this.memory = new ClassesMemory(workspace.machine().memoryBudget());
  }

  /**
   * What a request comes to.
   *
   * @param plan what all pieces have in common
   * @param settings how classes are compared
   * @param context knows which plugins there are
   * @param whole datasets that are read each in one piece
   * @param notes what was left out, in words
   * @param leaveOut whether damaged files are left out
   */
  record Prepared(
      ClassesPlan plan,
      LabelDistancesSettings settings,
      ExperimentContext context,
      WholeDatasets whole,
      List<String> notes,
      boolean leaveOut) {}

  static List<Problem> problems(Workspace workspace, List<?> datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.oneOrMore(workspace.library(), "datasets", datasets, problems);
    problems.addAll(
        new SettingsBinder(ClassesPlan.context(workspace))
            .validate(LabelDistancesSettings.class, tree));
    return problems;
  }

  /**
   * What a request comes to.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out the folder of the run
   * @param leaveOut whether damaged files are left out
   * @param leavingOut how they are, where they are not yet
   * @throws InvalidInputException if anything is wrong with it
   */
  Prepared prepared(
      List<?> datasets, Map<String, Object> tree, Path out, boolean leaveOut, String leavingOut)
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
    Faults faults = new Faults();
    for (Object reference : datasets) {
      parted.add(useAll ? parted(reference, leaveOut, notes, faults) : Optional.empty());
    }
    if (!faults.isEmpty()) {
      throw faults.told(
          "datasets", leaveOut ? Optional.empty() : Optional.of(leavingOut), Optional.empty());
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
    memory.requireStatistics(plan.form(), shape.dimension(), 1);
    parted.forEach(dataset -> dataset.ifPresent(one -> tellMemory(plan.form(), one)));
    WholeDatasets whole = new WholeDatasets(plan, workspace, settings.labelDistance());
    last.ifPresent(loaded -> whole.put(datasets.size() - 1, loaded));
    return new Prepared(plan, settings, context, whole, notes, leaveOut);
  }

  /** Of datasets in Parquet the shapes are known before anything is read. */
  private static void requireOneShape(
      List<Optional<PartedDataset>> parted, FeatureShape shape, String owner, boolean resize) {
    Faults unlike = new Faults();
    for (Optional<PartedDataset> dataset : parted) {
      if (dataset.isPresent()) {
        try {
          Preparation.isResized(dataset.get().name(), dataset.get().shape(), shape, owner, resize);
        } catch (InvalidInputException e) {
          unlike.add(e);
        }
      }
    }
    unlike.tell("datasets");
  }

  /** The files of a dataset that can be read file by file. */
  private Optional<PartedDataset> parted(
      Object reference, boolean leaveOut, List<String> notes, Faults faults) throws IOException {
    if (workspace.library().inParquet(reference).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          leaveOut
              ? PartedDataset.of(reference, workspace.library(), true, notes)
              : PartedDataset.of(reference, workspace.library(), notes));
    } catch (DamagedFileException e) {
      faults.add(e);
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
      memory.requireStatistics(form, dataset.dimension(), Math.max(1, dataset.classNames().size()));
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
}
