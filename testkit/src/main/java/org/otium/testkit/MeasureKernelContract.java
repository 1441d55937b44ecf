package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.Weights;

/** What every {@link MeasureKernel} must do. */
public abstract class MeasureKernelContract {
  private static final int D = 3;
  private static final long SEED = 5;

  /** For subclasses. */
  protected MeasureKernelContract() {}

  /**
   * The kernel under test.
   *
   * @return a fresh one
   */
  protected abstract MeasureKernel kernel();

  /**
   * How far apart two ways of computing one value may be, relative to the largest value.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 1e-5;
  }

  /**
   * The step of the central difference that the gradient is compared with.
   *
   * @return a step that balances curvature against rounding
   */
  protected double differenceStep() {
    return 5e-3;
  }

  /** Clouds of 5, 6, … points with unequal masses. */
  private static List<DiscreteMeasure> measures(long seed, int count) {
    return Samples.clouds(seed, count, 5, D, 1.5).classConditionals().stream()
        .map(c -> c.measure())
        .toList();
  }

  private static DiscreteMeasure permuted(DiscreteMeasure measure, RandomGenerator random) {
    int[] order = Samples.permutation(measure.size(), random);
    return new DiscreteMeasure(measure.points().selectRows(order), measure.weights().select(order));
  }

  private static List<Weights> masses(List<DiscreteMeasure> measures) {
    return measures.stream().map(DiscreteMeasure::weights).toList();
  }

  private static Matrix stacked(List<DiscreteMeasure> measures) {
    int rows = measures.stream().mapToInt(DiscreteMeasure::size).sum();
    float[] all = new float[rows * D];
    int at = 0;
    for (DiscreteMeasure measure : measures) {
      float[] own = measure.points().array();
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return Matrix.wrap(rows, D, all);
  }

  private static double largest(double[][] values) {
    double largest = 0;
    for (double[] row : values) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  private double[][] within(List<DiscreteMeasure> moving, List<DiscreteMeasure> fixed) {
    MeasureKernel.Family family = kernel().family(masses(moving), masses(fixed), D);
    family.place(stacked(moving), stacked(fixed), SEED);
    return family.values();
  }

  @Test
  final void kernelIsSymmetric() {
    double[][] all = within(measures(1, 3), measures(2, 2));
    double[][] there = kernel().between(measures(1, 3), measures(2, 2), SEED);
    double[][] back = kernel().between(measures(2, 2), measures(1, 3), SEED);
    for (int k = 0; k < 5; k++) {
      for (int l = 0; l < 5; l++) {
        assertEquals(all[k][l], all[l][k]);
      }
    }
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 2; l++) {
        assertEquals(all[k][3 + l], there[k][l], tolerance() * largest(all));
        assertEquals(there[k][l], back[l][k], tolerance() * largest(all));
      }
    }
  }

