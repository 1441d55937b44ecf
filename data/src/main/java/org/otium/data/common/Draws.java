package org.otium.data.common;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers that are the same to the last bit on every machine and Java version: everything is
 * made of uniform numbers of L64X128MixRandom and {@link StrictMath}.
 */
public final class Draws {
  private final RandomGenerator random;
  private double spare;
  private boolean hasSpare;

  /**
   * Starts a sequence.
   *
   * @param seed decides all of it
   */
  public Draws(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * A uniform number.
   *
   * @return from 0 (included) to 1 (excluded)
   */
  public double uniform() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A uniform number.
   *
   * @param low the lower end
   * @param high the upper end
   * @return between the two
   */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /**
   * A standard normal number (Marsaglia's polar method).
   *
   * @return mean 0, variance 1
   */
  public double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double s;
    do {
      u = uniform(-1, 1);
      v = uniform(-1, 1);
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }

  /**
   * Tosses a coin.
   *
   * @param probability of heads
   * @return whether it shows heads
   */
  public boolean chance(double probability) {
    return uniform() < probability;
  }
}
