package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code affine-norm}. */
public final class AffineNormPotentialProvider
    implements FunctionalProvider<AffineNormPotentialSettings> {
  /** Called by the service loader. */
  public AffineNormPotentialProvider() {}

  @Override
  public String name() {
    return "affine-norm";
  }

  @Override
  public String summary() {
    return "Potential energy ‖Ax − b‖, or ‖A_y x − b_y‖ with a map for each class (DD §5).";
  }

  @Override
  public Class<AffineNormPotentialSettings> settings() {
    return AffineNormPotentialSettings.class;
  }

  @Override
  public Functional create(AffineNormPotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new AffineNormPotential(settings));
  }
}
