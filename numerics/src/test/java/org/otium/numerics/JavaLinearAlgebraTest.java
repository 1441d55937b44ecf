package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.testkit.LinearAlgebraContract;

class JavaLinearAlgebraTest extends LinearAlgebraContract {
  @Override
  protected LinearAlgebra linearAlgebra(int threads) {
    return new JavaLinearAlgebra(threads);
  }

  @Test
  void providerMakesIt() {
    LinearAlgebra made =
        new JavaLinearAlgebraProvider()
            .create(
                new JavaLinearAlgebraProvider.Settings(), Compute.withoutLinearAlgebra(2, 1 << 20));
    assertEquals(2, made.singularValues(new double[] {2, 0, 0, 1}, 2, 2)[0], 1e-15);
  }

  @Test
  void placeholderRefusesToCompute() {
    LinearAlgebra none = Compute.withoutLinearAlgebra(1, 1).linearAlgebra();
    assertThrows(IllegalStateException.class, () -> none.svd(new double[1], 1, 1));
  }

  @Test
  void productsAreTheSameBytesOnAnyNumberOfThreads() {
    int m = 301;
    int n = 257;
    int k = 600;
    float[] a = Points.floats(m * k, 1);
    float[] b = Points.floats(n * k, 2);
    float[] one = new float[m * n];
    float[] three = new float[m * n];
    linearAlgebra(1)
        .gemm(Transpose.NO, Transpose.YES, m, n, k, 1f, a, 0, k, b, 0, k, 0f, one, 0, n);
    linearAlgebra(3)
        .gemm(Transpose.NO, Transpose.YES, m, n, k, 1f, a, 0, k, b, 0, k, 0f, three, 0, n);
    assertArrayEquals(one, three);
  }

  @Test
  void scalarTwinAgreesWithSimd() {
    int m = 101;
    int n = 93;
    int k = 300;
    float[] a = Points.floats(m * k, 3);
    float[] b = Points.floats(n * k, 4);
    double[] ad = new double[a.length];
    double[] bd = new double[b.length];
    for (int i = 0; i < a.length; i++) {
      ad[i] = a[i];
    }
    for (int i = 0; i < b.length; i++) {
      bd[i] = b[i];
    }
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        FloatGemm.Operand af = FloatGemm.Operand.of(a, 0, ta == Transpose.YES ? m : k, ta);
        FloatGemm.Operand bf = FloatGemm.Operand.of(b, 0, tb == Transpose.YES ? k : n, tb);
        DoubleGemm.Operand adb = DoubleGemm.Operand.of(ad, 0, ta == Transpose.YES ? m : k, ta);
        DoubleGemm.Operand bdb = DoubleGemm.Operand.of(bd, 0, tb == Transpose.YES ? k : n, tb);
        float[] cs = new float[m * n];
        float[] cv = new float[m * n];
        double[] ds = new double[m * n];
        double[] dv = new double[m * n];
        new FloatGemm(new ScalarFloatMicroKernel()).run(2, m, n, k, 2f, af, bf, 0f, cs, 0, n);
        new FloatGemm(new SimdFloatMicroKernel()).run(2, m, n, k, 2f, af, bf, 0f, cv, 0, n);
        new DoubleGemm(new ScalarDoubleMicroKernel()).run(2, m, n, k, 2, adb, bdb, 0, ds, 0, n);
        new DoubleGemm(new SimdDoubleMicroKernel()).run(2, m, n, k, 2, adb, bdb, 0, dv, 0, n);
        assertArrayEquals(ds, dv, 1e-11);
        for (int i = 0; i < cs.length; i++) {
          assertEquals(ds[i], cs[i], 3e-4);
          assertEquals(ds[i], cv[i], 3e-4);
        }
      }
    }
  }
}
