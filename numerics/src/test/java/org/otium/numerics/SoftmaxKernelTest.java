package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxKernelTest {
  private final SoftmaxKernel simd = new SoftmaxVectorKernel();
  private final SoftmaxKernel simdDoubles = new SoftmaxDoubleVectorKernel();
  private final SoftmaxKernel scalar = new SoftmaxScalarKernel();

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Costs of about 200 whose potentials nearly cancel them, as they do at convergence. */
  private record Row(float[] cost, double[] g, double[] logB, double f) {
    static Row of(int m, double epsilon, long seed) {
      RandomGenerator random = random(seed);
      float[] cost = new float[m + 3];
      double[] g = new double[m];
      double[] logB = new double[m];
      double f = 70.123456789;
      for (int j = 0; j < m; j++) {
        cost[j + 3] = 200 * random.nextFloat();
        g[j] = cost[j + 3] - f - 40 * epsilon * random.nextDouble();
        logB[j] = -Math.log(m) + random.nextDouble();
      }
      return new Row(cost, g, logB, f);
    }

    CostRow costs() {
      CostRow row = new CostRow();
      double[] widened = new double[cost.length];
      Arrays.setAll(widened, j -> cost[j]);
      row.set(cost, 3);
      row.set(widened, 3);
      return row;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 16, 17, 64, 1000, 5003})
  void simdWeightsEqualScalarOnes(int m) {
    // at the last ε, the floats of f, g and C alone would be off by a factor of two
    for (double epsilon : new double[] {50, 1, 1e-3, 1e-5}) {
      Row row = Row.of(m, epsilon, m);
      float[] fast = new float[m];
      float[] slow = new float[m];
      double fastSum = plan(simd, row, epsilon, fast);
      double slowSum = plan(scalar, row, epsilon, slow);
      assertEquals(slowSum, fastSum, 2e-6 * slowSum);
      for (int j = 0; j < m; j++) {
        assertEquals(slow[j], fast[j], 2e-5 * slow[j] + 1e-20 * slowSum);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 64, 1000, 5003})
  void simdDoublesEqualScalarOnes(int m) {
    for (double epsilon : new double[] {50, 1, 1e-3, 1e-5}) {
      Row row = Row.of(m, epsilon, m);
      double fastSum = plan(simdDoubles, row, epsilon, new float[m]);
      double slowSum = plan(scalar, row, epsilon, new float[m]);
      double[] fast = columns(simdDoubles, row, epsilon);
      double[] slow = columns(scalar, row, epsilon);
      // exponents are up to 60, and sums of terms of 200/ε, each rounded to 2⁻⁵³
      double rounding = 4e-16 * (60 + 200 / epsilon);
      assertEquals(slowSum, fastSum, rounding * slowSum);
      for (int j = 0; j < m; j++) {
        assertEquals(slow[j], fast[j], rounding * slow[j] + 1e-40 * slowSum);
      }
    }
  }

  private static double[] columns(SoftmaxKernel kernel, Row row, double epsilon) {
    int m = row.g.length;
    SoftmaxKernel.Scratch scratch = kernel.newScratch(m);
    kernel.weigh(
        scratch, SoftmaxTerms.of(epsilon, row.g, row.logB, kernel.padded(m)), row.costs(), row.f);
    double[] columns = new double[m];
    scratch.addToColumns(1);
    scratch.drainColumns(columns);
    return columns;
  }

  private static double plan(SoftmaxKernel kernel, Row row, double epsilon, float[] out) {
    int m = row.g.length;
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, row.g, row.logB, kernel.padded(m));
    SoftmaxKernel.Scratch scratch = kernel.newScratch(m);
    double sum = kernel.weigh(scratch, terms, row.costs(), row.f);
    scratch.writePlanRow(1, out, 0);
    double cost = scratch.costOfWeights(row.costs());
    double expected = 0;
    double written = 0;
    for (int j = 0; j < m; j++) {
      expected += (double) out[j] * row.cost[j + 3];
      written += out[j];
    }
    assertEquals(expected, cost, 1e-5 * expected);
    assertEquals(written, sum, 1e-5 * sum);
    double[] columns = new double[m];
    scratch.addToColumns(0.5);
    scratch.addToColumns(0.25);
    scratch.drainColumns(columns);
    scratch.drainColumns(columns);
    for (int j = 0; j < m; j++) {
      assertEquals(0.75 * out[j], columns[j], 1e-6 * out[j] + 1e-20 * sum);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 33, 1000})
  void largestExponentsAgree(int m) {
    Row row = Row.of(m, 1, m);
    for (double shift : new double[] {0, -1e4, 1e4}) {
      double fast =
          simd.largestExponent(
              SoftmaxTerms.of(0.5, row.g, row.logB, simd.padded(m)), row.costs(), row.f + shift);
      double slow =
          scalar.largestExponent(
              SoftmaxTerms.of(0.5, row.g, row.logB, m), row.costs(), row.f + shift);
      assertEquals(slow, fast, 1e-5 * Math.abs(slow) + 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 33, 1000})
  void reachesAndSummariesAgree(int m) {
    Row row = Row.of(m, 1, m);
    float[] fast = new float[m];
    float[] slow = new float[m];
    Arrays.fill(fast, -60);
    Arrays.fill(slow, -60);
    simd.raiseReach(fast, row.costs(), row.f);
    scalar.raiseReach(slow, row.costs(), row.f);
    double[] fastSummary = new double[3];
    double[] slowSummary = new double[3];
    simd.summarize(row.costs(), m, fastSummary);
    scalar.summarize(row.costs(), m, slowSummary);
    for (int j = 0; j < m; j++) {
      assertEquals(slow[j], fast[j], 2e-5);
    }
    assertEquals(slowSummary[0], fastSummary[0]);
    assertEquals(slowSummary[1], fastSummary[1]);
    assertEquals(slowSummary[2], fastSummary[2], 1e-5 * slowSummary[2]);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void columnsWithoutMassGetNothing(int m) {
    Row row = Row.of(m, 1, 9);
    double[] logB = row.logB.clone();
    logB[m - 1] = Double.NEGATIVE_INFINITY;
    Row without = new Row(row.cost, row.g, logB, row.f);
    float[] out = new float[m];
    plan(simd, without, 1, out);
    assertEquals(0f, out[m - 1]);
    plan(scalar, without, 1, out);
    assertEquals(0f, out[m - 1]);
    plan(simdDoubles, without, 1, out);
    assertEquals(0f, out[m - 1]);
  }
}
