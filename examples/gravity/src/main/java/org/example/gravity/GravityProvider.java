package org.example.gravity;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code gravity}: V(x) = g·(x_last − floor) above the floor, zero below it. */
public final class GravityProvider implements FunctionalProvider<GravitySettings> {
  /** Called by the service loader. */
  public GravityProvider() {}

  @Override
  public String name() {
    return "gravity";
  }

  @Override
  public String summary() {
    return "Pulls the last feature of every sample down to a floor.";
  }

  @Override
  public Class<GravitySettings> settings() {
    return GravitySettings.class;
  }

  @Override
  public Functional create(GravitySettings settings, Compute compute) {
    // A potential is its value and its gradient at one sample; the gradient holds zeros when given.
    return new PotentialFunctional(
        (point, classId, gradient) -> {
          int last = point.length - 1;
          double height = point[last] - settings.floor();
          if (height <= 0) {
            return 0;
          }
          gradient[last] = (float) settings.strength();
          return settings.strength() * height;
        });
  }
}
