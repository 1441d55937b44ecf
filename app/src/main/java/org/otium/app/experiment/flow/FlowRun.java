package org.otium.app.experiment.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.Flow;
import org.otium.api.FlowListener;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.runs.CheckpointFile;
import org.otium.app.runs.MetricsFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.runs.Trajectory;

/** Makes the steps of a flow and keeps its run folder up to date meanwhile. */
public final class FlowRun implements FlowListener, AutoCloseable {
  private static final int MOST_WARNINGS = 50;
  private final RunFolder folder;
  private final Flow flow;
  private final FlowSpace space;
  private final ShownParticles shown;
  private final MetricsFile metrics;
  private final Recorder recorder;
  private final FlowEvaluation evaluation;
  private final FlowRequest.Checkpoints checkpoints;
  private final Progress progress;
  private final StopSignal stop;
  private final Set<String> warnings = new LinkedHashSet<>();
  private SortedMap<Integer, Integer> counts = new TreeMap<>();
  private OptionalDouble accuracy = OptionalDouble.empty();
  private long total;
  private long stepAtCheckpoint;
  private long timeOfCheckpoint = System.nanoTime();

  /** The particles that were looked at last, where they flow and where they are seen. */
  private @Nullable LabeledDataset flowing;

  private @Nullable LabeledDataset seen;

  /**
   * A run that goes on from where its flow is, after the numbers and frames of earlier steps.
   *
   * @param folder the folder of the run
   * @param flow what makes the steps
   * @param space where its particles are
   * @param shown which particles are drawn
   * @param recording which positions are kept
   * @param evaluation asks a classifier, if any
   * @param checkpoints when checkpoints are written
   * @param progress is told how it goes
   * @param stop ends it early
   * @throws IOException if the folder cannot be read or written
   */
  public FlowRun(
      RunFolder folder,
      Flow flow,
      FlowSpace space,
      ShownParticles shown,
      Recording recording,
      FlowEvaluation evaluation,
      FlowRequest.Checkpoints checkpoints,
      Progress progress,
      StopSignal stop)
      throws IOException {
    this.folder = folder;
    this.flow = flow;
    this.space = space;
    this.shown = shown;
    long made = flow.state().step();
    this.metrics = new MetricsFile(folder.file(RunFolder.METRICS));
    metrics.readBack(made);
    this.recorder = Recorder.open(folder, recording, particles().dimension(), made);
    this.evaluation = evaluation;
    this.checkpoints = checkpoints;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Leaves nothing behind of a run that failed before its first step.
   *
   * @param folder the folder of the run
   * @param failure what went wrong
   */
  public static void abandon(RunFolder folder, InvalidInputException failure) {
    List<String> files = new ArrayList<>(FlowPictures.BEFORE);
    files.addAll(List.of(Recorder.LOG, RunFolder.METRICS, RunFolder.CHECKPOINT, FlowSpace.FILE));
    files.add(RunFolder.MANIFEST);
    try {
      folder.abandon(files);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * What makes the steps.
   *
   * @return the flow
   */
  public Flow flow() {
    return flow;
  }

  /**
   * The particles of now, as samples are: back from where they flow.
   *
   * @return n samples
   */
  public LabeledDataset particles() {
    return seen(flow);
  }

  @SuppressWarnings("ReferenceEquality") // other particles, not equal ones
  private LabeledDataset seen(Flow at) {
    LabeledDataset now = at.state().particles();
    LabeledDataset known = seen;
    if (known == null || now != flowing) {
      known = space.seen(now);
      seen = known;
      flowing = now;
    }
    return known;
  }

  /**
   * The numbers of all steps so far.
   *
   * @return a row a step
   */
  public List<MetricsFile.Row> metrics() {
    return metrics.rows();
  }

  FlowEvaluation evaluation() {
    return evaluation;
  }

  /**
   * Takes over what steps before an interruption warned of.
   *
   * @param earlier one line each
   */
  public void remember(List<String> earlier) {
    warnings.addAll(earlier);
  }

  /**
   * What to keep in mind.
   *
   * @return one line each
   */
  public List<String> warnings() {
    return new ArrayList<>(warnings);
  }

  /**
   * Where particles were, known once the flow has ended; empty if nothing is recorded.
   *
   * @return the frames
   */
  public Optional<Trajectory> trajectory() {
    return recorder.trajectory();
  }

  /**
   * Makes steps until there are so many in all, or until it is stopped.
   *
   * @param steps how many steps
   * @return whether all were made
   * @throws IOException if the folder cannot be written
   */
  public boolean to(long steps) throws IOException {
    total = steps;
    look(flow);
    show(flow);
    writeCheckpoint();
    progress.phase("Flowing");
    try {
      boolean finished = !stop.isRequested() && flow.runTo(steps, this);
      shown.keep(flow.state().step(), particles());
      writeCheckpoint();
      recorder.finish(flow.state().step(), particles());
      return finished;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean onStep(FlowStep step, Flow at) {
    try {
      record(step);
      long made = at.state().step();
      look(at);
      show(at);
      progress.step(step, made, total);
      boolean stopped = stop.isRequested() && made < total;
      if (!stopped && made < total && isDue(made)) {
        writeCheckpoint();
      }
      return !stopped;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onEnd(FlowStep last, Flow at) {
    try {
      record(last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void record(FlowStep step) throws IOException {
    metrics.add(step, accuracy, counts);
    for (String warning : step.warnings()) {
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(warning);
      }
    }
  }

  /** What is measured next is measured with the labels and the features of now. */
  private void look(Flow at) {
    LabeledDataset particles = at.state().particles();
    counts = counted(particles);
    long made = at.state().step();
    accuracy =
        evaluation.looks(made, total)
            ? evaluation.at(made, total, seen(at))
            : OptionalDouble.empty();
  }

  private void show(Flow at) throws IOException {
    long made = at.state().step();
    if (shown.shows(made)) {
      shown.keep(made, seen(at));
    }
    if (recorder.records(made)) {
      recorder.visit(made, seen(at));
    }
  }

  private static SortedMap<Integer, Integer> counted(LabeledDataset particles) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < particles.size(); i++) {
      counts.merge(particles.labels().classOf(i), 1, Integer::sum);
    }
    return counts;
  }

  private boolean isDue(long made) {
    boolean bySteps = checkpoints.steps() > 0 && made - stepAtCheckpoint >= checkpoints.steps();
    return bySteps || (System.nanoTime() - timeOfCheckpoint) / 1e9 >= checkpoints.seconds();
  }

  private void writeCheckpoint() throws IOException {
    new CheckpointFile(flow.checkpoint(), shown.kept(), warnings())
        .write(folder.file(RunFolder.CHECKPOINT));
    stepAtCheckpoint = flow.state().step();
    timeOfCheckpoint = System.nanoTime();
  }

  @Override
  public void close() throws IOException {
    try (recorder) {
      metrics.close();
    }
  }
}
