package org.otium.solvers.exact;

import java.util.Arrays;

/**
 * Sorts indices by value, without boxing: values are sorted as such, then each looks up its place.
 */
final class RisingOrder {
  private RisingOrder() {}

  /**
   * The indices of the values in rising order, equal values in the given order.
   *
   * @param values no NaN among them
   * @return a permutation
   */
  static int[] of(double[] values) {
    double[] keys = new double[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = values[i] + 0.0; // makes −0 and 0 one key
    }
    double[] sorted = keys.clone();
    Arrays.sort(sorted);
    int[] order = new int[keys.length];
    int[] taken = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int first = firstAtLeast(sorted, keys[i]);
      order[first + taken[first]++] = i;
    }
    return order;
  }

  private static int firstAtLeast(double[] sorted, double key) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
