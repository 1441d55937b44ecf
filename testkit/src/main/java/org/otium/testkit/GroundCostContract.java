package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.CostMatrix;
import org.otium.api.GroundCost;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;

/**
 * What every {@link GroundCost} must do: above all, {@link GroundCost#meanGradient} is the gradient
 * of what {@link GroundCost#between} returns.
 */
public abstract class GroundCostContract {
  private static final int N = 7;
  private static final int M = 5;
  private static final int D = 3;

  private final Matrix x = Samples.gaussian(N, D, Samples.random(1));
  private final Matrix y = Samples.gaussian(M, D, Samples.random(2));

  /** For subclasses. */
  protected GroundCostContract() {}

  /**
   * The cost under test.
   *
   * @return a fresh one
   */
  protected abstract GroundCost cost();

  /**
   * How far apart two ways of computing one number may be, relative to the largest cost.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 1e-5;
  }

  /**
   * How far the gradient may be from a central difference, relative to the typical slope along a
   * random direction.
   *
   * @return a relative tolerance
   */
  protected double gradientTolerance() {
    return 2e-3;
  }

  @Test
  final void oneRowASourceAndOneColumnATarget() {
    CostMatrix costs = cost().between(x, y);
    assertEquals(N, costs.rows());
    assertEquals(M, costs.columns());
    for (float value : values(costs)) {
      assertTrue(value >= 0 && Float.isFinite(value), "a cost of " + value);
    }
  }

  @Test
  final void someRowsAreThoseOfTheWhole() {
    CostMatrix costs = cost().between(x, y);
    float[] whole = values(costs);
    float[] some = new float[2 * M];
    costs.fill(3, 5, some);
    for (int k = 0; k < some.length; k++) {
      assertEquals(whole[3 * M + k], some[k], tolerance() * largest(whole));
    }
  }

  @Test
  final void pointCostsNothingToItself() {
    float[] costs = values(cost().between(x, x));
    float[] equal = values(cost().between(x, Matrix.wrap(N, D, x.toArray())));
    for (int i = 0; i < N; i++) {
      assertEquals(0, costs[i * N + i], tolerance() * largest(costs), "point " + i);
      assertEquals(0, equal[i * N + i], tolerance() * largest(costs), "point " + i);
    }
  }

  @Test
  final void differentPointsCostSomething() {
    float[] costs = values(cost().between(x, x));
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        assertTrue(i == j || costs[i * N + j] > 0, "points " + i + " and " + j);
      }
    }
  }

  @Test
  final void swappingSourcesAndTargetsTransposes() {
    float[] there = values(cost().between(x, y));
    float[] back = values(cost().between(y, x));
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < M; j++) {
        assertEquals(there[i * M + j], back[j * N + i], tolerance() * largest(there));
      }
    }
  }

  @Test
  final void meanGradientIsThatOfTheCostOfThePlan() {
    GroundCost cost = cost();
    TransportPlan plan = plan();
    double[] mass = plan.rowSums();
    Matrix gradient = cost.meanGradient(x, y, plan);
    assertEquals(N, gradient.rows());
    assertEquals(D, gradient.columns());
    double squares = 0;
    for (int i = 0; i < N * D; i++) {
      double part = mass[i / D] * gradient.array()[i];
      squares += part * part;
    }
    double typical = Math.sqrt(squares);
    assertTrue(typical > 0, "the gradient is zero everywhere");
    RandomGenerator random = Samples.random(4);
    double h = 1e-2;
    for (int trial = 0; trial < 5; trial++) {
      float[] direction = Samples.gaussian(N, D, random).array();
      double predicted = 0;
      for (int i = 0; i < N * D; i++) {
        predicted += mass[i / D] * gradient.array()[i] * direction[i];
      }
      double measured =
          (costOf(plan, moved(direction, h)) - costOf(plan, moved(direction, -h))) / (2 * h);
      assertEquals(predicted, measured, gradientTolerance() * typical, "direction " + trial);
    }
  }

  @Test
  final void otherDimensionIsRefused() {
    Matrix other = Samples.gaussian(M, D + 1, Samples.random(3));
    assertThrows(InvalidInputException.class, () -> cost().between(x, other));
  }

  @Test
  final void pointsAreNotWrittenTo() {
    float[] sources = x.toArray();
    float[] targets = y.toArray();
    GroundCost cost = cost();
    values(cost.between(x, y));
    cost.meanGradient(x, y, plan());
    assertArrayEquals(sources, x.array());
    assertArrayEquals(targets, y.array());
  }

  private double costOf(TransportPlan plan, Matrix points) {
    float[] costs = values(cost().between(points, y));
    double sum = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < M; j++) {
        sum += plan.mass(i, j) * costs[i * M + j];
      }
    }
    return sum;
  }

  private Matrix moved(float[] direction, double h) {
    float[] points = x.toArray();
    for (int i = 0; i < points.length; i++) {
      points[i] += (float) (h * direction[i]);
    }
    return Matrix.wrap(N, D, points);
  }

  /** Unequal masses everywhere, some rows twice as heavy as others. */
  private static TransportPlan plan() {
    RandomGenerator random = Samples.random(5);
    double[][] masses = new double[N][M];
    double total = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < M; j++) {
        masses[i][j] = (1 + i % 2) * (0.1 + random.nextDouble());
        total += masses[i][j];
      }
    }
    for (double[] row : masses) {
      for (int j = 0; j < M; j++) {
        row[j] /= total;
      }
    }
    return new GivenPlan(masses);
  }

  private static float[] values(CostMatrix costs) {
    float[] values = new float[costs.rows() * costs.columns()];
    costs.fill(0, costs.rows(), values);
    return values;
  }

  private static double largest(float[] values) {
    double max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
