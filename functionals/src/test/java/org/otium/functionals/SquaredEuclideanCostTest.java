package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.GroundCost;
import org.otium.api.Matrix;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.GroundCostContract;

class SquaredEuclideanCostTest {
  private static GroundCost withBudget(long bytes) {
    return new SquaredEuclideanCost(new Compute(new JavaLinearAlgebra(2), 2, bytes));
  }

  @Nested
  class Stored extends GroundCostContract {
    @Override
    protected GroundCost cost() {
      return withBudget(1 << 20);
    }
  }

  @Nested
  class Tiled extends GroundCostContract {
    @Override
    protected GroundCost cost() {
      return withBudget(1);
    }
  }

  @Test
  void memoryBudgetDecidesWhetherCostsAreStored() {
    Matrix points = Matrix.of(new double[][] {{0, 1}, {2, 3}});
    assertInstanceOf(CostMatrix.Stored.class, withBudget(1 << 20).between(points, points));
    assertInstanceOf(CostMatrix.Tiled.class, withBudget(1).between(points, points));
  }
}
