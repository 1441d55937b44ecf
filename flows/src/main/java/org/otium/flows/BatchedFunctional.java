package org.otium.flows;

import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.ClassBatch;
import org.otium.numerics.StepSeed;

/**
 * A functional evaluated at some samples of each class, which the seed and the step decide. The
 * Wasserstein gradient at these is that of the batch; the others have none in this step. What the
 * functional wants remembered is forgotten, as it belongs to other samples.
 */
final class BatchedFunctional implements Functional {
  /** So that batches and what is random in the functional have nothing to do with each other. */
  private static final long BATCHES = 0x7B91D5L;

  private final Functional whole;
  private final int batch;

  BatchedFunctional(Functional whole, int batch) {
    this.whole = whole;
    this.batch = batch;
  }

  @Override
  public boolean variesFromStepToStep() {
    return true;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    if (!(state.labelMeasures() instanceof LabelMeasures.Empirical)) {
      throw new InvalidInputException(
          "batches of samples whose labels are variables", "Use the dynamics 'fd' or 'wow'.");
    }
    ClassBatch.Draw draw =
        new ClassBatch(particles, batch)
            .draw(StepSeed.of(StepSeed.of(state.seed(), state.step()), BATCHES));
    Evaluation at =
        whole.evaluate(
            new FlowState(
                draw.batch(),
                state.labelMeasures(),
                state.step(),
                state.seed(),
                NamedArrays.empty()));
    int d = particles.dimension();
    float[] gradient = new float[particles.features().array().length];
    float[] own = at.gradient().array();
    int[] samples = draw.samples();
    for (int row = 0; row < samples.length; row++) {
      System.arraycopy(own, row * d, gradient, samples[row] * d, d);
    }
    return new Evaluation(
        at.value(),
        Matrix.wrap(particles.size(), d, gradient),
        at.labelGradient(),
        at.diffusion(),
        at.parts(),
        NamedArrays.empty(),
        at.warnings());
  }
}
