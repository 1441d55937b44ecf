package org.otium.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Compares two datasets. */
public final class DistanceExperiment {
  /** The largest dataset of which all samples are used where the user does not say how many. */
  public static final int MOST_SAMPLES = 5000;

  private static final List<String> ROLES = List.of(FlowData.SOURCE, FlowData.TARGET);
  private final Session session;
  private final Progress progress;

  /**
   * An experiment.
   *
   * @param session what it works with
   * @param progress is told how it goes
   */
  public DistanceExperiment(Session session, Progress progress) {
    this.session = session;
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
    ExperimentContext context =
        ExperimentContext.before(session.plugins(), session.library(), ROLES);
    SettingsBinder checker = new SettingsBinder(context);
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.find(session.library(), "first dataset", a, problems);
    DatasetProblems.find(session.library(), "second dataset", b, problems);
    problems.addAll(checker.validate(DistanceSettings.class, tree));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Map<String, Object> resolved = checker.resolve(DistanceSettings.class, tree);
    Timings timings = new Timings();
    FlowData data = read(a, b, resolved);
    timings.lap("Reading the datasets");
    long seed = seed(resolved);
    ExperimentContext bound = context.with(data.byRole(), seed);
    Bound<DistanceSettings> settings = new SettingsBinder(bound).bind(DistanceSettings.class, tree);
    Optional<RunFolder> folder = out.map(RunFolder::create);
    try {
      Optional<Manifest> manifest = folder.map(f -> Manifest.start(f, session, "distance"));
      if (manifest.isPresent()) {
        Manifest m = manifest.get();
        m.put("inputs", data.manifest()).put("settings", settings.resolved()).put("seed", seed);
        m.plugins(bound.used());
        m.write();
      }
      progress.phase("Comparing");
      DatasetDistance.Report report =
          settings.value().metric().between(data.source(), data.target());
      timings.lap("Comparing");
      DistanceOutcome outcome =
          new DistanceOutcome(
              data.source(),
              data.target(),
              report,
              settings.resolved(),
              data.leftOut(),
              timings.seconds(),
              folder.map(RunFolder::path));
      if (folder.isPresent()) {
        Map<String, Object> numbers = DistanceNumbers.tree(outcome);
        AtomicFile.write(folder.get().file("result.json"), Json.write(numbers));
        manifest
            .get()
            .put("result", Map.of("squared", report.squared(), "epsilon", report.epsilon()));
        manifest.get().put("warnings", report.warnings());
        manifest.get().finish("finished", timings.seconds());
        String page = DistancePage.html(outcome, data, session, timings);
        AtomicFile.write(folder.get().file(RunFolder.REPORT), page);
      }
      return outcome;
    } finally {
      if (folder.isPresent()) {
        folder.get().close();
      }
    }
  }

  private static long seed(Map<String, Object> resolved) {
    return Long.parseLong(String.valueOf(resolved.get("seed")));
  }

  private FlowData read(Object a, Object b, Map<String, Object> resolved) {
    long seed = seed(resolved);
    String asked = String.valueOf(resolved.getOrDefault("samples", ""));
    int samples = asked.isEmpty() ? MOST_SAMPLES : Integer.parseInt(asked);
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> both =
        session
            .library()
            .loadAll(List.of(a, b), seed, reference -> progress.phase("Reading " + reference));
    return FlowData.of(both.getFirst(), both.getLast(), samples, samples, seed, resize);
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
