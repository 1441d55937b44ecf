package org.otium.learners.clustering;

import java.util.Arrays;
import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;

/**
 * DBSCAN (Ester, Kriegel, Sander, Xu 1996): a point with enough points within ε, itself included,
 * is a core point; core points within ε of each other share a cluster; other points join the
 * cluster of the nearest core point within ε, and are {@link #NOISE} if there is none. (The
 * original gives such a border point to whichever cluster comes first; the nearest one does not
 * depend on the order of the points.)
 *
 * <p>Points are counted, whatever their mass, unless {@link DbscanSettings#minMass()} asks to weigh
 * them; a point without mass counts for nothing and joins a cluster as a border point does. O(n²)
 * distances, of which no more than a few rows are kept. Results depend neither on the order of the
 * points nor on the number of threads.
 *
 * <p>The DBSCAN of Apache Commons Math has no weights, gives border points to the first cluster
 * that reaches them, and computes every distance on its own.
 */
public final class Dbscan implements Clustering {
  private final DbscanSettings settings;
  private final Compute compute;

  /**
   * Makes the clustering.
   *
   * @param settings what is dense
   * @param compute matrix products and threads
   */
  public Dbscan(DbscanSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public int[] cluster(DiscreteMeasure measure, long seed) {
    DistinctPoints distinct = DistinctPoints.of(measure);
    int n = distinct.size();
    Neighbourhoods within = new Neighbourhoods(distinct.points(), settings.epsilon(), compute);
    boolean[] core = core(distinct, within);
    int[] parent = new int[n];
    Arrays.setAll(parent, i -> i);
    int[] anchor = new int[n];
    Arrays.fill(anchor, NOISE);
    within.forEach(
        (point, neighbours, count) -> {
          if (core[point]) {
            anchor[point] = point;
            synchronized (parent) {
              for (int m = 0; m < count && neighbours[m] < point; m++) {
                if (core[neighbours[m]]) {
                  join(parent, point, neighbours[m]);
                }
              }
            }
          } else {
            anchor[point] = nearestCore(within, core, point, neighbours, count);
          }
        });
    int[] groups = new int[n];
    for (int i = 0; i < n; i++) {
      groups[i] = anchor[i] == NOISE ? NOISE : root(parent, anchor[i]);
    }
    return distinct.clusters(groups, new int[n]);
  }

  private boolean[] core(DistinctPoints distinct, Neighbourhoods within) {
    double[] masses = distinct.masses();
    int[] counts = distinct.counts();
    double total = Arrays.stream(masses).sum();
    // A mass of exactly the share asked for must not fail by the rounding of its sum.
    double least = settings.minMass().map(share -> share * total * (1 - 1e-9)).orElse(0.0);
    boolean byMass = settings.minMass().isPresent();
    boolean[] core = new boolean[distinct.size()];
    within.forEach(
        (point, neighbours, count) -> {
          long points = 0;
          double mass = 0;
          for (int m = 0; m < count; m++) {
            points += counts[neighbours[m]];
            mass += masses[neighbours[m]];
          }
          core[point] =
              counts[point] > 0 && (byMass ? mass >= least : points >= settings.minPoints());
        });
    return core;
  }

  private static int nearestCore(
      Neighbourhoods within, boolean[] core, int point, int[] neighbours, int count) {
    int nearest = NOISE;
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < count; m++) {
      if (core[neighbours[m]]) {
        double squared = within.squaredDistance(point, neighbours[m]);
        if (squared < least) {
          least = squared;
          nearest = neighbours[m];
        }
      }
    }
    return nearest;
  }

  private static void join(int[] parent, int a, int b) {
    int rootA = root(parent, a);
    int rootB = root(parent, b);
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private static int root(int[] parent, int point) {
    int at = point;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
