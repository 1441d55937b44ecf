package org.otium.app.experiment.flow;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/**
 * Which particles of a flow are recorded, and at which steps.
 *
 * @param particles positions in the source; empty if nothing is recorded
 * @param every how many steps lie between two recorded ones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Recording(int[] particles, long every) {
  /** More than this many frames nobody can tell apart on a screen. */
  private static final long MOST_FRAMES = 500;

  /** With fewer frames than this a movement is no longer seen, so rather leave out particles. */
  private static final long FEWEST_FRAMES = 25;

  /**
   * Which steps are kept.
   *
   * @param source what flows
   * @param steps how many steps are made
   * @param every after how many steps a frame is kept; chosen by size where it is empty
   * @param megabytes how large all frames may be together
   * @return the steps
   */
  public static Recording of(
      LabeledDataset source, long steps, Optional<Integer> every, int megabytes) {
    long budget = (long) megabytes << 20;
    long each = Integer.BYTES + (long) Float.BYTES * source.dimension();
    // Independent of the number of steps, so that a longer run continues the same trajectory.
    long fitting = Math.min(source.size(), (budget / FEWEST_FRAMES - Long.BYTES) / each);
    if (fitting < 1) {
      return new Recording(new int[0], 1);
    }
    int m = (int) fitting;
    int[] particles = new int[m];
    for (int i = 0; i < m; i++) {
      particles[i] = (int) ((long) i * source.size() / m);
    }
    long frame = Long.BYTES + m * each;
    long most = Math.min(MOST_FRAMES, budget / frame);
    long least = Math.max(1, (steps + most - 2) / Math.max(1, most - 1));
    if (every.isPresent()) {
      long frames = steps / every.get() + 2;
      least = frames * frame <= budget ? every.get() : Math.max(every.get(), least);
    }
    return new Recording(particles, least);
  }

  /**
   * Refuses steps that were asked for and do not fit.
   *
   * @param asked after how many steps a frame is kept, where the user says so
   * @param steps how many steps
   * @param dimension how many features there are
   */
  public void check(Optional<Integer> asked, long steps, int dimension) {
    if (asked.isPresent() && asked.get() < every) {
      long frame = Long.BYTES + particles.length * (Integer.BYTES + (long) Float.BYTES * dimension);
      long needed = (((steps / asked.get() + 2) * frame) >> 20) + 1;
      throw new InvalidInputException(
          "recording every "
              + asked.get()
              + " of "
              + steps
              + " steps would take "
              + needed
              + " MiB, more than record-megabytes",
          "Set record-every=" + every + " or more, or record-megabytes=" + needed + " or more.");
    }
  }

  boolean isEmpty() {
    return particles.length == 0;
  }
}
