package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.DistillExperiment;
import org.otium.app.experiment.DistillOutcome;
import org.otium.app.experiment.DistillRequest;
import org.otium.app.experiment.DistillSettings;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.TrainTest;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/** Condenses a dataset {@code to} into a few samples a class, and tests these on {@code test}. */
final class DistillTask implements Task {
  private static final String TO = "to";
  private static final String TEST = "test";

  DistillTask() {}

  @Override
  public String name() {
    return DistillExperiment.COMMAND;
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(TO, TEST));
    keys.addAll(SettingsSchema.of(DistillSettings.class).keys());
    return keys;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return DistillExperiment.problems(workspace, to(settings), test(settings), others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    TrainTest named = TrainTest.of(workspace.library(), to(settings), test(settings));
    resolved.put(TO, workspace.library().anywhere(named.train()));
    resolved.put(TEST, named.test().map(workspace.library()::anywhere).orElse(""));
    resolved.putAll(
        ExperimentSettings.resolved(workspace, DistillSettings.class, others(settings)));
    return resolved;
  }

  @Override
  public List<String> pictures() {
    return List.of("grid-after.png", "scatter-along.png", "loss.png");
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(experiment(call).start(request(call, settings, out)));
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.CHECKPOINT))) {
      return outcome(experiment(call).resume(folder, call.checkpoints()));
    }
    // It ended before its first checkpoint, which is that of the start.
    return outcome(experiment(call).restart(request(call, settings, folder)));
  }

  private static Object to(Map<String, Object> settings) {
    return settings.getOrDefault(TO, "");
  }

  private static Object test(Map<String, Object> settings) {
    return settings.getOrDefault(TEST, "");
  }

  private static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.keySet().removeAll(List.of(TO, TEST));
    return others;
  }

  private static DistillExperiment experiment(Call call) {
    return new DistillExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static DistillRequest request(Call call, Map<String, Object> settings, Path out) {
    return new DistillRequest(
        to(settings), test(settings), others(settings), out, call.checkpoints());
  }

  private static Outcome outcome(DistillOutcome made) {
    return new Outcome(made.report(), made.finished(), made.summary(), made.warnings());
  }
}
