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

  /**
   * What the maker of a linear algebra is given: threads and memory, and a linear algebra that
   * refuses every call, because there is none yet.
   *
   * @param threads how many threads a loop may use, at least one
   * @param memoryBudget bytes
   * @return an offer without linear algebra
   */
  public static Compute withoutLinearAlgebra(int threads, long memoryBudget) {
    return new Compute(NoLinearAlgebra.INSTANCE, threads, memoryBudget);
  }
}
