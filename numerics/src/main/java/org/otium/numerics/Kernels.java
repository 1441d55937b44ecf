package org.otium.numerics;

/** What the kernels of this module compute with on this processor. */
public final class Kernels {
  private Kernels() {}

  /**
   * How many numbers kernels take at once, which decides in which order sums are taken.
   *
   * @return a few words, the same wherever kernels give the same bytes on processors of one
   *     architecture
   */
  public static String describe() {
    return Simd.PRESENT ? "vectors of " + SimdWidth.bits() + " bits" : "no vectors";
  }
}
