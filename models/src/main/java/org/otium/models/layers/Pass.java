package org.otium.models.layers;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What layers know of the evaluation that they are part of.
 *
 * @param random what learning draws from; nothing where the network is only used
 */
public record Pass(Optional<RandomGenerator> random) {
  private static final Pass USE = new Pass(Optional.empty());

  /**
   * The network is used.
   *
   * @return a pass that changes nothing
   */
  public static Pass use() {
    return USE;
  }

  /**
   * The network learns.
   *
   * @param random decides what is dropped
   * @return a pass that updates running statistics
   */
  public static Pass learn(RandomGenerator random) {
    return new Pass(Optional.of(random));
  }

  boolean isLearning() {
    return random.isPresent();
  }
}