  @Test
  final void orderOfPointsAndOfMeasuresDoesNotMatter() {
    RandomGenerator random = Samples.random(9);
    List<DiscreteMeasure> plain = measures(1, 3);
    List<DiscreteMeasure> shuffled =
        plain.stream().map(m -> permuted(m, random)).toList().reversed();
    double[][] expected = within(plain, List.of());
    double[][] actual = within(shuffled, List.of());
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        assertEquals(expected[k][l], actual[2 - k][2 - l], tolerance() * largest(expected));
      }
    }
  }

  @Test
  final void meanDiscrepancyOfEqualFamiliesIsZero() {
    RandomGenerator random = Samples.random(10);
    List<DiscreteMeasure> plain = measures(1, 3);
    List<DiscreteMeasure> same = plain.stream().map(m -> permuted(m, random)).toList();
    double[][] all = within(plain, same);
    double sum = 0;
    for (int k = 0; k < 6; k++) {
      for (int l = 0; l < 6; l++) {
        sum += (k < 3 == l < 3 ? 1 : -1) * all[k][l] / 9;
      }
    }
    // Rounding of a distance may be amplified by a root.
    assertEquals(0, sum, 3 * Math.sqrt(tolerance()) * tolerance() + tolerance() * largest(all));
  }

  @Test
  final void discrepanciesAreNotNegative() {
    List<DiscreteMeasure> six = measures(4, 6);
    double[][] all = within(six, List.of());
    RandomGenerator random = Samples.random(12);
    for (int trial = 0; trial < 50; trial++) {
      double[] signed = new double[6];
      double mean = 0;
      for (int k = 0; k < 6; k++) {
        signed[k] = random.nextGaussian();
        mean += signed[k] / 6;
      }
      double sum = 0;
      for (int k = 0; k < 6; k++) {
        for (int l = 0; l < 6; l++) {
          sum += (signed[k] - mean) * (signed[l] - mean) * all[k][l];
        }
      }
      assertTrue(sum >= -10 * tolerance() * largest(all), "squared discrepancy " + sum);
    }
  }

  private static double[][] coefficients(int measures) {
    RandomGenerator random = Samples.random(3);
    double[][] c = new double[measures][measures];
    for (double[] row : c) {
      for (int l = 0; l < measures; l++) {
        row[l] = random.nextGaussian();
      }
    }
    return c;
  }

  @Test
  final void gradientIsThatOfTheValues() {
    List<DiscreteMeasure> moving = measures(1, 3);
    List<DiscreteMeasure> fixed = measures(2, 2);
    double[][] c = coefficients(5);
    MeasureKernel.Family family = kernel().family(masses(moving), masses(fixed), D);
    Matrix at = stacked(moving);
    family.place(at, stacked(fixed), SEED);
    float[] gradient = new float[at.array().length];
    family.gradient(c, gradient);
    for (int trial = 0; trial < 3; trial++) {
      Matrix direction = Samples.gaussian(at.rows(), D, Samples.random(20 + trial));
      double predicted = 0;
      double squares = 0;
      for (int i = 0; i < gradient.length; i++) {
        predicted += (double) gradient[i] * direction.array()[i];
        squares += (double) gradient[i] * gradient[i];
      }
      assertTrue(squares > 0, "the gradient is zero");
      double h = differenceStep();
      double measured =
          (weighted(family, at, direction, h, fixed, c)
                  - weighted(family, at, direction, -h, fixed, c))
              / (2 * h);
      assertEquals(predicted, measured, 5e-3 * Math.sqrt(squares), "direction " + trial);
    }
  }

  private static double weighted(
      MeasureKernel.Family family,
      Matrix at,
      Matrix direction,
      double h,
      List<DiscreteMeasure> fixed,
      double[][] c) {
    float[] moved = at.toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (h * direction.array()[i]);
    }
    family.place(Matrix.wrap(at.rows(), D, moved), stacked(fixed), SEED);
    double[][] values = family.values();
    double sum = 0;
    for (int k = 0; k < c.length; k++) {
      for (int l = 0; l < c.length; l++) {
        sum += c[k][l] * values[k][l];
      }
    }
    return sum;
  }

  @Test
  final void coincidentMeasuresHaveAFiniteGradient() {
    List<DiscreteMeasure> moving = measures(1, 2);
    for (float shift : new float[] {0, 1e-7f, 1e-5f, 1e-3f}) {
      float[] near = stacked(moving).toArray();
      for (int i = 0; i < near.length; i++) {
        near[i] += shift;
      }
      MeasureKernel.Family family = kernel().family(masses(moving), masses(moving), D);
      family.place(Matrix.wrap(near.length / D, D, near), stacked(moving), SEED);
      assertTrue(Double.isFinite(largest(family.values())));
      float[] gradient = new float[near.length];
      family.gradient(coefficients(4), gradient);
      assertEquals(-1, Matrix.wrap(near.length / D, D, gradient).firstNonFinite(), "at " + shift);
    }
  }

  @Test
  final void familyForgetsWhereItsPointsWere() {
    List<DiscreteMeasure> moving = measures(1, 3);
    List<DiscreteMeasure> fixed = measures(2, 2);
    MeasureKernel.Family family = kernel().family(masses(moving), masses(fixed), D);
    Matrix others = stacked(fixed);
    Matrix elsewhere = Samples.gaussian(stacked(moving).rows(), D, Samples.random(1));
    family.place(elsewhere, Samples.gaussian(others.rows(), D, Samples.random(2)), SEED + 1);
    family.place(elsewhere, others, SEED);
    family.place(stacked(moving), others, SEED);
    double[][] expected = within(moving, fixed);
    double[][] actual = family.values();
    for (int k = 0; k < 5; k++) {
      assertArrayEquals(expected[k], actual[k]);
    }
  }

  @Test
  final void otherDimensionIsRefused() {
    List<DiscreteMeasure> plane =
        List.of(DiscreteMeasure.uniform(Matrix.of(new double[][] {{0, 1}, {2, 3}})));
    assertThrows(InvalidInputException.class, () -> kernel().between(measures(1, 2), plane, SEED));
  }

  @Test
  final void pointsThatAreNotFiniteAreRefused() {
    List<DiscreteMeasure> broken =
        List.of(DiscreteMeasure.uniform(Matrix.of(new double[][] {{0, 1, Double.NaN}, {2, 3, 4}})));
    assertThrows(InvalidInputException.class, () -> kernel().between(measures(1, 2), broken, SEED));
  }
}
