package org.otium.app.experiment.interpolation;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.runs.Trajectory;

/**
 * Samples that move straight from one dataset to another, with their classes, where an
 * interpolation makes its datasets of such samples though they are not those of the target.
 *
 * @param start where they are at t = 0
 * @param end where they are at t = 1, one by one
 */
record StraightPath(LabeledDataset start, LabeledDataset end) {
  private static final float ROUNDING = 1e-4f;

  /**
   * The samples of an interpolation between two datasets.
   *
   * @return nothing where samples come and go, change their class, or leave the straight line
   */
  static Optional<StraightPath> of(Interpolation.Prepared prepared) {
    LabeledDataset start = prepared.at(Weights.proportional(1, 0));
    LabeledDataset end = prepared.at(Weights.proportional(0, 1));
    LabeledDataset middle = prepared.at(Weights.proportional(1, 1));
    boolean areOne =
        Arrays.equals(classes(start), classes(end))
            && Arrays.equals(classes(start), classes(middle));
    StraightPath path = new StraightPath(start, end);
    return areOne && path.isAt(0.5f, middle.features()) ? Optional.of(path) : Optional.empty();
  }

  private static int[] classes(LabeledDataset dataset) {
    int[] classes = new int[dataset.size()];
    Arrays.setAll(classes, dataset.labels()::classOf);
    return classes;
  }

  private boolean isAt(float t, Matrix expected) {
    float[] between = at(t, start.features(), end.features()).array();
    float[] other = expected.array();
    if (between.length != other.length) {
      return false;
    }
    float size = 0;
    float apart = 0;
    for (int i = 0; i < between.length; i++) {
      size = Math.max(size, Math.abs(between[i]));
      apart = Math.max(apart, Math.abs(between[i] - other[i]));
    }
    return apart <= ROUNDING * size;
  }

  private static Matrix at(float t, Matrix from, Matrix to) {
    float[] values = new float[from.array().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (1 - t) * from.array()[i] + t * to.array()[i];
    }
    return Matrix.wrap(from.rows(), from.columns(), values);
  }

  /** Some of the samples at evenly spaced times. */
  Trajectory trajectory(int[] shown, int frames) {
    Matrix from = start.features().selectRows(shown);
    Matrix to = end.features().selectRows(shown);
    int[] labels = Arrays.stream(shown).map(start.labels()::classOf).toArray();
    List<Trajectory.Frame> all = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      all.add(new Trajectory.Frame(f, at((float) f / (frames - 1), from, to), labels));
    }
    return new Trajectory(shown, all);
  }

  /**
   * How much mass goes from each class of the one dataset to each of the other.
   *
   * @return one row a class of {@code from}; nothing where samples do not start and end in samples
   *     of the two, or where equal samples have different classes
   */
  Optional<double[][]> coupling(LabeledDataset from, LabeledDataset to) {
    Map<FloatBuffer, Integer> starts = positions(from);
    Map<FloatBuffer, Integer> ends = positions(to);
    double[][] mass = new double[from.classIds().length][to.classIds().length];
    for (int i = 0; i < start.size(); i++) {
      int k = starts.getOrDefault(FloatBuffer.wrap(start.features().row(i)), -1);
      int l = ends.getOrDefault(FloatBuffer.wrap(end.features().row(i)), -1);
      if (k < 0 || l < 0) {
        return Optional.empty();
      }
      mass[k][l] += start.weights().get(i);
    }
    return Optional.of(mass);
  }

  private static Map<FloatBuffer, Integer> positions(LabeledDataset dataset) {
    int[] classes = dataset.classPositions();
    Map<FloatBuffer, Integer> positions = new HashMap<>();
    for (int i = 0; i < dataset.size(); i++) {
      positions.merge(
          FloatBuffer.wrap(dataset.features().row(i)),
          classes[i],
          (one, other) -> one.equals(other) ? one : -1);
    }
    return positions;
  }
}
