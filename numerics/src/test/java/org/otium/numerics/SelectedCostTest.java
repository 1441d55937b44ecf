package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Matrix;
import org.otium.testkit.Samples;

class SelectedCostTest {
  private static final int[] ROWS = {40, 3, 17, 3};
  private static final int[] COLUMNS = {29, 0, 17, 3, 8};

  private static CostMatrix cost(Matrix x, Matrix y, long budget) {
    return SquaredEuclidean.between(x, y)
        .toCostMatrix(new Compute(new JavaLinearAlgebra(1), 1, budget));
  }

  private static void requireSelected(CostMatrix cost, Matrix x, Matrix y) {
    CostMatrix selected = cost.select(ROWS, COLUMNS);
    float[] out = new float[2 * COLUMNS.length];
    for (int from = 0; from < ROWS.length; from += 2) {
      selected.fill(from, from + 2, out);
      for (int i = from; i < from + 2; i++) {
        for (int j = 0; j < COLUMNS.length; j++) {
          double expected = 0;
          for (int p = 0; p < x.columns(); p++) {
            double d = x.get(ROWS[i], p) - y.get(COLUMNS[j], p);
            expected += d * d;
          }
          double tolerance = expected == 0 ? 0 : 1e-4;
          assertEquals(expected, out[(i - from) * COLUMNS.length + j], tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 9, 50})
  void selectedCostsAreThoseOfTheSelectedPoints(int dimension) {
    RandomGenerator random = Samples.random(1);
    Matrix x = Samples.gaussian(50, dimension, random);
    Matrix y = Samples.gaussian(30, dimension, random);
    requireSelected(cost(x, y, 1L << 20), x, y);
    requireSelected(cost(x, y, 1), x, y);
    CostMatrix tiled = cost(x, y, 1);
    requireSelected(CostMatrix.tiled(50, 30, tiled::fill), x, y);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void aPointIsAtDistanceZeroFromItselfInASelection(int dimension) {
    Matrix x = Samples.gaussian(50, dimension, Samples.random(2));
    requireSelected(cost(x, x, 1L << 20), x, x);
    requireSelected(cost(x, x, 1), x, x);
  }
}
