package org.otium.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.numerics.LinearAlgebraSelfCheck;
import org.otium.testkit.LinearAlgebraContract;

class Nd4jLinearAlgebraTest extends LinearAlgebraContract {
  private static final double TOLERANCE = 1e-12;

  @BeforeAll
  static void requiresTheNativeLibraries() {
    MissingNatives.skip();
  }

  @Override
  protected LinearAlgebra linearAlgebra(int threads) {
    return Nd4jLinearAlgebra.open(threads);
  }

  @Test
  void passesTheCheckThatRefusesWrongNumbers() {
    assertEquals(Optional.empty(), LinearAlgebraSelfCheck.reasonToRefuse(linearAlgebra(2)));
  }

  /** The OpenBLAS that ND4J itself asks for fails here, on Intel processors with AVX-512. */
  @Test
  void eigenvectorsOfSizeTwoHundredAreRight() {
    int n = 200;
    double[] a = Decompositions.symmetric(n, 11);
    LinearAlgebra.Eigen eigen = linearAlgebra(2).symmetricEigen(a, n);
    assertTrue(Decompositions.error(eigen, a, n) < TOLERANCE);
  }

  /** The {@code svd} operation of ND4J fails here. */
  @Test
  void singularVectorsOfSizeSixteenAreRight() {
    int n = 16;
    double[] a = Decompositions.gaussian(n, n, 14);
    assertTrue(Decompositions.error(linearAlgebra(2).svd(a, n, n), a, n, n) < TOLERANCE);
  }

  /** Why {@code Lapack} goes another way. */
  @Test
  void theSvdOperationOfNd4jIsWrongFromSizeSixteenOnAndWouldBeRefused() {
    double[] small = Decompositions.gaussian(8, 8, 14);
    assertTrue(Decompositions.error(svdOperation(small, 8, 8), small, 8, 8) < TOLERANCE);
    double[] large = Decompositions.gaussian(16, 16, 14);
    assertTrue(Decompositions.error(svdOperation(large, 16, 16), large, 16, 16) > 1e-3);
    assertTrue(LinearAlgebraSelfCheck.reasonToRefuse(withSvdOperation()).isPresent());
  }

  private LinearAlgebra withSvdOperation() {
    LinearAlgebra right = linearAlgebra(2);
    return (LinearAlgebra)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {LinearAlgebra.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("svd")) {
                return svdOperation(
                    (double[]) arguments[0], (int) arguments[1], (int) arguments[2]);
              }
              try {
                return method.invoke(right, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static LinearAlgebra.Svd svdOperation(double[] a, int rows, int columns) {
    INDArray s = Nd4j.create(DataType.DOUBLE, Math.min(rows, columns));
    INDArray u = Nd4j.create(DataType.DOUBLE, rows, rows);
    INDArray v = Nd4j.create(DataType.DOUBLE, columns, columns);
    INDArray input = Nd4j.create(a, new long[] {rows, columns}, 'c');
    Nd4j.exec(new org.nd4j.linalg.api.ops.impl.transforms.custom.Svd(input, true, s, u, v));
    double[] vt = Decompositions.transpose(numbers(v), columns, columns);
    return new LinearAlgebra.Svd(numbers(u), numbers(s), vt);
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** Larger than one block in rows, in columns and in depth. */
  @ParameterizedTest
  @CsvSource({"9000,3,300", "3,4099,5", "7,6,2051", "600,4100,9"})
  void productsOfManyBlocksAgreeWithPlainLoops(int m, int n, int k) {
    LinearAlgebra nd4j = linearAlgebra(2);
    double[] a = Decompositions.gaussian(m, k, 1);
    double[] b = Decompositions.gaussian(k, n, 2);
    double[] old = Decompositions.gaussian(m, n, 3);
    double[] product = Decompositions.product(a, b, m, k, n);
    double[] at = Decompositions.transpose(a, m, k);
    double[] bt = Decompositions.transpose(b, k, n);
    for (double beta : new double[] {0, 1, -0.5}) {
      double[] expected = new double[m * n];
      Arrays.setAll(expected, i -> 0.75 * product[i] + beta * old[i]);
      double[] c = old.clone();
      nd4j.gemm(Transpose.NO, Transpose.NO, m, n, k, 0.75, a, 0, k, b, 0, n, beta, c, 0, n);
      assertArrayEquals(expected, c, 1e-11);
      double[] d = old.clone();
      nd4j.gemm(Transpose.YES, Transpose.YES, m, n, k, 0.75, at, 0, m, bt, 0, k, beta, d, 0, n);
      assertArrayEquals(expected, d, 1e-11);
    }
  }

  @Test
  void withoutDepthOrAlphaOnlyBetaActs() {
    LinearAlgebra nd4j = linearAlgebra(1);
    Transpose no = Transpose.NO;
    double[] four = new double[4];
    double[] c = {1, Double.NaN, 3, 4};
    nd4j.gemm(no, no, 2, 2, 0, 1, four, 0, 2, four, 0, 2, 0.0, c, 0, 2);
    assertArrayEquals(new double[4], c);
    float[] f = {1, 2, 3, 4};
    nd4j.gemm(no, no, 2, 2, 2, 0, new float[4], 0, 2, new float[4], 0, 2, 3f, f, 0, 2);
    assertArrayEquals(new float[] {3, 6, 9, 12}, f);
  }

  @Test
  void needsAThread() {
    assertThrows(IllegalArgumentException.class, () -> Nd4jLinearAlgebra.open(0));
  }
}
