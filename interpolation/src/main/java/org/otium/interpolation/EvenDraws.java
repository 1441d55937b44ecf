package org.otium.interpolation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Weights;

/**
 * Positions drawn one after the other, as likely as they weigh. Where all weigh the same, each is
 * drawn once, in a random order, before any is drawn again.
 */
final class EvenDraws {
  private final RandomGenerator random;
  private final double[] passed;
  private final int[] order;
  private int next;

  EvenDraws(Weights weights, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.order = new int[weights.isUniform() ? weights.size() : 0];
    this.passed = new double[order.length > 0 ? 0 : weights.size()];
    this.next = order.length;
    double sum = 0;
    for (int i = 0; i < passed.length; i++) {
      sum += weights.get(i);
      passed[i] = sum;
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** The next positions. */
  int[] next(int count) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = draw();
    }
    return drawn;
  }

  private int draw() {
    if (order.length == 0) {
      double at = random.nextDouble() * passed[passed.length - 1];
      int found = Arrays.binarySearch(passed, at);
      int sample = found >= 0 ? found + 1 : -found - 1;
      return Math.min(sample, passed.length - 1);
    }
    if (next == order.length) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
      next = 0;
    }
    return order[next++];
  }
}
