package org.otium.app.experiment;

import java.util.concurrent.TimeUnit;

/** When to say again how far long work is: at every tenth of it, and every half a minute. */
public final class Milestones {
  private static final long PARTS = 10;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(30);
  private long tenth;
  private long last;

  /** Nothing has been said. */
  public Milestones() {
    last = System.nanoTime();
  }

  /**
   * Whether it is time.
   *
   * @param done how much is done
   * @param total of how much
   * @return true once for each time
   */
  public boolean isDue(long done, long total) {
    long now = System.nanoTime();
    long reached = total == 0 ? 0 : done * PARTS / total;
    if (reached == tenth && now - last < NANOS) {
      return false;
    }
    tenth = reached;
    last = now;
    return true;
  }
}
