package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.Covariance;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LinearAlgebra;
import org.otium.numerics.SampleMoments;
import org.otium.testkit.Golden;
import org.otium.testkit.LabelDistanceContract;
import org.otium.testkit.Samples;

class GaussianLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected boolean comparesGaussians() {
    return true;
  }

  @Override
  protected LabelDistance labelDistance() {
    return Parts.gaussian();
  }

  @Test
  void imagesGiveTheReferenceDistances() {
    List<ClassConditional> x = Golden.images("x").classConditionals();
    List<ClassConditional> y = Golden.images("y").classConditionals();
    assertClose(Golden.doubles("A_bures12.npy"), Parts.gaussian().between(x, y).squared());
    assertClose(Golden.doubles("A_bures11.npy"), Parts.gaussian().between(x, x).squared());
    assertClose(Golden.doubles("A_bures22.npy"), Parts.gaussian().between(y, y).squared());
  }

  @Test
  void cloudsGiveTheReferenceDistances() {
    List<ClassConditional> x = OtddDistanceTest.reference("C_otdd_x.npy").classConditionals();
    List<ClassConditional> y = OtddDistanceTest.reference("C_otdd_y.npy").classConditionals();
    double[] across = {
      25.70231008095964, 23.820148214092285, 9.08441820350568,
      24.124345657538186, 27.373552485203117, 9.402967794290007,
      64.46033358011975, 63.1329341379848, 30.62667700842493
    };
    double[] first = {
      0,
      11.16733238721459,
      11.924423542176307,
      11.16733238721459,
      0,
      28.094774194193743,
      11.924423542176307,
      28.094774194193743,
      0
    };
    double[] second = {
      0,
      2.860946768282604,
      9.431661733583615,
      2.860946768282604,
      0,
      9.523766528101838,
      9.431661733583615,
      9.523766528101838,
      0
    };
    assertClose(across, Parts.gaussian().between(x, y).squared());
    assertClose(first, Parts.gaussian().between(x, x).squared());
    assertClose(second, Parts.gaussian().between(y, y).squared());
  }

  @Test
  void targetOfAFlowIsFittedOnceAndItsParticlesOnceAStep() {
    AtomicInteger fits = new AtomicInteger();
    LinearAlgebra counting =
        (LinearAlgebra)
            Proxy.newProxyInstance(
                LinearAlgebra.class.getClassLoader(),
                new Class<?>[] {LinearAlgebra.class},
                (proxy, method, arguments) -> {
                  // On three features this is what fitting a class of more samples takes.
                  if (method.getName().equals("symmetricEigen")) {
                    fits.incrementAndGet();
                  }
                  return method.invoke(Parts.COMPUTE.linearAlgebra(), arguments);
                });
    LabelDistance distance =
        new GaussianLabelDistance(
            GaussianLabelDistanceSettings.full(), new Compute(counting, 1, 1L << 30));
    List<ClassConditional> target = Samples.clouds(2, 2, 7, 3, 3).classConditionals();
    for (int step = 0; step < 4; step++) {
      List<ClassConditional> particles = Samples.clouds(10 + step, 3, 6, 3, 2).classConditionals();
      double[][] found = distance.between(particles, target).squared();
      distance.between(particles, particles);
      double[][] expected = Parts.gaussian().between(particles, target).squared();
      for (int k = 0; k < 3; k++) {
        assertArrayEquals(expected[k], found[k]);
      }
    }
    assertEquals(2 + 4 * 3, fits.get());
  }

  private static void assertClose(double[] expected, double[][] actual) {
    for (int p = 0; p < expected.length; p++) {
      double value = actual[p / actual[0].length][p % actual[0].length];
      assertEquals(expected[p], value, 1e-5 * (1 + expected[p]), "pair " + p);
    }
  }

  /** As samples of many machines are compared: by means and covariances, whose roots are new. */
  @Test
  void momentsGiveTheDistancesOfTheirSamples() {
    List<ClassConditional> x = OtddDistanceTest.reference("C_otdd_x.npy").classConditionals();
    List<ClassConditional> y = OtddDistanceTest.reference("C_otdd_y.npy").classConditionals();
    for (LabelDistance distance :
        List.of(Parts.gaussian(), Parts.diagonal(), new MeansLabelDistance(Parts.COMPUTE))) {
      double[][] wanted = distance.between(x, y).squared();
      double[][] found = distance.fromMoments(moments(x), moments(y));
      for (int k = 0; k < wanted.length; k++) {
        assertArrayEquals(wanted[k], found[k], 1e-9);
      }
      assertEquals(0, distance.fromMoments(moments(x), moments(x))[1][1]);
    }
  }

  @Test
  void momentsOfOtherFeaturesAreRefused() {
    List<GaussianMeasure> plane =
        List.of(new GaussianMeasure(new double[2], Covariance.diagonal(1, 1)));
    List<GaussianMeasure> line =
        List.of(new GaussianMeasure(new double[1], Covariance.diagonal(1)));
    assertThrows(InvalidInputException.class, () -> Parts.gaussian().fromMoments(plane, line));
    assertThrows(
        InvalidInputException.class,
        () -> Parts.wasserstein(Parts.exact()).fromMoments(plane, plane));
  }

  private static List<GaussianMeasure> moments(List<ClassConditional> classes) {
    return classes.stream()
        .map(
            c ->
                SampleMoments.of(
                        GaussianFamily.Form.FULL,
                        c.measure().dimension(),
                        c.measure().points().array(),
                        IntStream.range(0, c.measure().size()).toArray(),
                        c.measure().weights().toArray(),
                        Parts.COMPUTE.linearAlgebra())
                    .gaussian())
        .toList();
  }
}
