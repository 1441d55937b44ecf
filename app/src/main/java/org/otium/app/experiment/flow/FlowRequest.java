package org.otium.app.experiment.flow;

import java.nio.file.Path;
import java.util.Map;
import org.otium.api.InvalidInputException;

/**
 * A flow that a user asked for.
 *
 * @param from the source: text or a tree with a {@code name}
 * @param to the target
 * @param settings settings of {@link FlowSettings} as a tree
 * @param out the folder of the run
 * @param checkpoints when checkpoints are written
 */
public record FlowRequest(
    Object from, Object to, Map<String, Object> settings, Path out, Checkpoints checkpoints) {
  /**
   * When checkpoints are written; one is always written at the start and at the end.
   *
   * @param seconds after at most this many seconds
   * @param steps after at most this many steps; 0 for no such bound
   */
  public record Checkpoints(double seconds, long steps) {
    /** Every half minute. */
    public static final Checkpoints DEFAULT = new Checkpoints(30, 0);

    /**
     * As a user asks for them.
     *
     * @param seconds after at most this many seconds
     * @param steps after at most this many steps; 0 for no such bound
     * @return the same, if it makes sense
     * @throws InvalidInputException if it does not
     */
    public static Checkpoints of(double seconds, long steps) {
      if (steps < 0 || !(seconds > 0)) {
        throw new InvalidInputException(
            "checkpoints after " + steps + " steps or " + seconds + " seconds",
            "Both must be positive.");
      }
      return new Checkpoints(seconds, steps);
    }
  }
}
