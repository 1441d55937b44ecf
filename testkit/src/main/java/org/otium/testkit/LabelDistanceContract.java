package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.Covariance;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/** What every {@link LabelDistance} must do. */
public abstract class LabelDistanceContract {
  /** For subclasses. */
  protected LabelDistanceContract() {}

  /**
   * The distance under test.
   *
   * @return a fresh one
   */
  protected abstract LabelDistance labelDistance();

  /**
   * How far from zero a class may be from itself, and how far apart two ways of computing one
   * number may be, relative to the largest distance.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 1e-5;
  }

  /**
   * Whether Gaussians that stand for labels can be compared too.
   *
   * @return false if the distance needs samples, which it must then say
   */
  protected boolean comparesGaussians() {
    return false;
  }

  private static List<ClassConditional> first() {
    return Samples.clouds(1, 3, 5, 4, 2).classConditionals();
  }

  private static List<ClassConditional> second() {
    return Samples.clouds(2, 2, 6, 4, 3).classConditionals();
  }

  @Test
  final void oneRowAClassOfTheFirstAndOneColumnAClassOfTheSecond() {
    double[][] squared = labelDistance().between(first(), second()).squared();
    assertEquals(3, squared.length);
    assertEquals(2, squared[0].length);
    for (double[] row : squared) {
      for (double value : row) {
        assertTrue(value > 0 && Double.isFinite(value), "distance " + value);
      }
    }
  }

  @Test
  final void swappingTheDatasetsTransposes() {
    double[][] there = labelDistance().between(first(), second()).squared();
    double[][] back = labelDistance().between(second(), first()).squared();
    for (int k = 0; k < there.length; k++) {
      for (int l = 0; l < back.length; l++) {
        assertEquals(there[k][l], back[l][k], tolerance() * largest(there));
      }
    }
  }

  @Test
  final void classIsAtDistanceZeroFromItself() {
    List<ClassConditional> classes = first();
    double[][] same = labelDistance().between(classes, classes).squared();
    double[][] equal = labelDistance().between(classes, first()).squared();
    for (int k = 0; k < same.length; k++) {
      assertEquals(0, same[k][k], tolerance() * largest(same));
      assertEquals(0, equal[k][k], tolerance() * largest(same));
      for (int l = 0; l < same.length; l++) {
        assertEquals(same[k][l], same[l][k], tolerance() * largest(same));
        assertEquals(same[k][l], equal[k][l], tolerance() * largest(same));
      }
    }
  }

  @Test
  final void orderOfClassesAndSamplesDoesNotMatter() {
    LabeledDataset dataset = Samples.clouds(1, 3, 5, 4, 2);
    int[] order = Samples.permutation(dataset.size(), Samples.random(8));
    List<ClassConditional> shuffled = dataset.select(order).classConditionals();
    List<ClassConditional> reversed = new ArrayList<>(shuffled).reversed();
    double[][] plain = labelDistance().between(first(), second()).squared();
    double[][] other = labelDistance().between(reversed, second()).squared();
    for (int k = 0; k < plain.length; k++) {
      for (int l = 0; l < plain[0].length; l++) {
        assertEquals(plain[k][l], other[plain.length - 1 - k][l], tolerance() * largest(plain));
      }
    }
  }

  @Test
  final void movingBothDatasetsTogetherChangesNothing() {
    float[] shift = {5, -3, 2, 1};
    List<ClassConditional> a =
        Samples.translated(Samples.clouds(1, 3, 5, 4, 2), shift).classConditionals();
    List<ClassConditional> b =
        Samples.translated(Samples.clouds(2, 2, 6, 4, 3), shift).classConditionals();
    double[][] plain = labelDistance().between(first(), second()).squared();
    double[][] moved = labelDistance().between(a, b).squared();
    for (int k = 0; k < plain.length; k++) {
      for (int l = 0; l < plain[0].length; l++) {
        assertEquals(plain[k][l], moved[k][l], 10 * tolerance() * largest(plain));
      }
    }
  }

  @Test
  final void singleSamplesAreComparedAsPoints() {
    List<ClassConditional> a = points(new double[][] {{0, 0}, {3, 4}}).classConditionals();
    List<ClassConditional> b = points(new double[][] {{0, 1}}).classConditionals();
    double[][] squared = labelDistance().between(a, b).squared();
    assertEquals(1, squared[0][0], 1e-5);
    assertEquals(18, squared[1][0], 1e-4);
  }

