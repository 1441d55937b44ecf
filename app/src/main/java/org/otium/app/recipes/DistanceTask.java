package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.app.experiment.DistanceExperiment;
import org.otium.app.experiment.DistanceOutcome;
import org.otium.app.experiment.DistanceSettings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.settings.Problem;

/** Compares a dataset {@code from} with a dataset {@code to}. */
final class DistanceTask implements Task {
  private static final PairSettings SETTINGS = new PairSettings(DistanceSettings.class);

  DistanceTask() {}

  @Override
  public String name() {
    return "distance";
  }

  @Override
  public String summary() {
    return "Compares two datasets.";
  }

  @Override
  public Optional<Inputs> inputs() {
    return Optional.of(new Inputs(DistanceSettings.class, List.of("from", "to"), List.of(), 1));
  }

  @Override
  public List<String> keys() {
    return SETTINGS.keys();
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return SETTINGS.problems(workspace, settings);
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    return SETTINGS.resolved(workspace, settings);
  }

  @Override
  public List<String> pictures() {
    return List.of();
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(
        experiment(call)
            .run(
                PairSettings.from(settings),
                PairSettings.to(settings),
                PairSettings.others(settings),
                Optional.of(out)),
        out);
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    return outcome(
        experiment(call)
            .restart(
                PairSettings.from(settings),
                PairSettings.to(settings),
                PairSettings.others(settings),
                folder),
        folder);
  }

  private static DistanceExperiment experiment(Call call) {
    return new DistanceExperiment(call.workspace(), call.progress());
  }

  private static Outcome outcome(DistanceOutcome compared, Path folder) {
    DatasetDistance.Report report = compared.report();
    String line = report.symbol() + " is " + Numbers.value(report.distance()) + ".";
    return new Outcome(folder.resolve(RunFolder.REPORT), true, List.of(line), report.warnings());
  }
}
