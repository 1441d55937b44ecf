package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class SlicedWassersteinTest {
  private static final Compute COMPUTE = new Compute(new NaiveProducts(), 2, 1L << 30);

  private final SlicedWasserstein sliced = new SlicedWasserstein(COMPUTE);

  private static List<DiscreteMeasure> goldenMeasures(String name) {
    double[] values = SlicedGolden.small(name);
    List<DiscreteMeasure> measures = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      double[] own = Arrays.copyOfRange(values, 100 * c, 100 * (c + 1));
      measures.add(DiscreteMeasure.uniform(SlicedGolden.matrix(20, 5, own, 1)));
    }
    return measures;
  }

  private static SlicedDirections goldenDirections() {
    return new SlicedDirections(SlicedGolden.matrix(16, 5, SlicedGolden.small("B_directions"), 1));
  }

  private static void assertClose(double[] expected, double[][] actual) {
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        double value = expected[3 * k + l];
        assertEquals(value, actual[k][l], 1e-5 * value, k + "," + l);
      }
    }
  }

  @Test
  void distancesOfThreeClassesAreTheReferenceOnes() {
    List<DiscreteMeasure> x = goldenMeasures("B_x");
    List<DiscreteMeasure> y = goldenMeasures("B_y");
    SlicedDirections directions = goldenDirections();
    assertClose(
        SlicedGolden.small("B_sw2sq_xy"),
        sliced.between(SlicedOrder.TWO, x, y, directions).values());
    assertClose(SlicedGolden.small("B_sw2sq_xx"), sliced.among(SlicedOrder.TWO, x, directions));
    assertClose(SlicedGolden.small("B_sw2sq_yy"), sliced.among(SlicedOrder.TWO, y, directions));
  }

  @ParameterizedTest
  @CsvSource({"200, A_sw2sq_per_direction_200x200", "150, A_sw2sq_per_direction_200x150"})
  void distancesOfPicturesAreTheReferenceOnes(int size, String name) {
    double[] expected = Golden.doubles(name + ".npy");
    double[] pixels = Golden.doubles("A_y_u8.npy");
    DiscreteMeasure x =
        DiscreteMeasure.uniform(
            SlicedGolden.matrix(200, 784, Golden.doubles("A_x_u8.npy"), 1 / 255.0));
    DiscreteMeasure y = DiscreteMeasure.uniform(SlicedGolden.matrix(size, 784, pixels, 1 / 255.0));
    SlicedDirections directions =
        new SlicedDirections(
            SlicedGolden.matrix(64, 784, Golden.doubles("A_sw_directions.npy"), 1));
    double[] actual = sliced.perDirection(SlicedOrder.TWO, x, y, directions);
    for (int l = 0; l < 64; l++) {
      assertEquals(expected[l], actual[l], 1e-5 * expected[l], "direction " + l);
    }
    double mean = Arrays.stream(expected).average().orElseThrow();
    assertEquals(mean, sliced.squared(x, y, directions), 1e-6 * mean);
  }

  /** ½MMD² with the kernel −SW₂ (WoW, Riesz), from its definition. */
  @Test
  void gradientOfSquaresIsThatOfTheRieszDiscrepancy() {
    List<DiscreteMeasure> x = goldenMeasures("B_x");
    List<DiscreteMeasure> all = new ArrayList<>(x);
    all.addAll(goldenMeasures("B_y"));
    double[][] squared = sliced.among(SlicedOrder.TWO, all, goldenDirections());
    double[][] c = new double[6][6];
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 6; l++) {
        // d(−SW)/d(SW²) = −1/(2SW)
        double slope = k == l ? 0 : -1 / (2 * Math.sqrt(squared[k][l]));
        c[k][l] = (l < 3 ? 0.5 : -1) * slope / 9;
      }
    }
    assertGradientIs("B_riesz1.0_exact_wowgrad", SlicedOrder.TWO, all, c);
  }

  /** ½MMD² with the kernel exp(−SW₁/h), h = 0.5. */
  @Test
  void gradientOfDistancesIsThatOfTheLaplaceDiscrepancy() {
    List<DiscreteMeasure> all = new ArrayList<>(goldenMeasures("B_x"));
    all.addAll(goldenMeasures("B_y"));
    double[][] distances = sliced.among(SlicedOrder.ONE, all, goldenDirections());
    double[][] c = new double[6][6];
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 6; l++) {
        double slope = -Math.exp(-distances[k][l] / 0.5) / 0.5;
        c[k][l] = (l < 3 ? 0.5 : -1) * slope / 9;
      }
    }
    assertGradientIs("B_laplace0.5_exact_wowgrad", SlicedOrder.ONE, all, c);
  }

  private static void assertGradientIs(
      String name, SlicedOrder order, List<DiscreteMeasure> all, double[][] c) {
    double[] expected = SlicedGolden.small(name);
    List<Weights> masses = all.stream().map(DiscreteMeasure::weights).toList();
    SlicedFamily family =
        new SlicedFamily(COMPUTE, masses.subList(0, 3), masses.subList(3, 6), 5, 16);
    Matrix x = SlicedGolden.matrix(60, 5, SlicedGolden.small("B_x"), 1);
    Matrix y = SlicedGolden.matrix(60, 5, SlicedGolden.small("B_y"), 1);
    family.project(x, y, goldenDirections());
    float[] gradient = new float[300];
    family.gradient(order, c, gradient);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < 300; i++) {
      // a Wasserstein gradient over measures: C·n times the Euclidean one
      assertEquals(expected[i], 60 * gradient[i], 1e-5 * largest, "value " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onALineItIsTheIntegralOverQuantiles(SlicedOrder order) {
    RandomGenerator random = Samples.random(11);
    SlicedDirections line = SlicedDirections.uniform(3, 1, 1);
    for (int[] sizes : new int[][] {{7, 7}, {6, 9}, {1, 5}, {5, 1}, {1, 1}, {300, 151}}) {
      for (boolean weighted : new boolean[] {false, true}) {
        DiscreteMeasure a = cloud(sizes[0], 1, weighted, random);
        DiscreteMeasure b = cloud(sizes[1], 1, false, random);
        double expected = quantileIntegral(order, a, b);
        double[][] there = sliced.between(order, List.of(a), List.of(b), line).values();
        double[][] back = sliced.between(order, List.of(b), List.of(a), line).values();
        String what = sizes[0] + "×" + sizes[1] + (weighted ? " weighted" : "");
        assertEquals(expected, there[0][0], 2e-6 * expected, what);
        assertEquals(expected, back[0][0], 2e-6 * expected, what);
      }
    }
  }

  /** ∫|q_a(u) − q_b(u)|^p du between all jumps of either quantile function, by bisection. */
  private static double quantileIntegral(SlicedOrder order, DiscreteMeasure a, DiscreteMeasure b) {
    double[] jumps = new double[a.size() + b.size() + 2];
    jumps[1] = 1;
    System.arraycopy(cumulative(a), 0, jumps, 2, a.size());
    System.arraycopy(cumulative(b), 0, jumps, 2 + a.size(), b.size());
    Arrays.sort(jumps);
    double sum = 0;
    for (int s = 0; s + 1 < jumps.length; s++) {
      double middle = (jumps[s] + jumps[s + 1]) / 2;
      double difference = Math.abs(quantile(a, middle) - quantile(b, middle));
      sum += (jumps[s + 1] - jumps[s]) * (order == SlicedOrder.ONE ? 1 : difference) * difference;
    }
    return sum;
  }

  private static Integer[] order(DiscreteMeasure measure) {
    Integer[] order = new Integer[measure.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (i, j) -> Float.compare(measure.points().get(i, 0), measure.points().get(j, 0)));
    return order;
  }

  private static double[] cumulative(DiscreteMeasure measure) {
    double[] sums = new double[measure.size()];
    double sum = 0;
    int at = 0;
    for (int i : order(measure)) {
      sum += measure.weights().get(i);
      sums[at++] = Math.min(sum, 1);
    }
    return sums;
  }

  private static double quantile(DiscreteMeasure measure, double u) {
    double[] sums = cumulative(measure);
    Integer[] order = order(measure);
    int at = 0;
    while (at + 1 < sums.length && sums[at] < u) {
      at++;
    }
    return measure.points().get(order[at], 0);
  }

  private static DiscreteMeasure cloud(int n, int d, boolean weighted, RandomGenerator random) {
    Matrix points = Samples.gaussian(n, d, random);
    if (!weighted) {
      return DiscreteMeasure.uniform(points);
    }
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      masses[i] = i % 4 == 1 ? 0 : random.nextDouble(); // exact zeros are legal
    }
    return new DiscreteMeasure(points, Weights.proportional(masses));
  }

  @ParameterizedTest
  @CsvSource({
    "TWO, 6, 6, false", "TWO, 6, 9, false", "TWO, 6, 6, true", "TWO, 5, 8, true",
    "ONE, 6, 6, false", "ONE, 6, 9, false", "ONE, 6, 6, true", "ONE, 5, 8, true"
  })
  void gradientIsThatOfTheDistances(SlicedOrder order, int n, int m, boolean weighted) {
    RandomGenerator random = Samples.random(21);
    List<DiscreteMeasure> a = List.of(cloud(n, 4, weighted, random), cloud(n, 4, false, random));
    List<DiscreteMeasure> b =
        List.of(cloud(m, 4, false, random), cloud(m, 4, weighted, random), a.get(0));
    SlicedDirections directions = SlicedDirections.uniform(500, 4, 5);
    double[][] c = {{0.4, -0.3, 0.2}, {0.1, 0.8, -0.5}};
    List<Matrix> gradient = sliced.between(order, a, b, directions).gradient(c);
    List<Matrix> along = List.of(Samples.gaussian(n, 4, random), Samples.gaussian(n, 4, random));
    double predicted = 0;
    double size = 0;
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 4 * n; i++) {
        double term = (double) gradient.get(k).array()[i] * along.get(k).array()[i];
        predicted += term;
        size += Math.abs(term);
      }
    }
    double h = 1e-3;
    double measured =
        (value(order, moved(a, along, h), b, directions, c)
                - value(order, moved(a, along, -h), b, directions, c))
            / (2 * h);
    // the first of a is also the third of b: for p = 1 a kink, where the mean slope is asked for
    assertEquals(predicted, measured, 3e-3 * size);
  }

  private double value(
      SlicedOrder order,
      List<DiscreteMeasure> a,
      List<DiscreteMeasure> b,
      SlicedDirections directions,
      double[][] c) {
    double[][] values = sliced.between(order, a, b, directions).values();
    double sum = 0;
    for (int k = 0; k < c.length; k++) {
      for (int l = 0; l < c[k].length; l++) {
        sum += c[k][l] * values[k][l];
      }
    }
    return sum;
  }

  private static List<DiscreteMeasure> moved(
      List<DiscreteMeasure> measures, List<Matrix> along, double h) {
    List<DiscreteMeasure> moved = new ArrayList<>();
    for (int k = 0; k < measures.size(); k++) {
      float[] points = measures.get(k).points().toArray();
      for (int i = 0; i < points.length; i++) {
        points[i] += (float) (h * along.get(k).array()[i]);
      }
      Matrix matrix = Matrix.wrap(measures.get(k).size(), 4, points);
      moved.add(new DiscreteMeasure(matrix, measures.get(k).weights()));
    }
    return moved;
  }

  @Test
  void translationCostsItsLengthAlongEachDirection() {
    RandomGenerator random = Samples.random(5);
    for (boolean weighted : new boolean[] {false, true}) {
      DiscreteMeasure a = cloud(12, 3, weighted, random);
      float[] points = a.points().toArray();
      double[] shift = {1, -2, 0.5};
      for (int i = 0; i < points.length; i++) {
        points[i] += (float) shift[i % 3];
      }
      DiscreteMeasure b = new DiscreteMeasure(Matrix.wrap(12, 3, points), a.weights());
      SlicedDirections directions = SlicedDirections.uniform(20, 3, 9);
      double[] squares = sliced.perDirection(SlicedOrder.TWO, a, b, directions);
      double[] lengths = sliced.perDirection(SlicedOrder.ONE, a, b, directions);
      for (int l = 0; l < 20; l++) {
        double length = 0;
        for (int j = 0; j < 3; j++) {
          length += shift[j] * directions.matrix().get(l, j);
        }
        assertEquals(length * length, squares[l], 1e-5);
        assertEquals(Math.abs(length), lengths[l], 1e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalMeasuresAreAtDistanceZeroExactly(SlicedOrder order) {
    RandomGenerator random = Samples.random(3);
    SlicedDirections directions = SlicedDirections.uniform(40, 6, 2);
    for (boolean weighted : new boolean[] {false, true}) {
      DiscreteMeasure a = cloud(33, 6, weighted, random);
      double[][] zero = sliced.between(order, List.of(a), List.of(a), directions).values();
      assertEquals(0, zero[0][0]);
    }
  }

  @Test
  void tinyDistancesKeepTheirDigits() {
    DiscreteMeasure a = cloud(400, 3, false, Samples.random(8));
    float[] points = a.points().toArray();
    double[] expected = new double[3];
    for (int i = 0; i < points.length; i++) {
      float before = points[i];
      points[i] += 1e-4f;
      expected[i % 3] += (points[i] - before) / 400.0;
    }
    DiscreteMeasure b = DiscreteMeasure.uniform(Matrix.wrap(400, 3, points));
    SlicedDirections axis = new SlicedDirections(Matrix.of(new double[][] {{0, 1, 0}}));
    double squared = sliced.squared(a, b, axis);
    assertEquals(expected[1] * expected[1], squared, 1e-3 * squared);
  }

  @Test
  void duplicatedPointsChangeNothing() {
    RandomGenerator random = Samples.random(4);
    DiscreteMeasure a = cloud(10, 3, false, random);
    DiscreteMeasure b = cloud(7, 3, false, random);
    int[] twice = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    DiscreteMeasure doubled = DiscreteMeasure.uniform(a.points().selectRows(twice));
    SlicedDirections directions = SlicedDirections.uniform(25, 3, 6);
    double expected = sliced.squared(a, b, directions);
    assertEquals(expected, sliced.squared(doubled, b, directions), 1e-6 * expected);
    assertEquals(0, sliced.squared(doubled, a, directions));
    DiscreteMeasure onePlace = DiscreteMeasure.uniform(a.points().selectRows(new int[8]));
    DiscreteMeasure point = DiscreteMeasure.uniform(a.points().selectRows(new int[1]));
    assertEquals(0, sliced.squared(onePlace, point, directions));
  }

  @Test
  void equalMassesGivenAsWeightsChangeNothing() {
    RandomGenerator random = Samples.random(14);
    DiscreteMeasure a = cloud(10, 3, false, random);
    DiscreteMeasure b = cloud(7, 3, false, random);
    double[] nearly = new double[10];
    Arrays.fill(nearly, 0.1);
    nearly[3] += 1e-12;
    DiscreteMeasure weighted = new DiscreteMeasure(a.points(), Weights.probability(nearly));
    SlicedDirections directions = SlicedDirections.uniform(25, 3, 6);
    double expected = sliced.squared(a, b, directions);
    assertEquals(expected, sliced.squared(weighted, b, directions), 1e-6 * expected);
  }

  @Test
  void orderOfPointsAndMeasuresDoesNotMatter() {
    RandomGenerator random = Samples.random(6);
    List<DiscreteMeasure> measures = new ArrayList<>();
    for (int k = 0; k < 7; k++) {
      measures.add(cloud(5 + k / 2, 3, k == 6, random));
    }
    List<DiscreteMeasure> shuffled = new ArrayList<>();
    for (DiscreteMeasure measure : measures.reversed()) {
      int[] order = Samples.permutation(measure.size(), random);
      double[] masses = new double[order.length];
      for (int i = 0; i < masses.length; i++) {
        masses[i] = measure.weights().get(order[i]);
      }
      shuffled.add(
          new DiscreteMeasure(measure.points().selectRows(order), Weights.probability(masses)));
    }
    SlicedDirections directions = SlicedDirections.uniform(18, 3, 6);
    double[][] plain = sliced.among(SlicedOrder.TWO, measures, directions);
    double[][] other = sliced.among(SlicedOrder.TWO, shuffled, directions);
    for (int k = 0; k < 7; k++) {
      for (int l = 0; l < 7; l++) {
        assertEquals(plain[k][l], other[6 - k][6 - l], 1e-9);
        assertEquals(plain[k][l], plain[l][k]);
      }
    }
  }

  @Test
  void badInputIsRefusedWithItsPlace() {
    DiscreteMeasure a = cloud(5, 3, false, Samples.random(1));
    SlicedDirections directions = SlicedDirections.uniform(4, 3, 1);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] points = a.points().toArray();
      points[7] = bad;
      DiscreteMeasure broken = DiscreteMeasure.uniform(Matrix.wrap(5, 3, points));
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> sliced.squared(a, broken, directions));
      assertTrue(
          error.getMessage().contains("value 1 of point 2 of measure 1"), error.getMessage());
    }
    DiscreteMeasure flat = cloud(5, 2, false, Samples.random(1));
    assertThrows(InvalidInputException.class, () -> sliced.squared(a, flat, directions));
    assertThrows(InvalidInputException.class, () -> sliced.squared(flat, a, directions));
    DiscreteMeasure heavy = new DiscreteMeasure(a.points(), Weights.masses(1, 1, 1, 1, 1));
    assertThrows(InvalidInputException.class, () -> sliced.squared(a, heavy, directions));
    float[] huge = new float[15];
    Arrays.fill(huge, 1e30f);
    DiscreteMeasure far = DiscreteMeasure.uniform(Matrix.wrap(5, 3, huge));
    assertThrows(InvalidInputException.class, () -> sliced.squared(a, far, directions));
    SlicedWasserstein.Distances distances =
        sliced.between(SlicedOrder.TWO, List.of(a), List.of(a), directions);
    assertThrows(
        InvalidInputException.class, () -> distances.gradient(new double[][] {{Double.NaN}}));
  }

  @Test
  void gradientOfOneMeasureIgnoresTheOthersPoints() {
    RandomGenerator random = Samples.random(2);
    DiscreteMeasure a = cloud(5, 3, false, random);
    DiscreteMeasure b = cloud(5, 3, false, random);
    SlicedDirections directions = SlicedDirections.uniform(4, 3, 1);
    List<Matrix> gradient =
        sliced
            .between(SlicedOrder.TWO, List.of(a, b), List.of(b), directions)
            .gradient(new double[][] {{0}, {1}});
    assertArrayEquals(new float[15], gradient.get(0).array());
    assertArrayEquals(new float[15], gradient.get(1).array()); // b against itself
  }
}
