package org.otium.app.experiment.distance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.otium.api.Cluster;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Rounding;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Compares two datasets. */
public final class DistanceExperiment {

  private static final String RESULT = "result.json";

  private static final List<String> ROLES = List.of(DatasetPair.SOURCE, DatasetPair.TARGET);
  private final Workspace workspace;
  private final Progress progress;

  /**
   * An experiment.
   *
   * @param workspace what it works with
   * @param progress is told how it goes
   */
  public DistanceExperiment(Workspace workspace, Progress progress) {
    this.workspace = workspace;
    this.progress = progress;
  }

  /**
   * Compares two datasets.
   *
   * @param a the first: text or a tree with a {@code name}
   * @param b the second
   * @param tree settings of {@link DistanceSettings}
   * @param out where to write a report, if anywhere
   * @return the distance
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public DistanceOutcome run(Object a, Object b, Map<String, Object> tree, Optional<Path> out)
      throws IOException {
    out.ifPresent(RunFolder::check);
    return compare(a, b, tree, () -> out.map(RunFolder::create));
  }

  /**
   * Starts a comparison again that did not come to its end.
   *
   * @param a the first: text or a tree with a {@code name}
   * @param b the second
   * @param tree settings of {@link DistanceSettings}
   * @param out the folder that it was given
   * @return the distance
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public DistanceOutcome restart(Object a, Object b, Map<String, Object> tree, Path out)
      throws IOException {
    return compare(a, b, tree, () -> Optional.of(RunFolder.again(out)));
  }

  private DistanceOutcome compare(
      Object a, Object b, Map<String, Object> tree, Supplier<Optional<RunFolder>> opening)
      throws IOException {
    ExperimentContext context =
        ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
    Map<String, Object> resolved = resolved(a, b, tree, context);
    Timings timings = new Timings();
    long seed = seed(resolved);
    DatasetPair data = read(a, b, resolved).transformed(context, resolved, seed);
    timings.lap("Reading the datasets");
    ExperimentContext bound = context.with(data.byRole(), seed);
    Bound<DistanceSettings> settings = new SettingsBinder(bound).bind(DistanceSettings.class, tree);
    // Held from here on, but nothing is written before there is something to tell.
    Optional<RunFolder> folder = opening.get();
    try {
      Optional<Manifest> manifest = folder.map(f -> Manifest.start(f, workspace, "distance"));
      progress.phase("Comparing");
      DatasetDistance.Report report =
          settings.value().metric().between(data.source(), data.target());
      timings.lap("Comparing");
      DistanceOutcome outcome =
          new DistanceOutcome(
              ComparedSide.of(data.source(), report.classesA()),
              ComparedSide.of(data.target(), report.classesB()),
              report,
              settings.resolved(),
              data.leftOut(),
              timings.seconds(),
              folder.map(RunFolder::path));
      if (manifest.isPresent()) {
        Manifest m = manifest.get();
        m.put("from", workspace.library().anywhere(a)).put("to", workspace.library().anywhere(b));
        m.put("inputs", data.manifest()).put("settings", settings.resolved()).put("seed", seed);
        m.used(bound);
        write(folder.orElseThrow(), m, outcome, data, timings);
      }
      return outcome;
    } catch (RuntimeException | IOException | Error e) {
      abandon(folder, e);
      throw e;
    } finally {
      if (folder.isPresent()) {
        folder.get().close();
      }
    }
  }

  /** All settings, if nothing is wrong with them and the datasets exist. */
  private Map<String, Object> resolved(
      Object a, Object b, Map<String, Object> tree, ExperimentContext context) {
    SettingsBinder checker = new SettingsBinder(context);
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.find(workspace.library(), "first dataset", a, problems);
    DatasetProblems.find(workspace.library(), "second dataset", b, problems);
    problems.addAll(checker.validate(DistanceSettings.class, tree));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return checker.resolve(DistanceSettings.class, tree);
  }

  /**
   * Has a process of a cluster compare two datasets, and takes what it made.
   *
   * @param cluster does it
   * @param a the first: text or a tree with a {@code name}
   * @param b the second
   * @param tree settings of {@link DistanceSettings}
   * @param out where to write a report, if anywhere
   * @param stop ends it early
   * @return the distance
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws CancellationException if it was stopped; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public DistanceOutcome run(
      Cluster cluster,
      Object a,
      Object b,
      Map<String, Object> tree,
      Optional<Path> out,
      StopSignal stop)
      throws IOException {
    out.ifPresent(RunFolder::check);
    ExperimentContext context =
        ExperimentContext.before(workspace.plugins(), workspace.library(), ROLES);
    Map<String, Object> resolved = resolved(a, b, tree, context);
    progress.phase("Comparing");
    List<byte[]> results = new ArrayList<>();
    cluster.run(
        ReportPieces.job(workspace, a, b, resolved, out.isPresent()),
        new ClusterProgress("comparison", progress, stop) {
          @Override
          public void done(String key, byte[] result) {
            results.add(result);
          }
        });
    ReportPieces.Made made = ReportPieces.Made.of(results.getFirst());
    if (out.isPresent()) {
      try (RunFolder folder = RunFolder.create(out.get())) {
        for (Map.Entry<String, byte[]> file : made.files().entrySet()) {
          if (!file.getKey().equals(RunFolder.MANIFEST)) {
            AtomicFile.write(folder.file(file.getKey()), file.getValue());
          }
        }
        // Last: a run is finished when all of it is there.
        AtomicFile.write(
            folder.file(RunFolder.MANIFEST),
            Objects.requireNonNull(made.files().get(RunFolder.MANIFEST)));
      }
    }
    return OutcomeTree.of(made.outcome(), out);
  }

  /** The manifest comes last: a run is finished when all of it is there. */
  private void write(
      RunFolder folder,
      Manifest manifest,
      DistanceOutcome outcome,
      DatasetPair data,
      Timings timings)
      throws IOException {
    DatasetDistance.Report report = outcome.report();
    ReportContent page = DistancePage.of(outcome, data, workspace, timings);
    AtomicFile.write(folder.file(RESULT), Json.write(DistanceNumbers.tree(outcome)));
    page.keep(folder.path());
    page.publish(folder.path());
    double shown = Rounding.shown(report.squared(), report.parts());
    manifest.put("result", Map.of("squared", shown, "epsilon", report.epsilon()));
    manifest.put("warnings", report.warnings());
    manifest.finish("finished", timings.seconds());
  }

  private static void abandon(Optional<RunFolder> folder, Throwable failure) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      folder
          .get()
          .abandon(List.of(RESULT, RunFolder.REPORT, RunFolder.REPORT_CONTENT, RunFolder.MANIFEST));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static long seed(Map<String, Object> resolved) {
    return Long.parseLong(String.valueOf(resolved.get("seed")));
  }

  private DatasetPair read(Object a, Object b, Map<String, Object> resolved) {
    long seed = seed(resolved);
    String asked = String.valueOf(resolved.getOrDefault("samples", ""));
    int samples = asked.isEmpty() ? Preparation.MOST_SAMPLES : Integer.parseInt(asked);
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> both =
        workspace
            .library()
            .loadAll(List.of(a, b), seed, reference -> progress.phase("Reading " + reference));
    return DatasetPair.of(both.getFirst(), both.getLast(), samples, samples, seed, resize);
  }

  /**
   * The outcome as a tree, for programs.
   *
   * @param outcome a comparison
   * @return maps, lists, numbers and text
   */
  public static Map<String, Object> tree(DistanceOutcome outcome) {
    return new LinkedHashMap<>(DistanceNumbers.tree(outcome));
  }
}
