package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.LinearAlgebra;

class LinearAlgebraSelfCheckTest {
  /** What can be wrong with a linear algebra. */
  private enum Defect {
    NONE,
    EIGENVALUES_FROM_200,
    EIGENVECTORS_FROM_200,
    SINGULAR_VECTORS_FROM_16,
    SINGULAR_VALUES,
    TRANSPOSED_PRODUCT,
    NO_ANSWER,
    FAILURE
  }

  /** Right but for one defect. */
  private record Broken(LinearAlgebra right, Defect defect) implements LinearAlgebra {
    @Override
    public void gemm(
        Transpose transposeA,
        Transpose transposeB,
        int m,
        int n,
        int k,
        float alpha,
        float[] a,
        int aOffset,
        int lda,
        float[] b,
        int bOffset,
        int ldb,
        float beta,
        float[] c,
        int cOffset,
        int ldc) {
      right.gemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          alpha,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          beta,
          c,
          cOffset,
          ldc);
    }

    @Override
    public void gemm(
        Transpose transposeA,
        Transpose transposeB,
        int m,
        int n,
        int k,
        double alpha,
        double[] a,
        int aOffset,
        int lda,
        double[] b,
        int bOffset,
        int ldb,
        double beta,
        double[] c,
        int cOffset,
        int ldc) {
      right.gemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          alpha,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          beta,
          c,
          cOffset,
          ldc);
      if (defect == Defect.TRANSPOSED_PRODUCT && transposeA == Transpose.YES) {
        c[cOffset] += 1e-3;
      }
    }

    @Override
    public Svd svd(double[] a, int rows, int columns) {
      Svd svd = right.svd(a, rows, columns);
      if (defect == Defect.SINGULAR_VECTORS_FROM_16 && Math.min(rows, columns) >= 16) {
        double[] u = svd.u().clone();
        u[0] = -u[0];
        return new Svd(u, svd.values(), svd.vt());
      }
      return svd;
    }

    @Override
    public double[] singularValues(double[] a, int rows, int columns) {
      double[] values = right.singularValues(a, rows, columns);
      if (defect == Defect.SINGULAR_VALUES) {
        values[values.length - 1] += 1e-5;
      }
      return values;
    }

    @Override
    public Eigen symmetricEigen(double[] a, int n) {
      if (defect == Defect.FAILURE) {
        throw new UnsatisfiedLinkError("dsyevd");
      }
      Eigen eigen = right.symmetricEigen(a, n);
      double[] values = eigen.values().clone();
      double[] vectors = eigen.vectors().clone();
      if (defect == Defect.EIGENVALUES_FROM_200 && n >= 200) {
        values[17] += 1e-3;
      }
      if (defect == Defect.EIGENVECTORS_FROM_200 && n >= 200) {
        vectors[17] += 1e-3;
      }
      if (defect == Defect.NO_ANSWER) {
        values[0] = Double.NaN;
      }
      return new Eigen(values, vectors);
    }
  }

  private static Optional<String> check(Defect defect) {
    return LinearAlgebraSelfCheck.reasonToRefuse(new Broken(new JavaLinearAlgebra(2), defect));
  }

  private static void assertRefused(Defect defect, String word) {
    String reason = check(defect).orElse("");
    assertTrue(reason.contains(word), reason);
  }

  @Test
  void rightLinearAlgebraIsAccepted() {
    assertEquals(Optional.empty(), check(Defect.NONE));
    assertEquals(Optional.empty(), LinearAlgebraSelfCheck.reasonToRefuse(new JavaLinearAlgebra(1)));
  }

  @Test
  void wrongEigenvaluesOfLargeMatricesAreRefused() {
    assertRefused(Defect.EIGENVALUES_FROM_200, "eigenvalues of a symmetric 200×200");
    assertRefused(Defect.EIGENVECTORS_FROM_200, "eigenvectors of a symmetric 200×200");
    assertRefused(Defect.NO_ANSWER, "eigenvalues");
  }

  @Test
  void wrongSingularVectorsAreRefused() {
    assertRefused(Defect.SINGULAR_VECTORS_FROM_16, "singular vectors");
    assertRefused(Defect.SINGULAR_VALUES, "singular values");
  }

  @Test
  void wrongProductsAreRefused() {
    assertRefused(Defect.TRANSPOSED_PRODUCT, "product");
  }

  @Test
  void failureIsAReason() {
    assertRefused(Defect.FAILURE, "dsyevd");
  }
}
