package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateExperiment;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.settings.Problem;

/** Makes a dataset between several datasets {@code from}, seen from a dataset {@code target}. */
final class InterpolateTask implements Task {
  private static final String TARGET = "target";
  private static final String FROM = "from";
  private static final Inputs INPUTS =
      new Inputs(InterpolateSettings.class, List.of(TARGET), List.of(FROM), 1);

  InterpolateTask() {}

  @Override
  public String name() {
    return InterpolateExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Makes a dataset between others.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return InterpolateExperiment.problems(
        workspace, target(settings), Inputs.list(settings, FROM), INPUTS.others(settings));
  }

  @Override
  public List<String> pictures() {
    return List.of("simplex.png", "grid-along.png", "scatter-along.png");
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return experiment(call)
        .run(target(settings), Inputs.list(settings, FROM), INPUTS.others(settings), out);
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    return experiment(call)
        .restart(target(settings), Inputs.list(settings, FROM), INPUTS.others(settings), folder);
  }

  private static Object target(Map<String, Object> settings) {
    return Inputs.one(settings, TARGET);
  }

  private static InterpolateExperiment experiment(Call call) {
    return new InterpolateExperiment(call.workspace(), call.progress(), call.stop());
  }
}
