package org.otium.api;

/**
 * Where a flow stands: the law ρ_t as labelled particles (DD eq. 17).
 *
 * @param particles features, labels and masses
 * @param step how many steps were made
 * @param warmStart what the functional asked to be handed back at the next evaluation
 */
public record FlowState(LabeledDataset particles, long step, NamedArrays warmStart) {
  /**
   * The state before the first step.
   *
   * @param particles the start
   * @return step 0
   */
  public static FlowState initial(LabeledDataset particles) {
    return new FlowState(particles, 0, NamedArrays.empty());
  }
}
