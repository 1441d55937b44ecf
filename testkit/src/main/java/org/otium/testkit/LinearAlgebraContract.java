package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.OtiumException;

/** What every {@link LinearAlgebra} must do. */
public abstract class LinearAlgebraContract {
  /** Sizes around the blocks and vectors that implementations are made of. */
  private static final int[][] PRODUCTS = {
    {1, 1, 1}, {3, 5, 2}, {7, 33, 65}, {17, 16, 300}, {100, 1, 40}, {1, 130, 7}, {193, 259, 270}
  };

  private static final int[][] SHAPES = {
    {1, 1}, {1, 7}, {9, 1}, {5, 5}, {16, 16}, {40, 17}, {23, 64}, {200, 200}, {300, 260}
  };

  /** For subclasses. */
  protected LinearAlgebraContract() {}

  /**
   * The linear algebra under test.
   *
   * @param threads how many threads it may use
   * @return one that is ready to use
   */
  protected abstract LinearAlgebra linearAlgebra(int threads);

  private static double[] gaussian(int length, long seed) {
    RandomGenerator random = Samples.random(seed);
    double[] values = new double[length];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /** A product of inner dimension {@code rank}. */
  private static double[] ofRank(int rank, int rows, int columns, long seed) {
    return naive(gaussian(rows * rank, seed), gaussian(rank * columns, seed + 1), rows, columns);
  }

  private static double[] naive(double[] a, double[] b, int rows, int columns) {
    int k = rows == 0 ? 0 : a.length / rows;
    double[] c = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < columns; j++) {
          c[i * columns + j] += a[i * k + p] * b[p * columns + j];
        }
      }
    }
    return c;
  }

  private static double[] transposed(double[] a, int rows, int columns) {
    double[] out = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j * rows + i] = a[i * columns + j];
      }
    }
    return out;
  }

  private static double largest(double[] a) {
    return Arrays.stream(a).map(Math::abs).max().orElse(0);
  }

  private static void assertIdentity(double[] product, int n, double tolerance) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(i == j ? 1 : 0, product[i * n + j], tolerance);
      }
    }
  }

  /** Stored with a margin that must stay as it is. */
  private static double[] stored(double[] op, int rows, int columns, Transpose t, int offset) {
    double[] values = t == Transpose.YES ? transposed(op, rows, columns) : op;
    int r = t == Transpose.YES ? columns : rows;
    int c = t == Transpose.YES ? rows : columns;
    double[] out = new double[offset + r * (c + 3)];
    Arrays.fill(out, 1e30);
    for (int i = 0; i < r; i++) {
      System.arraycopy(values, i * c, out, offset + i * (c + 3), c);
    }
    return out;
  }

  @Test
  final void productsOfAllShapesAndTransposesAreRight() {
    LinearAlgebra algebra = linearAlgebra(2);
    for (int[] shape : PRODUCTS) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      double[] a = gaussian(m * k, 1);
      double[] b = gaussian(k * n, 2);
      double[] ab = naive(a, b, m, n);
      for (Transpose ta : Transpose.values()) {
        for (Transpose tb : Transpose.values()) {
          double[] as = stored(a, m, k, ta, 5);
          double[] bs = stored(b, k, n, tb, 2);
          int lda = (ta == Transpose.YES ? m : k) + 3;
          int ldb = (tb == Transpose.YES ? k : n) + 3;
          double[] c = stored(gaussian(m * n, 3), m, n, Transpose.NO, 4);
          double[] old = c.clone();
          float[] cf = floats(c);
          algebra.gemm(ta, tb, m, n, k, 1.5, as, 5, lda, bs, 2, ldb, -0.5, c, 4, n + 3);
          algebra.gemm(
              ta, tb, m, n, k, 1.5f, floats(as), 5, lda, floats(bs), 2, ldb, -0.5f, cf, 4, n + 3);
          for (int at = 0; at < c.length; at++) {
            int i = Math.floorDiv(at - 4, n + 3);
            int j = Math.floorMod(at - 4, n + 3);
            boolean inside = i >= 0 && j < n;
            double expected = inside ? 1.5 * ab[i * n + j] - 0.5 * old[at] : old[at];
            assertEquals(expected, c[at], inside ? 1e-11 : 0, () -> where(shape, ta, tb, i, j));
            assertEquals(
                (float) expected,
                cf[at],
                inside ? 2e-6 * (10 + k) : 0,
                () -> where(shape, ta, tb, i, j));
          }
        }
      }
    }
  }

  private static String where(int[] shape, Transpose ta, Transpose tb, int i, int j) {
    return Arrays.toString(shape) + ", transposed " + ta + ", " + tb + ", at " + i + ", " + j;
  }

  @Test
  final void zeroBetaOverwritesWhateverWasThere() {
    LinearAlgebra algebra = linearAlgebra(2);
    int n = 150;
    double[] a = gaussian(n * n, 5);
    double[] c = new double[n * n];
    Arrays.fill(c, Double.NaN);
    float[] cf = floats(c);
    algebra.gemm(Transpose.NO, Transpose.YES, n, n, n, 1.0, a, 0, n, a, 0, n, 0.0, c, 0, n);
    algebra.gemm(
        Transpose.NO, Transpose.YES, n, n, n, 1f, floats(a), 0, n, floats(a), 0, n, 0f, cf, 0, n);
    double[] expected = naive(a, transposed(a, n, n), n, n);
    assertArrayEquals(expected, c, 1e-10);
    assertArrayEquals(floats(expected), cf, 1e-3f);
  }

  @Test
  final void emptyProductsScaleOrDoNothing() {
    LinearAlgebra algebra = linearAlgebra(2);
    double[] c = {1, 2, 3, 4};
    double[] none = {};
    algebra.gemm(Transpose.NO, Transpose.NO, 2, 2, 0, 1.0, none, 0, 0, none, 0, 2, 2.0, c, 0, 2);
    assertArrayEquals(new double[] {2, 4, 6, 8}, c);
    algebra.gemm(Transpose.NO, Transpose.NO, 0, 2, 2, 1.0, none, 0, 2, c, 0, 2, 2.0, none, 0, 2);
    assertEquals(0, algebra.svd(none, 0, 3).values().length);
    assertEquals(0, algebra.singularValues(none, 4, 0).length);
    assertEquals(0, algebra.symmetricEigen(none, 0).values().length);
    assertEquals(0, algebra.symmetricEigenvalues(none, 0).length);
  }

  @Test
  final void matrixOutsideItsArrayIsRefused() {
    LinearAlgebra algebra = linearAlgebra(1);
    double[] a = new double[12];
    assertThrows(
        IllegalArgumentException.class,
        () ->
            algebra.gemm(
                Transpose.NO,
                Transpose.NO,
                3,
                4,
                4,
                1.0,
                a,
                1,
                4,
                new double[16],
                0,
                4,
                0.0,
                new double[12],
                0,
                4));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            algebra.gemm(
                Transpose.NO,
                Transpose.NO,
                3,
                4,
                4,
                1.0,
                a,
                0,
                4,
                new double[16],
                0,
                4,
                0.0,
                new double[12],
                0,
                3));
    assertThrows(IllegalArgumentException.class, () -> algebra.svd(a, 5, 2));
  }

  @Test
  final void valuesThatAreNotFiniteAreRefused() {
    LinearAlgebra algebra = linearAlgebra(1);
    double[] a = gaussian(64, 3);
    a[9] = Double.NaN;
    assertThrows(OtiumException.class, () -> algebra.svd(a, 8, 8));
    assertThrows(OtiumException.class, () -> algebra.singularValues(a, 8, 8));
    a[9] = Double.POSITIVE_INFINITY;
    assertThrows(OtiumException.class, () -> algebra.symmetricEigen(a, 8));
  }

  @Test
  final void singularValueDecompositionRebuildsTheMatrix() {
    LinearAlgebra algebra = linearAlgebra(2);
    for (int[] shape : SHAPES) {
      int k = Math.min(shape[0], shape[1]);
      for (int rank : new int[] {0, (k + 1) / 2, k}) {
        checkSvd(algebra, ofRank(rank, shape[0], shape[1], 7), shape[0], shape[1], rank);
      }
    }
  }

  private static void checkSvd(LinearAlgebra algebra, double[] a, int m, int n, int rank) {
    int k = Math.min(m, n);
    double[] before = a.clone();
    Svd svd = algebra.svd(a, m, n);
    double[] only = algebra.singularValues(a, m, n);
    assertArrayEquals(before, a, "the input was changed");
    double scale = Math.max(1e-300, svd.values()[0]);
    for (int i = 0; i < k; i++) {
      assertEquals(svd.values()[i], only[i], 1e-12 * scale);
      assertTrue(svd.values()[i] >= 0);
      assertTrue(i == 0 || svd.values()[i] <= svd.values()[i - 1], "not descending");
      assertTrue(i < rank || svd.values()[i] <= 1e-12 * scale, "rank");
    }
    double[] us = svd.u().clone();
    for (int i = 0; i < us.length; i++) {
      us[i] *= svd.values()[i % k];
    }
    assertArrayEquals(a, naive(us, svd.vt(), m, n), 1e-12 * Math.max(1, scale));
    assertIdentity(naive(transposed(svd.u(), m, k), svd.u(), k, k), k, 1e-11);
    assertIdentity(naive(svd.vt(), transposed(svd.vt(), k, n), k, k), k, 1e-11);
  }

  @Test
  final void scaleOfTheMatrixDoesNotMatter() {
    LinearAlgebra algebra = linearAlgebra(2);
    double[] plain = ofRank(6, 12, 9, 21);
    double[] values = algebra.singularValues(plain, 12, 9);
    for (double scale : new double[] {1e-120, 1e120}) {
      double[] scaled = Arrays.stream(plain).map(v -> v * scale).toArray();
      double[] found = algebra.singularValues(scaled, 12, 9);
      for (int i = 0; i < 9; i++) {
        assertEquals(values[i], found[i] / scale, 1e-12 * values[0]);
      }
    }
  }

  @Test
  final void eigenvectorsRebuildTheMatrixFromItsLowerTriangle() {
    LinearAlgebra algebra = linearAlgebra(2);
    for (int n : new int[] {1, 2, 16, 63, 200, 261}) {
      double[] factor = gaussian(n * Math.max(1, n / 2), 11);
      double[] full = naive(factor, transposed(factor, n, Math.max(1, n / 2)), n, n);
      double[] lower = full.clone();
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          lower[i * n + j] = 77;
        }
      }
      double[] before = lower.clone();
      Eigen eigen = algebra.symmetricEigen(lower, n);
      assertArrayEquals(before, lower, "the input was changed");
      double[] q = eigen.vectors();
      double[] scaled = q.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= eigen.values()[i % n];
      }
      double scale = largest(eigen.values());
      assertArrayEquals(eigen.values(), algebra.symmetricEigenvalues(lower, n), 1e-12 * scale);
      assertArrayEquals(before, lower, "the input was changed");
      assertArrayEquals(full, naive(scaled, transposed(q, n, n), n, n), 1e-12 * scale);
      assertIdentity(naive(transposed(q, n, n), q, n, n), n, 1e-11);
      for (int i = 1; i < n; i++) {
        assertTrue(eigen.values()[i] >= eigen.values()[i - 1], "not ascending");
      }
    }
  }

  @Test
  final void knownEigenvaluesOfALargeMatrixAreFound() {
    int n = 250;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) {
        a[i * n + i - 1] = -1;
        a[(i - 1) * n + i] = -1;
      }
    }
    double[] values = linearAlgebra(2).symmetricEigen(a, n).values();
    for (int k = 1; k <= n; k++) { // the second difference
      double sine = Math.sin(k * Math.PI / (2 * (n + 1)));
      assertEquals(4 * sine * sine, values[k - 1], 1e-12);
    }
  }

  @Test
  final void sameBytesFromManyThreadsAtOnce() {
    LinearAlgebra algebra = linearAlgebra(2);
    int n = 90;
    double[] a = gaussian(n * n, 31);
    double[] alone = everything(algebra, a, n);
    IntStream.range(0, 24)
        .parallel()
        .forEach(i -> assertArrayEquals(alone, everything(algebra, a, n)));
  }

  private static double[] everything(LinearAlgebra algebra, double[] a, int n) {
    double[] c = new double[n * n];
    algebra.gemm(Transpose.YES, Transpose.NO, n, n, n, 1.0, a, 0, n, a, 0, n, 0.0, c, 0, n);
    Svd svd = algebra.svd(a, n, n);
    Eigen eigen = algebra.symmetricEigen(c, n);
    return IntStream.range(0, 5)
        .boxed()
        .flatMapToDouble(
            i ->
                Arrays.stream(
                    new double[][] {c, svd.u(), svd.values(), svd.vt(), eigen.vectors()}[i]))
        .toArray();
  }
}
