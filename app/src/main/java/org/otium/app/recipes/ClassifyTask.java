package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.classify.ClassifyExperiment;
import org.otium.app.experiment.classify.ClassifySettings;
import org.otium.settings.Problem;

/** A classifier learns from a dataset {@code from} and labels a dataset {@code test}. */
final class ClassifyTask implements Task {
  private static final String FROM = "from";
  private static final String TEST = "test";
  private static final String WEIGHTS = "weights";
  private static final Inputs INPUTS = Inputs.of(ClassifySettings.class, FROM, TEST);

  ClassifyTask() {}

  @Override
  public String name() {
    return ClassifyExperiment.COMMAND;
  }

  @Override
  public String summary() {
    return "Trains a classifier, keeps what it learned, and tests it.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return ClassifyExperiment.problems(workspace, datasets(settings), INPUTS.others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>(Task.super.resolved(workspace, settings));
    String weights = String.valueOf(resolved.getOrDefault(WEIGHTS, ""));
    if (!weights.isEmpty()) {
      resolved.put(WEIGHTS, Path.of(weights).toAbsolutePath().normalize().toString());
    }
    return resolved;
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

  private static ClassifyExperiment.Datasets datasets(Map<String, Object> settings) {
    return new ClassifyExperiment.Datasets(Inputs.one(settings, FROM), Inputs.one(settings, TEST));
  }

  private static ClassifyExperiment experiment(Call call) {
    return new ClassifyExperiment(call.workspace(), call.progress(), call.stop());
  }
}
