package org.otium.api;

/** Solves optimal transport problems. Immutable and safe to use from several threads. */
public interface OtSolver {
  /**
   * Solves a problem.
   *
   * @param problem what to solve
   * @return the solution, with an honest report of its accuracy
   * @throws InvalidInputException if the cost is not finite or the masses do not match
   */
  TransportResult solve(TransportProblem problem);

  /**
   * Solves the problem of moving a measure onto itself, whose cost is symmetric. Its two potentials
   * are equal, which a solver may use.
   *
   * @param problem a square problem with a symmetric cost and a = b
   * @return the solution
   */
  default TransportResult solveSymmetric(TransportProblem problem) {
    return solve(problem);
  }

  /**
   * Whether moving a measure onto itself costs something, as it does under entropic regularisation,
   * so that a distance has to be debiased: S(α,β) = OT(α,β) − ½OT(α,α) − ½OT(β,β).
   *
   * @return false for exact solvers
   */
  boolean isBiased();

  /**
   * Whether a solve keeps one core busy for most of its time, so that several problems are done
   * sooner side by side than one after the other.
   *
   * @return false for solvers that use all threads they are given
   */
  default boolean isSequential() {
    return false;
  }

  /**
   * The same solver at a fixed ε, for terms that must share the ε of another problem (the self
   * terms of a debiased divergence).
   *
   * @param epsilon ε in cost units
   * @return a solver with that ε; this solver itself if it has none
   */
  OtSolver withEpsilon(double epsilon);
}
