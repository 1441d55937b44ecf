package org.otium.models.torch;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** In which order samples are looked at. */
public final class Orders {
  private Orders() {}

  /**
   * One after the other.
   *
   * @param n how many
   * @return 0 … n−1
   */
  public static int[] ascending(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /**
   * Brings an order into another one.
   *
   * @param order is changed
   * @param random decides how
   */
  public static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
