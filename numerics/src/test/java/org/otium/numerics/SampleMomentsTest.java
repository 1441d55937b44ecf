package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GaussianFamily.Form;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.Weights;

class SampleMomentsTest {
  private static final LinearAlgebra ALGEBRA = new JavaLinearAlgebra(1);
  private static final Compute COMPUTE = new Compute(ALGEBRA, 1, 1L << 30);
  private static final MathContext EXACT = MathContext.DECIMAL128;

  private static float[] points(int n, int d, double offset, double deviation) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(n + 31L * d);
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + deviation * (1 + i % d) * random.nextGaussian());
    }
    return values;
  }

  private static double[] ones(int n) {
    double[] masses = new double[n];
    Arrays.fill(masses, 1);
    return masses;
  }

  private static double[] masses(int n) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(n)
        .doubles(n)
        .map(u -> u < 0.2 ? 0 : 40 * u)
        .toArray();
  }

  private static SampleMoments moments(Form form, int d, float[] points, double[] masses) {
    int[] rows = IntStream.range(0, masses.length).toArray();
    return SampleMoments.of(form, d, points, rows, masses, ALGEBRA);
  }

  /** Moments of the same points in parts of some rows each. */
  private static List<SampleMoments> parts(
      Form form, int d, float[] points, double[] masses, int each) {
    List<SampleMoments> parts = new ArrayList<>();
    for (int from = 0; from < masses.length; from += each) {
      int to = Math.min(masses.length, from + each);
      int[] rows = IntStream.range(from, to).toArray();
      parts.add(
          SampleMoments.of(form, d, points, rows, Arrays.copyOfRange(masses, from, to), ALGEBRA));
    }
    return parts;
  }

  private static SampleMoments merged(Form form, int d, List<SampleMoments> parts) {
    MomentTree tree = new MomentTree(form, d);
    parts.forEach(tree::add);
    return tree.merged();
  }

  /** Both passes in 34 decimal digits. */
  private static BigDecimal[][] twoPass(int d, float[] points, double[] masses) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    BigDecimal[] mean = new BigDecimal[d];
    Arrays.fill(mean, BigDecimal.ZERO);
    for (int i = 0; i < masses.length; i++) {
      BigDecimal w = new BigDecimal(masses[i]);
      total = total.add(w);
      squares = squares.add(w.multiply(w, EXACT), EXACT);
      for (int j = 0; j < d; j++) {
        mean[j] = mean[j].add(w.multiply(new BigDecimal(points[i * d + j])), EXACT);
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] = mean[j].divide(total, EXACT);
    }
    BigDecimal[] sigma = new BigDecimal[d * d];
    Arrays.fill(sigma, BigDecimal.ZERO);
    BigDecimal divisor = total.subtract(squares.divide(total, EXACT), EXACT);
    for (int i = 0; i < masses.length; i++) {
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          BigDecimal left = new BigDecimal(points[i * d + a]).subtract(mean[a], EXACT);
          BigDecimal right = new BigDecimal(points[i * d + b]).subtract(mean[b], EXACT);
          BigDecimal term = new BigDecimal(masses[i]).multiply(left).multiply(right, EXACT);
          sigma[a * d + b] = sigma[a * d + b].add(term, EXACT);
        }
      }
    }
    for (int e = 0; e < sigma.length; e++) {
      sigma[e] = sigma[e].divide(divisor, EXACT);
    }
    return new BigDecimal[][] {mean, sigma};
  }

  private static void assertAreMoments(
      BigDecimal[][] wanted, SampleMoments found, Form form, double tolerance) {
    GaussianMeasure gaussian = found.gaussian();
    int d = gaussian.dimension();
    double scale = 0;
    for (int j = 0; j < d; j++) {
      scale = Math.max(scale, wanted[1][j * d + j].doubleValue());
      double mean = wanted[0][j].doubleValue();
      assertEquals(mean, gaussian.mean()[j], 4 * Math.ulp(mean) + tolerance * Math.sqrt(scale));
    }
    for (int a = 0; a < d; a++) {
      for (int b = 0; b < d; b++) {
        double expected = form == Form.FULL || a == b ? wanted[1][a * d + b].doubleValue() : 0;
        assertEquals(expected, gaussian.covariance().get(a, b), tolerance * scale);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void mergedPartsHaveTheMomentsOfAllPoints(Form form) {
    float[] points = points(97, 4, 3, 1);
    for (double[] masses : List.of(ones(97), masses(97))) {
      BigDecimal[][] wanted = twoPass(4, points, masses);
      for (int each : new int[] {1, 2, 7, 40, 97}) {
        assertAreMoments(
            wanted, merged(form, 4, parts(form, 4, points, masses, each)), form, 1e-14);
      }
    }
  }

  /** At 10⁸ floats are multiples of 8: squares of features have no digit of the variance left. */
  @ParameterizedTest
  @ValueSource(doubles = {1e8, -1e8, 3e4})
  void largeMeansCostNoDigits(double offset) {
    float[] points = points(64, 3, offset, 50);
    BigDecimal[][] wanted = twoPass(3, points, ones(64));
    for (int each : new int[] {1, 5, 64}) {
      SampleMoments all = merged(Form.FULL, 3, parts(Form.FULL, 3, points, ones(64), each));
      assertAreMoments(wanted, all, Form.FULL, 1e-9);
    }
  }

  /** Half the points at +10⁸ and half at −10⁸, all of a part on one side. */
  @Test
  void partsThatLieFarApartMerge() {
    float[] points = points(32, 2, 1e8, 10);
    for (int i = 0; i < points.length / 2; i++) {
      points[i] -= 2e8f;
    }
    BigDecimal[][] wanted = twoPass(2, points, ones(32));
    List<SampleMoments> parts = parts(Form.FULL, 2, points, ones(32), 8);
    assertAreMoments(wanted, merged(Form.FULL, 2, parts), Form.FULL, 1e-14);
  }

  @Test
  void momentsAreThoseOfSampleGaussian() {
    float[] points = points(40, 5, 1, 1);
    double[] masses = masses(40);
    SampleGaussian fitted =
        SampleGaussian.of(
            new DiscreteMeasure(Matrix.wrap(40, 5, points), Weights.proportional(masses)), ALGEBRA);
    GaussianMeasure found = moments(Form.FULL, 5, points, masses).gaussian();
    assertArrayEquals(fitted.mean(), found.mean(), 1e-13);
    for (int j = 0; j < 5; j++) {
      double deviation = fitted.deviations()[j];
      assertEquals(deviation * deviation, found.covariance().get(j, j), 1e-12);
    }
    assertEquals(0, Bures.between(List.of(fitted), List.of(fitted), COMPUTE).squared()[0][0], 0);
    RootedGaussian rooted = RootedGaussian.of(found, ALGEBRA);
    double[][] apart =
        BuresDistances.between(List.of(fitted.gaussian()), List.of(rooted), COMPUTE).squared();
    assertEquals(0, apart[0][0], 1e-12);
  }

  @Test
  void covariancesAreUnbiased() {
    // 1 and 3: variance 2 by n − 1, and 1 by n.
    GaussianMeasure two = moments(Form.FULL, 1, new float[] {1, 3}, ones(2)).gaussian();
    assertEquals(2, two.covariance().get(0, 0));
    // Masses of any sum have the same moments.
    double[] small = {1e-7, 1e-7};
    assertEquals(
        2,
        moments(Form.FULL, 1, new float[] {1, 3}, small).gaussian().covariance().get(0, 0),
        1e-9);
  }

  @Test
  void aSinglePointHasNoCovariance() {
    SampleMoments one = moments(Form.FULL, 2, new float[] {5, 6}, ones(1));
    assertEquals(0, one.gaussian().covariance().trace());
    assertArrayEquals(new double[] {5, 6}, one.gaussian().mean());
    float[] both = {5, 6, 9, 9};
    assertEquals(
        0, moments(Form.FULL, 2, both, new double[] {3, 0}).gaussian().covariance().trace());
    SampleMoments other = moments(Form.FULL, 2, new float[] {7, 6}, ones(1));
    assertEquals(2, one.merge(other).gaussian().covariance().get(0, 0));
    assertEquals(2, one.merge(other).count());
  }

  @Test
  void equalPointsFarFromZeroHaveNoCovariance() {
    float[] same = new float[30];
    Arrays.fill(same, 16777216f / 3);
    SampleMoments all = merged(Form.FULL, 1, parts(Form.FULL, 1, same, masses(30), 7));
    assertEquals(0, all.gaussian().covariance().trace());
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void emptyPartsChangeNothing(Form form) {
    float[] points = points(9, 2, 1, 1);
    SampleMoments some = moments(form, 2, points, ones(9));
    SampleMoments none = moments(form, 2, points, new double[9]);
    assertEquals(some, some.merge(none));
    assertEquals(some, none.merge(some));
    assertEquals(0, none.merge(SampleMoments.none(form, 2)).count());
    assertThrows(InvalidInputException.class, none::gaussian);
  }

  @Test
  void groupsOfPartsThatAreMergedElsewhereGiveTheSameBits() {
    float[] points = points(211, 3, 10, 1);
    for (int each : new int[] {1, 3, 10}) {
      List<SampleMoments> parts = parts(Form.FULL, 3, points, masses(211), each);
      SampleMoments all = merged(Form.FULL, 3, parts);
      for (int group : new int[] {2, 4, 16, 64}) {
        List<SampleMoments> level = parts;
        while (level.size() > 1) {
          List<SampleMoments> next = new ArrayList<>();
          for (int from = 0; from < level.size(); from += group) {
            next.add(
                merged(Form.FULL, 3, level.subList(from, Math.min(level.size(), from + group))));
          }
          level = next;
        }
        assertEquals(all, level.get(0), "groups of " + group + " parts of " + each);
      }
    }
  }

  /** If merging in any order gave the same bits the trees above would not be needed. */
  @Test
  void anotherOrderGivesOtherBits() {
    float[] points = points(211, 3, 10, 1);
    List<SampleMoments> parts = parts(Form.FULL, 3, points, ones(211), 10);
    SampleMoments chain = SampleMoments.none(Form.FULL, 3);
    for (SampleMoments part : parts) {
      chain = chain.merge(part);
    }
    assertNotEquals(merged(Form.FULL, 3, parts), chain);
  }

  @Test
  void momentsTravelBetweenMachines() {
    for (Form form : Form.values()) {
      SampleMoments moments = moments(form, 3, points(9, 3, 1e3, 2), masses(9));
      double[] numbers = moments.numbers();
      SampleMoments arrived = SampleMoments.of(form, 3, numbers.clone());
      assertArrayEquals(numbers, arrived.numbers());
      assertEquals(moments, arrived);
      double[] half = Arrays.copyOf(numbers, numbers.length - 1);
      assertThrows(InvalidInputException.class, () -> SampleMoments.of(form, 3, half));
      numbers[4] = Double.NaN;
      assertThrows(InvalidInputException.class, () -> SampleMoments.of(form, 3, numbers));
    }
  }

  @Test
  void whatIsNoMomentIsRefused() {
    float[] points = {1, 2};
    assertThrows(
        InvalidInputException.class, () -> moments(Form.FULL, 1, points, new double[] {1, -1}));
    assertThrows(
        InvalidInputException.class,
        () -> moments(Form.FULL, 1, new float[] {1, Float.NaN}, ones(2)));
    SampleMoments full = SampleMoments.none(Form.FULL, 1);
    assertThrows(
        InvalidInputException.class, () -> full.merge(SampleMoments.none(Form.DIAGONAL, 1)));
    assertThrows(InvalidInputException.class, () -> full.merge(SampleMoments.none(Form.FULL, 2)));
  }
}
