package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Samples;

class SlicedFamilyTest {
  private static final int D = 4;
  private static final int L = 75;
  private static final List<Weights> MOVING =
      List.of(
          Weights.uniform(9),
          Weights.uniform(9),
          Weights.uniform(140),
          Weights.proportional(1, 0, 3, 2, 2));
  private static final List<Weights> FIXED =
      List.of(Weights.uniform(9), Weights.uniform(140), Weights.proportional(1, 2, 4));
  private static final int MOVING_ROWS = 163;
  private static final int FIXED_ROWS = 152;

  private static SlicedFamily family(int threads, long budget, SlicedLanes lanes) {
    return new SlicedFamily(
        new Compute(new NaiveProducts(), threads, budget), MOVING, FIXED, D, L, lanes);
  }

  private static Matrix points(int rows, long seed) {
    return Samples.gaussian(rows, D, Samples.random(seed));
  }

  private static double[][] coefficients() {
    RandomGenerator random = Samples.random(99);
    double[][] c = new double[7][7];
    for (double[] row : c) {
      for (int l = 0; l < row.length; l++) {
        row[l] = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
      }
    }
    return c;
  }

  private record Outcome(
      double[][] distances, double[][] toFixed, double[] pair, float[] gradient) {
    static Outcome of(SlicedFamily family, SlicedOrder order) {
      float[] gradient = new float[MOVING_ROWS * D];
      family.gradient(order, coefficients(), gradient);
      return new Outcome(
          family.distances(order),
          family.distancesToFixed(order),
          family.perDirection(order, 1, 5),
          gradient);
    }
  }

  private static void assertSame(Outcome expected, Outcome actual) {
    assertArrayEquals(expected.distances, actual.distances);
    assertArrayEquals(expected.toFixed, actual.toFixed);
    assertArrayEquals(expected.pair, actual.pair);
    assertArrayEquals(expected.gradient, actual.gradient);
  }

  private static Outcome fresh(SlicedOrder order, long seed, SlicedDirections directions) {
    SlicedFamily family = family(1, 1L << 30, SlicedLanes.fastest());
    family.project(points(MOVING_ROWS, seed), points(FIXED_ROWS, 50), directions);
    return Outcome.of(family, order);
  }

  @ParameterizedTest
  @EnumSource
  void threadsDoNotChangeABit(SlicedOrder order) {
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    Outcome expected = fresh(order, 1, directions);
    for (int threads : new int[] {2, 3, 7}) {
      SlicedFamily family = family(threads, 1L << 30, SlicedLanes.fastest());
      family.project(points(MOVING_ROWS, 1), points(FIXED_ROWS, 50), directions);
      assertSame(expected, Outcome.of(family, order));
    }
  }

  @ParameterizedTest
  @EnumSource
  void plainJavaAndVectorsAgree(SlicedOrder order) {
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    SlicedFamily plain = family(2, 1L << 30, new ScalarSlicedLanes());
    SlicedFamily vectors = family(2, 1L << 30, new SimdSlicedLanes());
    plain.project(points(MOVING_ROWS, 1), points(FIXED_ROWS, 50), directions);
    vectors.project(points(MOVING_ROWS, 1), points(FIXED_ROWS, 50), directions);
    assertClose(Outcome.of(plain, order), Outcome.of(vectors, order), 1e-13, 0);
  }

  private static void assertClose(
      Outcome expected, Outcome actual, double relative, float ofGradient) {
    for (int k = 0; k < 7; k++) {
      for (int l = 0; l < 7; l++) {
        double value = expected.distances[k][l];
        assertEquals(value, actual.distances[k][l], relative * value);
      }
    }
    for (int k = 0; k < 4; k++) {
      for (int l = 0; l < 3; l++) {
        double value = expected.toFixed[k][l];
        assertEquals(value, expected.distances[k][4 + l], 1e-13 * value);
        assertEquals(value, actual.toFixed[k][l], relative * value);
      }
    }
    assertArrayEquals(expected.pair, actual.pair);
    assertArrayEquals(expected.gradient, actual.gradient, ofGradient);
  }

