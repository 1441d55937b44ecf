package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;

class SoftmaxPassTest {
  private static final int N = 301;
  private static final int M = 257;
  private static final double EPSILON = 0.3;

  private final float[] values = new float[N * M];
  private final CostMatrix cost = CostMatrix.stored(N, M, values);
  private final double[] a = new double[N];
  private final double[] b = new double[M];
  private final double[] logB = new double[M];
  private final double[] f = new double[N];
  private final double[] g = new double[M];

  SoftmaxPassTest() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int k = 0; k < values.length; k++) {
      values[k] = 10 * random.nextFloat();
    }
    for (int i = 0; i < N; i++) {
      a[i] = random.nextDouble() / N;
      f[i] = random.nextDouble();
    }
    for (int j = 0; j < M; j++) {
      b[j] = random.nextDouble() / M;
      logB[j] = Math.log(b[j]);
      g[j] = random.nextDouble();
    }
  }

  private double weight(int i, int j, double[] rows) {
    return b[j] * Math.exp((rows[i] + g[j] - values[i * M + j]) / EPSILON);
  }

  @ParameterizedTest
  @EnumSource(SoftmaxPass.Precision.class)
  void scalingRowsIsOneSinkhornHalfStepWithTheColumnsThatFollow(SoftmaxPass.Precision precision) {
    double tolerance = precision == SoftmaxPass.Precision.FLOAT32 ? 1e-5 : 1e-12;
    double[] expectedF = new double[N];
    for (int i = 0; i < N; i++) {
      double sum = 0;
      for (int j = 0; j < M; j++) {
        sum += weight(i, j, f);
      }
      expectedF[i] = f[i] - EPSILON * Math.log(sum);
    }
    double[] expectedColumns = new double[M];
    for (int j = 0; j < M; j++) {
      for (int i = 0; i < N; i++) {
        expectedColumns[j] += a[i] * weight(i, j, expectedF);
      }
    }
    double[] rows = f.clone();
    double[] rowSums = new double[N];
    double[] columns = new double[M];
    new SoftmaxPass(cost, 2, precision).scaleRows(EPSILON, a, rows, g, logB, 1, rowSums, columns);
    assertArrayEquals(expectedF, rows, tolerance);
    for (int j = 0; j < M; j++) {
      assertEquals(expectedColumns[j], columns[j], tolerance * expectedColumns[j]);
    }
    assertArrayEquals(filled(N, 1), rowSums);
  }

  @Test
  void relaxedStepLeavesThePredictedRowSums() {
    SoftmaxPass pass = new SoftmaxPass(cost, 2, SoftmaxPass.Precision.FLOAT64);
    double[] rows = f.clone();
    double[] relative = new double[N];
    double[] columns = new double[M];
    pass.scaleRows(EPSILON, a, rows, g, logB, 1, relative, columns);
    for (int i = 0; i < N; i++) {
      rows[i] += 0.1 * EPSILON * Math.sin(i);
    }
    pass.scaleRows(EPSILON, a, rows, g, logB, 1.5, relative, columns);
    double[] rowSums = new double[N];
    double[] columnSums = new double[M];
    pass.marginals(EPSILON, a, rows, g, logB, rowSums, columnSums);
    for (int i = 0; i < N; i++) {
      assertEquals(relative[i] * a[i], rowSums[i], 1e-12 * a[i]);
    }
    assertArrayEquals(columnSums, columns, 1e-14);
    assertTrue(Arrays.stream(relative).anyMatch(r -> Math.abs(r - 1) > 1e-3));
  }

  @ParameterizedTest
  @EnumSource(SoftmaxPass.Precision.class)
  void rowsFarFromTheirMassAreRecomputed(SoftmaxPass.Precision precision) {
    SoftmaxPass pass = new SoftmaxPass(cost, 1, precision);
    double[] near = f.clone();
    double[] far = f.clone();
    for (int i = 0; i < N; i++) {
      far[i] += (i % 2 == 0 ? 1 : -1) * 1e4;
    }
    double[] columnsNear = new double[M];
    double[] columnsFar = new double[M];
    pass.scaleRows(EPSILON, a, near, g, logB, 1, new double[N], columnsNear);
    double[] logSums = new double[N];
    pass.logRowSums(EPSILON, far, g, logB, logSums);
    for (int i = 0; i < N; i++) {
      assertEquals(near[i], far[i] - EPSILON * logSums[i], 1e-5);
    }
    pass.scaleRows(EPSILON, a, far, g, logB, 1, new double[N], columnsFar);
    assertArrayEquals(near, far, 1e-5);
    assertArrayEquals(columnsNear, columnsFar, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(SoftmaxPass.Precision.class)
  void marginalsAndPlanAreThoseOfTheFormula(SoftmaxPass.Precision precision) {
    SoftmaxPass pass = new SoftmaxPass(cost, 2, precision);
    double[] rowSums = new double[N];
    double[] columnSums = new double[M];
    double transport = pass.marginals(EPSILON, a, f, g, logB, rowSums, columnSums);
    float[] plan = new float[20 * M];
    pass.plan(EPSILON, a, f, g, logB, 30, 50, plan);
    double expected = 0;
    double[] expectedColumns = new double[M];
    for (int i = 0; i < N; i++) {
      double sum = 0;
      for (int j = 0; j < M; j++) {
        double mass = a[i] * weight(i, j, f);
        sum += mass;
        expectedColumns[j] += mass;
        expected += mass * values[i * M + j];
        if (i >= 30 && i < 50) {
          assertEquals(mass, plan[(i - 30) * M + j], 1e-5 * mass + 1e-25);
        }
      }
      assertEquals(sum, rowSums[i], 1e-5 * sum);
    }
    assertEquals(expected, transport, 1e-5 * expected);
    for (int j = 0; j < M; j++) {
      assertEquals(expectedColumns[j], columnSums[j], 1e-5 * expectedColumns[j]);
    }
  }

  @ParameterizedTest
  @EnumSource(SoftmaxPass.Precision.class)
  void largeEntriesAreThoseOfThePlan(SoftmaxPass.Precision precision) {
    SoftmaxPass pass = new SoftmaxPass(cost, 2, precision);
    double least = 1e-3;
    SparseRows entries = pass.largeEntries(EPSILON, a, f, g, logB, least, N * M).orElseThrow();
    int at = 0;
    for (int i = 0; i < N; i++) {
      assertEquals(at, entries.start()[i]);
      for (int j = 0; j < M; j++) {
        double w = weight(i, j, f);
        if (w > least * (1 + 1e-5)) {
          assertEquals(j, entries.column()[at]);
          assertEquals(a[i] * w, entries.value()[at], 1e-5 * a[i] * w);
          at++;
        } else if (w > least * (1 - 1e-5) && entries.column()[at] == j) {
          at++;
        }
      }
    }
    assertEquals(at, entries.entries());
    assertTrue(at > 1000 && at < N * M / 4, "" + at);
    assertTrue(
        pass.largeEntries(EPSILON, a, f, g, logB, least, at - 1).isEmpty(), "over the limit");
    assertTrue(pass.largeEntries(EPSILON, a, f, g, logB, least, at).isPresent());
  }

  @Test
  void columnReachIsTheLargestDifferenceOverRowsWithMass() {
    a[5] = 0;
    f[5] = 1e6;
    double[] reach = new double[M];
    new SoftmaxPass(cost, 2, SoftmaxPass.Precision.FLOAT32).columnReach(a, f, reach);
    for (int j = 0; j < M; j++) {
      double expected = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < N; i++) {
        if (i != 5) {
          expected = Math.max(expected, f[i] - values[i * M + j]);
        }
      }
      assertEquals(expected, reach[j], 1e-5);
    }
  }

  @Test
  void resultsDoNotDependOnThreadsOrTiling() {
    CostMatrix tiled =
        CostMatrix.tiled(
            N, M, (from, to, out) -> System.arraycopy(values, from * M, out, 0, (to - from) * M));
    double[] rows = f.clone();
    double[] columns = new double[M];
    new SoftmaxPass(cost, 1, SoftmaxPass.Precision.FLOAT32)
        .scaleRows(EPSILON, a, rows, g, logB, 1, new double[N], columns);
    for (int threads = 1; threads <= 3; threads++) {
      for (CostMatrix c : new CostMatrix[] {cost, tiled}) {
        SoftmaxPass pass = new SoftmaxPass(c, threads, SoftmaxPass.Precision.FLOAT32);
        for (int repeat = 0; repeat < 2; repeat++) {
          double[] otherRows = f.clone();
          double[] otherColumns = new double[M];
          pass.scaleRows(EPSILON, a, otherRows, g, logB, 1, new double[N], otherColumns);
          assertArrayEquals(rows, otherRows);
          assertArrayEquals(columns, otherColumns);
        }
      }
    }
  }

  @Test
  void resultsAreTheSameBeforeAndAfterCompilation() {
    SoftmaxPass pass = new SoftmaxPass(cost, 1, SoftmaxPass.Precision.FLOAT32);
    double[] first = new double[M];
    double[] later = new double[M];
    double[] firstRows = f.clone();
    pass.scaleRows(EPSILON, a, firstRows, g, logB, 1, new double[N], first);
    CostSummary firstSummary = pass.summarize();
    for (int k = 0; k < 300; k++) {
      double[] laterRows = f.clone();
      pass.scaleRows(EPSILON, a, laterRows, g, logB, 1, new double[N], later);
      assertArrayEquals(firstRows, laterRows);
      assertArrayEquals(first, later);
      assertEquals(firstSummary, pass.summarize());
    }
  }

  @Test
  void summaryIsTheRangeOfTheCost() {
    double sum = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = 0;
    for (float v : values) {
      sum += v;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    CostSummary summary = new SoftmaxPass(cost, 2, SoftmaxPass.Precision.FLOAT32).summarize();
    assertEquals(min, summary.min());
    assertEquals(max, summary.max());
    assertEquals(sum / values.length, summary.mean(), 1e-6);
    assertEquals(max - min, summary.range(), 1e-6);
  }

  @Test
  void nonFiniteCostIsRefusedWithItsPosition() {
    values[200 * M + 256] = Float.NaN;
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new SoftmaxPass(cost, 2, SoftmaxPass.Precision.FLOAT32).summarize());
    assertTrue(e.what().contains("200") && e.what().contains("256"), e.what());
  }

  private static double[] filled(int n, double value) {
    double[] out = new double[n];
    Arrays.fill(out, value);
    return out;
  }
}
