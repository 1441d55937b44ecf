package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

class GemmTest {
  private final LinearAlgebra nd4j = Nd4jLinearAlgebra.open(2);

  /** The last three are larger than one block in rows, in columns and in depth. */
  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,5,3",
    "5,1,3",
    "5,3,1",
    "4,4,4",
    "17,31,13",
    "1,1,100",
    "64,65,63",
    "9000,3,300",
    "3,4099,5",
    "7,6,2051"
  })
  void productsAgreeWithPlainLoops(int m, int n, int k) {
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        for (double beta : new double[] {0, 1, -0.5}) {
          check(ta, tb, m, n, k, 0.75, beta);
        }
      }
    }
  }

  private void check(Transpose ta, Transpose tb, int m, int n, int k, double alpha, double beta) {
    RandomGenerator random = Decompositions.random(m + 31L * n + 17L * k);
    int lda = (ta == Transpose.YES ? m : k) + 2;
    int ldb = (tb == Transpose.YES ? k : n) + 1;
    int ldc = n + 3;
    float[] a = values(random, 5 + (ta == Transpose.YES ? k : m) * lda);
    float[] b = values(random, 4 + (tb == Transpose.YES ? n : k) * ldb);
    float[] c = values(random, 3 + m * ldc);
    if (beta == 0) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, 3 + i * ldc, 3 + i * ldc + n, Float.NaN);
      }
    }
    double[] expected = widen(c);
    double[] bound = new double[c.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double size = 1;
        for (int p = 0; p < k; p++) {
          double x = a[5 + (ta == Transpose.YES ? p * lda + i : i * lda + p)];
          double y = b[4 + (tb == Transpose.YES ? j * ldb + p : p * ldb + j)];
          sum += x * y;
          size += Math.abs(x * y);
        }
        int at = 3 + i * ldc + j;
        expected[at] = alpha * sum + (beta == 0 ? 0 : beta * expected[at]);
        bound[at] = size;
      }
    }
    float[] single = c.clone();
    nd4j.gemm(ta, tb, m, n, k, (float) alpha, a, 5, lda, b, 4, ldb, (float) beta, single, 3, ldc);
    double[] c64 = widen(c);
    nd4j.gemm(ta, tb, m, n, k, alpha, widen(a), 5, lda, widen(b), 4, ldb, beta, c64, 3, ldc);
    for (int i = 0; i < c.length; i++) {
      // What lies between the rows of C must stay as it was, so the bound is zero there.
      assertEquals(expected[i], single[i], 1e-6 * bound[i]);
      assertEquals(expected[i], c64[i], 1e-15 * bound[i]);
    }
  }

  private static float[] values(RandomGenerator random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Test
  void withoutDepthOnlyBetaActs() {
    double[] c = {1, 2, 3, 4};
    multiply(2, 0, 1, 3, c);
    assertArrayEquals(new double[] {3, 6, 9, 12}, c);
    multiply(2, 2, 0, 0.5, c);
    assertArrayEquals(new double[] {1.5, 3, 4.5, 6}, c);
    c[0] = Double.NaN;
    multiply(2, 0, 1, 0, c);
    assertArrayEquals(new double[4], c);
  }

  @Test
  void anEmptyProductTouchesNothing() {
    double[] c = {1, 2, 3, 4};
    multiply(0, 2, 1, 0, c);
    assertArrayEquals(new double[] {1, 2, 3, 4}, c);
  }

  private void multiply(int m, int k, double alpha, double beta, double[] c) {
    Transpose no = Transpose.NO;
    nd4j.gemm(no, no, m, 2, k, alpha, new double[4], 0, 2, new double[4], 0, 2, beta, c, 0, 2);
  }

  @Test
  void matricesOutsideTheirArraysAreRefusedBeforeAnythingIsWritten() {
    Transpose no = Transpose.NO;
    float[] four = new float[4];
    float[] c = {7, 7, 7, 7};
    assertThrows(
        InvalidInputException.class,
        () -> nd4j.gemm(no, no, 2, 2, 2, 1, four, 1, 2, four, 0, 2, 0, c, 0, 2));
    assertThrows(
        InvalidInputException.class,
        () -> nd4j.gemm(no, no, 2, 2, 2, 1, four, 0, 1, four, 0, 2, 0, c, 0, 2));
    assertThrows(
        InvalidInputException.class,
        () -> nd4j.gemm(no, no, 2, 2, 2, 1, four, 0, 2, four, 0, 2, 0, c, 0, 3));
    assertThrows(
        InvalidInputException.class,
        () -> nd4j.gemm(no, no, 2, -1, 2, 1, four, 0, 2, four, 0, 2, 0, c, 0, 2));
    assertArrayEquals(new float[] {7, 7, 7, 7}, c);
  }

  @Test
  void manyThreadsMayMultiplyAtTheSameTime() throws Exception {
    int n = 120;
    double[] a = Decompositions.gaussian(n, n, 1);
    double[] b = Decompositions.gaussian(n, n, 2);
    double[] expected = Decompositions.product(a, b, n, n, n);
    Callable<double[]> task =
        () -> {
          double[] c = new double[n * n];
          for (int i = 0; i < 20; i++) {
            nd4j.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
          }
          return c;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<double[]>> results =
          pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> task).toList());
      double[] first = results.getFirst().get();
      for (Future<double[]> result : results) {
        assertTrue(Decompositions.distance(expected, result.get()) < 1e-12);
        assertArrayEquals(first, result.get());
      }
    }
  }
}
