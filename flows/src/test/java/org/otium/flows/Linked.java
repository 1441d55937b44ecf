package org.otium.flows;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;

/** Clusters are what hangs together by links of at most a length; too small ones are noise. */
record Linked(double length, int smallest) implements Clustering {
  @Override
  public int[] cluster(DiscreteMeasure measure, long seed) {
    int n = measure.size();
    int[] clusters = new int[n];
    Arrays.fill(clusters, NOISE - 1);
    int next = 0;
    for (int i = 0; i < n; i++) {
      if (clusters[i] < NOISE) {
        Deque<Integer> open = new ArrayDeque<>();
        int members = 0;
        open.add(i);
        clusters[i] = next;
        while (!open.isEmpty()) {
          int at = open.remove();
          members++;
          for (int j = 0; j < n; j++) {
            if (clusters[j] < NOISE && distance(measure, at, j) <= length) {
              clusters[j] = next;
              open.add(j);
            }
          }
        }
        int found = next;
        if (members < smallest) {
          Arrays.setAll(clusters, j -> clusters[j] == found ? NOISE : clusters[j]);
        } else {
          next++;
        }
      }
    }
    return clusters;
  }

  private static double distance(DiscreteMeasure measure, int i, int j) {
    double squared = 0;
    for (int c = 0; c < measure.dimension(); c++) {
      double gap = measure.points().get(i, c) - measure.points().get(j, c);
      squared += gap * gap;
    }
    return Math.sqrt(squared);
  }
}
