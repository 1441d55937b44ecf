package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.OtSolver;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.sinkhorn.SinkhornPrecision;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/** The parts that the functionals of these tests are composed of. */
final class Parts {
  static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
  static final GroundCost COST = new SquaredEuclideanCost(COMPUTE);

  private Parts() {}

  /** Converged beyond its defaults, in double precision. */
  static OtSolver sinkhorn(double epsilon) {
    return sinkhorn(Epsilon.of(epsilon));
  }

  static OtSolver sinkhorn(Epsilon epsilon) {
    return new SinkhornSolver(
        SinkhornSettings.of(epsilon)
            .withTolerance(1e-8)
            .withStrict(true)
            .withPrecision(SinkhornPrecision.FLOAT64),
        COMPUTE);
  }

  static OtSolver exact() {
    return new ExactSolver(ExactSettings.defaults(), COMPUTE);
  }

  static LabelDistance gaussian() {
    return new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), COMPUTE);
  }

  static LabelDistance wasserstein(OtSolver solver) {
    return new WassersteinLabelDistance(
        new WassersteinLabelDistanceSettings(solver, COST), COMPUTE);
  }

  static OtddSettings otdd(OtSolver solver, LabelDistance labels) {
    return new OtddSettings(solver, labels, COST, 1, 1, true);
  }
}
