package org.otium.functionals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.GaussianFamily;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.numerics.ClassGaussians;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.sinkhorn.SinkhornPrecision;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;
import org.otium.testkit.Samples;

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

  static LabelDistance diagonal() {
    return new GaussianLabelDistance(
        new GaussianLabelDistanceSettings(GaussianLabelDistanceSettings.Shape.DIAGONAL), COMPUTE);
  }

  /**
   * Gaussians of both forms near those of the classes, one a class and one a particle; those of the
   * classes have one more, which no particle belongs to.
   */
  static List<LabelMeasures> labelMeasures(LabeledDataset particles) {
    List<LabelMeasures> measures = new ArrayList<>();
    for (GaussianFamily.Form form : GaussianFamily.Form.values()) {
      LabelMeasures.PerClass classes =
          ClassGaussians.perClass(particles, form, ClassGaussians.ALL_ROWS, COMPUTE);
      int[] ids = classes.classIds();
      int[] more = Arrays.copyOf(ids, ids.length + 1);
      more[ids.length] = 999;
      measures.add(new LabelMeasures.PerClass(more, shaken(classes.gaussians(), 1)));
      LabelMeasures.PerParticle own =
          ClassGaussians.perParticle(particles, form, ClassGaussians.ALL_ROWS, COMPUTE);
      measures.add(new LabelMeasures.PerParticle(shaken(own.gaussians(), 0)));
    }
    return measures;
  }

  private static GaussianFamily shaken(GaussianFamily family, int more) {
    int k = family.size() + more;
    RandomGenerator random = Samples.random(77);
    return new GaussianFamily(
        family.form(),
        shaken(family.means(), k, random),
        shaken(family.roots(), k * family.rootRows(), random));
  }

  private static Matrix shaken(Matrix matrix, int rows, RandomGenerator random) {
    float[] values = Samples.gaussian(rows, matrix.columns(), random).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1f * values[i] + (i < matrix.array().length ? matrix.array()[i] : 1);
    }
    return Matrix.wrap(rows, matrix.columns(), values);
  }
}
