package org.otium.api;

/**
 * What the machine offers to a plugin, decided once by the program.
 *
 * @param linearAlgebra the matrix products and decompositions to use
 * @param threads how many threads a loop may use, at least one
 * @param memoryBudget how many bytes one working array may take before it must be tiled
 */
public record Compute(LinearAlgebra linearAlgebra, int threads, long memoryBudget) {
  /** Checks the numbers. */
  public Compute {
    if (threads < 1) {
      throw new InvalidInputException(threads + " threads", "Use at least one thread.");
    }
    if (memoryBudget < 1) {
      throw new InvalidInputException(
          "a memory budget of " + memoryBudget + " bytes", "It must be positive.");
    }
  }
}
