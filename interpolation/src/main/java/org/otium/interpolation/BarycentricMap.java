package org.otium.interpolation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.DatasetMap;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Labels;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.api.TransportResult;
import org.otium.numerics.ParallelLoop;

/**
 * A barycentric projection that was learned. Seen samples follow the plan, which is kept, and with
 * it the cost where that is stored; others follow the potential of the target.
 */
final class BarycentricMap implements DatasetMap {
  /** Rows of the plan that are held at a time. */
  private static final int BLOCK = 256;

  private final LabeledTransport transport;
  private final Side source;
  private final Side target;
  private final double[][] labels;
  private final double[] g;
  private final double epsilon;
  private final Compute compute;

  private final TransportPlan plan;

  private final Map<Integer, Integer> classPosition = new HashMap<>();

  BarycentricMap(
      LabeledTransport transport,
      Side source,
      Side target,
      double[][] labels,
      TransportResult result,
      Compute compute) {
    this.transport = transport;
    this.source = source;
    this.target = target;
    this.labels = labels;
    this.g = result.potentials().g();
    this.epsilon = result.epsilon();
    this.plan = result.plan();
    this.compute = compute;
    for (int c = 0; c < source.classes().size(); c++) {
      classPosition.put(source.classes().get(c).classId(), c);
    }
  }

  @Override
  public LabeledDataset apply(LabeledDataset samples) {
    int n = samples.size();
    int d = samples.dimension();
    int classes = target.classes().size();
    Matrix targets = targetsWithLabels();
    int width = targets.columns();
    @Nullable Matrix extended = null;
    @Nullable Matrix planned = null;
    if (isSource(samples)) {
      planned = plan.barycentricProjection(targets);
    }
    float[] features = new float[n * d];
    float[] shares = new float[n * classes];
    for (int i = 0; i < n; i++) {
      float[] row;
      if (planned != null && source.data().weights().get(i) > 0) {
        row = planned.row(i);
      } else {
        // The plan says nothing of a sample without mass, nor of one that it has not seen.
        extended = extended == null ? extend(samples, targets) : extended;
        row = extended.row(i);
      }
      System.arraycopy(row, 0, features, i * d, d);
      normalise(row, d, width, shares, i * classes);
    }
    return LabeledDataset.of(
            samples.name() + " to " + target.data().name(),
            Matrix.wrap(n, d, features),
            Labels.soft(target.classIds(), Matrix.wrap(n, classes, shares)))
        .withWeights(samples.weights())
        .withClassNames(target.data().classNames())
        .withShape(target.data().shape());
  }

  private boolean isSource(LabeledDataset samples) {
    return samples.features().equals(source.data().features())
        && samples.labels().equals(source.data().labels());
  }

  /**
   * The target features with a one-hot row of their class behind them: both are averaged by one
   * product.
   */
  private Matrix targetsWithLabels() {
    LabeledDataset data = target.data();
    int d = data.dimension();
    int width = d + target.classes().size();
    float[] rows = new float[Math.multiplyExact(data.size(), width)];
    for (int j = 0; j < data.size(); j++) {
      System.arraycopy(data.features().array(), j * d, rows, j * width, d);
      rows[j * width + d + target.classOf()[j]] = 1;
    }
    return Matrix.wrap(data.size(), width, rows);
  }

  private static void normalise(float[] row, int from, int to, float[] out, int offset) {
    double sum = 0;
    for (int c = from; c < to; c++) {
      sum += row[c];
    }
    for (int c = from; c < to; c++) {
      out[offset + c - from] = (float) (row[c] / sum);
    }
  }

  private Matrix extend(LabeledDataset samples, Matrix targets) {
    CostMatrix cost = transport.cost(side(samples), target, labels);
    int n = cost.rows();
    int m = cost.columns();
    int width = targets.columns();
    double[] logMass = new double[m];
    for (int j = 0; j < m; j++) {
      logMass[j] = Math.log(target.data().weights().get(j));
    }
    float[] out = new float[Math.multiplyExact(n, width)];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        BLOCK,
        (from, to) -> {
          float[] block = new float[(to - from) * m];
          cost.fill(from, to, block);
          double[] exponent = new double[m];
          for (int i = 0; i < to - from; i++) {
            weigh(block, i * m, logMass, exponent);
          }
          compute
              .linearAlgebra()
              .gemm(
                  Transpose.NO,
                  Transpose.NO,
                  to - from,
                  width,
                  m,
                  1f,
                  block,
                  0,
                  m,
                  targets.array(),
                  0,
                  width,
                  0f,
                  out,
                  from * width,
                  width);
        });
    return Matrix.wrap(n, width, out);
  }

  /** Turns a row of costs into the weights w_j(x) of its targets. */
  private void weigh(float[] block, int at, double[] logMass, double[] exponent) {
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

  private Side side(LabeledDataset samples) {
    if (isSource(samples)) {
      return source;
    }
    int[] classOf = new int[samples.size()];
    for (int i = 0; i < classOf.length; i++) {
      int classId = samples.labels().classOf(i);
      Integer position = classPosition.get(classId);
      if (position == null) {
        throw new InvalidInputException(
            "class "
                + samples.className(classId)
                + " was not among the samples the map was learned from",
            "Map samples of the classes "
                + source.classes().stream().map(ClassConditional::name).toList()
                + " only.");
      }
      classOf[i] = position;
    }
    return new Side(samples, source.classes(), classOf);
  }
}
