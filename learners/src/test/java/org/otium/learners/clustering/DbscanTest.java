package org.otium.learners.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.learners.Machine;
import org.otium.testkit.ClusteringContract;
import org.otium.testkit.Samples;

class DbscanTest extends ClusteringContract {
  @Override
  protected Clustering clustering() {
    return new Dbscan(DbscanSettings.defaults(), Machine.COMPUTE);
  }

  @Override
  protected boolean weighsPoints() {
    return false;
  }

  /** Core points by mass. */
  @Nested
  class ByMass extends ClusteringContract {
    @Override
    protected Clustering clustering() {
      return new Dbscan(DbscanSettings.ofMass(1.7, 0.06), Machine.COMPUTE);
    }
  }

  private static int[] cluster(DbscanSettings settings, double[]... points) {
    return new Dbscan(settings, Machine.COMPUTE)
        .cluster(DiscreteMeasure.uniform(Matrix.of(points)), 1);
  }

  @Test
  void chainIsOneClusterAndAStrayPointIsNoise() {
    int[] clusters =
        cluster(
            DbscanSettings.of(1.5, 3),
            new double[] {0},
            new double[] {100},
            new double[] {1},
            new double[] {2},
            new double[] {50},
            new double[] {3},
            new double[] {51},
            new double[] {52});
    assertArrayEquals(new int[] {0, Clustering.NOISE, 0, 0, 1, 0, 1, 1}, clusters);
  }

  @Test
  void neighboursAtExactlyEpsilonCount() {
    for (int d : new int[] {2, 12}) {
      double[][] grid = new double[4][d];
      for (int i = 0; i < 4; i++) {
        Arrays.fill(grid[i], 1000);
        grid[i][0] += 3 * i;
        grid[i][1] += 4 * i;
      }
      assertArrayEquals(new int[] {0, 0, 0, 0}, cluster(DbscanSettings.of(5, 2), grid));
      int[] apart = new int[] {-1, -1, -1, -1};
      assertArrayEquals(apart, cluster(DbscanSettings.of(Math.nextDown(5.0), 2), grid));
    }
  }

  @Test
  void borderPointJoinsTheNearestCorePoint() {
    // 1.9 and 2.9 have two neighbours of four that are asked for; 1.9 is nearer to the left group.
    double[][] points = {{0}, {0.4}, {0.8}, {1.0}, {1.9}, {2.9}, {3.0}, {3.2}, {3.6}};
    int[] expected = {0, 0, 0, 0, 0, 1, 1, 1, 1};
    assertArrayEquals(expected, cluster(DbscanSettings.of(1, 4), points));
    double[][] reversed = new double[9][];
    Arrays.setAll(reversed, i -> points[8 - i]);
    int[] back = {0, 0, 0, 0, 1, 1, 1, 1, 1};
    assertArrayEquals(back, cluster(DbscanSettings.of(1, 4), reversed));
  }

  @Test
  void agreesWithTheDefinitionOnAllPairs() {
    for (int d : new int[] {2, 10}) {
      int n = 150;
      double epsilon = d == 2 ? 0.35 : 2.9;
      Matrix points = Samples.gaussian(n, d, Samples.random(d));
      int[] clusters =
          new Dbscan(DbscanSettings.of(epsilon, 5), Machine.COMPUTE)
              .cluster(DiscreteMeasure.uniform(points), 1);
      double[][] squared = new double[n][n];
      boolean[] core = new boolean[n];
      for (int i = 0; i < n; i++) {
        int count = 0;
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < d; p++) {
            squared[i][j] += Math.pow((double) points.get(i, p) - points.get(j, p), 2);
          }
          count += squared[i][j] <= epsilon * epsilon ? 1 : 0;
        }
        core[i] = count >= 5;
      }
      int[] expected = flood(squared, core, epsilon * epsilon);
      for (int i = 0; i < n; i++) {
        if (!core[i]) {
          int nearest = -1;
          for (int j = 0; j < n; j++) {
            if (core[j]
                && squared[i][j] <= epsilon * epsilon
                && (nearest < 0 || squared[i][j] < squared[i][nearest])) {
              nearest = j;
            }
          }
          expected[i] = nearest < 0 ? -1 : expected[nearest];
        }
      }
      assertArrayEquals(renumbered(expected), clusters, d + " features");
    }
  }

  private static int[] flood(double[][] squared, boolean[] core, double most) {
    int n = core.length;
    int[] group = new int[n];
    Arrays.setAll(group, i -> core[i] ? i : -1);
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (core[i] && core[j] && squared[i][j] <= most && group[j] < group[i]) {
            group[i] = group[j];
            changed = true;
          }
        }
      }
    }
    return group;
  }

  private static int[] renumbered(int[] groups) {
    int[] order = Arrays.stream(groups).filter(g -> g >= 0).distinct().toArray();
    return Arrays.stream(groups)
        .map(g -> g < 0 ? -1 : Arrays.stream(order).boxed().toList().indexOf(g))
        .toArray();
  }

  @Test
  void heavyPointIsACoreOfItsOwn() {
    DiscreteMeasure measure =
        new DiscreteMeasure(
            Matrix.of(new double[][] {{0}, {10}, {20}}), Weights.probability(0.6, 0.3, 0.1));
    int[] clusters = new Dbscan(DbscanSettings.ofMass(1, 0.3), Machine.COMPUTE).cluster(measure, 1);
    assertArrayEquals(new int[] {0, 1, Clustering.NOISE}, clusters);
  }

  @Test
  void threadsChangeNothing() {
    DiscreteMeasure cloud = DiscreteMeasure.uniform(Samples.gaussian(1500, 12, Samples.random(9)));
    DbscanSettings settings = DbscanSettings.of(2.6, 4);
    assertArrayEquals(
        new Dbscan(settings, Machine.withThreads(1)).cluster(cloud, 1),
        new Dbscan(settings, Machine.withThreads(4)).cluster(cloud, 1));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThrows(InvalidInputException.class, () -> DbscanSettings.of(0, 4));
    assertThrows(InvalidInputException.class, () -> DbscanSettings.of(1, 0));
    assertThrows(InvalidInputException.class, () -> DbscanSettings.ofMass(1, 1.5));
  }
}
