package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distill.DistillExperiment;
import org.otium.app.experiment.distill.DistillRequest;
import org.otium.app.experiment.distill.DistillSettings;
import org.otium.app.experiment.distill.TrainTest;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Problem;

/** Condenses a dataset {@code to} into a few samples a class, and tests these on {@code test}. */
final class DistillTask implements Task {
  private static final String TO = "to";
  private static final String TEST = "test";
  private static final Inputs INPUTS = Inputs.of(DistillSettings.class, TO, TEST);

  DistillTask() {}

  @Override
  public String name() {
    return DistillExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Condenses a dataset into a few samples of each class.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return DistillExperiment.problems(
        workspace, to(settings), test(settings), INPUTS.others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    TrainTest named = TrainTest.of(workspace.library(), to(settings), test(settings));
    resolved.put(TO, workspace.library().anywhere(named.train()));
    resolved.put(TEST, named.test().map(workspace.library()::anywhere).orElse(""));
    Map<String, Object> others = INPUTS.others(settings);
    resolved.putAll(
        DistillExperiment.leftOpen(
            others, ExperimentSettings.resolved(workspace, DistillSettings.class, others)));
    return resolved;
  }

  @Override
  public List<String> pictures() {
    return List.of("grid-after.png", "scatter-along.png", "loss.png");
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return experiment(call).start(request(call, settings, out));
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    if (Files.exists(folder.resolve(RunFolder.CHECKPOINT))) {
      return experiment(call).resume(folder, call.checkpoints());
    }
    // It ended before its first checkpoint, which is that of the start.
    return experiment(call).restart(request(call, settings, folder));
  }

  private static Object to(Map<String, Object> settings) {
    return Inputs.one(settings, TO);
  }

  private static Object test(Map<String, Object> settings) {
    return Inputs.one(settings, TEST);
  }

  private static DistillExperiment experiment(Call call) {
    return new DistillExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static DistillRequest request(Call call, Map<String, Object> settings, Path out) {
    return new DistillRequest(
        to(settings), test(settings), INPUTS.others(settings), out, call.checkpoints());
  }
}
