package org.otium.solvers.sinkhorn;

/** Moves the potentials of a {@link SinkhornState} to convergence at a fixed ε. */
sealed interface SinkhornIteration permits AlternatingIteration, SymmetricIteration {
  /**
   * Iterates until the marginal error is at most the tolerance.
   *
   * @param epsilon ε
   * @param tolerance marginal error at which to stop
   * @param limit updates after which to stop in any case, at least one
   * @return the marginal error of the potentials as they are left
   */
  double run(double epsilon, double tolerance, int limit);

  /** How many updates all runs made together. */
  int iterations();

  /** Whether the last run ended because nothing improved any more. */
  boolean isStalled();

  /** How many Newton steps all runs took together. */
  int newtonSteps();
}
