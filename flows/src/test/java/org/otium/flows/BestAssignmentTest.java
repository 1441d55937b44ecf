package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.testkit.Samples;

class BestAssignmentTest {
  @Test
  void isTheBestOfAllAssignments() {
    RandomGenerator random = Samples.random(1);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      double[][] weights = new double[rows][columns];
      for (double[] row : weights) {
        for (int j = 0; j < columns; j++) {
          row[j] = random.nextInt(7);
        }
      }
      int[] columnOf = BestAssignment.of(weights);
      boolean[] used = new boolean[columns];
      double sum = 0;
      int assigned = 0;
      for (int i = 0; i < rows; i++) {
        if (columnOf[i] >= 0) {
          assertEquals(false, used[columnOf[i]]);
          used[columnOf[i]] = true;
          sum += weights[i][columnOf[i]];
          assigned++;
        }
      }
      assertEquals(Math.min(rows, columns), assigned);
      assertEquals(best(weights, 0, new boolean[columns]), sum);
    }
  }

  /** Rows may stay without a column, which never pays as weights are not negative. */
  private static double best(double[][] weights, int row, boolean[] used) {
    if (row == weights.length) {
      return 0;
    }
    double best = best(weights, row + 1, used);
    for (int j = 0; j < used.length; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.max(best, weights[row][j] + best(weights, row + 1, used));
        used[j] = false;
      }
    }
    return best;
  }

  @Test
  void nothingIsAssignedToNothing() {
    assertArrayEquals(new int[0], BestAssignment.of(new double[0][]));
    assertArrayEquals(new int[] {-1, -1}, BestAssignment.of(new double[2][0]));
  }
}
