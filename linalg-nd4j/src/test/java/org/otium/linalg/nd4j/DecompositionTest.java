package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Svd;
import org.nd4j.linalg.factory.Nd4j;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;

class DecompositionTest {
  private static final double TOLERANCE = 1e-12;

  private final LinearAlgebra nd4j = Nd4jLinearAlgebra.open(2);

  /** The OpenBLAS that ND4J itself asks for fails here from n = 200 on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33, 200, 257})
  void eigenvectorsDiagonalizeTheMatrix(int n) {
    double[] a = Decompositions.symmetric(n, 11);
    LinearAlgebra.Eigen eigen = nd4j.symmetricEigen(a, n);
    assertTrue(Decompositions.error(eigen, a, n) < TOLERANCE);
    double[] sorted = eigen.values().clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, eigen.values());
  }

  @Test
  void eigenvaluesOfTheSecondDifferenceAreKnown() {
    int n = 200;
    double[] a = new double[n * n];
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) {
        a[i * n + i - 1] = -1; // the upper triangle stays zero, because it is not read
      }
      expected[i] = 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1));
    }
    assertArrayEquals(expected, nd4j.symmetricEigen(a, n).values(), 1e-13);
  }

  @Test
  void onlyTheLowerTriangleIsRead() {
    int n = 20;
    double[] a = Decompositions.symmetric(n, 12);
    double[] lower = a.clone();
    for (int i = 0; i < n; i++) {
      Arrays.fill(lower, i * n + i + 1, (i + 1) * n, Double.NaN);
    }
    assertArrayEquals(nd4j.symmetricEigen(a, n).vectors(), nd4j.symmetricEigen(lower, n).vectors());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1", "2,2", "16,16", "40,17", "17,40", "200,200", "300,20"})
  void singularVectorsRebuildTheMatrix(int rows, int columns) {
    double[] a = Decompositions.gaussian(rows, columns, 13);
    double[] before = a.clone();
    LinearAlgebra.Svd svd = nd4j.svd(a, rows, columns);
    assertEquals(rows * Math.min(rows, columns), svd.u().length);
    assertEquals(columns * Math.min(rows, columns), svd.vt().length);
    assertTrue(Decompositions.error(svd, a, rows, columns) < TOLERANCE);
    assertArrayEquals(svd.values(), nd4j.singularValues(a, rows, columns), 1e-12);
    assertArrayEquals(before, a);
  }

  @Test
  void singularValuesOfAHilbertMatrixAreKnown() {
    double[] hilbert = {1, 1. / 2, 1. / 3, 1. / 2, 1. / 3, 1. / 4, 1. / 3, 1. / 4, 1. / 5};
    double[] expected = {1.40831892712365, 0.122327065853906, 0.00268734035577353};
    assertArrayEquals(expected, nd4j.singularValues(hilbert, 3, 3), 1e-14);
  }

  @Test
  void aMatrixWithoutRankHasZeroSingularValues() {
    LinearAlgebra.Svd svd = nd4j.svd(new double[12], 4, 3);
    assertArrayEquals(new double[3], svd.values());
  }

  /** Why {@code Lapack} goes another way, and that the check above would tell. */
  @Test
  void theSvdOperationOfNd4jGivesWrongVectorsFromSizeSixteenOn() {
    assertTrue(errorOfTheSvdOperation(8) < 1e-10);
    assertTrue(errorOfTheSvdOperation(16) > 1e-3);
  }

  private static double errorOfTheSvdOperation(int n) {
    double[] a = Decompositions.gaussian(n, n, 14);
    INDArray s = Nd4j.create(DataType.DOUBLE, n);
    INDArray u = Nd4j.create(DataType.DOUBLE, n, n);
    INDArray v = Nd4j.create(DataType.DOUBLE, n, n);
    Nd4j.exec(new Svd(Nd4j.create(a, new long[] {n, n}, 'c'), true, s, u, v));
    double[] vt = Decompositions.transpose(numbers(v), n, n);
    return Decompositions.error(new LinearAlgebra.Svd(numbers(u), numbers(s), vt), a, n, n);
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  @Test
  void sameInputGivesTheSameBytes() {
    double[] a = Decompositions.gaussian(60, 60, 15);
    assertArrayEquals(nd4j.svd(a, 60, 60).u(), nd4j.svd(a, 60, 60).u());
    assertArrayEquals(nd4j.symmetricEigen(a, 60).vectors(), nd4j.symmetricEigen(a, 60).vectors());
  }

  @Test
  void nothingDecomposesToNothing() {
    assertEquals(0, nd4j.svd(new double[0], 0, 5).values().length);
    assertEquals(0, nd4j.singularValues(new double[0], 5, 0).length);
    assertEquals(0, nd4j.symmetricEigen(new double[0], 0).vectors().length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void numbersThatAreNotFiniteAreRefused(double bad) {
    double[] a = {1, 2, bad, 4};
    assertThrows(InvalidInputException.class, () -> nd4j.svd(a, 2, 2));
    assertThrows(InvalidInputException.class, () -> nd4j.singularValues(a, 2, 2));
    assertThrows(InvalidInputException.class, () -> nd4j.symmetricEigen(a, 2));
  }

  @Test
  void anArrayThatIsTooShortIsRefused() {
    assertThrows(InvalidInputException.class, () -> nd4j.svd(new double[5], 2, 3));
    assertThrows(InvalidInputException.class, () -> nd4j.symmetricEigen(new double[5], 3));
  }
}
