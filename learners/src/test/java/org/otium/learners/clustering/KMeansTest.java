package org.otium.learners.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.learners.Machine;
import org.otium.testkit.ClusteringContract;
import org.otium.testkit.Samples;

class KMeansTest extends ClusteringContract {
  @Override
  protected Clustering clustering() {
    return kMeans(3);
  }

  private static KMeans kMeans(int k) {
    return new KMeans(KMeansSettings.of(k), Machine.COMPUTE);
  }

  private static DiscreteMeasure weighted(Matrix points, long seed) {
    double[] masses = Samples.random(seed).doubles(points.rows(), 0.1, 1).toArray();
    return new DiscreteMeasure(points, Weights.proportional(masses));
  }

  /** Σ w ‖x − mean of its cluster‖², computed from the clusters alone. */
  private static double inertia(DiscreteMeasure measure, int[] clusters) {
    int k = Arrays.stream(clusters).max().getAsInt() + 1;
    int d = measure.dimension();
    double[] mass = new double[k];
    double[][] mean = new double[k][d];
    for (int i = 0; i < clusters.length; i++) {
      double w = measure.weights().get(i);
      mass[clusters[i]] += w;
      for (int j = 0; j < d; j++) {
        mean[clusters[i]][j] += w * measure.points().get(i, j);
      }
    }
    double sum = 0;
    for (int i = 0; i < clusters.length; i++) {
      int c = clusters[i];
      for (int j = 0; j < d; j++) {
        double v = measure.points().get(i, j) - mean[c][j] / mass[c];
        sum += measure.weights().get(i) * v * v;
      }
    }
    return sum;
  }

  @Test
  void fewPointsAreSplitAsWellAsPossible() {
    for (int seed = 0; seed < 5; seed++) {
      DiscreteMeasure measure = weighted(Samples.gaussian(10, 2, Samples.random(seed)), seed);
      double best = Double.POSITIVE_INFINITY;
      for (int split = 1; split < 1 << 9; split++) {
        int[] clusters = new int[10];
        for (int i = 0; i < 9; i++) {
          clusters[i + 1] = split >> i & 1;
        }
        best = Math.min(best, inertia(measure, clusters));
      }
      KMeans.Fit fit =
          new KMeans(KMeansSettings.of(2).withRestarts(40), Machine.COMPUTE).fit(measure, seed);
      assertEquals(best, inertia(measure, fit.clusters()), 1e-6 * best, "seed " + seed);
      assertEquals(best, fit.inertia(), 1e-5 * best, "seed " + seed);
    }
  }

  @Test
  void everyPointIsInTheClusterOfTheNearestMean() {
    DiscreteMeasure measure = weighted(Samples.gaussian(500, 20, Samples.random(1)), 2);
    KMeans.Fit fit = new KMeans(new KMeansSettings(7, 1, 1000, 0), Machine.COMPUTE).fit(measure, 3);
    assertTrue(fit.converged());
    double[][] squared = new double[500][7];
    for (int i = 0; i < 500; i++) {
      for (int c = 0; c < 7; c++) {
        for (int j = 0; j < 20; j++) {
          double v = measure.points().get(i, j) - fit.centres().get(c, j);
          squared[i][c] += v * v;
        }
      }
      double least = Arrays.stream(squared[i]).min().getAsDouble();
      assertEquals(least, squared[i][fit.clusters()[i]], 1e-4, "point " + i);
    }
    assertEquals(inertia(measure, fit.clusters()), fit.inertia(), 1e-5 * fit.inertia());
  }

  @Test
  void asManyClustersAsDistinctPointsLeaveNothingOver() {
    Matrix five = Samples.gaussian(5, 3, Samples.random(4));
    Matrix repeated = five.selectRows(new int[] {0, 1, 1, 2, 3, 4, 4, 0});
    KMeans.Fit fit = kMeans(5).fit(DiscreteMeasure.uniform(repeated), 1);
    assertArrayEquals(new int[] {0, 1, 1, 2, 3, 4, 4, 0}, fit.clusters());
    assertEquals(0, fit.inertia(), 1e-12);
  }

  @Test
  void moreClustersThanDistinctPointsAreRefused() {
    Matrix five = Samples.gaussian(5, 3, Samples.random(4));
    Matrix repeated = five.selectRows(new int[] {0, 1, 1, 2, 3, 4, 4, 0});
    DiscreteMeasure measure = DiscreteMeasure.uniform(repeated);
    assertThrows(InvalidInputException.class, () -> kMeans(6).cluster(measure, 1));
    DiscreteMeasure light = new DiscreteMeasure(five, Weights.probability(0.5, 0.5, 0, 0, 0));
    assertThrows(InvalidInputException.class, () -> kMeans(3).cluster(light, 1));
  }

  @Test
  void pointsThatFloatsCanHardlyTellApartAreStillClustered() {
    Matrix close = Matrix.of(new double[][] {{1e6, 0}, {1e6, 1e-3}, {1e6, 2e-3}, {1e6, 3e-3}});
    int[] clusters = kMeans(4).cluster(DiscreteMeasure.uniform(close), 1);
    assertArrayEquals(new int[] {0, 1, 2, 3}, clusters);
  }

  @Test
  void threadsAndOrderChangeNothing() {
    Matrix points = Samples.gaussian(5000, 12, Samples.random(5));
    DiscreteMeasure measure = DiscreteMeasure.uniform(points);
    KMeans.Fit one = new KMeans(KMeansSettings.of(9), Machine.withThreads(1)).fit(measure, 7);
    KMeans.Fit four = new KMeans(KMeansSettings.of(9), Machine.withThreads(4)).fit(measure, 7);
    assertArrayEquals(one.clusters(), four.clusters());
    assertEquals(one.centres(), four.centres());
    assertEquals(one.inertia(), four.inertia());
    int[] reversed = new int[5000];
    Arrays.setAll(reversed, i -> 4999 - i);
    KMeans.Fit other = kMeans(9).fit(DiscreteMeasure.uniform(points.selectRows(reversed)), 7);
    assertEquals(one.inertia(), other.inertia(), 1e-12);
  }

  @Test
  void moreStartsAreNoWorseAndSeedsDiffer() {
    DiscreteMeasure measure = DiscreteMeasure.uniform(Samples.gaussian(300, 6, Samples.random(6)));
    KMeans.Fit one =
        new KMeans(KMeansSettings.of(12).withRestarts(1), Machine.COMPUTE).fit(measure, 1);
    KMeans.Fit many =
        new KMeans(KMeansSettings.of(12).withRestarts(20), Machine.COMPUTE).fit(measure, 1);
    assertTrue(many.inertia() <= one.inertia());
    KMeans.Fit other =
        new KMeans(KMeansSettings.of(12).withRestarts(1), Machine.COMPUTE).fit(measure, 2);
    assertNotEquals(one.inertia(), other.inertia());
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThrows(InvalidInputException.class, () -> KMeansSettings.of(0));
    assertThrows(InvalidInputException.class, () -> KMeansSettings.of(3).withRestarts(0));
    assertThrows(InvalidInputException.class, () -> new KMeansSettings(3, 1, 1, Double.NaN));
  }
}
