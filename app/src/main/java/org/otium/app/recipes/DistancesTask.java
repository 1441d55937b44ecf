package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseExperiment;
import org.otium.app.experiment.distance.PairwiseOutcome;
import org.otium.app.experiment.distance.PairwiseSettings;
import org.otium.app.text.Numbers;
import org.otium.settings.Problem;

/** Compares each of several {@code datasets} with each other. */
final class DistancesTask implements Task {
  private static final String DATASETS = "datasets";
  private static final Inputs INPUTS =
      new Inputs(PairwiseSettings.class, List.of(), List.of(DATASETS), 2);

  DistancesTask() {}

  @Override
  public String name() {
    return PairwiseExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Compares each of several datasets with each other.";
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
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return PairwiseExperiment.problems(
        workspace, Inputs.list(settings, DATASETS), INPUTS.others(settings));
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(
        experiment(call)
            .run(Inputs.list(settings, DATASETS), INPUTS.others(settings), Optional.of(out)),
        out);
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    return outcome(
        experiment(call).restart(Inputs.list(settings, DATASETS), INPUTS.others(settings), folder),
        folder);
  }

  private static PairwiseExperiment experiment(Call call) {
    return new PairwiseExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static RunOutcome outcome(PairwiseOutcome compared, Path folder) {
    String line = Numbers.counted(compared.pairs().size(), "pair") + " compared.";
    return new RunOutcome(folder, compared.finished(), List.of(line), compared.warnings());
  }
}
