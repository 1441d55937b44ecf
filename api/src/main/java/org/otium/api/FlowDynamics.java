package org.otium.api;

/** How particles move under a functional: which blocks of the state descend, and how. Immutable. */
public interface FlowDynamics {
  /**
   * Starts a flow.
   *
   * @param functional what to descend
   * @param start the particles at time 0
   * @param seed decides everything random
   * @return a flow that has made no step
   */
  Flow start(Functional functional, LabeledDataset start, long seed);

  /**
   * Continues a flow from a checkpoint, to the same result as if it had never stopped.
   *
   * @param functional the functional of the interrupted flow
   * @param checkpoint what {@link Flow#checkpoint()} gave
   * @return a flow that stands where the other stood
   */
  Flow resume(Functional functional, FlowCheckpoint checkpoint);
}
