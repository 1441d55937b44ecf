package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.functionals.WassersteinLabelDistance;
import org.otium.functionals.WassersteinLabelDistanceSettings;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.testkit.Golden;

/** What these tests share. */
final class Wow {
  static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
  static final GroundCost COST = new SquaredEuclideanCost(COMPUTE);

  private Wow() {}

  static OtSolver exact() {
    return new ExactSolver(ExactSettings.defaults(), COMPUTE);
  }

  static LabelDistance wasserstein() {
    return new WassersteinLabelDistance(
        new WassersteinLabelDistanceSettings(exact(), COST), COMPUTE);
  }

  /** Case B: three classes of twenty points in ℝ⁵. */
  static LabeledDataset reference(String side) {
    return classes(side, Golden.floats("B_" + side + ".npy"), 3, 20, 5);
  }

  static LabeledDataset classes(String name, float[] features, int classes, int n, int d) {
    int[] labels = new int[classes * n];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / n;
    }
    return LabeledDataset.of(name, Matrix.wrap(classes * n, d, features), Labels.hard(labels));
  }

  static Matrix referenceDirections() {
    return Matrix.wrap(16, 5, Golden.floats("B_directions.npy"));
  }
}
