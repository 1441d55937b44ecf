package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.InterpolateExperiment;
import org.otium.app.experiment.InterpolateOutcome;
import org.otium.app.experiment.InterpolateSettings;
import org.otium.app.experiment.Workspace;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/** Makes a dataset between several datasets {@code from}, seen from a dataset {@code target}. */
final class InterpolateTask implements Task {
  private static final String TARGET = "target";
  private static final String FROM = "from";

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
  public Optional<Inputs> inputs() {
    return Optional.of(new Inputs(InterpolateSettings.class, List.of(TARGET), List.of(FROM), 1));
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(TARGET, FROM));
    keys.addAll(SettingsSchema.of(InterpolateSettings.class).keys());
    return keys;
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return InterpolateExperiment.problems(
        workspace, target(settings), from(settings), others(settings));
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    resolved.put(TARGET, workspace.library().anywhere(target(settings)));
    resolved.put(FROM, from(settings).stream().map(workspace.library()::anywhere).toList());
    resolved.putAll(
        ExperimentSettings.resolved(workspace, InterpolateSettings.class, others(settings)));
    return resolved;
  }

  @Override
  public List<String> pictures() {
    return List.of("simplex.png", "grid-along.png", "scatter-along.png");
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(experiment(call).run(target(settings), from(settings), others(settings), out));
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    return outcome(
        experiment(call).restart(target(settings), from(settings), others(settings), folder));
  }

  private static Object target(Map<String, Object> settings) {
    return settings.getOrDefault(TARGET, "");
  }

  /** The datasets; a single one need not be a list. */
  static List<?> from(Map<String, Object> settings) {
    Object from = settings.getOrDefault(FROM, List.of());
    return from instanceof List<?> list ? list : from.equals("") ? List.of() : List.of(from);
  }

  private static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.remove(TARGET);
    others.remove(FROM);
    return others;
  }

  private static InterpolateExperiment experiment(Call call) {
    return new InterpolateExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static Outcome outcome(InterpolateOutcome made) {
    return new Outcome(made.report(), made.finished(), made.summary(), made.warnings());
  }
}
