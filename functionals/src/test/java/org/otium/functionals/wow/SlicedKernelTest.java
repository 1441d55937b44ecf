package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.Weights;
import org.otium.testkit.MeasureKernelContract;

class SlicedKernelTest {
  private static final Matrix LINE = Matrix.of(new double[][] {{1}});

  static MeasureKernel riesz(double exponent) {
    return SlicedKernel.riesz(new RieszSwSettings(exponent, 1e-4, 30), Wow.COMPUTE);
  }

  abstract static class Contract extends MeasureKernelContract {
    @Override
    protected double differenceStep() {
      return 5e-4; // where projections swap, W₂² on a line has a kink
    }
  }

  @Nested
  class Riesz extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return riesz(1);
    }
  }

  @Nested
  class RootOfTheDistance extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return riesz(0.5);
    }
  }

  @Nested
  class SquaredDistance extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return riesz(2);
    }
  }

  @Nested
  class Gaussian extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return SlicedKernel.gaussian(new GaussianSwSettings(1, 30), Wow.COMPUTE);
    }
  }

  @Nested
  class Laplace extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return SlicedKernel.laplace(new LaplaceSwSettings(0.5, 30), Wow.COMPUTE);
    }
  }

  @Nested
  class InverseMultiquadric extends Contract {
    @Override
    protected MeasureKernel kernel() {
      return SlicedKernel.inverseMultiquadric(new ImqSwSettings(0.05, 30), Wow.COMPUTE);
    }
  }

  private static DiscreteMeasure line(double[] masses, double... points) {
    double[][] rows = new double[points.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {points[i]};
    }
    return new DiscreteMeasure(Matrix.of(rows), Weights.probability(masses));
  }

  /** Quantiles on sixths: 0 0 1 1 5 5 against 2 2 2 3 3 3. */
  @Test
  void unequalSizesAreComparedByTheirQuantiles() {
    List<DiscreteMeasure> a = List.of(line(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 5, 0, 1));
    List<DiscreteMeasure> b = List.of(line(new double[] {0.5, 0.5}, 3, 2));
    double squared = (4 + 4 + 1 + 4 + 4 + 4) / 6.0;
    double first = (2 + 2 + 1 + 2 + 2 + 2) / 6.0;
    assertEquals(
        -Math.pow(squared, 0.75),
        SlicedKernel.riesz(new RieszSwSettings(1.5, 1e-4, 1), Wow.COMPUTE)
            .along(LINE)
            .between(a, b, 0)[0][0],
        1e-6);
    assertEquals(
        Math.exp(-first / 0.5),
        SlicedKernel.laplace(new LaplaceSwSettings(0.5, 1), Wow.COMPUTE)
            .along(LINE)
            .between(a, b, 0)[0][0],
        1e-6);
  }

  @Test
  void unequalMassesAreComparedByTheirQuantiles() {
    List<DiscreteMeasure> a = List.of(line(new double[] {0.25, 0.75}, 0, 4));
    List<DiscreteMeasure> b = List.of(line(new double[] {0.5, 0.5}, 1, 2));
    // On quarters: 0 4 4 4 against 1 1 2 2.
    double squared = (1 + 9 + 4 + 4) / 4.0;
    assertEquals(
        1 / Math.sqrt(1 + squared),
        SlicedKernel.inverseMultiquadric(new ImqSwSettings(1, 1), Wow.COMPUTE)
            .along(LINE)
            .between(a, b, 0)[0][0],
        1e-6);
  }

  @Test
  void smoothingLeavesDistancesAboveItAlone() {
    KernelProfile exact = new KernelProfile.Riesz(1, 1e-12);
    KernelProfile smooth = new KernelProfile.Riesz(1, 1e-3);
    assertEquals(-1, exact.value(1), 1e-12);
    assertEquals(exact.value(1), smooth.value(1), 1e-6);
    assertEquals(exact.slope(1), smooth.slope(1), 2e-6);
    assertEquals(0, smooth.value(0), 1e-15);
    assertEquals(-1000, smooth.slope(0), 1e-6);
  }

  @Test
  void slopesAreThoseOfTheValues() {
    for (KernelProfile profile :
        List.of(
            new KernelProfile.Riesz(0.5, 0.1),
            new KernelProfile.Riesz(1, 0.3),
            new KernelProfile.Riesz(1.5, 0.2),
            new KernelProfile.Gaussian(0.7),
            new KernelProfile.Laplace(0.4),
            new KernelProfile.InverseMultiquadric(0.2))) {
      for (double s : new double[] {0.01, 0.3, 2}) {
        double h = 1e-6;
        double difference = (profile.value(s + h) - profile.value(s - h)) / (2 * h);
        assertEquals(difference, profile.slope(s), 1e-6 * Math.max(1, Math.abs(difference)));
      }
    }
  }

  @Test
  void seedDecidesTheDirections() {
    List<DiscreteMeasure> a =
        List.of(Wow.classes("a", new float[] {0, 0, 1, 2}, 1, 2, 2).featureMeasure());
    List<DiscreteMeasure> b =
        List.of(Wow.classes("b", new float[] {3, 0, 1, 1}, 1, 2, 2).featureMeasure());
    assertArrayEquals(riesz(1).between(a, b, 1)[0], riesz(1).between(a, b, 1)[0]);
    assertNotEquals(riesz(1).between(a, b, 1)[0][0], riesz(1).between(a, b, 2)[0][0]);
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertThrows(InvalidInputException.class, () -> riesz(0));
    assertThrows(InvalidInputException.class, () -> riesz(2.1));
    assertThrows(
        InvalidInputException.class,
        () -> SlicedKernel.gaussian(new GaussianSwSettings(0, 10), Wow.COMPUTE));
    assertThrows(
        InvalidInputException.class,
        () -> SlicedKernel.laplace(new LaplaceSwSettings(1, 0), Wow.COMPUTE));
  }
}
