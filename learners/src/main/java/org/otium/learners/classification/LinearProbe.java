package org.otium.learners.classification;

import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;

/**
 * Softmax regression: minimises Σ_i w_i·CE(y_i, softmax(W z_i + b)) + (λ/2)‖W‖² over standardised
 * features z by L-BFGS with all samples, from W = 0. The problem is convex: nothing is random. y_i
 * may be soft, and weights are masses: a sample of double mass teaches as two do, one without mass
 * nothing. Results do not depend on the number of threads.
 */
public final class LinearProbe implements Classifier {
  private final LinearProbeSettings settings;
  private final Compute compute;

  /**
   * Makes the classifier.
   *
   * @param settings regularisation and when to stop
   * @param compute matrix products and threads
   */
  public LinearProbe(LinearProbeSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * What a probe has learned.
   *
   * @param labels labels samples
   * @param loss the value of the objective
   * @param iterations how many iterations it took
   * @param gradientNorm how large the gradient was at the end, relative to that at the start
   * @param converged whether that reached the tolerance
   */
  public record Probe(
      Trained labels, double loss, int iterations, double gradientNorm, boolean converged)
      implements Trained {
    @Override
    public Labels predict(Matrix features) {
      return labels.predict(features);
    }
  }

  @Override
  public Probe fit(LabeledDataset training, long seed) {
    Features.requireUsable(training.features());
    Standardisation standard = Standardisation.of(training, compute);
    CrossEntropy objective =
        new CrossEntropy(standard.apply(training.features()), training, settings.l2(), compute);
    LimitedMemoryBfgs.Result result =
        LimitedMemoryBfgs.minimise(
            objective, objective.start(), settings.maxIterations(), settings.tolerance());
    int[] classIds = training.classIds();
    int d = training.dimension();
    double[] parameters = result.point();
    for (double parameter : parameters) {
      if (!Double.isFinite(parameter)) {
        throw new InvalidInputException(
            "the linear probe of '" + training.name() + "' diverged", "Raise l2.");
      }
    }
    return new Probe(
        features -> {
          Features.requireLike(features, d);
          return Labels.soft(
              classIds,
              Matrix.wrap(
                  features.rows(),
                  classIds.length,
                  CrossEntropy.shares(
                      standard.apply(features), features.rows(), d, parameters, compute)));
        },
        result.value(),
        result.iterations(),
        result.gradientNorm(),
        result.converged());
  }
}
