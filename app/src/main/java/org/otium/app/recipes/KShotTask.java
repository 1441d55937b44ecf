package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.transfer.KShotExperiment;
import org.otium.app.experiment.transfer.KShotSettings;
import org.otium.settings.Problem;

/**
 * Flows a dataset {@code from} towards few samples of a dataset {@code target}, of which {@code
 * test} holds other samples, and learns from both.
 */
final class KShotTask implements Task {
  private static final String TARGET = "target";
  private static final String TEST = "test";
  private static final String FROM = "from";
  private static final Inputs INPUTS = Inputs.of(KShotSettings.class, TARGET, TEST, FROM);

  KShotTask() {}

  @Override
  public String name() {
    return KShotExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Flows a dataset towards few samples of another and learns from both.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return KShotExperiment.problems(workspace, datasets(settings), INPUTS.others(settings));
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return experiment(call).run(datasets(settings), INPUTS.others(settings), out);
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    return experiment(call).restart(datasets(settings), INPUTS.others(settings), folder);
  }

  private static KShotExperiment.Datasets datasets(Map<String, Object> settings) {
    return new KShotExperiment.Datasets(
        Inputs.one(settings, TARGET), Inputs.one(settings, TEST), Inputs.one(settings, FROM));
  }

  private static KShotExperiment experiment(Call call) {
    return new KShotExperiment(call.workspace(), call.progress(), call.stop());
  }
}
