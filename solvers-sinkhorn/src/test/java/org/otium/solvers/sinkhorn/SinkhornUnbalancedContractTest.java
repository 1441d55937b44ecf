package org.otium.solvers.sinkhorn;

import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.OtSolver;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.OtSolverContract;

/**
 * With a penalty so large that nothing of the masses is given up, unbalanced transport has to do
 * everything that balanced transport does; what it does at other penalties is in {@link
 * UnbalancedTest}.
 */
class SinkhornUnbalancedContractTest extends OtSolverContract {
  @Override
  protected OtSolver solver() {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.parse("0.02 * max cost"))
            .withTolerance(2e-6)
            .withMarginalPenalty(1e20),
        new Compute(new JavaLinearAlgebra(2), 2, 1L << 30));
  }
}
