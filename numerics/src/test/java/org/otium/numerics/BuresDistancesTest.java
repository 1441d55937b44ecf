package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.testkit.Samples;

class BuresDistancesTest {
  private static final LinearAlgebra ALGEBRA = new JavaLinearAlgebra(1);

  private static Compute compute(int threads, long memory) {
    return new Compute(ALGEBRA, threads, memory);
  }

  private static double[] normal(int count, RandomGenerator random) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.nextGaussian();
    }
    return out;
  }

  private static List<RootedGaussian> gaussians(int rows, int d, long seed) {
    RandomGenerator random = Samples.random(seed);
    return List.of(
        new RootedGaussian(normal(d, random), normal(rows * d, random), rows),
        new RootedGaussian(normal(d, random), normal((rows + 1) * d, random), rows + 1),
        new RootedGaussian(normal(d, random), normal(rows * d, random), rows));
  }

  /** ‖M‖_* and Σ uvᵀ over the singular values above a part of the largest, from the library. */
  private static double reference(double[] m, int rows, int columns, double[] polar) {
    Svd svd = ALGEBRA.svd(m, rows, columns);
    int k = Math.min(rows, columns);
    double nuclear = 0;
    for (int s = 0; s < k; s++) {
      nuclear += svd.values()[s];
      if (svd.values()[s] > 1e-8 * svd.values()[0]) {
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            polar[i * columns + j] += svd.u()[i * k + s] * svd.vt()[s * columns + j];
          }
        }
      }
    }
    return nuclear;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,5,1", "5,1,1", "2,2,2", "2,2,1", "2,3,2", "4,3,2", "8,8,5", "8,8,8"})
  void smallMatricesHaveTheirNuclearNormAndPolarFactor(int rows, int columns, int rank) {
    for (int seed = 0; seed < 20; seed++) {
      double[] m = product(rows, columns, rank, seed);
      double[] expected = new double[rows * columns];
      double nuclear = reference(m, rows, columns, expected);
      double smallest = 1e-8 * nuclear;
      assertEquals(
          nuclear, new SmallPolar().decompose(m, rows, columns, smallest), 1e-12 * nuclear);
      assertArrayEquals(expected, m, 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"12,9,9", "9,12,9", "30,30,30", "30,20,7", "1,40,1"})
  void largeMatricesHaveTheirNuclearNormAndPolarFactor(int rows, int columns, int rank) {
    double[] m = product(rows, columns, rank, 3);
    double[] expected = new double[rows * columns];
    double nuclear = reference(m, rows, columns, expected);
    PolarDecomposition found = PolarDecomposition.of(m, rows, columns, nuclear, ALGEBRA);
    assertEquals(nuclear, found.nuclearNorm(), 1e-12 * nuclear);
    assertArrayEquals(expected, found.polarFactor(ALGEBRA), 1e-6);
  }

  /** Singular values that span eight digits: their squares span all that a double has. */
  @Test
  void smallSingularValuesAreNotLostInTheGramMatrix() {
    int n = 20;
    Svd svd = ALGEBRA.svd(product(n, n, n, 5), n, n);
    double[] m = new double[n * n];
    double nuclear = 0;
    for (int k = 0; k < n; k++) {
      double value = Math.pow(10, -0.4 * k);
      nuclear += value;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          m[i * n + j] += value * svd.u()[i * n + k] * svd.vt()[k * n + j];
        }
      }
    }
    PolarDecomposition found = PolarDecomposition.of(m, n, n, nuclear, ALGEBRA);
    assertEquals(nuclear, found.nuclearNorm(), 1e-9 * nuclear);
  }

  @ParameterizedTest
  @CsvSource({"70,90,70", "90,70,70", "80,80,30"})
  void theNuclearNormAloneIsThatOfTheDecomposition(int rows, int columns, int rank) {
    double[] m = product(rows, columns, rank, 7);
    double nuclear = reference(m, rows, columns, new double[rows * columns]);
    assertEquals(
        nuclear, PolarDecomposition.nuclearNorm(m, rows, columns, ALGEBRA), 1e-9 * nuclear);
  }

  /** Distances of large Gaussians come without vectors, unless hardly any distance is left. */
  @Test
  void largeGaussiansHaveTheirDistanceFarAwayAndClose() {
    int rows = 70;
    int d = 80;
    RandomGenerator random = Samples.random(8);
    double[] mean = normal(d, random);
    double[] root = normal(rows * d, random);
    RootedGaussian g = new RootedGaussian(mean, root, rows);
    double[] doubled = Arrays.stream(root).map(v -> 2 * v).toArray();
    double[] nearly = Arrays.stream(root).map(v -> (1 + 1e-5) * v).toArray();
    double[][] squared =
        BuresDistances.between(
                List.of(g),
                List.of(
                    new RootedGaussian(mean, doubled, rows),
                    new RootedGaussian(mean, nearly, rows),
                    new RootedGaussian(mean, root.clone(), rows)),
                compute(2, 1L << 30))
            .squared();
    // W₂² between N(m, Σ) and N(m, s²Σ) is (s − 1)² tr Σ
    assertEquals(g.trace(), squared[0][0], 1e-9 * g.trace());
    assertEquals(1e-10 * g.trace(), squared[0][1], 1e-13 * g.trace());
    assertEquals(0, squared[0][2], 1e-13 * g.trace());
  }

  private static double[] product(int rows, int columns, int rank, long seed) {
    RandomGenerator random = Samples.random(seed);
    double[] left = normal(rows * rank, random);
    double[] right = normal(rank * columns, random);
    double[] m = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < rank; k++) {
        for (int j = 0; j < columns; j++) {
          m[i * columns + j] += left[i * rank + k] * right[k * columns + j];
        }
      }
    }
    return m;
  }

  @Test
  void nothingVanishesQuietly() {
    double[] zero = new double[4];
    assertEquals(0, new SmallPolar().decompose(zero, 2, 2, 0));
    assertArrayEquals(new double[4], zero);
  }

  @ParameterizedTest
  @CsvSource({"2,2", "3,3", "2,6", "12,30", "15,10", "66,70"})
  void gradientByMeansAndRootsIsTheSlope(int rows, int d) {
    List<RootedGaussian> a = gaussians(rows, d, 1);
    List<RootedGaussian> b = gaussians(rows, d, 2);
    double[][] c = {{0.3, -0.2, 0.5}, {0.1, 0.7, 0}, {0.4, 0, 0.2}};
    Compute compute = compute(2, 1L << 30);
    List<BuresDistances.Gradient> gradient = BuresDistances.between(a, b, compute).gradient(c);
    RandomGenerator random = Samples.random(9);
    for (int k = 0; k < 3; k++) {
      double[] mean = normal(d, random);
      double[] root = normal(a.get(k).root().length, random);
      double predicted = 0;
      for (int j = 0; j < d; j++) {
        predicted += mean[j] * gradient.get(k).mean()[j];
      }
      for (int j = 0; j < root.length; j++) {
        predicted += root[j] * gradient.get(k).root()[j];
      }
      double h = 1e-5;
      double slope =
          (weighted(moved(a.get(k), mean, root, h), b, c[k], compute)
                  - weighted(moved(a.get(k), mean, root, -h), b, c[k], compute))
              / (2 * h);
      assertEquals(predicted, slope, 1e-6 * (1 + Math.abs(predicted)));
    }
  }

  private static RootedGaussian moved(RootedGaussian g, double[] mean, double[] root, double h) {
    double[] m = g.mean().clone();
    double[] l = g.root().clone();
    for (int j = 0; j < m.length; j++) {
      m[j] += h * mean[j];
    }
    for (int j = 0; j < l.length; j++) {
      l[j] += h * root[j];
    }
    return new RootedGaussian(m, l, g.rows());
  }

  private static double weighted(
      RootedGaussian g, List<RootedGaussian> b, double[] c, Compute compute) {
    double[] values = BuresDistances.between(List.of(g), b, compute).squared()[0];
    double sum = 0;
    for (int l = 0; l < c.length; l++) {
      sum += c[l] * values[l];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"2,2", "12,30"})
  void memoryAndThreadsDoNotChangeTheBytes(int rows, int d) {
    List<RootedGaussian> a = gaussians(rows, d, 1);
    double[][] c = {{0, -0.2, 0.5}, {0.1, 0, 0.6}, {0.4, 0.3, 0}};
    BuresDistances kept = BuresDistances.between(a, a, compute(1, 1L << 30));
    BuresDistances again = BuresDistances.between(a, a, compute(3, 1));
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(kept.squared()[k], again.squared()[k]);
      assertEquals(0, kept.squared()[k][k]);
      assertArrayEquals(kept.gradient(c).get(k).root(), again.gradient(c).get(k).root());
      assertArrayEquals(kept.gradient(c).get(k).mean(), again.gradient(c).get(k).mean());
    }
  }

  @Test
  void gaussianWithoutCovarianceIsAPoint() {
    RootedGaussian point = new RootedGaussian(new double[] {1, 2}, new double[0], 0);
    RootedGaussian still = new RootedGaussian(new double[] {1, 2}, new double[4], 2);
    RootedGaussian wide = new RootedGaussian(new double[] {0, 0}, new double[] {3, 0, 0, 4}, 2);
    BuresDistances distances =
        BuresDistances.between(List.of(point, still), List.of(wide), compute(1, 1L << 30));
    assertEquals(30, distances.squared()[0][0], 1e-12);
    assertEquals(30, distances.squared()[1][0], 1e-12);
    for (BuresDistances.Gradient g : distances.gradient(new double[][] {{1}, {1}})) {
      assertArrayEquals(new double[] {2, 4}, g.mean(), 1e-12);
      for (double r : g.root()) {
        assertTrue(Double.isFinite(r));
      }
    }
  }
}
