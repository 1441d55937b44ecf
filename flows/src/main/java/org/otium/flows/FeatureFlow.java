package org.otium.flows;

import org.otium.api.FeatureShape;
import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowState;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Optimizer;
import org.otium.api.OtiumException;

/** A flow whose only moving block is the features. */
final class FeatureFlow implements Flow {
  private final Functional functional;
  private final Optimizer.Run optimizer;
  private final boolean clamp;
  private FlowState state;

  FeatureFlow(Functional functional, FlowState state, Optimizer.Run optimizer, boolean clamp) {
    this.functional = functional;
    this.state = state;
    this.optimizer = optimizer;
    this.clamp = clamp;
  }

  @Override
  public FlowStep advance() {
    long begin = System.nanoTime();
    Functional.Evaluation evaluation = functional.evaluate(state);
    LabeledDataset particles = state.particles();
    float[] moved = particles.features().toArray();
    optimizer.step(moved, evaluation.gradient().array());
    if (clamp) {
      clampTo(particles.shape(), moved);
    }
    Matrix features = Matrix.wrap(particles.size(), particles.dimension(), moved);
    if (features.firstNonFinite() >= 0) {
      throw new OtiumException(
          "the flow diverged at step " + (state.step() + 1) + ": a feature is no longer finite",
          "Use a smaller step size; the last checkpoint is still good.");
    }
    FlowStep step = report(state, evaluation, begin);
    state =
        state
            .withParticles(particles.withFeatures(features))
            .withStep(state.step() + 1)
            .withWarmStart(evaluation.warmStart());
    return step;
  }

  @Override
  public FlowStep measure() {
    long begin = System.nanoTime();
    return report(state, functional.evaluate(state), begin);
  }

  private static FlowStep report(FlowState at, Functional.Evaluation evaluation, long begin) {
    LabeledDataset particles = at.particles();
    float[] gradient = evaluation.gradient().array();
    int d = particles.dimension();
    double squaredNorm = 0;
    for (int i = 0; i < particles.size(); i++) {
      double row = 0;
      for (int j = i * d; j < (i + 1) * d; j++) {
        row += (double) gradient[j] * gradient[j];
      }
      squaredNorm += particles.weights().get(i) * row;
    }
    return new FlowStep(
        at.step(),
        evaluation.value(),
        Math.sqrt(squaredNorm),
        evaluation.parts(),
        (System.nanoTime() - begin) / 1e9,
        evaluation.warnings());
  }

  private static void clampTo(FeatureShape shape, float[] features) {
    float low = (float) shape.low();
    float high = (float) shape.high();
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.min(high, Math.max(low, features[i]));
    }
  }

  @Override
  public FlowState state() {
    return state;
  }

  @Override
  public FlowCheckpoint checkpoint() {
    return new FlowCheckpoint(state, optimizer.buffers());
  }
}
