package org.otium.api;

/**
 * Where a flow stands: the law ρ_t as labelled particles (DD eq. 17).
 *
 * @param particles features, labels and masses
 * @param labelMeasures what the labels stand for
 * @param step how many steps were made
 * @param seed decides everything random, together with the step
 * @param warmStart what the functional asked to be handed back at the next evaluation
 */
public record FlowState(
    LabeledDataset particles,
    LabelMeasures labelMeasures,
    long step,
    long seed,
    NamedArrays warmStart) {
  /** Checks that every particle has what its label stands for. */
  public FlowState {
    if (labelMeasures instanceof LabelMeasures.PerParticle own
        && own.gaussians().size() != particles.size()) {
      throw new InvalidInputException(
          particles.size() + " particles but " + own.gaussians().size() + " label distributions",
          "Give one Gaussian a particle.");
    }
  }

  /**
   * The state before the first step of a flow whose labels stand for the particles' own classes.
   *
   * @param particles the start
   * @param seed decides everything random
   * @return step 0
   */
  public static FlowState initial(LabeledDataset particles, long seed) {
    return new FlowState(particles, new LabelMeasures.Empirical(), 0, seed, NamedArrays.empty());
  }

  /**
   * This state with the memory of an evaluation.
   *
   * @param memory what to hand back
   * @return a new state
   */
  public FlowState withWarmStart(NamedArrays memory) {
    return new FlowState(particles, labelMeasures, step, seed, memory);
  }

  /**
   * This state with other particles.
   *
   * @param moved as many as before
   * @return a new state at the same step
   */
  public FlowState withParticles(LabeledDataset moved) {
    return new FlowState(moved, labelMeasures, step, seed, warmStart);
  }

  /**
   * This state with labels that stand for something else.
   *
   * @param measures what the labels stand for
   * @return a new state at the same step
   */
  public FlowState withLabelMeasures(LabelMeasures measures) {
    return new FlowState(particles, measures, step, seed, warmStart);
  }

  /**
   * This state at another step.
   *
   * @param count how many steps were made
   * @return a new state
   */
  public FlowState withStep(long count) {
    return new FlowState(particles, labelMeasures, count, seed, warmStart);
  }
}
