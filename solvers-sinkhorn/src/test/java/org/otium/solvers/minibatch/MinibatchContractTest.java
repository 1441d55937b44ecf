package org.otium.solvers.minibatch;

import org.otium.api.OtSolver;
import org.otium.testkit.OtSolverContract;

/** In one batch, the solver has to do what its wrapped solver does. */
class MinibatchContractTest extends OtSolverContract {
  @Override
  protected OtSolver solver() {
    return MinibatchProblems.minibatch(MinibatchProblems.sinkhorn(), 100, 2);
  }
}
