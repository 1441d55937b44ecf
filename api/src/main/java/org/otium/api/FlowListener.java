package org.otium.api;

/**
 * Is told how a flow goes: shows progress, writes checkpoints, stops it. Called on the flow's own
 * thread.
 */
@FunctionalInterface
public interface FlowListener {
  /**
   * A step was made.
   *
   * @param step what was measured before the particles moved
   * @param flow the flow, standing after the step; its state and checkpoint may be read
   * @return whether to go on
   */
  boolean onStep(FlowStep step, Flow flow);

  /**
   * All steps were made.
   *
   * @param last what was measured at the end
   * @param flow the flow
   */
  default void onEnd(FlowStep last, Flow flow) {}

  /**
   * This listener, then another; the flow goes on only if both say so.
   *
   * @param next is told second
   * @return both
   */
  default FlowListener andThen(FlowListener next) {
    FlowListener first = this;
    return new FlowListener() {
      @Override
      public boolean onStep(FlowStep step, Flow flow) {
        boolean goOn = first.onStep(step, flow);
        return next.onStep(step, flow) && goOn;
      }

      @Override
      public void onEnd(FlowStep last, Flow flow) {
        first.onEnd(last, flow);
        next.onEnd(last, flow);
      }
    };
  }
}
