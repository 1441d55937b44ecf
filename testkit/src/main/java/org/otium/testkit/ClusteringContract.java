package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/** What every {@link Clustering} must do. */
public abstract class ClusteringContract {
  private static final int GROUPS = 3;
  private static final int PER_GROUP = 12;
  private static final int D = 4;
  private static final int N = GROUPS * PER_GROUP;

  private final DiscreteMeasure groups = groups(N);

  /** For subclasses. */
  protected ClusteringContract() {}

  /**
   * The clustering under test, set to tell apart three groups of twelve points or more in four
   * dimensions, whose points lie within 2 of their centre, the centres 60 apart.
   *
   * @return a fresh one
   */
  protected abstract Clustering clustering();

  /**
   * Whether a point of double mass counts as two points.
   *
   * @return true, unless points are counted whatever their mass
   */
  protected boolean weighsPoints() {
    return true;
  }

  /** Points of one group after the other in turns. */
  private static DiscreteMeasure groups(int n) {
    RandomGenerator random = Samples.random(11);
    float[] values = new float[n * D];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < D; j++) {
        double centre = j == i % GROUPS ? 60 / Math.sqrt(2) : 0;
        values[i * D + j] = (float) (centre + 2 * random.nextDouble() - 1);
      }
    }
    return DiscreteMeasure.uniform(Matrix.wrap(n, D, values));
  }

  @Test
  final void separateGroupsAreToldApart() {
    int[] clusters = clustering().cluster(groups, 1);
    assertEquals(N, clusters.length);
    int[] expected = new int[N];
    Arrays.setAll(expected, i -> i % GROUPS);
    assertSamePartition(expected, clusters);
  }

  @Test
  final void clustersAreNumberedFromZeroWithoutGaps() {
    int[] clusters = clustering().cluster(groups, 1);
    int[] distinct =
        Arrays.stream(clusters).filter(c -> c != Clustering.NOISE).distinct().sorted().toArray();
    int[] expected = new int[distinct.length];
    Arrays.setAll(expected, c -> c);
    assertArrayEquals(expected, distinct);
  }

  @Test
  final void sameSeedGivesTheSameClusters() {
    DiscreteMeasure cloud = DiscreteMeasure.uniform(Samples.gaussian(200, D, Samples.random(3)));
    Clustering clustering = clustering();
    int[] first = clustering.cluster(cloud, 5);
    clustering.cluster(cloud, 6);
    assertArrayEquals(first, clustering.cluster(cloud, 5));
    assertArrayEquals(first, clustering().cluster(cloud, 5));
  }

  @Test
  final void permutingThePointsPermutesTheirClusters() {
    int[] order = Samples.permutation(N, Samples.random(4));
    int[] clusters = clustering().cluster(groups, 1);
    int[] expected = new int[N];
    Arrays.setAll(expected, i -> clusters[order[i]]);
    assertSamePartition(expected, clustering().cluster(selected(groups, order), 1));
  }

  @Test
  final void movingAllPointsChangesNothing() {
    float[] moved = groups.points().toArray();
    for (int v = 0; v < moved.length; v++) {
      moved[v] += 16 * (v % D);
    }
    DiscreteMeasure there = DiscreteMeasure.uniform(Matrix.wrap(N, D, moved));
    assertSamePartition(clustering().cluster(groups, 1), clustering().cluster(there, 1));
  }

  @Test
  final void equalPointsShareACluster() {
    int[] twice = new int[2 * N];
    Arrays.setAll(twice, i -> i % N);
    int[] clusters = clustering().cluster(selected(groups, twice), 1);
    for (int i = 0; i < N; i++) {
      assertEquals(clusters[i], clusters[i + N], "point " + i);
    }
  }

  @Test
  final void pointOfDoubleMassCountsAsTwo() {
    assumeTrue(weighsPoints(), "points are counted whatever their mass");
    int n = 40;
    Matrix cloud = Samples.gaussian(n, D, Samples.random(8));
    int[] doubled = new int[n + n / 4];
    double[] masses = new double[n];
    Arrays.setAll(doubled, i -> i < n ? i : 4 * (i - n));
    for (int i : doubled) {
      masses[i]++;
    }
    int[] single =
        clustering().cluster(new DiscreteMeasure(cloud, Weights.proportional(masses)), 2);
    int[] expected = new int[doubled.length];
    Arrays.setAll(expected, i -> single[doubled[i]]);
    assertSamePartition(
        expected, clustering().cluster(DiscreteMeasure.uniform(cloud.selectRows(doubled)), 2));
  }

  @Test
  final void pointsWithoutMassMoveNoOther() {
    int[] expected = clustering().cluster(groups, 1);
    DiscreteMeasure more = groups(N + 30);
    double[] masses = new double[N + 30];
    Arrays.fill(masses, 0, N, 1.0 / N);
    int[] clusters =
        clustering().cluster(new DiscreteMeasure(more.points(), Weights.probability(masses)), 1);
    assertSamePartition(expected, Arrays.copyOf(clusters, N));
    for (int i = N; i < clusters.length; i++) {
      assertEquals(clusters[i % GROUPS], clusters[i], "point " + i + " without mass");
    }
  }

  @Test
  final void pointsThatAreNotFiniteAreRefused() {
    float[] broken = groups.points().toArray();
    broken[7] = Float.NaN;
    DiscreteMeasure measure = DiscreteMeasure.uniform(Matrix.wrap(N, D, broken));
    assertThrows(InvalidInputException.class, () -> clustering().cluster(measure, 1));
  }

  @Test
  final void nothingToClusterIsRefused() {
    DiscreteMeasure massless = new DiscreteMeasure(groups.points(), Weights.masses(new double[N]));
    assertThrows(InvalidInputException.class, () -> clustering().cluster(massless, 1));
    DiscreteMeasure none = new DiscreteMeasure(Matrix.wrap(0, D, new float[0]), Weights.masses());
    assertThrows(InvalidInputException.class, () -> clustering().cluster(none, 1));
  }

  @Test
  final void pointsAreNotWrittenTo() {
    float[] before = groups.points().toArray();
    clustering().cluster(groups, 1);
    assertArrayEquals(before, groups.points().array());
  }

  private static DiscreteMeasure selected(DiscreteMeasure measure, int[] indices) {
    return new DiscreteMeasure(
        measure.points().selectRows(indices), measure.weights().select(indices));
  }

  /** Clusters are the same whatever their numbers; noise stays noise. */
  private static void assertSamePartition(int[] expected, int[] actual) {
    assertEquals(expected.length, actual.length);
    Map<Integer, Integer> there = new HashMap<>(Map.of(Clustering.NOISE, Clustering.NOISE));
    Map<Integer, Integer> back = new HashMap<>(Map.of(Clustering.NOISE, Clustering.NOISE));
    for (int i = 0; i < expected.length; i++) {
      there.putIfAbsent(expected[i], actual[i]);
      back.putIfAbsent(actual[i], expected[i]);
      String at = "point " + i + " of " + Arrays.toString(actual);
      assertEquals(there.get(expected[i]), actual[i], at);
      assertTrue(back.get(actual[i]) == expected[i], at);
    }
  }
}
