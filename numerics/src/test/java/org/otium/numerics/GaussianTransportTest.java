package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Covariance;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class GaussianTransportTest {
  private final LinearAlgebra algebra = new JavaLinearAlgebra(2);

  private static GaussianMeasure random(int d, int rank, long seed) {
    RandomGenerator random = Samples.random(seed);
    double[] mean = new double[d];
    Arrays.setAll(mean, i -> random.nextGaussian());
    double[] a = new double[rank * d];
    Arrays.setAll(a, i -> random.nextGaussian());
    double[] covariance = new double[d * d];
    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i * d + j] += a[k * d + i] * a[k * d + j];
        }
      }
    }
    return new GaussianMeasure(mean, Covariance.full(d, covariance));
  }

  private static double[] times(double[] a, double[] b, int d) {
    double[] c = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        for (int j = 0; j < d; j++) {
          c[i * d + j] += a[i * d + k] * b[k * d + j];
        }
      }
    }
    return c;
  }

  private static double[] full(Covariance c) {
    int d = c.dimension();
    double[] out = new double[d * d];
    Arrays.setAll(out, i -> c.get(i / d, i % d));
    return out;
  }

  @Test
  void referenceValuesAreReproduced() {
    double[] means = Golden.doubles("C_gauss_mean.npy");
    double[] covariances = Golden.doubles("C_gauss_cov.npy");
    double[] roots = Golden.doubles("C_gauss_sqrt.npy");
    double[] squared = Golden.doubles("C_gauss_w2sq.npy");
    GaussianMeasure[] g = new GaussianMeasure[4];
    for (int k = 0; k < 4; k++) {
      g[k] =
          new GaussianMeasure(
              Arrays.copyOfRange(means, 5 * k, 5 * k + 5),
              Covariance.full(5, Arrays.copyOfRange(covariances, 25 * k, 25 * k + 25)));
      assertArrayEquals(
          Arrays.copyOfRange(roots, 25 * k, 25 * k + 25),
          GaussianTransport.squareRoot(g[k].covariance(), algebra),
          1e-7);
    }
    for (int k = 0; k < 4; k++) {
      for (int l = 0; l < 4; l++) {
        double expected = squared[4 * k + l];
        assertEquals(
            expected, GaussianTransport.squared(g[k], g[l], algebra), 2e-7 + 1e-7 * expected);
      }
    }
    assertArrayEquals(
        Golden.doubles("C_gauss_map_0to1.npy"), GaussianTransport.map(g[0], g[1], algebra), 1e-7);
  }

  @Test
  void knownPairIsReproduced() {
    GaussianMeasure a =
        new GaussianMeasure(
            new double[] {
              0.921435479755555,
              -0.2928802097119344,
              0.3008427164039561,
              0.19745598324840175,
              1.0388537536498363
            },
            Covariance.full(
                5,
                new double[] {
                  1.7731370765901837,
                  -0.06387730048399287,
                  -0.1590322804015017,
                  0.3159208293225803,
                  0.7255883426581856,
                  -0.06387730048399287,
                  0.43718723995278136,
                  -0.10862465640353389,
                  0.1774651699162228,
                  -0.42229617616601345,
                  -0.1590322804015017,
                  -0.10862465640353389,
                  0.3640353742475342,
                  -0.09786506263022507,
                  0.37609765601126516,
                  0.3159208293225803,
                  0.1774651699162228,
                  -0.09786506263022507,
                  0.35460731791718025,
                  -0.12347188954151597,
                  0.7255883426581856,
                  -0.42229617616601345,
                  0.37609765601126516,
                  -0.12347188954151597,
                  1.6131844689134378
                }));
    GaussianMeasure b =
        new GaussianMeasure(
            new double[] {
              -0.81775460145923,
              -0.16482422338366787,
              -0.2978068006892586,
              0.5063567488131862,
              0.016462481587102687
            },
            Covariance.full(
                5,
                new double[] {
                  0.6698699366841742,
                  -0.07850435002954646,
                  0.09645805420351367,
                  -0.03743614307842376,
                  0.410652169614162,
                  -0.07850435002954646,
                  0.27321128385654175,
                  0.24231171067793195,
                  -0.02901123629023309,
                  -0.06817472927339188,
                  0.09645805420351367,
                  0.24231171067793195,
                  0.7810156229431551,
                  0.013019070361479819,
                  0.33167868107420506,
                  -0.03743614307842376,
                  -0.02901123629023309,
                  0.013019070361479819,
                  0.5691006214741413,
                  -0.1360058704276678,
                  0.410652169614162,
                  -0.06817472927339188,
                  0.33167868107420506,
                  -0.1360058704276678,
                  0.9905120045916014
                }));
    double[] map = {
      0.6771118005412546,
      0.014916261317717028,
      0.20299773084997974,
      -0.23907455555449209,
      -0.03438713840288092,
      0.01491626131771809,
      0.902842600170677,
      0.3956002512059234,
      -0.30605431056054433,
      0.05466031887040969,
      0.20299773084997963,
      0.3956002512059222,
      1.6544345874329993,
      0.03886124507710392,
      -0.09166615563535148,
      -0.23907455555449225,
      -0.30605431056054333,
      0.03886124507710352,
      1.5516837768179867,
      0.02208087664608778,
      -0.03438713840288049,
      0.054660318870410896,
      -0.09166615563535108,
      0.022080876646087134,
      0.8353158744940841
    };
    assertEquals(5.355777225716439, GaussianTransport.squared(a, b, algebra), 1e-9);
    assertArrayEquals(map, GaussianTransport.map(a, b, algebra), 1e-9);
  }

  @Test
  void mapPushesTheFirstCovarianceToTheSecond() {
    GaussianMeasure a = random(6, 9, 1);
    GaussianMeasure b = random(6, 8, 2);
    double[] t = GaussianTransport.map(a, b, algebra);
    double[] pushed = times(times(t, full(a.covariance()), 6), t, 6);
    assertArrayEquals(full(b.covariance()), pushed, 1e-9);
    double cost = 0;
    double[] sigma = full(a.covariance());
    for (int i = 0; i < 6; i++) { // E‖x − Tx‖² for centred x, then the means
      for (int j = 0; j < 6; j++) {
        for (int k = 0; k < 6; k++) {
          double left = (i == j ? 1 : 0) - t[i * 6 + j];
          double right = (i == k ? 1 : 0) - t[i * 6 + k];
          cost += left * sigma[j * 6 + k] * right;
        }
      }
      cost += Math.pow(a.mean()[i] - b.mean()[i], 2);
    }
    assertEquals(cost, GaussianTransport.squared(a, b, algebra), 1e-9);
  }

  @Test
  void diagonalCovariancesHaveAClosedForm() {
    double[] s = {4, 1, 0, 9};
    double[] r = {1, 16, 4, 9};
    double[] mean = {1, 0, 0, 2};
    GaussianMeasure a = new GaussianMeasure(mean, Covariance.diagonal(s));
    GaussianMeasure b = new GaussianMeasure(new double[4], Covariance.diagonal(r));
    double expected = 5 + 1 + 9 + 4;
    assertEquals(expected, GaussianTransport.squared(a, b, algebra), 1e-12);
    GaussianMeasure wide = new GaussianMeasure(mean, Covariance.full(4, full(a.covariance())));
    assertEquals(expected, GaussianTransport.squared(wide, b, algebra), 1e-10);
    assertEquals(expected, GaussianTransport.squared(b, wide, algebra), 1e-10);
    GaussianTransport.Gradient gradient = GaussianTransport.gradient(a, b, algebra);
    assertArrayEquals(new double[] {2, 0, 0, 4}, gradient.mean(), 1e-12);
    assertArrayEquals(new double[] {0.5, -3, 1, 0}, gradient.covariance(), 1e-12);
    assertArrayEquals(
        new double[] {0, 1, 2, 3},
        diagonal(GaussianTransport.squareRoot(Covariance.diagonal(0, 1, 4, 9), algebra), 4),
        1e-12);
  }

  private static double[] diagonal(double[] a, int d) {
    double[] out = new double[d];
    Arrays.setAll(out, i -> a[i * d + i]);
    return out;
  }

  @Test
  void gradientIsTheSlopeOfTheDistance() {
    GaussianMeasure a = random(4, 7, 3);
    GaussianMeasure b = random(4, 2, 4); // the second may be degenerate
    GaussianTransport.Gradient gradient = GaussianTransport.gradient(a, b, algebra);
    double h = 1e-5;
    for (int i = 0; i < 4; i++) {
      double[] up = a.mean();
      double[] down = a.mean();
      up[i] += h;
      down[i] -= h;
      double slope =
          (GaussianTransport.squared(new GaussianMeasure(up, a.covariance()), b, algebra)
                  - GaussianTransport.squared(
                      new GaussianMeasure(down, a.covariance()), b, algebra))
              / (2 * h);
      assertEquals(slope, gradient.mean()[i], 1e-6);
      for (int j = 0; j <= i; j++) {
        double expected = gradient.covariance()[i * 4 + j] * (i == j ? 1 : 2);
        double found =
            (GaussianTransport.squared(moved(a, i, j, h), b, algebra)
                    - GaussianTransport.squared(moved(a, i, j, -h), b, algebra))
                / (2 * h);
        assertEquals(found, expected, 1e-5);
      }
    }
  }

  private static GaussianMeasure moved(GaussianMeasure g, int i, int j, double h) {
    double[] sigma = full(g.covariance());
    int d = g.dimension();
    sigma[i * d + j] += h;
    if (i != j) {
      sigma[j * d + i] += h;
    }
    return new GaussianMeasure(g.mean(), Covariance.full(d, sigma));
  }

  @Test
  void degenerateGaussiansAreAtDistanceZeroFromThemselves() {
    for (int rank : new int[] {0, 1, 3}) {
      GaussianMeasure g = random(5, rank, 7);
      assertEquals(0, GaussianTransport.squared(g, g, algebra), 1e-10);
      GaussianTransport.Gradient gradient = GaussianTransport.gradient(g, g, algebra);
      double[] onRange = times(full(g.covariance()), gradient.covariance(), 5);
      assertArrayEquals(new double[25], onRange, 1e-8);
    }
  }

  @Test
  void negativeEigenvaluesAndDifferentDimensionsAreRefused() {
    GaussianMeasure bad =
        new GaussianMeasure(new double[2], Covariance.full(2, new double[] {1, 2, 2, 1}));
    GaussianMeasure good = random(2, 2, 1);
    assertThrows(InvalidInputException.class, () -> GaussianTransport.squared(bad, good, algebra));
    assertThrows(
        InvalidInputException.class, () -> GaussianTransport.map(good, random(3, 3, 1), algebra));
  }
}
