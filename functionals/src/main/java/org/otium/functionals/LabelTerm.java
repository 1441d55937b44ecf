package org.otium.functionals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.GaussianSide;
import org.otium.api.LabeledTransport.Marginal;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Matrix;

/**
 * The label distances of a transport, and where their gradient goes: to the samples whose
 * class-conditional measures the labels stand for, or to Gaussians that are variables of their own.
 */
sealed interface LabelTerm {
  /** W₂², one row a label of the first side, one column a label of the second. */
  double[][] squared();

  /** The ε of the distances; nothing if they have none. */
  default OptionalDouble epsilon() {
    return OptionalDouble.empty();
  }

  /** (1/m_i)·∂/∂x_i of λ·Σ M_kl·W₂²; nothing if no sample has a part in it. */
  default Optional<Matrix> byFeatures(double[][] coupling) {
    return Optional.empty();
  }

  /** (1/w_j)·∂/∂(m_j, L_j) of λ·Σ M_jl·W₂²; nothing if the labels are no variables. */
  default Optional<GaussianFamily> byLabels(double[][] coupling) {
    return Optional.empty();
  }

  /** The distances between two sides. With λ = 0 none is computed. */
  static LabelTerm between(LabeledTransport transport, Marginal a, Side b) {
    if (transport.labelWeight() == 0) {
      return new Ignored(a.labelCount(), b.labelCount());
    }
    return switch (a) {
      case Side side -> new Classes(transport, side, transport.labels(side, b));
      case GaussianSide side -> new Gaussians(transport, side, transport.labels(side, b));
    };
  }

  /** The distances within a side. With λ = 0 none is computed. */
  static LabelTerm within(LabeledTransport transport, Marginal a) {
    if (transport.labelWeight() == 0) {
      return new Ignored(a.labelCount(), a.labelCount());
    }
    return switch (a) {
      case Side side -> new Classes(transport, side, transport.labels(side, side));
      case GaussianSide side -> new Gaussians(transport, side, transport.labels(side));
    };
  }

  /** Labels that weigh nothing. */
  record Ignored(int rows, int columns) implements LabelTerm {
    @Override
    public double[][] squared() {
      return new double[rows][columns];
    }
  }

  /** Labels that stand for the classes of the samples. */
  record Classes(LabeledTransport transport, Side side, LabelDistance.Result distances)
      implements LabelTerm {
    @Override
    public double[][] squared() {
      return distances.squared();
    }

    @Override
    public OptionalDouble epsilon() {
      return distances.epsilon();
    }

    @Override
    public Optional<Matrix> byFeatures(double[][] coupling) {
      return Optional.of(transport.labelGradient(distances, coupling, side));
    }
  }

  /** Labels that stand for Gaussians. */
  record Gaussians(
      LabeledTransport transport, GaussianSide side, LabelDistance.GaussianResult distances)
      implements LabelTerm {
    @Override
    public double[][] squared() {
      return distances.squared();
    }

    @Override
    public Optional<GaussianFamily> byLabels(double[][] coupling) {
      return Optional.of(transport.labelGradient(distances, coupling, side));
    }
  }
}
