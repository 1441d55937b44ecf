package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.transfer.TransferExperiment;
import org.otium.app.experiment.transfer.TransferSettings;
import org.otium.settings.Problem;

/**
 * Compares datasets to pretrain on, made of several datasets {@code from}, for a dataset {@code
 * target} with few labels, of which {@code test} holds other samples.
 */
final class TransferTask implements Task {
  private static final String TARGET = "target";
  private static final String TEST = "test";
  private static final String FROM = "from";
  private static final Inputs INPUTS =
      new Inputs(TransferSettings.class, List.of(TARGET, TEST), List.of(FROM), 1);

  TransferTask() {}

  @Override
  public String name() {
    return TransferExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Holds ways to make a dataset for pretraining against each other.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return TransferExperiment.problems(workspace, datasets(settings), INPUTS.others(settings));
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

  private static TransferExperiment.Datasets datasets(Map<String, Object> settings) {
    return new TransferExperiment.Datasets(
        Inputs.one(settings, TARGET), Inputs.one(settings, TEST), Inputs.list(settings, FROM));
  }

  private static TransferExperiment experiment(Call call) {
    return new TransferExperiment(call.workspace(), call.progress(), call.stop());
  }
}
