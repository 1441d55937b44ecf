package org.otium.flows;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;

/** A block of variables of a flow: rows that each weigh something and have a gradient. */
enum Block {
  /** The features of the particles. */
  FEATURES("features") {
    @Override
    Matrix of(FlowState state) {
      return state.particles().features();
    }

    @Override
    Optional<Matrix> gradient(Functional.Evaluation evaluation) {
      return Optional.of(evaluation.gradient());
    }

    @Override
    FlowState with(FlowState state, Matrix moved) {
      return state.withParticles(state.particles().withFeatures(moved));
    }

    @Override
    double[] masses(FlowState state) {
      return state.particles().weights().toArray();
    }
  },

  /** The means of the label distributions. */
  MEANS("means") {
    @Override
    Matrix of(FlowState state) {
      return gaussians(state).means();
    }

    @Override
    Optional<Matrix> gradient(Functional.Evaluation evaluation) {
      return evaluation.labelGradient().map(GaussianFamily::means);
    }

    @Override
    FlowState with(FlowState state, Matrix moved) {
      GaussianFamily old = gaussians(state);
      return withGaussians(state, new GaussianFamily(old.form(), moved, old.roots()));
    }

    @Override
    double[] masses(FlowState state) {
      return labelMasses(state);
    }
  },

  /** The roots of the covariances of the label distributions. */
  COVARIANCES("covariances") {
    @Override
    Matrix of(FlowState state) {
      return gaussians(state).roots();
    }

    @Override
    Optional<Matrix> gradient(Functional.Evaluation evaluation) {
      return evaluation.labelGradient().map(GaussianFamily::roots);
    }

    @Override
    FlowState with(FlowState state, Matrix moved) {
      GaussianFamily old = gaussians(state);
      return withGaussians(state, new GaussianFamily(old.form(), old.means(), moved));
    }

    @Override
    double[] masses(FlowState state) {
      double[] perLabel = labelMasses(state);
      int rows = gaussians(state).rootRows();
      double[] perRow = new double[perLabel.length * rows];
      for (int row = 0; row < perRow.length; row++) {
        perRow[row] = perLabel[row / rows];
      }
      return perRow;
    }
  };

  private final String words;

  Block(String words) {
    this.words = words;
  }

  /** What the block is called in messages and checkpoints. */
  String words() {
    return words;
  }

  /** The variables of a state. */
  abstract Matrix of(FlowState state);

  /** The Wasserstein gradient by these variables, if the functional depends on them. */
  abstract Optional<Matrix> gradient(Functional.Evaluation evaluation);

  /** A state whose variables have moved. */
  abstract FlowState with(FlowState state, Matrix moved);

  /** The mass of each row. */
  abstract double[] masses(FlowState state);

  static GaussianFamily gaussians(FlowState state) {
    return switch (state.labelMeasures()) {
      case LabelMeasures.PerClass perClass -> perClass.gaussians();
      case LabelMeasures.PerParticle perParticle -> perParticle.gaussians();
      case LabelMeasures.Empirical() ->
          throw new IllegalStateException("these labels stand for their samples");
    };
  }

  private static FlowState withGaussians(FlowState state, GaussianFamily moved) {
    return state.withLabelMeasures(
        switch (state.labelMeasures()) {
          case LabelMeasures.PerClass old -> new LabelMeasures.PerClass(old.classIds(), moved);
          case LabelMeasures.PerParticle _ -> new LabelMeasures.PerParticle(moved);
          case LabelMeasures.Empirical old -> old;
        });
  }

  private static double[] labelMasses(FlowState state) {
    LabeledDataset particles = state.particles();
    return switch (state.labelMeasures()) {
      case LabelMeasures.PerClass perClass -> {
        int[] ids = perClass.classIds();
        double[] masses = new double[ids.length];
        for (int i = 0; i < particles.size(); i++) {
          int position = Arrays.binarySearch(ids, particles.labels().classOf(i));
          if (position >= 0) {
            masses[position] += particles.weights().get(i);
          }
        }
        yield masses;
      }
      default -> particles.weights().toArray();
    };
  }
}
