package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code ball}. */
public final class BallPotentialProvider implements FunctionalProvider<BallPotentialSettings> {
  /** Called by the service loader. */
  public BallPotentialProvider() {}

  @Override
  public String name() {
    return "ball";
  }

  @Override
  public String summary() {
    return "Potential energy of the distance to a ball: pulls every particle inside (DD fig. 8).";
  }

  @Override
  public Class<BallPotentialSettings> settings() {
    return BallPotentialSettings.class;
  }

  @Override
  public Functional create(BallPotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new BallPotential(settings));
  }
}
