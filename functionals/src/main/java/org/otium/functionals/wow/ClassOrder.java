package org.otium.functionals.wow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.otium.api.ClassConditional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.numerics.ParallelLoop;

/**
 * A dataset as a measure over measures P = Σ_c w_c δ_{μ_c}, its points one class after the other:
 * which sample lies where, and the masses. It stays while labels and weights stay. Samples without
 * mass are left out.
 */
final class ClassOrder {
  private static final int ROWS_A_CHUNK = 256;

  private final Labels labels;
  private final Weights weights;
  private final int size;
  private final int[] samples;
  private final boolean identity;
  private final int[] classIds;
  private final double[] masses;
  private final List<Weights> measures;

  private ClassOrder(LabeledDataset dataset) {
    this.labels = dataset.labels();
    this.weights = dataset.weights();
    this.size = dataset.size();
    List<ClassConditional> classes = dataset.classConditionals();
    this.classIds = new int[classes.size()];
    this.masses = new double[classes.size()];
    this.measures = new ArrayList<>();
    int[] order = new int[size];
    int at = 0;
    boolean inPlace = true;
    for (int c = 0; c < masses.length; c++) {
      classIds[c] = classes.get(c).classId();
      masses[c] = classes.get(c).mass();
      int first = at;
      for (int i : classes.get(c).samples()) {
        if (weights.get(i) > 0) {
          inPlace &= i == at;
          order[at++] = i;
        }
      }
      double[] own = new double[at - first];
      for (int i = first; i < at; i++) {
        own[i - first] = weights.get(order[i]);
      }
      measures.add(Weights.proportional(own));
    }
    this.identity = inPlace && at == size;
    this.samples = Arrays.copyOf(order, at);
  }

  /** The order of a dataset. */
  static ClassOrder of(LabeledDataset dataset) {
    return new ClassOrder(dataset);
  }

  /** Whether it is that of a dataset too. */
  boolean fits(LabeledDataset dataset) {
    // Along a flow they are mostly the same objects, which this sees first.
    return Objects.equals(dataset.labels(), labels) && Objects.equals(dataset.weights(), weights);
  }

  /** Number of classes that have mass. */
  int classes() {
    return masses.length;
  }

  /** The classes, ascending; shared. */
  int[] classIds() {
    return classIds;
  }

  /** w_c; shared. */
  double[] masses() {
    return masses;
  }

  /** The masses of the points of each class, of sum one. */
  List<Weights> measures() {
    return measures;
  }

  /** Number of points that have mass. */
  int rows() {
    return samples.length;
  }

  /** The points of all classes, one class after the other. */
  Matrix stacked(Matrix features) {
    return identity ? features : features.selectRows(samples);
  }

  /**
   * The Wasserstein gradient of the samples, (1/m_i)·∂F/∂x_i, of the derivatives by the stacked
   * points.
   *
   * @param stacked ∂F/∂x, rows × d; taken over
   * @param d number of features
   * @param threads how many threads may work
   * @return n×d, zero for samples without mass
   */
  Matrix wasserstein(float[] stacked, int d, int threads) {
    float[] out = identity ? stacked : new float[Math.multiplyExact(size, d)];
    ParallelLoop.run(
        threads,
        0,
        samples.length,
        ROWS_A_CHUNK,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int sample = samples[row];
            float scale = (float) (1 / weights.get(sample));
            int in = row * d;
            int at = sample * d;
            for (int j = 0; j < d; j++) {
              out[at + j] = scale * stacked[in + j];
            }
          }
        });
    return Matrix.wrap(size, d, out);
  }
}
