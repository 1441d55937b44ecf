package org.otium.learners.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.otium.numerics.ParallelLoop;

/**
 * First centres by k-means++ (Arthur, Vassilvitskii 2007): each further centre is a point drawn in
 * proportion to its mass times its squared distance to the centres that there are; of a few such
 * draws the one that lowers the inertia most is taken.
 */
final class PlusPlus {
  private static final int ROWS = 1024;

  private final Lloyd lloyd;
  private final RandomGenerator random;
  private final int n;
  private final int d;
  private final double[] nearest;

  PlusPlus(Lloyd lloyd, RandomGenerator random) {
    this.lloyd = lloyd;
    this.random = random;
    this.n = lloyd.points();
    this.d = lloyd.dimension();
    this.nearest = new double[n];
  }

  /** k×d, centred like the points. */
  float[] centres() {
    int k = lloyd.clusters();
    Arrays.fill(nearest, 1); // the first centre is drawn by mass alone
    boolean[] taken = new boolean[n];
    float[] centres = new float[Math.multiplyExact(k, d)];
    int tries = 1;
    for (int c = 0; c < k; c++) {
      int[] candidates = new int[tries];
      for (int t = 0; t < tries; t++) {
        candidates[t] = draw(taken);
      }
      float[] distances = distances(candidates);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int t = 0; t < tries; t++) {
        double inertia = 0;
        for (int i = 0; i < n; i++) {
          inertia += lloyd.mass(i) * closer(c, i, distances[i * tries + t]);
        }
        if (inertia < least) {
          least = inertia;
          best = t;
        }
      }
      for (int i = 0; i < n; i++) {
        nearest[i] = closer(c, i, distances[i * tries + best]);
      }
      // Rounding must not leave a point at a distance from itself, or it is drawn again.
      nearest[candidates[best]] = 0;
      taken[candidates[best]] = true;
      System.arraycopy(lloyd.centred(), candidates[best] * d, centres, c * d, d);
      tries = 2 + (int) StrictMath.log(k);
    }
    return centres;
  }

  private double closer(int chosen, int point, float distance) {
    return chosen == 0 ? distance : Math.min(nearest[point], distance);
  }

  private int draw(boolean[] taken) {
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += lloyd.mass(i) * nearest[i];
    }
    // Points so close that their squared distances round to zero are still different points.
    boolean byMass = !(total > 0);
    if (byMass) {
      for (int i = 0; i < n; i++) {
        total += taken[i] ? 0 : lloyd.mass(i);
      }
    }
    double left = random.nextDouble() * total;
    int last = 0;
    for (int i = 0; i < n; i++) {
      double share = byMass ? (taken[i] ? 0 : lloyd.mass(i)) : lloyd.mass(i) * nearest[i];
      if (share > 0) {
        last = i;
        left -= share;
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  private float[] distances(int[] candidates) {
    int count = candidates.length;
    float[] rows = new float[count * d];
    for (int t = 0; t < count; t++) {
      System.arraycopy(lloyd.centred(), candidates[t] * d, rows, t * d, d);
    }
    float[] norms = lloyd.squaredNorms(rows, count);
    float[] out = new float[Math.multiplyExact(n, count)];
    ParallelLoop.run(
        lloyd.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          float[] block = new float[(to - from) * count];
          lloyd.distances(from, to, rows, norms, block);
          System.arraycopy(block, 0, out, from * count, block.length);
        });
    return out;
  }
}
