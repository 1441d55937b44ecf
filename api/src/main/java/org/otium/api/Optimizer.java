package org.otium.api;

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
     * All history, for a checkpoint.
     *
     * @return the buffers by name
     */
    NamedArrays buffers();
  }
}
