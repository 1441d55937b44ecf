package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.OtiumException;

class SparsePlanTest {
  // [ 0    0.25  0.125 0 ]
  // [ 0    0     0     0 ]
  // [ 0.5  0     0.125 0 ]
  private final SparsePlan plan =
      SparsePlan.of(
          3,
          4,
          4,
          new int[] {2, 0, 2, 0},
          new int[] {2, 2, 0, 1},
          new double[] {0.125, 0.125, 0.5, 0.25},
          2,
          48);

  @Test
  void massesStandWhereTheyWerePut() {
    assertEquals(0.25, plan.mass(0, 1));
    assertEquals(0.125, plan.mass(2, 2));
    assertEquals(0, plan.mass(1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> plan.mass(0, 4));
    assertEquals(4, plan.entryCount());
  }

  @Test
  void entriesAreVisitedInOrder() {
    List<String> seen = new ArrayList<>();
    plan.forEachEntry((i, j, w) -> seen.add(i + "," + j + "=" + w));
    assertEquals(List.of("0,1=0.25", "0,2=0.125", "2,0=0.5", "2,2=0.125"), seen);
  }

  @Test
  void sumsAreThoseOfTheMatrix() {
    assertArrayEquals(new double[] {0.375, 0, 0.625}, plan.rowSums());
    assertArrayEquals(new double[] {0.5, 0.25, 0.25, 0}, plan.columnSums());
    assertArrayEquals(
        new float[] {0, 0.25f, 0.125f, 0, 0, 0, 0, 0, 0.5f, 0, 0.125f, 0}, plan.toMatrix().array());
  }

  @Test
  void productsAreThoseOfTheMatrix() {
    Matrix v = Matrix.of(new double[][] {{1, 10}, {2, 20}, {3, 30}, {1000, 1000}});
    assertEquals(Matrix.of(new double[][] {{0.875, 8.75}, {0, 0}, {0.875, 8.75}}), plan.applyTo(v));
    Matrix projected = plan.barycentricProjection(v);
    assertEquals(0.875 / 0.375, projected.get(0, 0), 1e-6);
    assertEquals(0, projected.get(1, 1));
    assertEquals(8.75 / 0.625, projected.get(2, 1), 1e-6);
    assertThrows(InvalidInputException.class, () -> plan.applyTo(Matrix.of(new double[][] {{1}})));
  }

  @Test
  void groupsSumUp() {
    double[][] sums = plan.aggregate(new int[] {1, 0, 1}, 2, new int[] {0, 0, 2, 1}, 3);
    assertArrayEquals(new double[] {0, 0, 0}, sums[0]);
    assertArrayEquals(new double[] {0.75, 0, 0.25}, sums[1]);
    assertThrows(InvalidInputException.class, () -> plan.aggregate(new int[2], 1, new int[4], 1));
  }

  @Test
  void theLowestColumnWinsATie() {
    assertArrayEquals(new int[] {1, 0, 0}, plan.rowArgmax());
    SparsePlan tie =
        SparsePlan.of(1, 3, 2, new int[] {0, 0}, new int[] {2, 1}, new double[] {0.5, 0.5}, 1, 100);
    assertArrayEquals(new int[] {1}, tie.rowArgmax());
  }

  @Test
  void aMatrixAboveTheBudgetIsRefused() {
    SparsePlan large =
        SparsePlan.of(
            100_000, 100_000, 0, new int[0], new int[0], new double[0], 1, 1_000_000_000L);
    OtiumException error = assertThrows(OtiumException.class, large::toMatrix);
    assertTrue(error.what().contains("40.0 GB"), error.what());
  }

  @Test
  void valuesAndGroupsMustFitThePlan() {
    SparsePlan plan =
        SparsePlan.of(2, 3, 1, new int[] {0}, new int[] {2}, new double[] {1}, 1, 1_000_000L);
    InvalidInputException values =
        assertThrows(
            InvalidInputException.class, () -> plan.applyTo(Matrix.wrap(2, 1, new float[] {1, 2})));
    assertTrue(values.what().contains("3 columns applied to 2 rows"), values.what());
    InvalidInputException groups =
        assertThrows(
            InvalidInputException.class, () -> plan.aggregate(new int[3], 1, new int[3], 1));
    assertTrue(groups.what().contains("groups of 3 rows"), groups.what());
  }
}
