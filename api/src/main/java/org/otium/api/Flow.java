package org.otium.api;

/** A flow under way. Not safe for use from several threads. */
public interface Flow {
  /**
   * Evaluates the functional at the current particles and moves them by one step.
   *
   * @return what was measured <em>before</em> the particles moved
   */
  FlowStep advance();

  /**
   * Evaluates the functional at the current particles without moving them.
   *
   * @return the same report that {@link #advance()} would give
   */
  FlowStep measure();

  /**
   * Where the particles are.
   *
   * @return the current state
   */
  FlowState state();

  /**
   * All that is needed to continue later.
   *
   * @return a checkpoint of the current state
   */
  FlowCheckpoint checkpoint();

  /**
   * Makes steps until the flow has made {@code steps} in all or the listener stops it, then
   * measures the end.
   *
   * @param steps how many steps in all, counted from the flow's start
   * @param listener is told after every step
   * @return whether all steps were made
   */
  default boolean runTo(long steps, FlowListener listener) {
    while (state().step() < steps) {
      FlowStep step = advance();
      if (!listener.onStep(step, this)) {
        return false;
      }
    }
    listener.onEnd(measure(), this);
    return true;
  }
}
