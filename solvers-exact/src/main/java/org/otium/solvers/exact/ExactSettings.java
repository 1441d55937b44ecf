package org.otium.solvers.exact;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * Settings of the exact solver.
 *
 * @param algorithm which algorithm to use
 * @param maxPivots the network simplex stops after so many pivots with a feasible plan that need
 *     not be optimal; none to go on to the optimum
 * @param strict whether a result that is not optimal is an error
 */
public record ExactSettings(
    @Setting(
            doc =
                "auto, network-simplex (any masses), or assignment (as many sources as targets, all"
                    + " of one mass). auto also knows the closed form for squared distances of one"
                    + " feature that are too many to be stored.",
            defaultValue = "auto")
        Algorithm algorithm,
    @Setting(
            doc =
                "Stop the network simplex after so many pivots, short of the optimum; empty for no"
                    + " limit.",
            defaultValue = "",
            min = 1)
        Optional<Long> maxPivots,
    @Setting(
            doc = "Whether a result that is not optimal is an error instead of a flagged result.",
            defaultValue = "false")
        boolean strict) {
  /** How a problem is solved. */
  public enum Algorithm {
    /**
     * Assignment where it applies and its cheap first phase leaves few rows over, the network
     * simplex otherwise; equal quantiles for squared distances of one feature that are not stored.
     */
    AUTO,
    /** The primal network simplex on the transportation problem. */
    NETWORK_SIMPLEX,
    /** Shortest augmenting paths (Jonker and Volgenant 1987) on the assignment problem. */
    ASSIGNMENT
  }

  /** Checks the limit. */
  public ExactSettings {
    if (maxPivots.isPresent() && maxPivots.get() < 1) {
      throw new InvalidInputException(
          "max-pivots " + maxPivots.get(), "Allow at least one pivot, or leave the limit out.");
    }
  }

  /**
   * The automatic choice without a limit.
   *
   * @return the defaults
   */
  public static ExactSettings defaults() {
    return new ExactSettings(Algorithm.AUTO, Optional.empty(), false);
  }

  /**
   * One algorithm without a limit.
   *
   * @param algorithm which
   * @return settings
   */
  public static ExactSettings using(Algorithm algorithm) {
    return new ExactSettings(algorithm, Optional.empty(), false);
  }
}
