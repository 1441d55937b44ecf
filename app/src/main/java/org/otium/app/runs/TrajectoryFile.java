package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/**
 * A trajectory as an npz file of T steps, m particles and d features: {@code steps} (T), {@code
 * particles} (m, positions in the source), {@code features} (T×m×d, float32) and {@code labels}
 * (T×m, class ids).
 */
public final class TrajectoryFile {
  private static final String STEPS = "steps";
  private static final String PARTICLES = "particles";
  private static final String FEATURES = "features";
  private static final String LABELS = "labels";

  private TrajectoryFile() {}

  /**
   * Writes a trajectory; an older file is replaced only when this one is complete.
   *
   * @param path where
   * @param trajectory at least one frame
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Trajectory trajectory) throws IOException {
    List<Trajectory.Frame> frames = trajectory.frames();
    int t = frames.size();
    int m = trajectory.particles().length;
    int d = frames.getFirst().features().columns();
    float[] features = new float[Math.multiplyExact(Math.multiplyExact(t, m), d)];
    int[] labels = new int[t * m];
    for (int f = 0; f < t; f++) {
      System.arraycopy(frames.get(f).features().array(), 0, features, f * m * d, m * d);
      System.arraycopy(frames.get(f).labels(), 0, labels, f * m, m);
    }
    Map<String, NpyArray> entries = new LinkedHashMap<>();
    entries.put(STEPS, NpyArray.of(frames.stream().mapToLong(Trajectory.Frame::step).toArray(), t));
    entries.put(PARTICLES, NpyArray.of(trajectory.particles(), m));
    entries.put(FEATURES, NpyArray.of(features, t, m, d));
    entries.put(LABELS, NpyArray.of(labels, t, m));
    AtomicFile.write(path, temporary -> NpzFile.write(temporary, entries, false));
  }

  /**
   * Reads a trajectory.
   *
   * @param path what {@link #write} wrote
   * @return the trajectory
   * @throws InvalidInputException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public static Trajectory read(Path path) throws IOException {
    Map<String, NpyArray> entries = NpzFile.read(path);
    try {
      long[] steps = array(entries, STEPS).toLongs();
      int[] particles = array(entries, PARTICLES).toInts();
      int[] labels = array(entries, LABELS).toInts();
      NpyArray stored = array(entries, FEATURES);
      float[] features = stored.toFloats();
      int d = stored.shape()[2];
      int m = particles.length;
      long all = Math.multiplyExact((long) steps.length * m, d);
      if (features.length != all || labels.length != (long) steps.length * m) {
        throw new IllegalArgumentException("arrays of different lengths");
      }
      List<Trajectory.Frame> frames = new ArrayList<>();
      for (int f = 0; f < steps.length; f++) {
        float[] frame = Arrays.copyOfRange(features, f * m * d, (f + 1) * m * d);
        frames.add(
            new Trajectory.Frame(
                steps[f],
                Matrix.wrap(m, d, frame),
                Arrays.copyOfRange(labels, f * m, (f + 1) * m)));
      }
      return new Trajectory(particles, frames);
    } catch (ArithmeticException
        | ClassCastException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "'" + path + "' is damaged: it does not hold what a trajectory holds",
          "Delete it to continue without the trajectory so far.",
          e);
    }
  }

  private static NpyArray array(Map<String, NpyArray> entries, String name) {
    NpyArray array = entries.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return array;
  }
}
