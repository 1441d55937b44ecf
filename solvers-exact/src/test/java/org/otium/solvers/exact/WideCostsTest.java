package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.solvers.exact.ExactSettings.Algorithm;

/** Costs of so many magnitudes that doubles lose the small ones next to the large ones. */
class WideCostsTest {
  private static final double RELATIVE = 1e-9;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void noPermutationIsCheaper(Algorithm algorithm) {
    for (int seed = 0; seed < 400; seed++) {
      RandomGenerator random = Problems.random(seed);
      int n = 1 + seed % 7;
      float[] c = wide(random, n * n, seed % 2 == 0);
      BigDecimal best = cheapest(exact(c), n, 0, 0, BigDecimal.ZERO, null);
      double expected = best.doubleValue() / n;
      TransportResult result = optimal(algorithm, n, n, c);
      assertEquals(expected, result.value(), RELATIVE * paid(result, c, n), "seed " + seed);
    }
  }

  /**
   * Eight equal particles; those in one place make a point of a larger mass. Eighths are whole
   * numbers of the smallest unit of mass: no rounding of masses pays a large cost.
   */
  @Test
  void noSplitIntoParticlesIsCheaper() {
    int particles = 8;
    for (int seed = 0; seed < 60; seed++) {
      RandomGenerator random = Problems.random(2000 + seed);
      int n = 1 + random.nextInt(4);
      int m = 1 + random.nextInt(5);
      float[] c = wide(random, n * m, seed % 2 == 0);
      double[] a = new double[n];
      double[] b = new double[m];
      int[] from = random.ints(particles, 0, n).toArray();
      int[] to = random.ints(particles, 0, m).toArray();
      float[] spread = new float[particles * particles];
      for (int p = 0; p < particles; p++) {
        a[from[p]]++;
        b[to[p]]++;
        for (int q = 0; q < particles; q++) {
          spread[p * particles + q] = c[from[p] * m + to[q]];
        }
      }
      TransportResult result =
          new ExactSolver(ExactSettings.defaults(), 1, Problems.BUDGET)
              .solve(
                  new TransportProblem(
                      CostMatrix.stored(n, m, c), Weights.masses(a), Weights.masses(b)));
      assertTrue(result.convergence().converged(), result.convergence().reason());
      double best = cheapest(exact(spread), particles, 0, 0, BigDecimal.ZERO, null).doubleValue();
      assertEquals(best, result.value(), RELATIVE * paid(result, c, n), "seed " + seed);
    }
  }

  @Test
  void algorithmsAgree() {
    for (int n : new int[] {40, 40, 40, 120, 200}) {
      for (int seed = 0; seed < 4; seed++) {
        float[] c = wide(Problems.random(31L * n + seed), n * n, false);
        double assigned = optimal(Algorithm.ASSIGNMENT, n, n, c).value();
        double simplex = optimal(Algorithm.NETWORK_SIMPLEX, n, n, c).value();
        assertEquals(assigned, simplex, RELATIVE * assigned, "n " + n + ", seed " + seed);
        assertEquals(assigned, optimal(Algorithm.AUTO, n, n, c).value(), RELATIVE * assigned);
        // the bottleneck of so many choices is far below what a wrong pivot costs
        assertTrue(simplex < 1e-4, "value " + simplex);
      }
    }
  }

  @Test
  void unequalSizesAreCertified() {
    for (int seed = 0; seed < 20; seed++) {
      RandomGenerator random = Problems.random(500 + seed);
      int n = 1 + random.nextInt(40);
      int m = 1 + random.nextInt(40);
      optimal(Algorithm.AUTO, n, m, wide(random, n * m, true));
    }
  }

  @Test
  void oneHugeCostDoesNotBlurTheOthers() {
    int n = 30;
    RandomGenerator random = Problems.random(77);
    float[] c = new float[n * n];
    for (int k = 0; k < c.length; k++) {
      c[k] = random.nextFloat();
    }
    float[] outlier = c.clone();
    TransportResult plain = optimal(Algorithm.NETWORK_SIMPLEX, n, n, c);
    int dear = 0;
    while (plain.plan().mass(dear / n, dear % n) > 0) {
      dear++;
    }
    outlier[dear] = 1e30f;
    for (Algorithm algorithm : Algorithm.values()) {
      assertEquals(plain.value(), optimal(algorithm, n, n, outlier).value(), 1e-14);
    }
  }

  @Test
  void massesTooSmallForDoublesAreRefused() {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(2, 2, new float[] {0, 1, 2, 1}),
            Weights.masses(4e-311, 6e-311),
            Weights.masses(7e-311, 3e-311));
    assertThrows(InvalidInputException.class, () -> Problems.solver(Algorithm.AUTO).solve(problem));
  }

  @Test
  void smallMassesThatDoublesHoldAreFine() {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(2, 2, new float[] {0, 1, 2, 1}),
            Weights.masses(4e-280, 6e-280),
            Weights.masses(7e-280, 3e-280));
    TransportResult result = Problems.solver(Algorithm.AUTO).solve(problem);
    assertTrue(result.convergence().converged());
    assertEquals(9e-280, result.value(), 1e-294);
  }

  private static TransportResult optimal(Algorithm algorithm, int n, int m, float[] c) {
    TransportResult result =
        Problems.solver(algorithm)
            .solve(
                new TransportProblem(
                    CostMatrix.stored(n, m, c), Weights.uniform(n), Weights.uniform(m)));
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertTrue(result.details().get("duality-gap") <= RELATIVE * paid(result, c, n));
    return result;
  }

  private static double paid(TransportResult result, float[] c, int n) {
    double sum = 0;
    int m = c.length / n;
    for (int k = 0; k < c.length; k++) {
      sum += result.plan().mass(k / m, k % m) * Math.abs(c[k]);
    }
    return sum;
  }

  private static float[] wide(RandomGenerator random, int count, boolean signed) {
    float[] c = new float[count];
    for (int k = 0; k < count; k++) {
      c[k] = (float) Math.pow(10, -12 + 24 * random.nextDouble());
      if (signed && random.nextInt(4) == 0) {
        c[k] = -c[k];
      }
    }
    return c;
  }

  private static BigDecimal[] exact(float[] c) {
    BigDecimal[] exact = new BigDecimal[c.length];
    for (int k = 0; k < c.length; k++) {
      exact[k] = new BigDecimal(c[k]);
    }
    return exact;
  }

  private static BigDecimal cheapest(
      BigDecimal[] c, int n, int row, int taken, BigDecimal spent, @Nullable BigDecimal best) {
    if (row == n) {
      return best == null ? spent : spent.min(best);
    }
    BigDecimal least = best;
    for (int j = 0; j < n; j++) {
      if ((taken & 1 << j) == 0) {
        least = cheapest(c, n, row + 1, taken | 1 << j, spent.add(c[row * n + j]), least);
      }
    }
    return least;
  }
}
