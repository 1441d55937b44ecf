package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class OptimalAssignmentTest {
  private static double total(double[][] cost, int[] columnOf) {
    double sum = 0;
    for (int i = 0; i < columnOf.length; i++) {
      sum += columnOf[i] < 0 ? 0 : cost[i][columnOf[i]];
    }
    return sum;
  }

  /** The least total of all ways to match so many pairs from a row on. */
  private static double least(double[][] cost, int row, boolean[] taken, int pairs) {
    if (pairs == 0) {
      return 0;
    }
    if (cost.length - row < pairs) {
      return Double.POSITIVE_INFINITY;
    }
    double best = least(cost, row + 1, taken, pairs);
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        best = Math.min(best, cost[row][j] + least(cost, row + 1, taken, pairs - 1));
        taken[j] = false;
      }
    }
    return best;
  }

  @Test
  void noMatchingIsCheaper() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      double[][] cost = new double[rows][columns];
      for (double[] row : cost) {
        Arrays.setAll(row, j -> trialCost(random));
      }
      int[] columnOf = OptimalAssignment.minimise(cost);
      int[] matched = Arrays.stream(columnOf).filter(j -> j >= 0).sorted().toArray();
      assertEquals(Math.min(rows, columns), matched.length);
      assertArrayEquals(Arrays.stream(matched).distinct().toArray(), matched);
      double best = least(cost, 0, new boolean[columns], Math.min(rows, columns));
      assertEquals(best, total(cost, columnOf), 1e-12);
    }
  }

  /** Whole numbers of either sign, so that there are ties. */
  private static double trialCost(RandomGenerator random) {
    return random.nextInt(7) - 3;
  }

  @Test
  void permutationIsFound() {
    int n = 60;
    double[][] cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        cost[i][j] = (7 * i + 3) % n == j ? 0 : 1 + (i + j) % 5;
      }
    }
    int[] expected = new int[n];
    Arrays.setAll(expected, i -> (7 * i + 3) % n);
    assertArrayEquals(expected, OptimalAssignment.minimise(cost));
  }

  @Test
  void nothingIsMatchedWithNothing() {
    assertEquals(0, OptimalAssignment.minimise(new double[0][]).length);
    assertTrue(
        Arrays.stream(OptimalAssignment.minimise(new double[3][0]))
            .allMatch(j -> j == OptimalAssignment.UNMATCHED));
  }

  @Test
  void costsThatAreNoNumbersAreRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> OptimalAssignment.minimise(new double[][] {{0, Double.NaN}, {1, 2}}));
    assertThrows(
        InvalidInputException.class,
        () -> OptimalAssignment.minimise(new double[][] {{0, 1}, {1}}));
  }
}
