package org.otium.flows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.numerics.ParallelLoop;

/**
 * Gaussians as points: N(m, Σ) ↦ (m, vec Σ^½), whose squared Euclidean distance is ‖m − m'‖² + ‖Σ^½
 * − Σ'^½‖²_F. It is W₂² for covariances that commute, hence for diagonal ones, and an upper bound
 * of it otherwise.
 *
 * <p>The root is symmetric, so that its upper triangle is enough, the entries off the diagonal
 * times √2. A diagonal root is d numbers. Where the triangle has more than {@value #SKETCH}
 * entries, {@value #SKETCH} random bilinear forms gᵀΣ^½h with standard normal g and h stand for it,
 * the same at every call: their mean square is ‖Σ^½‖²_F, with a standard deviation of 12 % of it.
 */
final class GaussianEmbedding {
  static final int SKETCH = 512;

  /** Eigenvalues of Σ below this part of the largest are taken for zero. */
  private static final double RANK_TOLERANCE = 1e-12;

  private static final RandomGeneratorFactory<RandomGenerator> NORMAL =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private GaussianEmbedding() {}

  /**
   * Embeds a family.
   *
   * @param family k Gaussians
   * @param compute algebra and threads
   * @return k points
   */
  static Matrix of(GaussianFamily family, Compute compute) {
    int d = family.dimension();
    return switch (family.form()) {
      case DIAGONAL -> beside(family, d, (j, out, at) -> deviations(family, j, out, at), compute);
      case FULL -> {
        int triangle = d <= SKETCH ? d * (d + 1) / 2 : Integer.MAX_VALUE;
        if (triangle <= SKETCH) {
          LinearAlgebra algebra = compute.linearAlgebra();
          yield beside(
              family, triangle, (j, out, at) -> triangle(family, j, algebra, out, at), compute);
        }
        Sketch sketch = Sketch.of(d);
        yield beside(
            family,
            SKETCH,
            (j, out, at) -> sketch.of(family, j, compute.linearAlgebra(), out, at),
            compute);
      }
    };
  }

  /** Writes what stands for the root of one Gaussian. */
  private interface Root {
    void write(int j, float[] out, int at);
  }

  private static Matrix beside(GaussianFamily family, int length, Root root, Compute compute) {
    int k = family.size();
    int d = family.dimension();
    float[] means = family.means().array();
    float[] out = new float[Math.multiplyExact(k, d + length)];
    ParallelLoop.run(
        compute.threads(),
        0,
        k,
        16,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            System.arraycopy(means, j * d, out, j * (d + length), d);
            root.write(j, out, j * (d + length) + d);
          }
        });
    return Matrix.wrap(k, d + length, out);
  }

  private static void deviations(GaussianFamily family, int j, float[] out, int at) {
    for (int c = 0; c < family.dimension(); c++) {
      out[at + c] = Math.abs(family.roots().get(j, c));
    }
  }

  private static void triangle(
      GaussianFamily family, int j, LinearAlgebra algebra, float[] out, int at) {
    int d = family.dimension();
    if (d == 2) {
      planar(family, j, out, at);
      return;
    }
    double[] half = half(family, j, algebra);
    int rows = half.length / d;
    int position = at;
    for (int a = 0; a < d; a++) {
      for (int b = a; b < d; b++) {
        double sum = 0;
        for (int k = 0; k < rows; k++) {
          sum += half[k * d + a] * half[k * d + b];
        }
        out[position++] = (float) (a == b ? sum : Math.sqrt(2) * sum);
      }
    }
  }

  /** Σ^½ = (Σ + √(det Σ)·I) / √(tr Σ + 2√(det Σ)) in the plane (Cayley and Hamilton). */
  private static void planar(GaussianFamily family, int j, float[] out, int at) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int row = j * family.rootRows(); row < (j + 1) * family.rootRows(); row++) {
      double x = family.roots().get(row, 0);
      double y = family.roots().get(row, 1);
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double det = Math.sqrt(Math.max(0, xx * yy - xy * xy));
    double scale = Math.sqrt(xx + yy + 2 * det);
    if (scale > 0) {
      out[at] = (float) ((xx + det) / scale);
      out[at + 1] = (float) (Math.sqrt(2) * xy / scale);
      out[at + 2] = (float) ((yy + det) / scale);
    }
  }

  /**
   * B with Σ^½ = BᵀB: with LLᵀ = U·diag(λ)·Uᵀ, Σ^½ = Lᵀ·U·diag(λ^-½)·Uᵀ·L, so that no root of a d×d
   * matrix is taken.
   */
  private static double[] half(GaussianFamily family, int j, LinearAlgebra algebra) {
    int r = family.rootRows();
    int d = family.dimension();
    double[] root = new double[r * d];
    float[] roots = family.roots().array();
    for (int i = 0; i < root.length; i++) {
      root[i] = roots[j * r * d + i];
    }
    double[] gram = new double[r * r];
    algebra.gemm(
        Transpose.NO, Transpose.YES, r, r, d, 1.0, root, 0, d, root, 0, d, 0.0, gram, 0, r);
    Eigen eigen = algebra.symmetricEigen(gram, r);
    double smallest = RANK_TOLERANCE * Math.max(0, eigen.values()[r - 1]);
    double[] u = new double[r * r];
    for (int k = 0; k < r; k++) {
      double value = eigen.values()[k];
      double scale = value > smallest ? Math.pow(value, -0.25) : 0;
      for (int i = 0; i < r; i++) {
        u[i * r + k] = scale * eigen.vectors()[i * r + k];
      }
    }
    double[] half = new double[r * d];
    algebra.gemm(Transpose.YES, Transpose.NO, r, d, r, 1.0, u, 0, r, root, 0, d, 0.0, half, 0, d);
    return half;
  }

  /** Random bilinear forms. */
  private record Sketch(int dimension, double[] left, double[] right) {
    static Sketch of(int d) {
      RandomGenerator random = NORMAL.create(d);
      double[] left = new double[d * SKETCH];
      double[] right = new double[d * SKETCH];
      double scale = 1 / Math.sqrt(SKETCH);
      for (int i = 0; i < left.length; i++) {
        left[i] = scale * random.nextGaussian();
        right[i] = random.nextGaussian();
      }
      return new Sketch(d, left, right);
    }

    void of(GaussianFamily family, int j, LinearAlgebra algebra, float[] out, int at) {
      double[] half = half(family, j, algebra);
      int r = half.length / dimension;
      double[] first = times(half, r, left, algebra);
      double[] second = times(half, r, right, algebra);
      for (int k = 0; k < SKETCH; k++) {
        double sum = 0;
        for (int i = 0; i < r; i++) {
          sum += first[i * SKETCH + k] * second[i * SKETCH + k];
        }
        out[at + k] = (float) sum;
      }
    }

    private double[] times(double[] half, int r, double[] forms, LinearAlgebra algebra) {
      double[] out = new double[r * SKETCH];
      algebra.gemm(
          Transpose.NO,
          Transpose.NO,
          r,
          SKETCH,
          dimension,
          1.0,
          half,
          0,
          dimension,
          forms,
          0,
          SKETCH,
          0.0,
          out,
          0,
          SKETCH);
      return out;
    }
  }
}
