package org.otium.app.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.Flow;
import org.otium.api.FlowListener;
import org.otium.api.FlowStep;
import org.otium.app.runs.CheckpointFile;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;

/** Makes the steps of a flow and keeps its run folder up to date meanwhile. */
final class FlowRun implements FlowListener {
  private static final int MOST_WARNINGS = 50;
  private final RunFolder folder;
  private final Flow flow;
  private final ShownParticles shown;
  private final MetricsFile metrics;
  private final FlowRequest.Checkpoints checkpoints;
  private final Progress progress;
  private final StopSignal stop;
  private final Set<String> warnings = new LinkedHashSet<>();
  private long total;
  private long stepAtCheckpoint;
  private long timeOfCheckpoint = System.nanoTime();

  FlowRun(
      RunFolder folder,
      Flow flow,
      ShownParticles shown,
      MetricsFile metrics,
      FlowRequest.Checkpoints checkpoints,
      Progress progress,
      StopSignal stop) {
    this.folder = folder;
    this.flow = flow;
    this.shown = shown;
    this.metrics = metrics;
    this.checkpoints = checkpoints;
    this.progress = progress;
    this.stop = stop;
  }

  Flow flow() {
    return flow;
  }

  List<MetricsFile.Row> metrics() {
    return metrics.rows();
  }

  List<String> warnings() {
    return new ArrayList<>(warnings);
  }

  /**
   * Makes steps until there are so many in all, or until it is stopped.
   *
   * @return whether all were made
   */
  boolean to(long steps) throws IOException {
    total = steps;
    shown.visit(flow.state().step(), flow.state().particles());
    writeCheckpoint();
    progress.phase("Flowing");
    try {
      boolean finished = !stop.isRequested() && flow.runTo(steps, this);
      shown.keep(flow.state().step(), flow.state().particles());
      writeCheckpoint();
      return finished;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean onStep(FlowStep step, Flow at) {
    record(step);
    long made = at.state().step();
    shown.visit(made, at.state().particles());
    progress.step(step, made, total);
    boolean stopped = stop.isRequested() && made < total;
    if (!stopped && made < total && isDue(made)) {
      try {
        writeCheckpoint();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return !stopped;
  }

  @Override
  public void onEnd(FlowStep last, Flow at) {
    record(last);
  }

  private void record(FlowStep step) {
    metrics.add(step);
    for (String warning : step.warnings()) {
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(warning);
      }
    }
  }

  private boolean isDue(long made) {
    boolean bySteps = checkpoints.steps() > 0 && made - stepAtCheckpoint >= checkpoints.steps();
    return bySteps || (System.nanoTime() - timeOfCheckpoint) / 1e9 >= checkpoints.seconds();
  }

  private void writeCheckpoint() throws IOException {
    new CheckpointFile(flow.checkpoint(), shown.kept()).write(folder.file(RunFolder.CHECKPOINT));
    metrics.write();
    stepAtCheckpoint = flow.state().step();
    timeOfCheckpoint = System.nanoTime();
  }
}
