package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.Covariance;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class BuresTest {
  private final LinearAlgebra algebra = new JavaLinearAlgebra(2);
  private final Compute compute = new Compute(algebra, 2, 1L << 30);

  private static DiscreteMeasure cloud(int n, int d, long seed, boolean weighted) {
    Matrix points = Points.shifted(Points.gaussian(n, d, seed), 0.3 * seed, 1 + 0.1 * seed);
    if (!weighted) {
      return DiscreteMeasure.uniform(points);
    }
    RandomGenerator random = Samples.random(seed + 100);
    double[] w = new double[n];
    Arrays.setAll(w, i -> 0.2 + random.nextDouble());
    return new DiscreteMeasure(points, Weights.proportional(w));
  }

  private SampleGaussian moments(DiscreteMeasure m) {
    return SampleGaussian.of(m, algebra);
  }

  private double squared(DiscreteMeasure a, DiscreteMeasure b) {
    return Bures.squared(moments(a), moments(b), compute);
  }

  /** Mean and unbiased covariance by their definitions. */
  private static GaussianMeasure gaussian(DiscreteMeasure m) {
    int d = m.dimension();
    double[] mean = new double[d];
    double squares = 0;
    for (int i = 0; i < m.size(); i++) {
      double w = m.weights().get(i);
      squares += w * w;
      for (int j = 0; j < d; j++) {
        mean[j] += w * m.points().get(i, j);
      }
    }
    double[] covariance = new double[d * d];
    for (int i = 0; i < m.size(); i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          covariance[j * d + k] +=
              m.weights().get(i)
                  * (m.points().get(i, j) - mean[j])
                  * (m.points().get(i, k) - mean[k])
                  / (1 - squares);
        }
      }
    }
    return new GaussianMeasure(mean, Covariance.full(d, covariance));
  }

  @ParameterizedTest
  @CsvSource({"40,3,false", "40,3,true", "6,6,true", "5,9,false", "5,9,true", "30,9,true"})
  void agreesWithTheGaussiansOfMeanAndCovariance(int n, int d, boolean weighted) {
    DiscreteMeasure a = cloud(n, d, 1, weighted);
    DiscreteMeasure b = cloud(n + 7, d, 2, weighted);
    GaussianMeasure ga = gaussian(a);
    assertEquals(ga.covariance().trace(), moments(a).trace(), 1e-10);
    assertArrayEquals(ga.mean(), moments(a).mean(), 1e-12);
    double expected = GaussianTransport.squared(ga, gaussian(b), algebra);
    assertEquals(expected, squared(a, b), 1e-5 * moments(a).trace() * (n < d ? 1 : 1e-5));
  }

  @Test
  void oneDimensionHasAClosedForm() {
    DiscreteMeasure a = DiscreteMeasure.uniform(Matrix.of(new double[][] {{1}, {3}}));
    DiscreteMeasure b = DiscreteMeasure.uniform(Matrix.of(new double[][] {{0}, {0}, {6}}));
    // means 2 and 2, unbiased variances 2 and 12
    double gap = Math.sqrt(12) - Math.sqrt(2);
    assertEquals(gap * gap, squared(a, b), 1e-12);
  }

  @Test
  void weightsAreRepeatedPointsUpToTheUnbiasedDivisor() {
    Matrix three = Matrix.of(new double[][] {{0, 1}, {2, 5}, {4, 1}});
    DiscreteMeasure weighted = new DiscreteMeasure(three, Weights.probability(0.5, 0.25, 0.25));
    SampleGaussian g = moments(weighted);
    DiscreteMeasure repeated = DiscreteMeasure.uniform(three.selectRows(new int[] {0, 0, 1, 2}));
    // biased covariances agree: 1 − Σw² is 0.625 for the weights and 0.75 for four equal ones
    assertEquals(moments(repeated).trace() * 0.75, g.trace() * 0.625, 1e-12);
  }

  @Test
  void distanceToItselfIsZeroAndSymmetric() {
    for (int n : new int[] {8, 60}) {
      DiscreteMeasure a = cloud(n, 20, 1, true);
      DiscreteMeasure b = cloud(n, 20, 2, false);
      double trace = moments(a).trace();
      assertEquals(0, squared(a, a), 1e-6 * trace);
      int[] order = Samples.permutation(n, Samples.random(4));
      DiscreteMeasure shuffled =
          new DiscreteMeasure(a.points().selectRows(order), a.weights().select(order));
      assertEquals(0, squared(a, shuffled), 1e-6 * trace);
      assertEquals(squared(a, b), squared(b, a), 1e-10 * trace);
      SampleGaussian same = moments(a);
      assertEquals(0.0, Bures.squared(same, same, compute));
    }
  }

  @Test
  void singleAndDuplicatedPointsHaveNoCovariance() {
    Matrix one = Matrix.of(new double[][] {{1, 2, 3}});
    DiscreteMeasure single = DiscreteMeasure.uniform(one);
    DiscreteMeasure many = DiscreteMeasure.uniform(one.selectRows(new int[] {0, 0, 0, 0, 0, 0}));
    DiscreteMeasure atOne =
        new DiscreteMeasure(
            Matrix.of(new double[][] {{1, 2, 3}, {9, 9, 9}}), Weights.probability(1, 0));
    DiscreteMeasure cloud = cloud(10, 3, 2, false);
    SampleGaussian g = moments(cloud);
    double expected = g.trace();
    for (int j = 0; j < 3; j++) {
      expected += Math.pow(g.mean()[j] - (j + 1), 2);
    }
    for (DiscreteMeasure m : List.of(single, many, atOne)) {
      assertEquals(0, moments(m).trace());
      assertEquals(expected, squared(m, cloud), 1e-10);
      assertEquals(0, squared(m, single), 1e-12);
      Matrix gradient = gradient(List.of(m), List.of(cloud), new double[][] {{1}}).get(0);
      assertEquals(-1, gradient.firstNonFinite());
      double pull = 0;
      for (int i = 0; i < m.size(); i++) {
        pull += gradient.get(i, 0);
      }
      assertEquals(2 * (1 - g.mean()[0]), pull, 1e-5);
    }
  }

  private List<Matrix> gradient(List<DiscreteMeasure> a, List<DiscreteMeasure> b, double[][] c) {
    List<SampleGaussian> first = Bures.moments(a, algebra, 2);
    return Bures.gradient(
        first, Bures.between(first, Bures.moments(b, algebra, 2), compute), c, compute);
  }

  @ParameterizedTest
  @CsvSource({
    "30,4,25,false",
    "30,4,25,true",
    "6,9,8,true",
    "5,12,30,true",
    "30,4,3,false",
    "5,5,5,true",
    "4,6,4,false"
  })
  void gradientIsTheSlopeOfTheDistance(int n, int d, int m, boolean weighted) {
    DiscreteMeasure a = cloud(n, d, 1, weighted);
    List<DiscreteMeasure> b = List.of(cloud(m, d, 2, weighted), cloud(m + 20, d, 3, false));
    double[][] c = {{0.7, -0.2}};
    Matrix gradient = gradient(List.of(a), b, c).get(0);
    RandomGenerator random = Samples.random(9);
    for (int trial = 0; trial < 4; trial++) {
      Matrix direction = Samples.gaussian(n, d, random);
      double slope = 0;
      for (int i = 0; i < n * d; i++) {
        slope += (double) gradient.array()[i] * direction.array()[i];
      }
      double h = 1.0 / 512;
      double found = (value(a, direction, h, b, c[0]) - value(a, direction, -h, b, c[0])) / (2 * h);
      assertEquals(found, slope, 2e-3 * Math.max(1, Math.abs(found)), "trial " + trial);
    }
  }

  private double value(
      DiscreteMeasure a, Matrix direction, double h, List<DiscreteMeasure> b, double[] c) {
    float[] moved = a.points().toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) h * direction.array()[i];
    }
    DiscreteMeasure at =
        new DiscreteMeasure(Matrix.wrap(a.size(), a.dimension(), moved), a.weights());
    double sum = 0;
    for (int l = 0; l < c.length; l++) {
      sum += c[l] * squared(at, b.get(l));
    }
    return sum;
  }

  @Test
  void gradientVanishesAtItself() {
    for (int n : new int[] {6, 40}) {
      DiscreteMeasure a = cloud(n, 10, 1, true);
      DiscreteMeasure equal = new DiscreteMeasure(a.points(), a.weights());
      Matrix gradient = gradient(List.of(a), List.of(equal), new double[][] {{1}}).get(0);
      for (float v : gradient.array()) {
        assertEquals(0, v, 1e-6);
      }
    }
  }

  @Test
  void gradientOfDuplicatedPointsIsFiniteAndTheSame() {
    Matrix p = Points.gaussian(4, 7, 3);
    DiscreteMeasure a = DiscreteMeasure.uniform(p.selectRows(new int[] {0, 1, 2, 3, 0, 1, 2, 3}));
    Matrix g = gradient(List.of(a), List.of(cloud(9, 7, 2, false)), new double[][] {{1}}).get(0);
    assertEquals(-1, g.firstNonFinite());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(g.row(i), g.row(i + 4), 1e-5f);
    }
  }

  @Test
  void pairsOfOneListAreSymmetricToTheBit() {
    List<SampleGaussian> g =
        Bures.moments(
            List.of(cloud(9, 12, 1, true), cloud(30, 12, 2, true), cloud(5, 12, 3, false)),
            algebra,
            2);
    double[][] own = Bures.between(g, g, compute).squared();
    double[][] other = Bures.between(g, List.of(g.get(2), g.get(0)), compute).squared();
    for (int k = 0; k < 3; k++) {
      assertEquals(0, own[k][k]);
      for (int l = 0; l < k; l++) {
        assertEquals(own[k][l], own[l][k]);
        assertTrue(own[k][l] > 0);
      }
      assertEquals(own[k][2], other[k][0], 1e-10);
      assertEquals(own[k][0], other[k][1], 1e-10);
    }
  }

  @Test
  void unusableInputIsRefused() {
    DiscreteMeasure a = cloud(5, 3, 1, false);
    assertThrows(InvalidInputException.class, () -> squared(a, cloud(5, 4, 1, false)));
    Matrix nan = Matrix.wrap(2, 1, new float[] {1, Float.NaN});
    assertThrows(InvalidInputException.class, () -> moments(DiscreteMeasure.uniform(nan)));
    DiscreteMeasure massless = new DiscreteMeasure(a.points(), Weights.masses(0, 0, 0, 0, 0));
    assertThrows(InvalidInputException.class, () -> moments(massless));
    double[][] wrong = {{1, 1}};
    assertThrows(InvalidInputException.class, () -> gradient(List.of(a), List.of(a), wrong));
  }

  @Test
  void imageClassesAreAsFarApartAsTheReferenceSays() {
    List<SampleGaussian> x = imageClasses("x");
    List<SampleGaussian> y = imageClasses("y");
    assertClose("A_bures12", Bures.between(x, y, compute).squared());
    assertClose("A_bures11", Bures.between(x, x, compute).squared());
    assertClose("A_bures22", Bures.between(y, y, compute).squared());
  }

  private static void assertClose(String name, double[][] found) {
    double[] expected = Golden.doubles(name + ".npy");
    for (int k = 0; k < 10; k++) {
      for (int l = 0; l < 10; l++) {
        double e = expected[10 * k + l];
        assertEquals(e, found[k][l], 1e-5 * e + 1e-5, name + " at " + k + ", " + l);
      }
    }
  }

  private List<SampleGaussian> imageClasses(String side) {
    List<DiscreteMeasure> classes =
        Golden.images(side).classConditionals().stream().map(ClassConditional::measure).toList();
    return Bures.moments(classes, algebra, 2);
  }
}
