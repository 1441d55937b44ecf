package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.InterpolateOutcome;
import org.otium.app.experiment.KShotExperiment;
import org.otium.app.experiment.KShotSettings;
import org.otium.app.experiment.Workspace;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/**
 * Flows a dataset {@code from} towards few samples of a dataset {@code target}, of which {@code
 * test} holds other samples, and learns from both.
 */
final class KShotTask implements Task {
  private static final String TARGET = "target";
  private static final String TEST = "test";
  private static final String FROM = "from";

  KShotTask() {}

  @Override
  public String name() {
    return KShotExperiment.COMMAND;
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(TARGET, TEST, FROM));
    keys.addAll(SettingsSchema.of(KShotSettings.class).keys());
    return keys;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return KShotExperiment.problems(workspace, datasets(settings), others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    KShotExperiment.Datasets datasets = datasets(settings);
    resolved.put(TARGET, workspace.library().anywhere(datasets.target()));
    resolved.put(TEST, workspace.library().anywhere(datasets.test()));
    resolved.put(FROM, workspace.library().anywhere(datasets.from()));
    resolved.putAll(ExperimentSettings.resolved(workspace, KShotSettings.class, others(settings)));
    return resolved;
  }

  @Override
  public List<String> pictures() {
    return List.of();
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(experiment(call).run(datasets(settings), others(settings), out));
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    return outcome(experiment(call).restart(datasets(settings), others(settings), folder));
  }

  private static KShotExperiment.Datasets datasets(Map<String, Object> settings) {
    return new KShotExperiment.Datasets(
        settings.getOrDefault(TARGET, ""),
        settings.getOrDefault(TEST, ""),
        settings.getOrDefault(FROM, ""));
  }

  private static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.keySet().removeAll(List.of(TARGET, TEST, FROM));
    return others;
  }

  private static KShotExperiment experiment(Call call) {
    return new KShotExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static Outcome outcome(InterpolateOutcome made) {
    return new Outcome(made.report(), made.finished(), made.summary(), made.warnings());
  }
}
