package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.labels.LabelDistancesExperiment;
import org.otium.app.experiment.labels.LabelDistancesSettings;
import org.otium.settings.Problem;

/** Compares the classes of {@code datasets} with each other, within each and across all. */
final class LabelDistancesTask implements Task {
  private static final String DATASETS = "datasets";
  private static final Inputs INPUTS =
      new Inputs(LabelDistancesSettings.class, List.of(), List.of(DATASETS), 1);

  LabelDistancesTask() {}

  @Override
  public String name() {
    return LabelDistancesExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Compares the classes of datasets with each other.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public boolean hasPieces() {
    return true;
  }

  @Override
  public List<String> pictures() {
    return List.of("means.png");
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return LabelDistancesExperiment.problems(
        workspace, Inputs.list(settings, DATASETS), INPUTS.others(settings));
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return experiment(call).run(Inputs.list(settings, DATASETS), INPUTS.others(settings), out);
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    return experiment(call)
        .restart(Inputs.list(settings, DATASETS), INPUTS.others(settings), folder);
  }

  private static LabelDistancesExperiment experiment(Call call) {
    return new LabelDistancesExperiment(call.workspace(), call.progress(), call.stop());
  }
}
