package org.otium.flows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.GaussianTransport;
import org.otium.numerics.JavaLinearAlgebra;

/**
 * Σ_j w_j·½W₂²(N_j, N_t(j)): pulls the Gaussian of each label to one of some targets. With ∂W₂²/∂Σ
 * = I − T, its gradient by a root L is L(I − T).
 *
 * @param targets where to
 * @param targetOf which target each Gaussian is pulled to
 */
record GaussianPull(List<GaussianMeasure> targets, int[] targetOf) implements Functional {
  private static final LinearAlgebra ALGEBRA = new JavaLinearAlgebra(1);

  @Override
  public Evaluation evaluate(FlowState state) {
    GaussianFamily family = Block.gaussians(state);
    int d = family.dimension();
    int rows = family.rootRows();
    double[] masses = Block.MEANS.masses(state);
    float[] means = new float[family.means().array().length];
    float[] roots = new float[family.roots().array().length];
    double value = 0;
    for (int j = 0; j < family.size(); j++) {
      GaussianMeasure own = family.get(j);
      GaussianMeasure target = targets.get(targetOf[j]);
      value += masses[j] * 0.5 * GaussianTransport.squared(own, target, ALGEBRA);
      GaussianTransport.Gradient gradient = GaussianTransport.gradient(own, target, ALGEBRA);
      for (int c = 0; c < d; c++) {
        means[j * d + c] = (float) (0.5 * gradient.mean()[c]);
      }
      for (int row = j * rows; row < (j + 1) * rows; row++) {
        for (int c = 0; c < d; c++) {
          double sum = 0;
          for (int k = 0; k < d; k++) {
            double g =
                family.form() == GaussianFamily.Form.FULL
                    ? gradient.covariance()[k * d + c]
                    : (k == c ? gradient.covariance()[c] : 0);
            sum += family.roots().get(row, k) * g;
          }
          roots[row * d + c] = (float) sum;
        }
      }
    }
    int n = state.particles().size();
    return new Evaluation(
        value,
        Matrix.wrap(n, d, new float[n * d]),
        Optional.of(
            new GaussianFamily(
                family.form(),
                Matrix.wrap(family.size(), d, means),
                Matrix.wrap(family.roots().rows(), d, roots))),
        0,
        Map.of(),
        NamedArrays.empty(),
        List.of());
  }
}
