package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.InterpolateOutcome;
import org.otium.app.experiment.TransferExperiment;
import org.otium.app.experiment.TransferSettings;
import org.otium.app.experiment.Workspace;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/**
 * Compares datasets to pretrain on, made of several datasets {@code from}, for a dataset {@code
 * target} with few labels, of which {@code test} holds other samples.
 */
final class TransferTask implements Task {
  private static final String TARGET = "target";
  private static final String TEST = "test";
  private static final String FROM = "from";

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
  public Optional<Inputs> inputs() {
    return Optional.of(new Inputs(TransferSettings.class, List.of(TARGET, TEST), List.of(FROM), 1));
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(TARGET, TEST, FROM));
    keys.addAll(SettingsSchema.of(TransferSettings.class).keys());
    return keys;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return TransferExperiment.problems(workspace, datasets(settings), others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    TransferExperiment.Datasets datasets = datasets(settings);
    resolved.put(TARGET, workspace.library().anywhere(datasets.target()));
    resolved.put(TEST, workspace.library().anywhere(datasets.test()));
    resolved.put(FROM, datasets.from().stream().map(workspace.library()::anywhere).toList());
    resolved.putAll(
        ExperimentSettings.resolved(workspace, TransferSettings.class, others(settings)));
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

  private static TransferExperiment.Datasets datasets(Map<String, Object> settings) {
    return new TransferExperiment.Datasets(
        settings.getOrDefault(TARGET, ""),
        settings.getOrDefault(TEST, ""),
        InterpolateTask.from(settings));
  }

  private static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.keySet().removeAll(List.of(TARGET, TEST, FROM));
    return others;
  }

  private static TransferExperiment experiment(Call call) {
    return new TransferExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static Outcome outcome(InterpolateOutcome made) {
    return new Outcome(made.report(), made.finished(), made.summary(), made.warnings());
  }
}
