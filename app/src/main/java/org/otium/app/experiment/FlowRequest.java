package org.otium.app.experiment;

import java.nio.file.Path;
import java.util.Map;

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
  }
}
