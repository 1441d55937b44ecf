package org.otium.numerics;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * Asks a linear algebra for answers that are known in closed form before it is trusted. Native
 * libraries are out there that give wrong eigenvalues from 200×200 on, or wrong singular vectors
 * from 16×16 on, without any sign of an error.
 *
 * <p>The known matrices are H·D·G with D diagonal and H = I − 2hhᵀ, G = I − 2ggᵀ reflections.
 */
public final class LinearAlgebraSelfCheck {
  private static final int EIGEN_SIZE = 200;
  private static final double TOLERANCE = 1e-10;

  private LinearAlgebraSelfCheck() {}

  /**
   * Runs the check; a few milliseconds with a fast linear algebra.
   *
   * @param algebra what to check
   * @return nothing if every answer is right, otherwise the first thing that is wrong
   */
  public static Optional<String> reasonToRefuse(LinearAlgebra algebra) {
    try {
      return products(algebra)
          .or(() -> singular(algebra, 24, 24))
          .or(() -> singular(algebra, 40, 24))
          .or(() -> singular(algebra, 24, 40))
          .or(() -> eigen(algebra, 24))
          .or(() -> eigen(algebra, EIGEN_SIZE));
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("it failed on a small problem: " + e);
    }
  }

  private static Optional<String> products(LinearAlgebra algebra) {
    int m = 37;
    int n = 29;
    int k = 23;
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        double[] a = wave(m * k, 0.7);
        double[] b = wave(k * n, 1.3);
        float[] af = floats(a);
        float[] bf = floats(b);
        double[] c = new double[m * n];
        float[] cf = new float[m * n];
        int lda = ta == Transpose.NO ? k : m;
        int ldb = tb == Transpose.NO ? n : k;
        algebra.gemm(ta, tb, m, n, k, 1.0, a, 0, lda, b, 0, ldb, 0.0, c, 0, n);
        algebra.gemm(ta, tb, m, n, k, 1f, af, 0, lda, bf, 0, ldb, 0f, cf, 0, n);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int p = 0; p < k; p++) {
              double left = ta == Transpose.NO ? a[i * lda + p] : a[p * lda + i];
              double right = tb == Transpose.NO ? b[p * ldb + j] : b[j * ldb + p];
              sum += left * right;
            }
            if (!(Math.abs(c[i * n + j] - sum) <= TOLERANCE)
                || !(Math.abs(cf[i * n + j] - sum) <= 1e-4)) {
              return Optional.of("its matrix product is wrong");
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> eigen(LinearAlgebra algebra, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i + 1;
    }
    double[] a = reflected(values, n, n, 0.9, 0.9);
    Eigen eigen = algebra.symmetricEigen(a.clone(), n);
    double scale = n;
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(eigen.values()[i] - values[i]) <= TOLERANCE * scale)) {
        return Optional.of("its eigenvalues of a symmetric " + n + "×" + n + " matrix are wrong");
      }
    }
    double[] z = wave(n, 2.1);
    double[] q = eigen.vectors();
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = values[i] * z[i];
    }
    double[] image = times(a, n, n, times(q, n, n, z));
    if (far(image, times(q, n, n, scaled), scale) || far(isometry(q, n, n, z), z, 1)) {
      return Optional.of("its eigenvectors of a symmetric " + n + "×" + n + " matrix are wrong");
    }
    return Optional.empty();
  }

  private static Optional<String> singular(LinearAlgebra algebra, int rows, int columns) {
    int k = Math.min(rows, columns);
    double[] values = new double[k];
    for (int i = 0; i < k - 3; i++) { // the last three are zero: rank-deficient on purpose
      values[i] = k - i;
    }
    double[] a = reflected(values, rows, columns, 0.9, 1.7);
    String what = " of a " + rows + "×" + columns + " matrix are wrong";
    Svd svd = algebra.svd(a.clone(), rows, columns);
    double[] only = algebra.singularValues(a.clone(), rows, columns);
    if (far(svd.values(), values, k) || far(only, values, k)) {
      return Optional.of("its singular values" + what);
    }
    double[] z = wave(columns, 0.4);
    double[] projected = times(svd.vt(), k, columns, z);
    for (int i = 0; i < k; i++) {
      projected[i] *= svd.values()[i];
    }
    double[] y = wave(k, 0.8);
    double[] right = times(svd.vt(), k, columns, transposedTimes(svd.vt(), k, columns, y));
    if (far(times(svd.u(), rows, k, projected), times(a, rows, columns, z), k)
        || far(isometry(svd.u(), rows, k, y), y, 1)
        || far(right, y, 1)) {
      return Optional.of("its singular vectors" + what);
    }
    return Optional.empty();
  }

  /** (I − 2hhᵀ)·diag(values)·(I − 2ggᵀ), h and g unit vectors. */
  private static double[] reflected(
      double[] values, int rows, int columns, double leftPhase, double rightPhase) {
    double[] h = unit(wave(rows, leftPhase));
    double[] g = unit(wave(columns, rightPhase));
    double middle = 0;
    for (int i = 0; i < values.length; i++) {
      middle += h[i] * values[i] * g[i];
    }
    double[] a = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      double rowValue = i < values.length ? values[i] : 0;
      for (int j = 0; j < columns; j++) {
        double columnValue = j < values.length ? values[j] : 0;
        double entry = 4 * h[i] * g[j] * middle;
        entry -= 2 * rowValue * (i < columns ? g[i] : 0) * g[j];
        entry -= 2 * h[i] * columnValue * (j < rows ? h[j] : 0);
        a[i * columns + j] = entry + (i == j ? rowValue : 0);
      }
    }
    return a;
  }

  /** UᵀU·z. */
  private static double[] isometry(double[] u, int rows, int columns, double[] z) {
    return transposedTimes(u, rows, columns, times(u, rows, columns, z));
  }

  private static double[] times(double[] a, int rows, int columns, double[] x) {
    double[] out = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[i] += a[i * columns + j] * x[j];
      }
    }
    return out;
  }

  private static double[] transposedTimes(double[] a, int rows, int columns, double[] x) {
    double[] out = new double[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j] += a[i * columns + j] * x[i];
      }
    }
    return out;
  }

  private static boolean far(double[] a, double[] b, double scale) {
    if (a.length != b.length) {
      return true;
    }
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= TOLERANCE * scale * a.length)) {
        return true;
      }
    }
    return false;
  }

  /** Values without any pattern that a wrong answer could share. */
  private static double[] wave(int length, double phase) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = Math.sin(phase + 1.618 * i + 0.01 * i * i);
    }
    return values;
  }

  private static double[] unit(double[] values) {
    double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    return Arrays.stream(values).map(v -> v / norm).toArray();
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
