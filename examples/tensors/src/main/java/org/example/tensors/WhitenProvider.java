package org.example.tensors;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.models.autodiff.AutodiffFunctional;
import org.otium.models.autodiff.Tensor;
import org.otium.spi.FunctionalProvider;

/** Provides {@code whiten}: F(ρ) = ‖Cov(ρ) − s·I‖² over the features. */
public final class WhitenProvider implements FunctionalProvider<WhitenSettings> {
  /** Called by the service loader. */
  public WhitenProvider() {}

  @Override
  public String name() {
    return "whiten";
  }

  @Override
  public String summary() {
    return "Makes the features uncorrelated and gives each the same variance.";
  }

  @Override
  public Class<WhitenSettings> settings() {
    return WhitenSettings.class;
  }

  @Override
  public Functional create(WhitenSettings settings, Compute compute) {
    // Only the value is written down; the gradient is PyTorch's.
    return new AutodiffFunctional(
        (x, masses, particles) -> whiten(x, masses, settings.variance()),
        settings.device(),
        compute);
  }

  private static Tensor whiten(Tensor x, Tensor masses, double variance) {
    int d = (int) x.shape()[1];
    Tensor weights = masses.reshape(-1, 1);
    Tensor centred = x.sub(x.mul(weights).sum(0));
    Tensor covariance = centred.transpose().matMul(centred.mul(weights));
    double[] target = new double[d * d];
    for (int j = 0; j < d; j++) {
      target[j * d + j] = variance;
    }
    return covariance.sub(x.constant(target, d, d)).square().sum();
  }
}