  @ParameterizedTest
  @EnumSource
  void littleMemoryMeansBlocksOfDirectionsAndTheSameResult(SlicedOrder order) {
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    Outcome expected = fresh(order, 1, directions);
    SlicedLanes lanes = SlicedLanes.fastest();
    long tile = 12L * lanes.width() * (MOVING_ROWS + FIXED_ROWS);
    for (long budget : new long[] {tile, 2 * tile, 3 * tile}) {
      SlicedFamily family = family(2, budget, lanes);
      family.project(points(MOVING_ROWS, 1), points(FIXED_ROWS, 50), directions);
      assertClose(expected, Outcome.of(family, order), 1e-13, 1e-6f);
    }
    assertThrows(InvalidInputException.class, () -> family(2, tile - 1, lanes));
  }

  @Test
  void usedAgainItGivesWhatAFreshOneGives() {
    SlicedOrder order = SlicedOrder.TWO;
    SlicedDirections one = SlicedDirections.uniform(L, D, 3);
    SlicedDirections other = SlicedDirections.uniform(L, D, 4);
    SlicedFamily family = family(2, 1L << 30, SlicedLanes.fastest());
    Matrix fixed = points(FIXED_ROWS, 50);
    family.project(points(MOVING_ROWS, 1), fixed, one);
    assertSame(fresh(order, 1, one), Outcome.of(family, order));
    assertSame(fresh(order, 1, one), Outcome.of(family, order));
    family.project(points(MOVING_ROWS, 2), fixed, one); // only the moving ones anew
    assertSame(fresh(order, 2, one), Outcome.of(family, order));
    family.project(points(MOVING_ROWS, 2), fixed, other);
    assertSame(fresh(order, 2, other), Outcome.of(family, order));
  }

  @Test
  void refusedPointsLeaveItUsable() {
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    SlicedFamily family = family(2, 1L << 30, SlicedLanes.fastest());
    Matrix fixed = points(FIXED_ROWS, 50);
    family.project(points(MOVING_ROWS, 1), fixed, directions);
    float[] broken = points(MOVING_ROWS, 2).toArray();
    broken[5] = Float.NaN;
    Matrix bad = Matrix.wrap(MOVING_ROWS, D, broken);
    assertThrows(InvalidInputException.class, () -> family.project(bad, fixed, directions));
    family.project(points(MOVING_ROWS, 2), fixed, directions);
    assertSame(fresh(SlicedOrder.TWO, 2, directions), Outcome.of(family, SlicedOrder.TWO));
  }

  @Test
  void gradientCountsBothOrdersOfAPairAndNotTheDiagonal() {
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    SlicedFamily family = family(2, 1L << 30, SlicedLanes.fastest());
    family.project(points(MOVING_ROWS, 1), points(FIXED_ROWS, 50), directions);
    double[][] c = coefficients();
    double[][] folded = new double[7][7];
    for (int k = 0; k < 7; k++) {
      for (int l = k + 1; l < 7; l++) {
        folded[k][l] = c[k][l] + c[l][k];
      }
    }
    float[] expected = new float[MOVING_ROWS * D];
    float[] actual = new float[MOVING_ROWS * D];
    family.gradient(SlicedOrder.TWO, c, expected);
    family.gradient(SlicedOrder.TWO, folded, actual);
    assertArrayEquals(expected, actual);
  }

  @Test
  void otherShapesAreRefused() {
    SlicedFamily family = family(1, 1L << 30, SlicedLanes.fastest());
    Matrix moving = points(MOVING_ROWS, 1);
    Matrix fixed = points(FIXED_ROWS, 2);
    SlicedDirections directions = SlicedDirections.uniform(L, D, 3);
    assertThrows(IllegalStateException.class, () -> family.distances(SlicedOrder.TWO));
    assertThrows(InvalidInputException.class, () -> family.project(fixed, moving, directions));
    SlicedDirections fewer = SlicedDirections.uniform(L - 1, D, 3);
    assertThrows(InvalidInputException.class, () -> family.project(moving, fixed, fewer));
    SlicedDirections flat = SlicedDirections.uniform(L, D - 1, 3);
    assertThrows(InvalidInputException.class, () -> family.project(moving, fixed, flat));
    Compute compute = new Compute(new NaiveProducts(), 1, 1L << 30);
    assertThrows(InvalidInputException.class, () -> new SlicedFamily(compute, MOVING, FIXED, D, 0));
    assertThrows(
        InvalidInputException.class, () -> new SlicedFamily(compute, List.of(), FIXED, D, L));
  }
}
