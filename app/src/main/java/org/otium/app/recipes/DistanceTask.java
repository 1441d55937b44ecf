package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.distance.DistanceExperiment;
import org.otium.app.experiment.distance.DistanceOutcome;
import org.otium.app.experiment.distance.DistanceSettings;
import org.otium.app.text.Numbers;

/** Compares a dataset {@code from} with a dataset {@code to}. */
final class DistanceTask implements Task {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final Inputs INPUTS = Inputs.of(DistanceSettings.class, FROM, TO);

  DistanceTask() {}

  @Override
  public String name() {
    return "distance";
  }

  @Override
  public String summary() {
    return "Compares two datasets.";
  }

  @Override
  public Inputs inputs() {
    return INPUTS;
  }

  @Override
  public RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException {
    return outcome(
        experiment(call)
            .run(
                Inputs.one(settings, FROM),
                Inputs.one(settings, TO),
                INPUTS.others(settings),
                Optional.of(out)),
        out);
  }

  @Override
  public RunOutcome resume(Call call, Map<String, Object> settings, Path folder)
      throws IOException {
    return outcome(
        experiment(call)
            .restart(
                Inputs.one(settings, FROM),
                Inputs.one(settings, TO),
                INPUTS.others(settings),
                folder),
        folder);
  }

  private static DistanceExperiment experiment(Call call) {
    return new DistanceExperiment(call.workspace(), call.progress());
  }

  private static RunOutcome outcome(DistanceOutcome compared, Path folder) {
    DatasetDistance.Report report = compared.report();
    String line = report.symbol() + " is " + Numbers.value(report.distance()) + ".";
    return new RunOutcome(folder, true, List.of(line), report.warnings());
  }
}
