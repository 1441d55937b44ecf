package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.otium.app.experiment.FlowExperiment;
import org.otium.app.experiment.FlowOutcome;
import org.otium.app.experiment.FlowRequest;
import org.otium.app.experiment.FlowSettings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Problem;

/** Flows a dataset {@code from} towards a dataset {@code to}. */
final class FlowTask implements Task {
  private static final PairSettings SETTINGS = new PairSettings(FlowSettings.class);

  FlowTask() {}

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public String summary() {
    return "Flows the samples of one dataset towards another.";
  }

  @Override
  public Optional<Inputs> inputs() {
    return Optional.of(new Inputs(FlowSettings.class, List.of("from", "to"), List.of(), 1));
  }

  @Override
  public List<String> keys() {
    return SETTINGS.keys();
  }

  @Override
  public List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    return SETTINGS.problems(workspace, settings);
  }

  @Override
  public Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    return SETTINGS.resolved(workspace, settings);
  }

  @Override
  public List<String> pictures() {
    return List.of("scatter-along.png", "grid-along.png", "loss.png");
  }

  @Override
  public Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(experiment(call).start(request(call, settings, out)));
  }

  @Override
  public Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.CHECKPOINT))) {
      return outcome(experiment(call).resume(folder, OptionalLong.empty(), call.checkpoints()));
    }
    // It ended before its first checkpoint, which is that of the start.
    return outcome(experiment(call).restart(request(call, settings, folder)));
  }

  private static FlowExperiment experiment(Call call) {
    return new FlowExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static FlowRequest request(Call call, Map<String, Object> settings, Path out) {
    return new FlowRequest(
        PairSettings.from(settings),
        PairSettings.to(settings),
        PairSettings.others(settings),
        out,
        call.checkpoints());
  }

  private static Outcome outcome(FlowOutcome flow) {
    return new Outcome(flow.report(), flow.finished(), flow.summary(), flow.warnings());
  }
}
