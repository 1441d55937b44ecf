package org.otium.app.experiment.distance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.JsonTree;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.data.npz.NpzFile;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Compares each of several datasets with each other. */
public final class PairwiseExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "distances";

  private static final String DATASETS = "datasets";
  private static final String INPUTS = "inputs";

  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * An experiment.
   *
   * @param workspace what it works with
   * @param progress is told how it goes
   * @param stop ends it after the pairs that are being compared
   */
  public PairwiseExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link PairwiseSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, List<?> datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    if (datasets.size() < 2) {
      String given = Numbers.counted(datasets.size(), "dataset");
      problems.add(new Problem(DATASETS, "must be two or more", given, "", ""));
    }
    for (int k = 0; k < datasets.size(); k++) {
      String where = DATASETS + "[" + k + "]";
      DatasetProblems.find(workspace.library(), where, datasets.get(k), problems);
    }
    problems.addAll(new SettingsBinder(context(workspace)).validate(PairwiseSettings.class, tree));
    return problems;
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), List.of());
  }

  /**
   * Compares datasets.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link PairwiseSettings}
   * @param out a new folder for the report, if one is wanted
   * @return the distances
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public PairwiseOutcome run(List<?> datasets, Map<String, Object> tree, Optional<Path> out)
      throws IOException {
    out.ifPresent(RunFolder::check);
    return begin(datasets, tree, () -> out.map(RunFolder::create));
  }

  /**
   * Goes on with a comparison that was interrupted, or starts it again if it had not begun.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link PairwiseSettings}
   * @param out the folder that it was given
   * @return the distances
   * @throws InvalidInputException if it cannot go on
   * @throws IOException if the folder cannot be read or written
   */
  public PairwiseOutcome restart(List<?> datasets, Map<String, Object> tree, Path out)
      throws IOException {
    return Files.exists(out.resolve(RunFolder.PAIRS))
        ? resume(out)
        : begin(datasets, tree, () -> Optional.of(RunFolder.again(out)));
  }

  private PairwiseOutcome begin(
      List<?> datasets, Map<String, Object> tree, Supplier<Optional<RunFolder>> opening)
      throws IOException {
    List<Problem> problems = problems(workspace, datasets, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Timings timings = new Timings();
    ExperimentContext context = context(workspace);
    Bound<PairwiseSettings> settings =
        new SettingsBinder(context).bind(PairwiseSettings.class, tree);
    try (PairwiseWork work = work(datasets, settings)) {
      ComparedGroup group = group(work, datasets, settings, timings);
      Optional<RunFolder> folder = opening.get();
      try {
        Optional<Manifest> manifest = folder.map(f -> Manifest.start(f, workspace, COMMAND));
        if (manifest.isPresent()) {
          Manifest m = manifest.get();
          m.put(DATASETS, datasets.stream().map(workspace.library()::anywhere).toList());
          m.put(INPUTS, group.manifest()).put("settings", settings.resolved());
          m.put("seed", settings.value().seed());
          m.used(context);
          PairsFile.write(folder.orElseThrow().file(RunFolder.PAIRS), List.of());
          m.write();
        }
        return compared(work, group, settings, folder, manifest, List.of(), timings);
      } finally {
        if (folder.isPresent()) {
          folder.get().close();
        }
      }
    }
  }

  /**
   * Goes on with a comparison that was interrupted: pairs that were compared are not compared
   * again.
   *
   * @param path its folder
   * @return the distances
   * @throws InvalidInputException if there is nothing to continue, or a dataset has changed
   * @throws IOException if the folder cannot be read or written
   */
  public PairwiseOutcome resume(Path path) throws IOException {
    return resume(path, Map.of());
  }

  /**
   * Goes on with a comparison that was interrupted, with other settings of what changes no
   * distance.
   *
   * @param path its folder
   * @param changed settings of {@link PairwiseSettings}: what becomes of damaged datasets
   * @return the distances
   * @throws InvalidInputException if there is nothing to continue, or a dataset has changed
   * @throws IOException if the folder cannot be read or written
   */
  public PairwiseOutcome resume(Path path, Map<String, Object> changed) throws IOException {
    try (RunFolder folder = RunFolder.resume(path, COMMAND)) {
      Manifest manifest = Manifest.resume(folder, workspace);
      if ("finished".equals(manifest.get("status"))
          && Files.exists(folder.file(RunFolder.REPORT))) {
        throw new InvalidInputException(
            "all pairs of '" + path + "' were compared", "Compare again with another --out.");
      }
      List<?> datasets = manifest.get(DATASETS) instanceof List<?> list ? list : List.of();
      Map<String, Object> tree = manifest.settings();
      tree.putAll(changed);
      List<Problem> problems = problems(workspace, datasets, tree);
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
      Timings timings = new Timings();
      ExperimentContext context = context(workspace);
      Bound<PairwiseSettings> settings =
          new SettingsBinder(context).bind(PairwiseSettings.class, tree);
      try (PairwiseWork work = work(datasets, settings)) {
        ComparedGroup group = group(work, datasets, settings, timings);
        for (UsedDataset dataset : group.used().values()) {
          manifest.checkSameInput(dataset.used().name(), dataset);
        }
        manifest.put("status", "running").put("settings", settings.resolved());
        manifest.put(INPUTS, inputs(manifest, group));
        manifest.used(context);
        manifest.write();
        List<Pair> before = PairsFile.read(folder.file(RunFolder.PAIRS), datasets.size());
        return compared(
            work, group, settings, Optional.of(folder), Optional.of(manifest), before, timings);
      }
    }
  }

  /** Those that were known before, whether or not they can be read now, and new ones. */
  private static Map<String, Object> inputs(Manifest manifest, ComparedGroup group) {
    Map<String, Object> inputs = JsonTree.map(manifest.tree().get(INPUTS));
    group.manifest().forEach(inputs::putIfAbsent);
    return inputs;
  }

  private PairwiseWork work(List<?> datasets, Bound<PairwiseSettings> settings) {
    return workspace.cluster().isPresent()
        ? new PairwiseElsewhere(
            workspace, workspace.cluster().get(), progress, stop, datasets, settings.resolved())
        : new PairwiseHere(
            workspace,
            progress,
            stop,
            datasets,
            new ComparedDatasets(context(workspace), settings.resolved()),
            settings.value().metric());
  }

  private ComparedGroup group(
      PairwiseWork work, List<?> datasets, Bound<PairwiseSettings> settings, Timings timings) {
    ComparedGroup group =
        new GroupLook(
                work,
                datasets,
                new ComparedDatasets(context(workspace), settings.resolved()),
                settings.value().damaged() == PairwiseSettings.Damaged.LEAVE_OUT)
            .group();
    timings.lap("Reading the datasets");
    return group;
  }

  private PairwiseOutcome compared(
      PairwiseWork work,
      ComparedGroup group,
      Bound<PairwiseSettings> settings,
      Optional<RunFolder> folder,
      Optional<Manifest> manifest,
      List<Pair> before,
      Timings timings)
      throws IOException {
    List<Pair> all = new ArrayList<>(before);
    try {
      new MissingPairs(progress, group, folder, all).compare(work);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      timings.lap("Comparing");
      manifest.ifPresent(m -> m.fail(e, timings.seconds()));
      throw e;
    }
    timings.lap("Comparing");
    List<Pair> pairs = new ArrayList<>(group.numbered(group.known(all)));
    pairs.sort(Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second));
    boolean finished = pairs.size() == group.pairs();
    Set<String> warnings = new LinkedHashSet<>(group.warnings());
    warnings.addAll(workspace.differences());
    List<String> names = group.names();
    for (Pair pair : pairs) {
      String which = names.get(pair.first()) + " – " + names.get(pair.second());
      pair.warnings().forEach(warning -> warnings.add(which + ": " + warning));
    }
    PairwiseOutcome outcome =
        new PairwiseOutcome(
            names, pairs, finished, List.copyOf(warnings), folder.map(RunFolder::path));
    if (folder.isPresent() && manifest.isPresent()) {
      if (!workspace.machines().isEmpty()) {
        manifest.get().put("cluster", workspace.machines());
      }
      if (finished) {
        write(folder.get(), manifest.get(), outcome, group, settings, timings);
      } else {
        manifest.get().finish("interrupted", timings.seconds());
      }
    }
    return outcome;
  }

  private void write(
      RunFolder folder,
      Manifest manifest,
      PairwiseOutcome outcome,
      ComparedGroup group,
      Bound<PairwiseSettings> settings,
      Timings timings)
      throws IOException {
    double[][] distances = outcome.distances();
    double[][] squared = new double[distances.length][distances.length];
    Map<String, Object> result = new LinkedHashMap<>();
    for (Pair pair : outcome.pairs()) {
      squared[pair.first()][pair.second()] = pair.squared();
      squared[pair.second()][pair.first()] = pair.squared();
      String first = outcome.names().get(pair.first());
      result.put(first + "–" + outcome.names().get(pair.second()), pair.distance());
    }
    AtomicFile.write(folder.file("distances.csv"), CsvTable.square(outcome.names(), distances));
    AtomicFile.write(
        folder.file("distances.npz"),
        path -> NpzFile.write(path, DistanceMatrixFile.arrays(outcome.names(), squared)));
    ReportContent page = PairwisePage.of(outcome, group, settings.resolved(), workspace, timings);
    page.keep(folder.path());
    page.publish(folder.path());
    timings.lap("Putting the report together");
    manifest.put("result", result).put("warnings", outcome.warnings());
    manifest.finish("finished", timings.seconds());
  }
}
