package org.otium.learners.classification;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.numerics.ParallelLoop;

/**
 * The regularised mean cross-entropy of a linear classifier and its gradient. The parameters are
 * the rows of W, one a class, followed by b.
 */
final class CrossEntropy implements LimitedMemoryBfgs.Objective {
  /** Samples whose logits are computed at once. */
  private static final int ROWS = 1024;

  /** Partial sums of the gradient, at most: their number must not depend on the threads. */
  private static final int MOST_PARTS = 16;

  private static final long PARTS_BUDGET = 1L << 26;

  private final float[] z;
  private final int n;
  private final int d;
  private final int classes;
  private final int[] labelStarts;
  private final int[] labelColumns;
  private final float[] labelShares;
  private final double[] weights;
  private final double l2;
  private final Compute compute;
  private final int rowsPerPart;

  CrossEntropy(float[] standardised, LabeledDataset training, double l2, Compute compute) {
    this.z = standardised;
    this.n = training.size();
    this.d = training.dimension();
    this.weights = training.weights().toArray();
    this.l2 = l2;
    this.compute = compute;
    int[] ids = training.classIds();
    this.classes = ids.length;
    this.labelStarts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      int[] entries = {labelStarts[i]};
      training.labels().forEachShare(i, (_, _) -> entries[0]++);
      labelStarts[i + 1] = entries[0];
    }
    this.labelColumns = new int[labelStarts[n]];
    this.labelShares = new float[labelStarts[n]];
    int[] at = {0};
    for (int i = 0; i < n; i++) {
      training
          .labels()
          .forEachShare(
              i,
              (id, share) -> {
                labelColumns[at[0]] = Arrays.binarySearch(ids, id);
                labelShares[at[0]++] = share;
              });
    }
    long size = (long) classes * (d + 1) * Double.BYTES;
    long parts = Math.clamp(PARTS_BUDGET / size, 1, MOST_PARTS);
    int blocks = (n + ROWS - 1) / ROWS;
    this.rowsPerPart = Math.max(1, (int) ((blocks + parts - 1) / parts)) * ROWS;
  }

  /** W = 0, and b the logarithms of the classes' masses. */
  double[] start() {
    double[] mass = new double[classes];
    for (int i = 0; i < n; i++) {
      for (int e = labelStarts[i]; e < labelStarts[i + 1]; e++) {
        mass[labelColumns[e]] += weights[i] * labelShares[e];
      }
    }
    double[] start = new double[Math.multiplyExact(classes, d + 1)];
    for (int c = 0; c < classes; c++) {
      // A class without mass is improbable, not impossible.
      start[classes * d + c] = Math.log(Math.max(mass[c], 1e-6));
    }
    return start;
  }

  @Override
  public double valueAndGradient(double[] parameters, double[] gradient) {
    float[] w = coefficients(parameters, classes * d);
    int parts = (n + rowsPerPart - 1) / rowsPerPart;
    double[][] gradients = new double[parts][];
    double[] losses = new double[parts];
    ParallelLoop.run(
        compute.threads(),
        0,
        parts,
        1,
        (from, to) -> {
          for (int part = from; part < to; part++) {
            gradients[part] = new double[gradient.length];
            losses[part] = part(part, w, parameters, gradients[part]);
          }
        });
    Arrays.fill(gradient, 0);
    double value = 0;
    for (int part = 0; part < parts; part++) {
      value += losses[part];
      for (int p = 0; p < gradient.length; p++) {
        gradient[p] += gradients[part][p];
      }
    }
    for (int p = 0; p < classes * d; p++) {
      value += l2 / 2 * parameters[p] * parameters[p];
      gradient[p] += l2 * parameters[p];
    }
    return value;
  }

  private double part(int part, float[] w, double[] parameters, double[] gradient) {
    int begin = part * rowsPerPart;
    int end = Math.min(n, begin + rowsPerPart);
    float[] residual = new float[ROWS * classes];
    float[] product = new float[classes * d];
    double[] shares = new double[classes];
    double loss = 0;
    for (int from = begin; from < end; from += ROWS) {
      int rows = Math.min(ROWS, end - from);
      logits(z, from, rows, d, w, classes, compute, residual);
      for (int r = 0; r < rows; r++) {
        loss += residual(from + r, residual, r * classes, parameters, shares, gradient);
      }
      compute
          .linearAlgebra()
          .gemm(
              Transpose.YES,
              Transpose.NO,
              classes,
              d,
              rows,
              1f,
              residual,
              0,
              classes,
              z,
              from * d,
              d,
              0f,
              product,
              0,
              d);
      for (int p = 0; p < product.length; p++) {
        gradient[p] += product[p];
      }
    }
    return loss;
  }

  /** Turns the logits of a sample into w·(softmax − y), and gives its weighted cross-entropy. */
  private double residual(
      int sample, float[] row, int at, double[] parameters, double[] shares, double[] gradient) {
    double weight = weights[sample];
    double logSum = softmax(row, at, parameters, classes, d, shares);
    double agreement = 0;
    double total = 0;
    for (int e = labelStarts[sample]; e < labelStarts[sample + 1]; e++) {
      int c = labelColumns[e];
      double logit = row[at + c] + parameters[classes * d + c];
      agreement += labelShares[e] * logit;
      total += labelShares[e];
    }
    // Shares are floats that sum to one only nearly; the loss must be that of the gradient.
    for (int c = 0; c < classes; c++) {
      shares[c] *= total;
    }
    for (int e = labelStarts[sample]; e < labelStarts[sample + 1]; e++) {
      shares[labelColumns[e]] -= labelShares[e];
    }
    for (int c = 0; c < classes; c++) {
      double r = weight * shares[c];
      row[at + c] = (float) r;
      gradient[classes * d + c] += r;
    }
    return weight * (total * logSum - agreement);
  }

  /** Probabilities of the classes; gives the logarithm of the sum of exponentials. */
  private static double softmax(
      float[] row, int at, double[] parameters, int classes, int d, double[] shares) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      shares[c] = row[at + c] + parameters[classes * d + c];
      largest = Math.max(largest, shares[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      shares[c] = Math.exp(shares[c] - largest);
      sum += shares[c];
    }
    for (int c = 0; c < classes; c++) {
      shares[c] /= sum;
    }
    return largest + Math.log(sum);
  }

  private static float[] coefficients(double[] parameters, int count) {
    float[] w = new float[count];
    for (int p = 0; p < count; p++) {
      w[p] = (float) parameters[p];
    }
    return w;
  }

  private static void logits(
      float[] z, int from, int rows, int d, float[] w, int classes, Compute compute, float[] out) {
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.YES,
            rows,
            classes,
            d,
            1f,
            z,
            from * d,
            d,
            w,
            0,
            d,
            0f,
            out,
            0,
            classes);
  }

  /** The probabilities of the classes of standardised samples, row-major. */
  static float[] shares(float[] z, int n, int d, double[] parameters, Compute compute) {
    int classes = parameters.length / (d + 1);
    float[] w = coefficients(parameters, classes * d);
    float[] out = new float[Math.multiplyExact(n, classes)];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          float[] block = new float[(to - from) * classes];
          double[] shares = new double[classes];
          logits(z, from, to - from, d, w, classes, compute, block);
          for (int i = from; i < to; i++) {
            softmax(block, (i - from) * classes, parameters, classes, d, shares);
            for (int c = 0; c < classes; c++) {
              out[i * classes + c] = (float) shares[c];
            }
          }
        });
    return out;
  }
}
