package org.otium.api;

import java.util.Optional;

/**
 * An optimal transport problem min_π ⟨C, π⟩ with row sums a and column sums b.
 *
 * @param cost n×m
 * @param a n masses
 * @param b m masses
 * @param start potentials to start from, for instance those of a nearby problem
 */
public record TransportProblem(
    CostMatrix cost, Weights a, Weights b, Optional<KantorovichPotentials> start) {
  /** Checks the sizes. */
  public TransportProblem {
    if (cost.rows() != a.size() || cost.columns() != b.size()) {
      throw new InvalidInputException(
          "a "
              + cost.rows()
              + "×"
              + cost.columns()
              + " cost with "
              + a.size()
              + " and "
              + b.size()
              + " masses",
          "The cost needs one row a mass of a and one column a mass of b.");
    }
    if (start.isPresent()
        && (start.get().f().length != a.size() || start.get().g().length != b.size())) {
      throw new InvalidInputException(
          "starting potentials of another size than the problem",
          "Start from potentials of n and m values.");
    }
  }

  /**
   * A problem that is started from nothing.
   *
   * @param cost n×m
   * @param a n masses
   * @param b m masses
   */
  public TransportProblem(CostMatrix cost, Weights a, Weights b) {
    this(cost, a, b, Optional.empty());
  }

  /**
   * The same problem, started from known potentials.
   *
   * @param potentials where to start
   * @return a new problem
   */
  public TransportProblem startingFrom(KantorovichPotentials potentials) {
    return new TransportProblem(cost, a, b, Optional.of(potentials));
  }
}
