package org.otium.numerics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random orders of points in which the mass of every group is spread evenly. */
final class MinibatchOrder {
  private MinibatchOrder() {}

  /**
   * Orders the points that carry mass.
   *
   * <p>The points of a group, shuffled, lie on [0, 1) as its mass accumulates, moved by a random
   * fraction of a point (systematic sampling): any stretch of the order holds a share of the group
   * that is right up to one point. Groups are numbered by the place where they first occur, so that
   * their names do not matter.
   */
  static int[] of(MinibatchPartition.Side side, RandomGenerator random) {
    double[] masses = side.masses();
    int[] order = IntStream.range(0, masses.length).filter(i -> masses[i] > 0).toArray();
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] group = new int[masses.length];
    for (int i : order) {
      group[i] = numbers.computeIfAbsent(side.groups()[i], name -> numbers.size());
    }
    int groups = numbers.size();
    shuffle(order, random);
    if (groups < 2) {
      return order;
    }
    double[] offset = random.doubles(groups).toArray();
    double[] total = new double[groups];
    for (int i : order) {
      total[group[i]] += masses[i];
    }
    double[] before = new double[groups];
    double[] place = new double[masses.length];
    for (int i : order) {
      int g = group[i];
      place[i] = (before[g] + offset[g] * masses[i]) / total[g];
      before[g] += masses[i];
    }
    // The sort is stable: points of equal place stay shuffled.
    return IntStream.of(order)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> place[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void shuffle(int[] order, RandomGenerator random) {
    for (int k = order.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int swap = order[k];
      order[k] = order[other];
      order[other] = swap;
    }
  }
}
