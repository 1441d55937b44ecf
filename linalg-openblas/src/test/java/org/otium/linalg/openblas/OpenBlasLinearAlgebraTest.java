package org.otium.linalg.openblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.OtiumException;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.LinearAlgebraSelfCheck;
import org.otium.numerics.ParallelLoop;
import org.otium.spi.Availability;
import org.otium.testkit.LinearAlgebraContract;
import org.otium.testkit.Samples;

class OpenBlasLinearAlgebraTest extends LinearAlgebraContract {
  @BeforeAll
  static void requiresTheNativeLibrary() {
    Availability availability = new OpenBlasProvider().available();
    Assumptions.assumeTrue(availability.isAvailable(), availability.reason());
  }

  @Override
  protected LinearAlgebra linearAlgebra(int threads) {
    return new OpenBlasLinearAlgebra(threads);
  }

  private static float[] random(int length, long seed) {
    RandomGenerator random = Samples.random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void providerMakesIt() {
    LinearAlgebra made =
        new OpenBlasProvider()
            .create(new OpenBlasProvider.Settings(), Compute.withoutLinearAlgebra(2, 1 << 20));
    assertEquals(2, made.singularValues(new double[] {2, 0, 0, 1}, 2, 2)[0], 1e-15);
  }

  @Test
  void platformWithoutNativesIsReported() {
    assertFalse(OpenBlasProvider.hasResource("plan9-mips", "libjniopenblas_nolapack.so"));
  }

  @Test
  void selfCheckAccepts() {
    assertEquals(Optional.empty(), LinearAlgebraSelfCheck.reasonToRefuse(linearAlgebra(2)));
  }

  @Test
  void failuresOfLapackAreErrorsWithARemedy() {
    OpenBlasLinearAlgebra.requireSuccess("eigen", 3, 3, 0);
    for (int info : new int[] {2, -4, -1010}) {
      OtiumException e =
          assertThrows(
              OtiumException.class,
              () -> OpenBlasLinearAlgebra.requireSuccess("eigen", 3, 3, info));
      assertFalse(e.remedy().isEmpty());
    }
  }

  @Test
  void largeProductIsTheSameBytesOnAnyNumberOfThreads() {
    int m = 700;
    int n = 900;
    int k = 350;
    float[] a = random(m * k, 1);
    float[] b = random(n * k, 2);
    float[] one = new float[m * n];
    float[] three = new float[m * n];
    float[] java = new float[m * n];
    product(linearAlgebra(1), m, n, k, a, b, one);
    product(linearAlgebra(3), m, n, k, a, b, three);
    product(new JavaLinearAlgebra(2), m, n, k, a, b, java);
    assertArrayEquals(one, three);
    assertArrayEquals(java, one, 1e-3f);
  }

  private static void product(
      LinearAlgebra algebra, int m, int n, int k, float[] a, float[] b, float[] c) {
    algebra.gemm(Transpose.NO, Transpose.YES, m, n, k, 1f, a, 0, k, b, 0, k, 0f, c, 0, n);
  }

  @Test
  void decompositionsInAParallelLoopAreThoseOfOneThread() {
    int n = 300; // large enough to use the library's own threads where it may
    double[] a = new double[n * n];
    RandomGenerator random = Samples.random(5);
    Arrays.setAll(a, i -> random.nextGaussian());
    double[] alone = linearAlgebra(1).singularValues(a, n, n);
    LinearAlgebra algebra = linearAlgebra(2);
    double[][] found = new double[6][];
    ParallelLoop.run(
        2,
        0,
        found.length,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            found[i] = algebra.singularValues(a, n, n);
          }
        });
    for (double[] values : found) {
      assertArrayEquals(alone, values);
    }
    assertArrayEquals(alone, algebra.singularValues(a, n, n), 1e-12 * alone[0]);
  }
}
