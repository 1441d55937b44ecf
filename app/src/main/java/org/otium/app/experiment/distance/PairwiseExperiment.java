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
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.data.npz.NpzFile;
import org.otium.numerics.ParallelLoop;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Compares each of several datasets with each other. */
public final class PairwiseExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "distances";

  private static final String DATASETS = "datasets";

  /** What a comparison holds at once, in bytes a pair of samples: a few matrices of costs. */
  private static final long BYTES_A_COST = 32;

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
    DatasetGroup group = read(datasets, tree, timings);
    ExperimentContext context = context(workspace);
    Bound<PairwiseSettings> settings =
        new SettingsBinder(context).bind(PairwiseSettings.class, tree);
    Optional<RunFolder> folder = opening.get();
    try {
      Optional<Manifest> manifest = folder.map(f -> Manifest.start(f, workspace, COMMAND));
      if (manifest.isPresent()) {
        Manifest m = manifest.get();
        m.put(DATASETS, datasets.stream().map(workspace.library()::anywhere).toList());
        m.put("inputs", group.manifest()).put("settings", settings.resolved());
        m.put("seed", settings.value().seed());
        m.used(context);
        PairsFile.write(folder.orElseThrow().file(RunFolder.PAIRS), List.of());
        m.write();
      }
      return compared(group, settings, folder, manifest, List.of(), timings);
    } finally {
      if (folder.isPresent()) {
        folder.get().close();
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
    try (RunFolder folder = RunFolder.resume(path, COMMAND)) {
      Manifest manifest = Manifest.resume(folder, workspace);
      if ("finished".equals(manifest.get("status"))
          && Files.exists(folder.file(RunFolder.REPORT))) {
        throw new InvalidInputException(
            "all pairs of '" + path + "' were compared", "Compare again with another --out.");
      }
      List<?> datasets = manifest.get(DATASETS) instanceof List<?> list ? list : List.of();
      Map<String, Object> tree = manifest.settings();
      List<Problem> problems = problems(workspace, datasets, tree);
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
      Timings timings = new Timings();
      DatasetGroup group = read(datasets, tree, timings);
      for (int k = 0; k < group.used().size(); k++) {
        manifest.checkSameInput(group.used().get(k).name(), group.loaded().get(k));
      }
      ExperimentContext context = context(workspace);
      Bound<PairwiseSettings> settings =
          new SettingsBinder(context).bind(PairwiseSettings.class, tree);
      manifest.put("status", "running");
      manifest.used(context);
      manifest.write();
      List<Pair> before = PairsFile.read(folder.file(RunFolder.PAIRS), datasets.size());
      return compared(group, settings, Optional.of(folder), Optional.of(manifest), before, timings);
    }
  }

  private DatasetGroup read(List<?> datasets, Map<String, Object> tree, Timings timings) {
    ExperimentContext context = context(workspace);
    Map<String, Object> resolved =
        new SettingsBinder(context).resolve(PairwiseSettings.class, tree);
    long seed = Long.parseLong(String.valueOf(resolved.get("seed")));
    String asked = String.valueOf(resolved.getOrDefault("samples", ""));
    int samples = asked.isEmpty() ? Preparation.MOST_SAMPLES : Integer.parseInt(asked);
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(
                List.copyOf(datasets), seed, reference -> progress.phase("Reading " + reference));
    DatasetGroup group = DatasetGroup.of(loaded, samples, loaded.size() - 1, seed, resize);
    List<LabeledDataset> transformed = new ArrayList<>();
    for (LabeledDataset dataset : group.used()) {
      transformed.add(
          DatasetPair.transformed(dataset, context, resolved, "transforms", seed)
              .withName(dataset.name()));
    }
    timings.lap("Reading the datasets");
    return group.with(transformed);
  }

  private PairwiseOutcome compared(
      DatasetGroup group,
      Bound<PairwiseSettings> settings,
      Optional<RunFolder> folder,
      Optional<Manifest> manifest,
      List<Pair> before,
      Timings timings)
      throws IOException {
    List<Pair> pairs = new ArrayList<>(before);
    try {
      compare(group, settings.value().metric(), folder, pairs);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      timings.lap("Comparing");
      manifest.ifPresent(m -> m.fail(e, timings.seconds()));
      throw e;
    }
    timings.lap("Comparing");
    pairs.sort(Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second));
    int n = group.used().size();
    boolean finished = pairs.size() == n * (n - 1) / 2;
    Set<String> warnings = new LinkedHashSet<>(group.leftOut());
    for (Pair pair : pairs) {
      String which = group.names().get(pair.first()) + " – " + group.names().get(pair.second());
      pair.warnings().forEach(warning -> warnings.add(which + ": " + warning));
    }
    PairwiseOutcome outcome =
        new PairwiseOutcome(
            group.names(), pairs, finished, List.copyOf(warnings), folder.map(RunFolder::path));
    if (folder.isPresent() && manifest.isPresent()) {
      if (finished) {
        write(folder.get(), manifest.get(), outcome, group, settings, timings);
      } else {
        manifest.get().finish("interrupted", timings.seconds());
      }
    }
    return outcome;
  }

  /**
   * Compares the pairs that are missing: several at once, each on one thread, where their costs fit
   * into memory together; else one after the other on all threads. Neither changes a distance.
   */
  private void compare(
      DatasetGroup group, DatasetDistance metric, Optional<RunFolder> folder, List<Pair> pairs) {
    List<int[]> missing = missing(group.used().size(), pairs);
    int total = missing.size() + pairs.size();
    long largest = group.used().stream().mapToLong(LabeledDataset::size).max().orElse(1);
    int threads = Math.min(workspace.machine().threads(), missing.size());
    boolean fit = threads * BYTES_A_COST * largest * largest <= workspace.machine().memoryBudget();
    progress.phase("Comparing " + Numbers.counted(missing.size(), "pair"));
    ParallelLoop.Body body =
        (from, to) -> {
          for (int p = from; p < to && !stop.isRequested(); p++) {
            Pair pair = compare(group, metric, missing.get(p));
            synchronized (pairs) {
              pairs.add(pair);
              keep(folder, pairs);
              tell(group, pair, pairs.size(), total);
            }
          }
        };
    if (threads > 1 && fit) {
      ParallelLoop.run(threads, 0, missing.size(), 1, body);
    } else {
      body.run(0, missing.size());
    }
  }

  private static void keep(Optional<RunFolder> folder, List<Pair> pairs) {
    if (folder.isPresent()) {
      try {
        PairsFile.write(folder.get().file(RunFolder.PAIRS), pairs);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void tell(DatasetGroup group, Pair pair, int done, int total) {
    progress.note(
        done
            + " of "
            + total
            + "   "
            + group.names().get(pair.first())
            + " – "
            + group.names().get(pair.second())
            + "   "
            + pair.symbol()
            + " "
            + Numbers.value(pair.distance())
            + "   "
            + Numbers.duration(pair.seconds()));
  }

  private static Pair compare(DatasetGroup group, DatasetDistance metric, int[] pair) {
    long start = System.nanoTime();
    DatasetDistance.Report report =
        metric.between(group.used().get(pair[0]), group.used().get(pair[1]));
    return new Pair(
        pair[0],
        pair[1],
        report.symbol(),
        report.squared(),
        report.epsilon(),
        (System.nanoTime() - start) / 1e9,
        report.warnings());
  }

  private static List<int[]> missing(int n, List<Pair> done) {
    boolean[][] known = new boolean[n][n];
    done.forEach(pair -> known[pair.first()][pair.second()] = true);
    List<int[]> missing = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (!known[i][j]) {
          missing.add(new int[] {i, j});
        }
      }
    }
    return missing;
  }

  private void write(
      RunFolder folder,
      Manifest manifest,
      PairwiseOutcome outcome,
      DatasetGroup group,
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
