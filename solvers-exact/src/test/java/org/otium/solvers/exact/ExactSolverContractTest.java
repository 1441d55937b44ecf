package org.otium.solvers.exact;

import org.junit.jupiter.api.Nested;
import org.otium.api.OtSolver;
import org.otium.solvers.exact.ExactSettings.Algorithm;
import org.otium.testkit.OtSolverContract;

class ExactSolverContractTest {
  @Nested
  class Auto extends OtSolverContract {
    @Override
    protected OtSolver solver() {
      return Problems.solver(Algorithm.AUTO);
    }

    @Override
    protected double tolerance() {
      return 1e-6;
    }
  }

  @Nested
  class NetworkSimplexAlone extends OtSolverContract {
    @Override
    protected OtSolver solver() {
      return Problems.solver(Algorithm.NETWORK_SIMPLEX);
    }

    @Override
    protected double tolerance() {
      return 1e-6;
    }
  }
}
