package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.testkit.Golden;

class SquaredEuclideanTest {
  private final LinearAlgebra algebra = new JavaLinearAlgebra(2);

  private static int[] groups(int n, int count) {
    int[] out = new int[n];
    Arrays.setAll(out, i -> (i * 7) % count);
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 33, 200})
  void agreesWithBruteForce(int d) {
    Matrix x = Points.shifted(Points.gaussian(301, d, 1), 5, 1);
    Matrix y = Points.shifted(Points.gaussian(527, d, 2), 5, 1);
    float[] cost = SquaredEuclidean.between(x, y).toArray(algebra, 2);
    for (int i = 0; i < 301; i++) {
      for (int j = 0; j < 527; j++) {
        double exact = Points.squaredDistance(x, i, y, j);
        double tolerance = d <= 8 ? 2e-6 * exact : 2e-7 * (6 * d);
        assertEquals(exact, cost[i * 527 + j], tolerance);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void costOfASetWithItselfIsSymmetricWithZerosOnTheDiagonal(int d) {
    Matrix x = Points.gaussian(611, d, 3);
    Matrix copy = Matrix.copyOf(611, d, x.array());
    float[] cost = SquaredEuclidean.between(x, copy).toArray(algebra, 2);
    for (int i = 0; i < 611; i++) {
      assertEquals(0f, cost[i * 611 + i]);
      for (int j = 0; j < i; j++) {
        assertEquals(cost[i * 611 + j], cost[j * 611 + i]);
        double exact = Points.squaredDistance(x, i, x, j);
        assertEquals(exact, cost[i * 611 + j], 2e-7 * (8 * d + exact));
      }
    }
    float[] rows = new float[4 * 611];
    SquaredEuclidean.between(x, copy).fill(algebra, 300, 304, rows);
    for (int i = 300; i < 304; i++) {
      assertEquals(0f, rows[(i - 300) * 611 + i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 64})
  void dataFarFromTheOriginLosesNothing(int d) {
    Matrix x = Points.shifted(Points.gaussian(50, d, 4), 1e4, 1);
    Matrix y = Points.shifted(Points.gaussian(60, d, 5), 1e4, 1);
    float[] cost = SquaredEuclidean.between(x, y).toArray(algebra, 2);
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 60; j++) {
        assertEquals(Points.squaredDistance(x, i, y, j), cost[i * 60 + j], 2e-7 * 8 * d);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50})
  void constantsOfGroupsAndScaleAreAppliedInThePass(int d) {
    Matrix x = Points.gaussian(300, d, 6);
    Matrix y = Points.gaussian(70, d, 7);
    double[][] w = {{1, 2, 3.5}, {4, 5, 6}};
    GroupConstants constants = GroupConstants.of(groups(300, 2), groups(70, 3), w);
    SquaredEuclidean cost = SquaredEuclidean.between(x, y).scaledBy(0.5).plus(constants);
    float[] all = cost.toArray(algebra, 2);
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 70; j++) {
        double exact = Points.squaredDistance(x, i, y, j) / 2 + w[(i * 7) % 2][(j * 7) % 3];
        assertEquals(exact, all[i * 70 + j], 2e-7 * 8 * (d + 6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50})
  void constantsOfASetWithItselfMayBeAsymmetric(int d) {
    Matrix x = Points.gaussian(290, d, 8);
    double[][] w = {{1, 2}, {4, 8}};
    GroupConstants constants = GroupConstants.of(groups(290, 2), groups(290, 2), w);
    float[] all = SquaredEuclidean.between(x, x).plus(constants).toArray(algebra, 2);
    for (int i = 0; i < 290; i++) {
      for (int j = 0; j < 290; j++) {
        double exact = Points.squaredDistance(x, i, x, j) + w[(i * 7) % 2][(j * 7) % 2];
        assertEquals(exact, all[i * 290 + j], 2e-7 * 8 * (d + 6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 30})
  void rowsOnDemandAreTheRowsOfTheWhole(int d) {
    Matrix x = Points.gaussian(400, d, 9);
    Matrix y = Points.gaussian(600, d, 10);
    SquaredEuclidean cost =
        SquaredEuclidean.between(x, y)
            .plus(
                GroupConstants.of(groups(400, 2), groups(600, 2), new double[][] {{0, 1}, {2, 3}}));
    CostMatrix stored = cost.toCostMatrix(new Compute(algebra, 2, 400 * 600 * 4));
    CostMatrix tiled = cost.toCostMatrix(new Compute(algebra, 2, 400 * 600 * 4 - 1));
    assertInstanceOf(CostMatrix.Stored.class, stored);
    assertInstanceOf(CostMatrix.Tiled.class, tiled);
    float[] a = new float[300 * 600];
    float[] b = new float[300 * 600];
    stored.fill(90, 390, a);
    tiled.fill(90, 390, b);
    assertArrayEquals(a, b, 1e-4f);
  }

  @Test
  void sameBytesOnAnyNumberOfThreads() {
    Matrix x = Points.gaussian(700, 20, 11);
    Matrix y = Points.gaussian(900, 20, 12);
    assertArrayEquals(
        SquaredEuclidean.between(x, y).toArray(algebra, 1),
        SquaredEuclidean.between(x, y).toArray(algebra, 3));
  }

  @Test
  void simdRowsAgreeWithTheirScalarTwins() {
    int m = 77;
    float[] norms = Points.floats(m + 3, 13);
    float[] a = Points.floats(m + 5, 14);
    float[] b = a.clone();
    SimdCostRows.finish(0.3f, norms, 3, 1.5f, a, 5, m);
    ScalarCostRows.finish(0.3f, norms, 3, 1.5f, b, 5, m);
    assertArrayEquals(b, a, 1e-6f);
    float[] x = Points.floats(9, 15);
    float[] y = Points.floats(6 * m, 16);
    SimdCostRows.direct(x, 3, y, 6, m, 0.7f, a, 5);
    ScalarCostRows.direct(x, 3, y, 6, m, 0.7f, b, 5);
    assertArrayEquals(b, a, 1e-5f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 9, 33, 784})
  void rowsInDoublePrecisionAreExactToTheirRounding(int d) {
    Matrix x = Points.shifted(Points.gaussian(21, d, 1), 5, 1);
    Matrix y = Points.shifted(Points.gaussian(75, d, 2), 5, 1);
    int[] rowGroups = groups(21, 2);
    int[] columnGroups = groups(75, 3);
    double[][] constants = {{1.0 / 3, 2, 3}, {4, 5, 1e-9}};
    CostMatrix cost =
        SquaredEuclidean.between(x, y)
            .scaledBy(1 / 3.0)
            .plus(GroupConstants.of(rowGroups, columnGroups, constants))
            .toCostMatrix(new Compute(algebra, 2, 1 << 20));
    CostMatrix tiled =
        SquaredEuclidean.between(x, y)
            .scaledBy(1 / 3.0)
            .plus(GroupConstants.of(rowGroups, columnGroups, constants))
            .toCostMatrix(new Compute(algebra, 2, 100));
    double[] all = new double[21 * 75];
    cost.fill(0, 21, all);
    int[] rows = {20, 0, 3};
    int[] columns = {74, 5, 5, 0};
    double[] some = new double[12];
    cost.select(rows, columns).fill(0, 3, some);
    double[] part = new double[2 * 75];
    tiled.fill(4, 6, part);
    for (int i = 0; i < 21; i++) {
      for (int j = 0; j < 75; j++) {
        double exact =
            Points.squaredDistance(x, i, y, j) / 3 + constants[rowGroups[i]][columnGroups[j]];
        assertEquals(exact, all[i * 75 + j], 1e-14 * exact);
      }
    }
    for (int k = 0; k < 12; k++) {
      assertEquals(all[rows[k / 4] * 75 + columns[k % 4]], some[k]);
    }
    assertArrayEquals(Arrays.copyOfRange(all, 4 * 75, 6 * 75), part);
  }

  @Test
  void selectionsOfPlainCostsAreComputedInDoublePrecisionToo() {
    Matrix x = Points.gaussian(21, 12, 1);
    CostMatrix cost = SquaredEuclidean.between(x, x).toCostMatrix(new Compute(algebra, 2, 1 << 20));
    int[] rows = {7, 2};
    int[] columns = {2, 11, 7};
    double[] some = new double[6];
    cost.select(rows, columns).fill(0, 2, some);
    for (int k = 0; k < 6; k++) {
      double exact = Points.squaredDistance(x, rows[k / 3], x, columns[k % 3]);
      assertEquals(exact, some[k], 1e-14 * exact);
    }
    double[] widened = new double[6];
    CostMatrix.stored(2, 3, new float[] {1, 2, 3, 4, 5, 6}).fill(0, 2, widened);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, widened);
  }

  @Test
  void simdAndScalarMagnitudesAndDoublesAgree() {
    for (int length : new int[] {0, 1, 15, 16, 33, 1000}) {
      float[] values = Points.floats(length, 3);
      assertEquals(ScalarCostRows.largest(values, 0, 0), SimdCostRows.largest(values));
      if (length > 0) {
        values[length - 1] = Float.NaN;
        assertEquals(Float.NaN, SimdCostRows.largest(values));
        values[length - 1] = 0;
        values[0] = Float.NEGATIVE_INFINITY;
        assertEquals(Float.POSITIVE_INFINITY, SimdCostRows.largest(values));
      }
      double[] x = new double[length + 3];
      double[] y = new double[length + 3];
      Arrays.setAll(x, k -> Math.sin(k));
      Arrays.setAll(y, k -> Math.cos(3 * k));
      double expected = ScalarDoubleRows.squaredDistance(x, 3, y, 2, length);
      double actual = SimdDoubleRows.squaredDistance(x, 3, y, 2, length, SimdDoubleRows.newLanes());
      assertEquals(expected, actual, 1e-14 * expected);
    }
  }

  @Test
  void unusableInputIsRefused() {
    Matrix x = Points.gaussian(3, 9, 1);
    assertThrows(
        InvalidInputException.class, () -> SquaredEuclidean.between(x, Points.gaussian(3, 8, 1)));
    float[] bad = x.toArray();
    bad[10] = Float.NaN;
    Matrix nan = Matrix.wrap(3, 9, bad);
    assertTrue(
        assertThrows(InvalidInputException.class, () -> SquaredEuclidean.between(x, nan))
            .what()
            .contains("feature 1 of target point 1"));
    assertThrows(
        InvalidInputException.class, () -> SquaredEuclidean.between(x, Points.shifted(x, 0, 1e19)));
    SquaredEuclidean cost = SquaredEuclidean.between(x, x);
    assertThrows(InvalidInputException.class, () -> cost.scaledBy(-1));
    int[] three = new int[3];
    double[][] one = {{0}};
    assertThrows(
        InvalidInputException.class, () -> cost.plus(GroupConstants.of(three, new int[2], one)));
    assertThrows(InvalidInputException.class, () -> GroupConstants.of(new int[] {1}, three, one));
    assertThrows(InvalidInputException.class, () -> GroupConstants.of(three, new int[] {-1}, one));
    assertThrows(
        InvalidInputException.class,
        () -> GroupConstants.of(three, three, new double[][] {{Double.NaN}}));
  }

  @Test
  void imagesCostWhatTheReferenceSays() {
    double[] expected = Golden.doubles("A_cost.npy");
    Matrix x = Golden.images("x").features();
    Matrix y = Golden.images("y").features();
    float[] cost = SquaredEuclidean.between(x, y).toArray(algebra, 2);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - cost[i]) / expected[i]);
    }
    assertTrue(worst < 1e-6, "relative error " + worst);
  }
}
