package org.otium.app.machine;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * Finds out whether linear algebra gives right numbers on this machine. There are native libraries
 * that silently give wrong eigenvectors from n = 200 on with some processors, so problems of that
 * size with a known answer are solved.
 */
public final class LinearAlgebraCheck {
  private static final int SIZE = 200;
  private static final double DOUBLE_TOLERANCE = 1e-9;
  private static final double SINGLE_TOLERANCE = 1e-3;
  private static final long SEED = 20_260_101L;

  private LinearAlgebraCheck() {}

  /**
   * Solves problems whose answer is known.
   *
   * @param algebra what to check
   * @return what is wrong with it, in one line, or nothing
   */
  public static Optional<String> problem(LinearAlgebra algebra) {
    try {
      return products(algebra)
          .or(() -> eigen(algebra))
          .or(() -> singular(algebra, SIZE, SIZE))
          .or(() -> singular(algebra, SIZE, 40));
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("it failed: " + e);
    }
  }

  private static Optional<String> products(LinearAlgebra algebra) {
    int m = 33;
    int n = 29;
    int k = 41;
    double[] a = random(m * k, 1);
    double[] b = random(n * k, 2);
    double[] c = new double[m * n];
    algebra.gemm(Transpose.NO, Transpose.YES, m, n, k, 2, a, 0, k, b, 0, k, 0, c, 0, n);
    float[] af = single(a);
    float[] bf = single(b);
    float[] cf = new float[m * n];
    algebra.gemm(Transpose.NO, Transpose.YES, m, n, k, 2, af, 0, k, bf, 0, k, 0, cf, 0, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = 0;
        for (int l = 0; l < k; l++) {
          expected += 2 * a[i * k + l] * b[j * k + l];
        }
        if (!(Math.abs(c[i * n + j] - expected) < DOUBLE_TOLERANCE)) {
          return wrong("double-precision product", Math.abs(c[i * n + j] - expected));
        }
        if (!(Math.abs(cf[i * n + j] - expected) < SINGLE_TOLERANCE)) {
          return wrong("single-precision product", Math.abs(cf[i * n + j] - expected));
        }
      }
    }
    return Optional.empty();
  }

  /** A = HΛH with a Householder reflection H and Λ = diag(1, …, n). */
  private static Optional<String> eigen(LinearAlgebra algebra) {
    double[] h = reflection(SIZE, 3);
    double[] a = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double sum = 0;
        for (int l = 0; l < SIZE; l++) {
          sum += h[i * SIZE + l] * (l + 1) * h[j * SIZE + l];
        }
        a[i * SIZE + j] = sum;
      }
    }
    LinearAlgebra.Eigen eigen = algebra.symmetricEigen(a, SIZE);
    double error = 0;
    for (int l = 0; l < SIZE; l++) {
      error = worse(error, eigen.values()[l] - (l + 1));
      // The eigenvectors are the columns of H up to their sign.
      double same = 0;
      for (int i = 0; i < SIZE; i++) {
        same += eigen.vectors()[i * SIZE + l] * h[i * SIZE + l];
      }
      error = worse(error, Math.abs(same) - 1);
    }
    return error < DOUBLE_TOLERANCE ? Optional.empty() : wrong("eigendecomposition", error);
  }

  /** A = H₁ΣH₂ with Σ = diag(k, …, 1). */
  private static Optional<String> singular(LinearAlgebra algebra, int rows, int columns) {
    int k = Math.min(rows, columns);
    double[] left = reflection(rows, 4);
    double[] right = reflection(columns, 5);
    double[] a = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += left[i * rows + l] * (k - l) * right[l * columns + j];
        }
        a[i * columns + j] = sum;
      }
    }
    LinearAlgebra.Svd svd = algebra.svd(a, rows, columns);
    double[] alone = algebra.singularValues(a, rows, columns);
    double error = 0;
    for (int l = 0; l < k; l++) {
      error = worse(error, svd.values()[l] - (k - l));
      error = worse(error, alone[l] - (k - l));
      double sameLeft = 0;
      for (int i = 0; i < rows; i++) {
        sameLeft += svd.u()[i * k + l] * left[i * rows + l];
      }
      double sameRight = 0;
      for (int j = 0; j < columns; j++) {
        sameRight += svd.vt()[l * columns + j] * right[l * columns + j];
      }
      // Both factors may be negated, but only together.
      error = worse(error, sameLeft * sameRight - 1);
    }
    return error < DOUBLE_TOLERANCE
        ? Optional.empty()
        : wrong("singular value decomposition", error);
  }

  private static double worse(double error, double deviation) {
    double size = Math.abs(deviation);
    return Double.isNaN(size) ? Double.POSITIVE_INFINITY : Math.max(error, size);
  }

  private static Optional<String> wrong(String what, double error) {
    return Optional.of(
        String.format(java.util.Locale.ROOT, "its %s is wrong by %.1e", what, error));
  }

  /** I − 2vvᵀ/‖v‖², which is orthogonal and symmetric. */
  private static double[] reflection(int n, long stream) {
    double[] v = random(n, stream);
    double norm = 0;
    for (double x : v) {
      norm += x * x;
    }
    double[] h = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        h[i * n + j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / norm;
      }
    }
    return h;
  }

  private static double[] random(int count, long stream) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + stream);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextDouble() - 0.5;
    }
    return values;
  }

  private static float[] single(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
