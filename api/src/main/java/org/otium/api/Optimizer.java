package org.otium.api;

import java.util.OptionalDouble;

/**
 * A rule that turns gradients into steps. Immutable: the buffers of a run live in the {@link Run}.
 */
public interface Optimizer {
  /**
   * Starts a run over one block of variables.
   *
   * @param size number of variables
   * @return a run without history
   */
  Run start(int size);

  /**
   * Continues a run.
   *
   * @param size number of variables
   * @param buffers what {@link Run#buffers()} gave
   * @return a run with that history
   */
  Run resume(int size, NamedArrays buffers);

  /** The history of one block of variables. */
  interface Run {
    /**
     * Moves the variables.
     *
     * @param variables changed in place
     * @param gradient of the same length
     */
    void step(float[] variables, float[] gradient);

    /**
     * τ of the next step, where steps are those of the forward Euler scheme (DD eq. 16): the time
     * that passes, which noise is scaled by.
     *
     * @return τ, or nothing if a step is no multiple of the gradient
     */
    default OptionalDouble stepSize() {
      return OptionalDouble.empty();
    }

    /**
     * Whether a step is a trial, to be judged by {@link #accepts} once the functional is known
     * where it leads. The first trial follows {@link #begin}. The verdict is given by {@link
     * #settle}; if the trial was refused, the variables are put back to where they were and {@link
     * #step} is called again with the same gradient, unless the run {@link #isExhausted}.
     *
     * @return false unless the step size adapts to the functional
     */
    default boolean isTentative() {
      return false;
    }

    /**
     * Tells that the trials of another step begin. What was refused before no longer counts, so
     * that the trials do not depend on history that is not in {@link #buffers}.
     */
    default void begin() {}

    /**
     * Judges the last step, together with those of the other blocks.
     *
     * @param before F before the step
     * @param after F after it
     * @param predicted the decrease that the gradient predicts for it, Σ_i m_i⟨∇_W F(x_i), x_i −
     *     x'_i⟩ over all particles and blocks
     * @return whether to keep the step
     */
    default boolean accepts(double before, double after, double predicted) {
      return true;
    }

    /**
     * Tells what became of a trial.
     *
     * @param accepted whether the step was kept, which takes the consent of all blocks
     */
    default void settle(boolean accepted) {}

    /**
     * Whether so many trials were refused in a row that a smaller one is not worth it.
     *
     * @return true if the variables should stay where they are
     */
    default boolean isExhausted() {
      return false;
    }

    /**
     * All history, for a checkpoint.
     *
     * @return the buffers by name
     */
    NamedArrays buffers();
  }
}
