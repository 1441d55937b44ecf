package org.otium.app.experiment.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.app.runs.RunFolder;
import org.otium.app.runs.Trajectory;
import org.otium.app.runs.TrajectoryFile;
import org.otium.app.runs.TrajectoryLog;

/** Records where particles are along a flow, and leaves {@code trajectory.npz} behind. */
final class Recorder implements AutoCloseable {
  /** Frames so far, while the flow runs. */
  static final String LOG = ".trajectory.log";

  private final Recording recording;
  private final Path file;
  private final @Nullable TrajectoryLog log;
  private Optional<Trajectory> written = Optional.empty();

  private Recorder(Recording recording, Path file, @Nullable TrajectoryLog log) {
    this.recording = recording;
    this.file = file;
    this.log = log;
  }

  /**
   * A recorder that goes on after the frames that an interrupted run left.
   *
   * @param folder the folder of the run
   * @param recording which steps are kept
   * @param dimension how many features there are
   * @param made how many steps the flow has made
   * @return a recorder that is to be closed
   * @throws IOException if the folder cannot be written
   */
  static Recorder open(RunFolder folder, Recording recording, int dimension, long made)
      throws IOException {
    Path file = folder.file(RunFolder.TRAJECTORY);
    if (recording.isEmpty()) {
      return new Recorder(recording, file, null);
    }
    Path log = folder.file(LOG);
    if (!Files.exists(log) && Files.exists(file)) {
      TrajectoryLog.restore(log, TrajectoryFile.read(file), recording.every());
    }
    return new Recorder(
        recording, file, TrajectoryLog.open(log, recording.particles(), dimension, made));
  }

  /** Whether a step is recorded. */
  boolean records(long step) {
    return log != null && step % recording.every() == 0;
  }

  void visit(long step, LabeledDataset particles) throws IOException {
    if (log != null) {
      log.append(step, particles);
    }
  }

  /** Writes the trajectory with the state at its end, whether or not that step is recorded. */
  void finish(long step, LabeledDataset end) throws IOException {
    if (log == null) {
      return;
    }
    Trajectory recorded = log.trajectory();
    List<Trajectory.Frame> frames = new ArrayList<>(recorded.frames());
    if (frames.isEmpty() || frames.getLast().step() < step) {
      frames.add(frame(step, end));
    }
    Trajectory whole = new Trajectory(recorded.particles(), frames);
    TrajectoryFile.write(file, whole);
    log.delete();
    written = Optional.of(whole);
  }

  private Trajectory.Frame frame(long step, LabeledDataset particles) {
    int[] chosen = recording.particles();
    Matrix features = particles.features().selectRows(chosen);
    int[] labels = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      labels[i] = particles.labels().classOf(chosen[i]);
    }
    return new Trajectory.Frame(step, features, labels);
  }

  /** What was written at the end; empty before, and if nothing is recorded. */
  Optional<Trajectory> trajectory() {
    return written;
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}
