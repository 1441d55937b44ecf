package org.otium.learners.classification;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.learners.common.Features;

/**
 * Softmax regression: minimises Σ_i w_i·CE(y_i, softmax(W z_i + b)) + (λ/2)‖W‖² over standardised
 * features z (the pixels of images by one scale) by L-BFGS with all samples, from W = 0. The
 * problem is convex: nothing is random. y_i may be soft, and weights are masses: a sample of double
 * mass teaches as two do, one without mass nothing. Results do not depend on the number of threads.
 *
 * <p>Fine-tuning learns a new head over the features and over the logarithms of the shares that the
 * probe gave to its classes before; these are scaled to vary half as much as all features together,
 * so that what is known already guides what few samples leave open, and many samples overrule it.
 */
public final class LinearProbe implements Classifier {
  /**
   * How much what is known already varies, beside all features. With 1, a few dozen samples are
   * learned worse than without it, unless it fits them well; with less than 0.3 it has no effect.
   */
  private static final double TRUST = 0.5;

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

  /** What a probe has learned. */
  public final class Probe implements Trained {
    private final LinearHead head;
    private final LimitedMemoryBfgs.Result result;

    private Probe(LinearHead head, LimitedMemoryBfgs.Result result) {
      this.head = head;
      this.result = result;
    }

    @Override
    public Labels predict(Matrix features) {
      return head.predict(features, compute);
    }

    @Override
    public Probe fineTune(LabeledDataset samples, long seed) {
      Features.requireLike(samples.features(), head.dimension());
      return learn(samples, head);
    }

    @Override
    public Optional<NamedArrays> state() {
      return Optional.of(
          head.state()
              .with(
                  "fit",
                  new double[] {
                    result.value(),
                    result.iterations(),
                    result.gradientNorm(),
                    result.converged() ? 1 : 0
                  }));
    }

    /**
     * The loss.
     *
     * @return the value of the objective
     */
    public double loss() {
      return result.value();
    }

    /**
     * How long it took.
     *
     * @return iterations
     */
    public int iterations() {
      return result.iterations();
    }

    /**
     * How near the optimum it is.
     *
     * @return how large the gradient was at the end, relative to that at the start
     */
    public double gradientNorm() {
      return result.gradientNorm();
    }

    /**
     * Whether that reached the tolerance.
     *
     * @return true if so
     */
    public boolean converged() {
      return result.converged();
    }
  }

  @Override
  public Probe fit(LabeledDataset training, long seed) {
    Features.requireUsable(training.features());
    return learn(training, null);
  }

  @Override
  public Probe restore(NamedArrays state) {
    LinearHead head = LinearHead.restore(state, compute.threads());
    double[] fit = LinearHead.array(state, "fit");
    if (fit.length != 4) {
      throw LinearHead.foreign("fit");
    }
    return new Probe(
        head,
        new LimitedMemoryBfgs.Result(new double[0], fit[0], (int) fit[1], fit[2], fit[3] == 1));
  }

  private Probe learn(LabeledDataset samples, @Nullable LinearHead below) {
    LabeledDataset seen =
        below == null
            ? samples
            : samples.withFeatures(below.andLogShares(samples.features(), compute));
    Standardisation standard = Standardisation.of(seen, compute);
    if (samples.shape().isImage()) {
      standard = standard.withOneScale(0, samples.dimension());
    }
    if (below != null) {
      int d = below.dimension();
      int k = below.classes();
      standard = standard.withOneScale(d, d + k).scaledFrom(d, TRUST * Math.sqrt((double) d / k));
    }
    CrossEntropy objective =
        new CrossEntropy(standard.apply(seen.features()), seen, settings.l2(), compute);
    LimitedMemoryBfgs.Result result =
        LimitedMemoryBfgs.minimise(
            objective, objective.start(), settings.maxIterations(), settings.tolerance());
    if (!Arrays.stream(result.point()).allMatch(Double::isFinite)) {
      throw new InvalidInputException(
          "the linear probe of '" + samples.name() + "' diverged", "Raise l2.");
    }
    return new Probe(new LinearHead(seen.classIds(), standard, result.point(), below), result);
  }
}
