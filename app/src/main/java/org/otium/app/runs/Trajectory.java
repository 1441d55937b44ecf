package org.otium.app.runs;

import java.util.List;
import org.otium.api.Matrix;

/**
 * Where particles were along a flow.
 *
 * @param particles which particles were recorded, as positions in the source, m of them
 * @param frames the recorded steps, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Trajectory(int[] particles, List<Frame> frames) {
  /** Copies the list. */
  public Trajectory {
    frames = List.copyOf(frames);
  }

  /**
   * The recorded particles at one step.
   *
   * @param step how many steps had been made
   * @param features m×d
   * @param labels m class ids
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(long step, Matrix features, int[] labels) {}
}