  @Test
  final void gradientIsThatOfTheDistances() {
    LabeledDataset dataset = Samples.clouds(1, 3, 5, 4, 2);
    double[][] coefficients = {{0.3, -0.2}, {0.1, 0.7}, {0, 0.4}};
    LabelDistance distance = labelDistance();
    List<ClassConditional> classes = dataset.classConditionals();
    List<Matrix> gradient = distance.between(classes, second()).gradient(coefficients);
    Matrix direction = Samples.gaussian(dataset.size(), dataset.dimension(), Samples.random(4));
    double predicted = 0;
    double size = 0;
    for (int k = 0; k < classes.size(); k++) {
      Matrix along = direction.selectRows(classes.get(k).samples());
      for (int i = 0; i < along.array().length; i++) {
        double term = (double) gradient.get(k).array()[i] * along.array()[i];
        predicted += term;
        size += Math.abs(term);
      }
    }
    double h = 5e-3;
    double measured =
        (weighted(distance, moved(dataset, direction, h), coefficients)
                - weighted(distance, moved(dataset, direction, -h), coefficients))
            / (2 * h);
    assertEquals(predicted, measured, 2e-3 * size);
  }

  @Test
  final void momentsGiveTheSameWhereTheyAreSaidToBeEnough() {
    LabelDistance distance = labelDistance();
    List<GaussianMeasure> a = moments(first());
    List<GaussianMeasure> b = moments(second());
    if (!distance.needsMomentsAlone()) {
      assertThrows(InvalidInputException.class, () -> distance.fromMoments(a, b));
      return;
    }
    double[][] expected = distance.between(first(), second()).squared();
    double[][] found = distance.fromMoments(a, b);
    assertEquals(expected.length, found.length);
    for (int k = 0; k < expected.length; k++) {
      assertArrayEquals(expected[k], found[k], 10 * tolerance() * largest(expected));
    }
  }

  /** Means and unbiased covariances of samples, by their definition. */
  private static List<GaussianMeasure> moments(List<ClassConditional> classes) {
    List<GaussianMeasure> all = new ArrayList<>();
    for (ClassConditional one : classes) {
      Matrix points = one.measure().points();
      double[] weights = one.measure().weights().toArray();
      int d = points.columns();
      double[] mean = new double[d];
      for (int i = 0; i < points.rows(); i++) {
        for (int j = 0; j < d; j++) {
          mean[j] += weights[i] * points.get(i, j);
        }
      }
      double unbiased = 1 - Arrays.stream(weights).map(w -> w * w).sum();
      double[] covariance = new double[d * d];
      for (int i = 0; i < points.rows(); i++) {
        for (int j = 0; j < d * d; j++) {
          covariance[j] +=
              weights[i]
                  / unbiased
                  * (points.get(i, j / d) - mean[j / d])
                  * (points.get(i, j % d) - mean[j % d]);
        }
      }
      all.add(new GaussianMeasure(mean, Covariance.full(d, covariance)));
    }
    return all;
  }

  @Test
  final void otherDimensionIsRefused() {
    List<ClassConditional> other = Samples.clouds(2, 2, 6, 3, 3).classConditionals();
    assertThrows(InvalidInputException.class, () -> labelDistance().between(first(), other));
  }

  /** Three Gaussians on four features, none of them degenerate. */
  private static GaussianFamily family(GaussianFamily.Form form) {
    RandomGenerator random = Samples.random(21);
    int rows = form == GaussianFamily.Form.FULL ? 5 : 1;
    Matrix means = Samples.gaussian(3, 4, random);
    float[] roots = Samples.gaussian(3 * rows, 4, random).toArray();
    for (int i = 0; i < roots.length; i++) {
      // of any sign, and away from the kink at zero
      roots[i] += Math.copySign(0.3f, roots[i]);
    }
    return new GaussianFamily(form, means, Matrix.wrap(3 * rows, 4, roots));
  }

  @Test
  final void gaussiansAreComparedOrRefused() {
    for (GaussianFamily.Form form : GaussianFamily.Form.values()) {
      GaussianFamily family = family(form);
      if (!comparesGaussians()) {
        assertThrows(InvalidInputException.class, () -> labelDistance().between(family, second()));
        assertThrows(InvalidInputException.class, () -> labelDistance().within(family));
        continue;
      }
      double[][] across = labelDistance().between(family, second()).squared();
      assertEquals(3, across.length);
      assertEquals(2, across[0].length);
      double[][] own = labelDistance().within(family).squared();
      for (int k = 0; k < 3; k++) {
        assertEquals(0, own[k][k], tolerance() * largest(own));
        for (int l = 0; l < 3; l++) {
          assertEquals(own[l][k], own[k][l], "to the bit, so that the cost is symmetric");
          assertTrue(k == l || own[k][l] > 0, "distance " + own[k][l]);
        }
      }
    }
  }

