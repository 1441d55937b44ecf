package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.flow.FlowExperiment;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.experiment.flow.FlowSettings;
import org.otium.app.runs.RunFolder;

/** Flows a dataset {@code from} towards a dataset {@code to}. */
final class FlowTask implements Task {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final Inputs INPUTS = Inputs.of(FlowSettings.class, FROM, TO);

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
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public List<String> pictures() {
    return List.of("scatter-along.png", "grid-along.png", "loss.png");
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return experiment(call).start(request(call, settings, out));
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    if (Files.exists(folder.resolve(RunFolder.CHECKPOINT))) {
      return experiment(call).resume(folder, OptionalLong.empty(), call.checkpoints());
    }
    // It ended before its first checkpoint, which is that of the start.
    return experiment(call).restart(request(call, settings, folder));
  }

  private static FlowExperiment experiment(Call call) {
    return new FlowExperiment(call.workspace(), call.progress(), call.stop());
  }

  private static FlowRequest request(Call call, Map<String, Object> settings, Path out) {
    return new FlowRequest(
        Inputs.one(settings, FROM),
        Inputs.one(settings, TO),
        INPUTS.others(settings),
        out,
        call.checkpoints());
  }
}
