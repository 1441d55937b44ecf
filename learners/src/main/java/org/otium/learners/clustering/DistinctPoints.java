package org.otium.learners.clustering;

import java.util.Arrays;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;

/**
 * The points of a measure without repeats, in lexicographic order. What is computed from them knows
 * neither the order in which the points came nor whether a heavy point came as one or as several.
 *
 * @param points the distinct points, ascending
 * @param masses how much mass lies on each
 * @param counts how many points with mass lie on each
 * @param positions which of the distinct points each given one is
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record DistinctPoints(Matrix points, double[] masses, int[] counts, int[] positions) {

  static DistinctPoints of(DiscreteMeasure measure) {
    int n = measure.size();
    if (n == 0 || !(measure.weights().total() > 0)) {
      throw new InvalidInputException(
          "there is nothing to cluster: " + n + " points without mass",
          "Give at least one point with positive mass.");
    }
    Matrix points = measure.points();
    int d = points.columns();
    Features.requireUsable(points);
    float[] values = points.array();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (i, j) -> Arrays.compare(values, i * d, (i + 1) * d, values, j * d, (j + 1) * d));
    int[] first = new int[n];
    int[] positions = new int[n];
    double[] masses = new double[n];
    int[] counts = new int[n];
    int distinct = 0;
    for (int o = 0; o < n; o++) {
      int i = order[o];
      int last = distinct - 1;
      if (last < 0
          || !Arrays.equals(
              values, i * d, (i + 1) * d, values, first[last] * d, (first[last] + 1) * d)) {
        first[distinct++] = i;
      }
      positions[i] = distinct - 1;
      double mass = measure.weights().get(i);
      masses[distinct - 1] += mass;
      counts[distinct - 1] += mass > 0 ? 1 : 0;
    }
    return new DistinctPoints(
        points.selectRows(Arrays.copyOf(first, distinct)),
        Arrays.copyOf(masses, distinct),
        Arrays.copyOf(counts, distinct),
        positions);
  }

  int size() {
    return points.rows();
  }

  /** How many of the points have mass. */
  int heavy() {
    int heavy = 0;
    for (double mass : masses) {
      heavy += mass > 0 ? 1 : 0;
    }
    return heavy;
  }

  /**
   * Brings what was found about the distinct points back to the given ones.
   *
   * @param groups a group a distinct point, or {@link Clustering#NOISE}
   * @param names receives the group behind each cluster; as long as there are groups
   * @return a cluster a given point, numbered in the order in which their first points were given
   */
  int[] clusters(int[] groups, int[] names) {
    int[] clusterOf = new int[names.length];
    Arrays.fill(clusterOf, Clustering.NOISE);
    int found = 0;
    int[] clusters = new int[positions.length];
    for (int i = 0; i < clusters.length; i++) {
      int group = groups[positions[i]];
      if (group == Clustering.NOISE) {
        clusters[i] = Clustering.NOISE;
        continue;
      }
      if (clusterOf[group] == Clustering.NOISE) {
        names[found] = group;
        clusterOf[group] = found++;
      }
      clusters[i] = clusterOf[group];
    }
    return clusters;
  }
}
