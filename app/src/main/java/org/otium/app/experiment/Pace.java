package org.otium.app.experiment;

import java.util.concurrent.TimeUnit;

/**
 * How often something is written that takes longer the more there is: a twentieth of the time is
 * spent on it at most.
 */
public final class Pace {
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SHARE = 20;

  private long next;

  /**
   * Nothing was written yet.
   *
   * @param now a moment, in nanoseconds
   */
  public Pace(long now) {
    next = now + LEAST_NANOS;
  }

  /**
   * Whether it is time to write.
   *
   * @param now a moment, in nanoseconds
   */
  public boolean isDue(long now) {
    return now - next >= 0;
  }

  /**
   * It was written.
   *
   * @param begun when that began
   * @param ended when it was done
   */
  public void wrote(long begun, long ended) {
    next = ended + Math.max(LEAST_NANOS, (SHARE - 1) * (ended - begun));
  }
}
