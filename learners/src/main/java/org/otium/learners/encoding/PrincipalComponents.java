package org.otium.learners.encoding;

import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.learners.common.Features;

/**
 * Principal component analysis: projects samples less their mean on the k eigenvectors of largest
 * eigenvalue of their covariance, mean and covariance those of the weighted measure (divided by the
 * total mass, so that a sample of double weight is two samples). Whitened components have variance
 * 1. Decoding gives the nearest point of the affine subspace.
 *
 * <p>The eigenproblem has the size of the features or of the samples, whichever are fewer. Each
 * eigenvector points where its largest entry is positive. Results depend on the number of threads
 * as far as the eigenproblems of the linear algebra do: in their last bits, if at all.
 */
public final class PrincipalComponents implements Encoder {
  /** Eigenvalues below this share of the largest belong to directions without variance. */
  private static final double RANK_TOLERANCE = 1e-9;

  /** Rows that are brought to double precision at once. */
  private static final int ROWS = 2048;

  private final PrincipalComponentsSettings settings;
  private final Compute compute;

  /**
   * Makes the encoder.
   *
   * @param settings how many components
   * @param compute linear algebra, and memory for the eigenproblem
   */
  public PrincipalComponents(PrincipalComponentsSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * Finds the directions; nothing is random.
   *
   * @throws InvalidInputException if the samples vary in fewer directions than there are to be
   *     components, or the eigenproblem exceeds the memory budget
   */
  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    Features.requireUsable(samples.features());
    int n = samples.size();
    int d = samples.dimension();
    int size = Math.min(n, d);
    requireRank(samples, size);
    long bytes = 3L * Double.BYTES * size * size + (n < d ? (long) Double.BYTES * n * d : 0);
    if (bytes > compute.memoryBudget() || (n < d && (long) n * d > Integer.MAX_VALUE - 8)) {
      throw new InvalidInputException(
          "principal components of "
              + n
              + " samples of "
              + d
              + " features take "
              + (bytes >> 20)
              + " MiB, of "
              + (compute.memoryBudget() >> 20)
              + " MiB allowed",
          "Learn them from fewer samples, resize the images, or allow more memory.");
    }
    double[] mean = mean(samples);
    return n < d ? fromSamples(samples, mean) : fromFeatures(samples, mean);
  }

  private void requireRank(LabeledDataset samples, int rank) {
    if (settings.components() > rank) {
      throw new InvalidInputException(
          settings.components()
              + " components of '"
              + samples.name()
              + "', whose samples vary in at most "
              + rank
              + " directions",
          "Keep fewer components.");
    }
  }

  private static double[] mean(LabeledDataset samples) {
    int d = samples.dimension();
    double[] mean = new double[d];
    float[] values = samples.features().array();
    for (int i = 0; i < samples.size(); i++) {
      double w = samples.weights().get(i);
      for (int j = 0; j < d; j++) {
        mean[j] += w * values[i * d + j];
      }
    }
    return mean;
  }

  /** √w·(x − mean) of some samples. */
  private static void weighted(
      LabeledDataset samples, double[] mean, int from, int to, double[] out) {
    int d = mean.length;
    float[] values = samples.features().array();
    for (int i = from; i < to; i++) {
      double root = Math.sqrt(samples.weights().get(i));
      for (int j = 0; j < d; j++) {
        out[(i - from) * d + j] = root * (values[i * d + j] - mean[j]);
      }
    }
  }

  private Embedding fromFeatures(LabeledDataset samples, double[] mean) {
    int n = samples.size();
    int d = mean.length;
    double[] covariance = new double[Math.multiplyExact(d, d)];
    double[] rows = new double[Math.multiplyExact(Math.min(n, ROWS), d)];
    for (int from = 0; from < n; from += ROWS) {
      int to = Math.min(n, from + ROWS);
      weighted(samples, mean, from, to, rows);
      product(Transpose.YES, Transpose.NO, d, d, to - from, rows, d, rows, d, covariance);
    }
    LinearAlgebra.Eigen eigen = compute.linearAlgebra().symmetricEigen(covariance, d);
    int k = components(samples, eigen);
    double[] directions = new double[k * d];
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        directions[c * d + j] = eigen.vectors()[j * d + d - 1 - c];
      }
    }
    return embedding(samples, mean, directions, eigen);
  }

  /** The eigenvectors of AᵀA from those of the smaller AAᵀ. */
  private Embedding fromSamples(LabeledDataset samples, double[] mean) {
    int n = samples.size();
    int d = mean.length;
    double[] rows = new double[Math.multiplyExact(n, d)];
    weighted(samples, mean, 0, n, rows);
    double[] gram = new double[Math.multiplyExact(n, n)];
    product(Transpose.NO, Transpose.YES, n, n, d, rows, d, rows, d, gram);
    LinearAlgebra.Eigen eigen = compute.linearAlgebra().symmetricEigen(gram, n);
    int k = components(samples, eigen);
    double[] top = new double[k * n];
    for (int c = 0; c < k; c++) {
      double root = Math.sqrt(eigen.values()[n - 1 - c]);
      for (int i = 0; i < n; i++) {
        top[c * n + i] = eigen.vectors()[i * n + n - 1 - c] / root;
      }
    }
    double[] directions = new double[Math.multiplyExact(k, d)];
    product(Transpose.NO, Transpose.NO, k, d, n, top, n, rows, d, directions);
    return embedding(samples, mean, directions, eigen);
  }

  /** C ← op(A)·op(B) + C. */
  private void product(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c) {
    compute
        .linearAlgebra()
        .gemm(transposeA, transposeB, m, n, k, 1.0, a, 0, lda, b, 0, ldb, 1.0, c, 0, n);
  }

  private int components(LabeledDataset samples, LinearAlgebra.Eigen eigen) {
    double[] values = eigen.values();
    double largest = values[values.length - 1];
    int rank = 0;
    for (double value : values) {
      rank += value > RANK_TOLERANCE * largest ? 1 : 0;
    }
    requireRank(samples, rank);
    return settings.components();
  }

  private Embedding embedding(
      LabeledDataset samples, double[] mean, double[] directions, LinearAlgebra.Eigen eigen) {
    int k = settings.components();
    int d = mean.length;
    double[] deviation = new double[k];
    for (int c = 0; c < k; c++) {
      int largest = 0;
      for (int j = 1; j < d; j++) {
        if (Math.abs(directions[c * d + j]) > Math.abs(directions[c * d + largest])) {
          largest = j;
        }
      }
      if (directions[c * d + largest] < 0) {
        for (int j = 0; j < d; j++) {
          directions[c * d + j] = -directions[c * d + j];
        }
      }
      double value = eigen.values()[eigen.values().length - 1 - c];
      deviation[c] = settings.whiten() ? Math.sqrt(value) : 1;
    }
    return new LinearEmbedding(mean, directions, deviation, samples.shape(), compute);
  }
}
