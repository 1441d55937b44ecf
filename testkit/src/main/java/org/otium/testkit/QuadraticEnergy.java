package org.otium.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelMeasures;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;

/**
 * ½Σ_i m_i‖x_i‖² + ½Σ_j w_j(‖m_j‖² + ‖L_j‖²_F), the last over the Gaussians that labels stand for.
 *
 * <p>Its gradient also depends slightly on how often it was evaluated along the chain of warm
 * starts, as that of a solver that stops before it is exact: a flow that evaluates it other than at
 * the state it stands in is found out.
 */
final class QuadraticEnergy implements Functional {
  private static final String COUNT = "count";

  @Override
  public Evaluation evaluate(FlowState state) {
    double count = state.warmStart().get(COUNT).orElse(new double[1])[0];
    float inexact = (float) (1 + 1e-3 * (count % 3));
    double[] masses = state.particles().weights().toArray();
    Matrix features = state.particles().features();
    double value = half(features, masses, 1);
    Optional<GaussianFamily> labelGradient =
        switch (state.labelMeasures()) {
          case LabelMeasures.Empirical() -> Optional.empty();
          case LabelMeasures.PerClass own -> Optional.of(scaled(own.gaussians(), inexact));
          case LabelMeasures.PerParticle own -> Optional.of(scaled(own.gaussians(), inexact));
        };
    switch (state.labelMeasures()) {
      case LabelMeasures.Empirical() -> {}
      case LabelMeasures.PerClass own -> {
        int[] ids = own.classIds();
        double[] perClass = new double[ids.length];
        for (int c = 0; c < ids.length; c++) {
          for (int i = 0; i < masses.length; i++) {
            perClass[c] += masses[i] * state.particles().labels().share(i, ids[c]);
          }
        }
        value += half(own.gaussians(), perClass);
      }
      case LabelMeasures.PerParticle own -> value += half(own.gaussians(), masses);
    }
    return new Evaluation(
        value,
        scaled(features, inexact),
        labelGradient,
        0,
        Map.of("quadratic", value),
        NamedArrays.empty().with(COUNT, new double[] {count + 1}),
        List.of());
  }

  private static double half(GaussianFamily family, double[] masses) {
    return half(family.means(), masses, 1) + half(family.roots(), masses, family.rootRows());
  }

  private static double half(Matrix values, double[] masses, int rowsEach) {
    double sum = 0;
    for (int i = 0; i < values.rows(); i++) {
      for (int j = 0; j < values.columns(); j++) {
        sum += masses[i / rowsEach] * values.get(i, j) * values.get(i, j);
      }
    }
    return sum / 2;
  }

  private static GaussianFamily scaled(GaussianFamily family, float factor) {
    return new GaussianFamily(
        family.form(), scaled(family.means(), factor), scaled(family.roots(), factor));
  }

  private static Matrix scaled(Matrix values, float factor) {
    float[] out = values.toArray();
    for (int i = 0; i < out.length; i++) {
      out[i] *= factor;
    }
    return Matrix.wrap(values.rows(), values.columns(), out);
  }
}
