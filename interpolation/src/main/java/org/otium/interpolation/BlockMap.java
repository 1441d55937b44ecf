package org.otium.interpolation;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.MinibatchPartition;
import org.otium.numerics.ParallelLoop;

/**
 * What a transport between a block of the source and a block of the target says of any sample: by
 * the entropic map T(x) = Σ_j y_j w_j(x), w_j ∝ b_j exp((g_j − c(x, y_j))/ε), or for ε = 0 by the
 * target that minimises c(x, y_j) − g_j.
 */
final class BlockMap {
  /** Rows of cost that are held at a time. */
  private static final int ROWS = 256;

  private final LabeledTransport transport;
  private final ClassedSamples all;
  private final int[] columns;
  private final double[] columnMasses;
  private final double[][] labels;
  private final double[] g;
  private final double[] logMass;
  private final double epsilon;
  private final double mass;

  /**
   * Keeps what was solved.
   *
   * @param all the target, of which the block has a part
   * @param labels the label distances
   */
  BlockMap(
      LabeledTransport transport,
      ClassedSamples all,
      double[][] labels,
      MinibatchPartition.Block block,
      TransportResult result) {
    this.transport = transport;
    this.all = all;
    this.columns = block.columns();
    this.columnMasses = block.columnMasses();
    this.labels = labels;
    this.g = result.potentials().g();
    this.epsilon = result.epsilon();
    this.mass = block.mass();
    Weights weights = Weights.proportional(columnMasses);
    this.logMass = new double[columns.length];
    for (int j = 0; j < logMass.length; j++) {
      logMass[j] = Math.log(weights.get(j));
    }
  }

  /** How strongly the transport was regularised: ε, in units of cost. */
  double epsilon() {
    return epsilon;
  }

  /**
   * The features of a side with the shares of its classes behind them: both are averaged by one
   * product.
   *
   * @return size × (features + classes)
   */
  static Matrix withShares(ClassedSamples side) {
    LabeledDataset data = side.data();
    int d = data.dimension();
    int[] ids = side.classIds();
    int width = d + ids.length;
    float[] rows = new float[Math.multiplyExact(data.size(), width)];
    for (int j = 0; j < data.size(); j++) {
      System.arraycopy(data.features().array(), j * d, rows, j * width, d);
      int at = j * width + d;
      data.labels()
          .forEachShare(
              j,
              (classId, share) -> {
                int column = Arrays.binarySearch(ids, classId);
                if (column >= 0) {
                  rows[at + column] = share;
                }
              });
    }
    return Matrix.wrap(data.size(), width, rows);
  }

  /**
   * Adds the images of samples, times the mass of the block.
   *
   * @param samples with classes among those that the label distances know
   * @param sums samples × (features + classes)
   */
  void addImages(ClassedSamples samples, float[] sums, Compute compute) {
    ClassedSamples target = all.part(columns, columnMasses);
    Matrix targets = withShares(target);
    int width = targets.columns();
    int m = targets.rows();
    CostMatrix cost =
        transport.cost(samples.data(), samples.classOf(), target.data(), target.classOf(), labels);
    ParallelLoop.run(
        compute.threads(),
        0,
        samples.data().size(),
        ROWS,
        (from, to) -> {
          float[] weights = new float[(to - from) * m];
          cost.fill(from, to, weights);
          double[] exponent = new double[m];
          for (int i = 0; i < to - from; i++) {
            weigh(weights, i * m, exponent);
          }
          compute
              .linearAlgebra()
              .gemm(
                  Transpose.NO,
                  Transpose.NO,
                  to - from,
                  width,
                  m,
                  (float) mass,
                  weights,
                  0,
                  m,
                  targets.array(),
                  0,
                  width,
                  1f,
                  sums,
                  from * width,
                  width);
        });
  }

  /** Turns a row of costs into the weights w_j(x) of its targets. */
  private void weigh(float[] block, int at, double[] exponent) {
    int m = g.length;
    int best = -1;
    for (int j = 0; j < m; j++) {
      double gain = g[j] - block[at + j];
      exponent[j] = epsilon > 0 ? gain / epsilon + logMass[j] : gain;
      boolean hasMass = logMass[j] != Double.NEGATIVE_INFINITY;
      if (hasMass && (best < 0 || exponent[j] > exponent[best])) {
        best = j;
      }
    }
    if (epsilon == 0) {
      Arrays.fill(block, at, at + m, 0f);
      block[at + best] = 1;
      return;
    }
    double largest = exponent[best];
    double sum = 0;
    for (int j = 0; j < m; j++) {
      exponent[j] = Math.exp(exponent[j] - largest);
      sum += exponent[j];
    }
    for (int j = 0; j < m; j++) {
      block[at + j] = (float) (exponent[j] / sum);
    }
  }
}
