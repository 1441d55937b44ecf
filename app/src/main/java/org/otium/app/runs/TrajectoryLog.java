package org.otium.app.runs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/**
 * The frames of a trajectory while the flow runs: each is appended to a file as soon as it is
 * there, so that a process that is killed loses none and nothing is held in memory.
 */
public final class TrajectoryLog implements AutoCloseable {
  private final Path path;
  private final int[] particles;
  private final int dimension;
  private final ByteBuffer frame;
  private final FileChannel channel;
  private long last = -1;

  private TrajectoryLog(Path path, int[] particles, int dimension) throws IOException {
    this.path = path;
    this.particles = particles.clone();
    this.dimension = dimension;
    int bytes =
        Math.addExact(
            Long.BYTES,
            Math.multiplyExact(
                particles.length, Math.addExact(Integer.BYTES, Float.BYTES * dimension)));
    this.frame = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Opens a log.
   *
   * @param path its file; frames of an interrupted run in it are kept
   * @param particles which particles are recorded
   * @param dimension number of features
   * @param made how many steps the flow has made: later frames are dropped, for they will come
   *     again
   * @return the log, standing after the frames that are kept
   * @throws IOException if the file cannot be read or written
   */
  public static TrajectoryLog open(Path path, int[] particles, int dimension, long made)
      throws IOException {
    TrajectoryLog log = new TrajectoryLog(path, particles, dimension);
    long kept = 0;
    while (log.read(kept)) {
      long step = log.frame.getLong(0);
      if (step > made) {
        break;
      }
      log.last = step;
      kept++;
    }
    log.channel.truncate(kept * log.frame.capacity());
    log.channel.position(log.channel.size());
    return log;
  }

  /**
   * Appends a frame, unless there is one of this step or a later one already.
   *
   * @param step how many steps were made
   * @param state all particles of the flow
   * @throws IOException if it cannot be written
   */
  public void append(long step, LabeledDataset state) throws IOException {
    if (step <= last) {
      return;
    }
    float[] features = state.features().array();
    frame.clear().putLong(step);
    for (int p : particles) {
      frame.putInt(state.labels().classOf(p));
    }
    for (int p : particles) {
      for (int j = p * dimension; j < (p + 1) * dimension; j++) {
        frame.putFloat(features[j]);
      }
    }
    frame.flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
    last = step;
  }

  /**
   * All frames so far.
   *
   * @return the trajectory
   * @throws IOException if the file cannot be read
   */
  public Trajectory trajectory() throws IOException {
    List<Trajectory.Frame> frames = new ArrayList<>();
    for (int f = 0; read(f); f++) {
      frame.rewind();
      long step = frame.getLong();
      int[] labels = new int[particles.length];
      frame
          .slice(Long.BYTES, labels.length * Integer.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .get(labels);
      float[] features = new float[particles.length * dimension];
      int start = Long.BYTES + labels.length * Integer.BYTES;
      frame
          .slice(start, features.length * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(features);
      frames.add(
          new Trajectory.Frame(step, Matrix.wrap(particles.length, dimension, features), labels));
    }
    return new Trajectory(particles, frames);
  }

  /** Reads one frame, if all of it is there. */
  private boolean read(long index) throws IOException {
    frame.clear();
    long start = index * frame.capacity();
    while (frame.hasRemaining()) {
      if (channel.read(frame, start + frame.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Starts a log from a finished trajectory, for a flow that goes on.
   *
   * @param path the file of the log
   * @param earlier of the same particles
   * @param every steps that are no multiple of this are left out, as the log would have
   * @throws IOException if it cannot be written
   */
  public static void restore(Path path, Trajectory earlier, long every) throws IOException {
    if (earlier.frames().isEmpty()) {
      return;
    }
    int d = earlier.frames().getFirst().features().columns();
    int[] all = new int[earlier.particles().length];
    Arrays.setAll(all, i -> i);
    Files.deleteIfExists(path);
    try (TrajectoryLog log = new TrajectoryLog(path, all, d)) {
      for (Trajectory.Frame f : earlier.frames()) {
        if (f.step() % every == 0) {
          log.append(f.step(), LabeledDataset.of("frame", f.features(), Labels.hard(f.labels())));
        }
      }
    }
  }

  /**
   * Ends the log and removes its file, once the trajectory is kept elsewhere.
   *
   * @throws IOException if it cannot be removed
   */
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
