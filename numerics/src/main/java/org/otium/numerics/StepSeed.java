package org.otium.numerics;

/** Seeds for what is random in the steps of a flow. */
public final class StepSeed {
  private StepSeed() {}

  /**
   * A seed of its own for every step: one round of SplitMix64.
   *
   * @param seed that of the flow
   * @param step the number of the step
   * @return a seed that looks unrelated to those of other steps
   */
  public static long of(long seed, long step) {
    long z = seed + 0x9E3779B97F4A7C15L * (step + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