  @Test
  final void gaussianOfADimensionOfItsOwnIsRefused() {
    List<ClassConditional> other = Samples.clouds(2, 2, 6, 3, 3).classConditionals();
    assertThrows(
        InvalidInputException.class,
        () -> labelDistance().between(family(GaussianFamily.Form.DIAGONAL), other));
  }

  @Test
  final void gradientByGaussiansIsThatOfTheDistances() {
    assumeTrue(comparesGaussians(), "the distance needs samples");
    double[][] coefficients = {{0.3, -0.2}, {0.1, 0.7}, {0, 0.4}};
    double[][] square = {{0.3, 0.2, 0.5}, {0.1, 0.7, -0.4}, {0.3, 0.6, 0.2}};
    LabelDistance distance = labelDistance();
    for (GaussianFamily.Form form : GaussianFamily.Form.values()) {
      GaussianFamily at = family(form);
      slope(
          form + " to classes",
          at,
          distance.between(at, second()).gradient(coefficients),
          x -> weighted(distance.between(x, second()).squared(), coefficients));
      // Both arguments of W₂²(a_k, a_l) move; with symmetric coefficients each gives one half.
      double[][] symmetric = new double[3][3];
      for (int k = 0; k < 3; k++) {
        for (int l = 0; l < 3; l++) {
          symmetric[k][l] = square[k][l] + square[l][k];
        }
      }
      slope(
          form + " among themselves",
          at,
          distance.within(at).gradient(symmetric),
          x -> 0.5 * weighted(distance.within(x).squared(), symmetric));
    }
  }

  /** Compares the slope along a random direction with a central difference. */
  private static void slope(
      String what,
      GaussianFamily at,
      GaussianFamily gradient,
      ToDoubleFunction<GaussianFamily> value) {
    assertEquals(at.form(), gradient.form());
    for (boolean means : new boolean[] {true, false}) {
      Matrix block = means ? at.means() : at.roots();
      Matrix slopes = means ? gradient.means() : gradient.roots();
      Matrix direction = Samples.gaussian(block.rows(), block.columns(), Samples.random(14));
      double predicted = 0;
      double size = 0;
      for (int i = 0; i < direction.array().length; i++) {
        double term = (double) slopes.array()[i] * direction.array()[i];
        predicted += term;
        size += Math.abs(term);
      }
      double h = 2e-3;
      double measured =
          (value.applyAsDouble(moved(at, means, direction, h))
                  - value.applyAsDouble(moved(at, means, direction, -h)))
              / (2 * h);
      assertEquals(
          predicted, measured, 1e-3 * size + 1e-5, what + (means ? ", by means" : ", by roots"));
    }
  }

  private static GaussianFamily moved(
      GaussianFamily at, boolean means, Matrix direction, double h) {
    Matrix block = means ? at.means() : at.roots();
    float[] values = block.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (h * direction.array()[i]);
    }
    Matrix there = Matrix.wrap(block.rows(), block.columns(), values);
    return means
        ? new GaussianFamily(at.form(), there, at.roots())
        : new GaussianFamily(at.form(), at.means(), there);
  }

  private static LabeledDataset points(double[][] points) {
    int[] labels = new int[points.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i;
    }
    return LabeledDataset.of("points", Matrix.of(points), Labels.hard(labels));
  }

  private static LabeledDataset moved(LabeledDataset dataset, Matrix direction, double h) {
    float[] features = dataset.features().toArray();
    for (int i = 0; i < features.length; i++) {
      features[i] += (float) (h * direction.array()[i]);
    }
    return dataset.withFeatures(Matrix.wrap(dataset.size(), dataset.dimension(), features));
  }

  private static double weighted(
      LabelDistance distance, LabeledDataset dataset, double[][] coefficients) {
    return weighted(
        distance.between(dataset.classConditionals(), second()).squared(), coefficients);
  }

  private static double weighted(double[][] squared, double[][] coefficients) {
    double sum = 0;
    for (int k = 0; k < squared.length; k++) {
      for (int l = 0; l < squared[k].length; l++) {
        sum += coefficients[k][l] * squared[k][l];
      }
    }
    return sum;
  }

  private static double largest(double[][] values) {
    double max = 0;
    for (double[] row : values) {
      for (double value : row) {
        max = Math.max(max, value);
      }
    }
    return max;
  }
}
