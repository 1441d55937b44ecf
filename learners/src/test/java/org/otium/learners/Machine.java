package org.otium.learners;

import org.otium.api.Compute;
import org.otium.numerics.JavaLinearAlgebra;

/** What these tests compute with. */
public final class Machine {
  /** Two threads. */
  public static final Compute COMPUTE = withThreads(2);

  private Machine() {}

  public static Compute withThreads(int threads) {
    return new Compute(new JavaLinearAlgebra(threads), threads, 1L << 30);
  }
}
