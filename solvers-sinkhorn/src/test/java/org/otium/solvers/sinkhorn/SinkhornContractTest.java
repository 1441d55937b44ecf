package org.otium.solvers.sinkhorn;

import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.OtSolver;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.OtSolverContract;

class SinkhornContractTest extends OtSolverContract {
  @Override
  protected OtSolver solver() {
    return new SinkhornProvider()
        .create(
            SinkhornSettings.of(Epsilon.parse("0.02 * max cost")).withTolerance(2e-6),
            new Compute(new JavaLinearAlgebra(2), 2, 1L << 30));
  }
}
