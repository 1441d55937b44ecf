package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.CostMatrix;
import org.otium.api.TransportProblem;
import org.otium.api.Weights;
import org.otium.solvers.exact.ExactSettings.Algorithm;

/** Every plan of a small problem is tried. */
class BruteForceTest {
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void noPermutationIsCheaper(Algorithm algorithm) {
    for (int seed = 0; seed < 300; seed++) {
      RandomGenerator random = Problems.random(seed);
      int n = 1 + seed % 7;
      float[] c = new float[n * n];
      for (int k = 0; k < c.length; k++) {
        c[k] = seed % 2 == 0 ? random.nextFloat() : random.nextInt(4);
      }
      TransportProblem problem =
          new TransportProblem(CostMatrix.stored(n, n, c), Weights.uniform(n), Weights.uniform(n));
      assertEquals(
          cheapest(c, n, 0, 0) / n,
          Problems.solve(algorithm, problem).value(),
          1e-14 * n,
          "seed " + seed);
    }
  }

  /** Masses that are multiples of 1/6 are six equal particles, some in one place. */
  @Test
  void noSplitIntoParticlesIsCheaper() {
    int particles = 6;
    for (int seed = 0; seed < 200; seed++) {
      RandomGenerator random = Problems.random(1000 + seed);
      int n = 1 + random.nextInt(4);
      int m = 1 + random.nextInt(5);
      int[] from = places(random, n, particles);
      int[] to = places(random, m, particles);
      float[] c = new float[n * m];
      for (int k = 0; k < c.length; k++) {
        c[k] = random.nextFloat();
      }
      float[] spread = new float[particles * particles];
      double[] a = new double[n];
      double[] b = new double[m];
      for (int p = 0; p < particles; p++) {
        a[from[p]]++;
        b[to[p]]++;
        for (int q = 0; q < particles; q++) {
          spread[p * particles + q] = c[from[p] * m + to[q]];
        }
      }
      TransportProblem problem =
          new TransportProblem(
              CostMatrix.stored(n, m, c), Weights.proportional(a), Weights.proportional(b));
      assertEquals(
          cheapest(spread, particles, 0, 0) / particles,
          Problems.solve(Algorithm.AUTO, problem).value(),
          1e-13,
          "seed " + seed);
    }
  }

  private static int[] places(RandomGenerator random, int places, int particles) {
    int[] at = new int[particles];
    for (int p = 0; p < particles; p++) {
      at[p] = random.nextInt(places);
    }
    return at;
  }

  private static double cheapest(float[] c, int n, int row, int taken) {
    if (row == n) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      if ((taken & 1 << j) == 0) {
        best = Math.min(best, c[row * n + j] + cheapest(c, n, row + 1, taken | 1 << j));
      }
    }
    return best;
  }
}
