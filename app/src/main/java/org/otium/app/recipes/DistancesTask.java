package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.PairwiseExperiment;
import org.otium.app.experiment.PairwiseOutcome;
import org.otium.app.experiment.PairwiseSettings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/** Compares each of several {@code datasets} with each other. */
final class DistancesTask implements Task {
  private static final String DATASETS = "datasets";

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
  public Optional<Inputs> inputs() {
    return Optional.of(new Inputs(PairwiseSettings.class, List.of(), List.of(DATASETS), 2));
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(DATASETS));
    keys.addAll(SettingsSchema.of(PairwiseSettings.class).keys());
    return keys;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return PairwiseExperiment.problems(workspace, datasets(settings), others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    List<Object> anywhere = new ArrayList<>();
    for (Object dataset : datasets(settings)) {
      anywhere.add(workspace.library().anywhere(dataset));
    }
    resolved.put(DATASETS, anywhere);
    resolved.putAll(
        ExperimentSettings.resolved(workspace, PairwiseSettings.class, others(settings)));
    return resolved;
  }

  @Override
  public List<String> pictures() {
    return List.of();
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(
        experiment(call).run(datasets(settings), others(settings), Optional.of(out)), out);
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    return outcome(experiment(call).restart(datasets(settings), others(settings), folder), folder);
  }

  private static List<?> datasets(Map<String, Object> settings) {
    return settings.getOrDefault(DATASETS, "") instanceof List<?> list ? list : List.of();
  }

  private static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.remove(DATASETS);
    return others;
  }

  private static PairwiseExperiment experiment(Call call) {
    return new PairwiseExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static Outcome outcome(PairwiseOutcome compared, Path folder) {
    String line = Numbers.counted(compared.pairs().size(), "pair") + " compared.";
    return new Outcome(
        folder.resolve(RunFolder.REPORT), compared.finished(), List.of(line), compared.warnings());
  }
}
