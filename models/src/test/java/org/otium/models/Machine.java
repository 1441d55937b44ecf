package org.otium.models;

import org.otium.api.Compute;

/** What these tests compute with. */
public final class Machine {
  /**
   * One thread, which learns the same as several (ThreadsTest). PyTorch brings its own linear
   * algebra.
   */
  public static final Compute COMPUTE = Compute.withoutLinearAlgebra(1, 1L << 30);

  private Machine() {}
}
