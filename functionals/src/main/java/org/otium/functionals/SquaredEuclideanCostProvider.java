package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.GroundCost;
import org.otium.spi.GroundCostProvider;

/** Provides {@code squared-euclidean}. */
public final class SquaredEuclideanCostProvider
    implements GroundCostProvider<SquaredEuclideanCostSettings> {
  /** Called by the service loader. */
  public SquaredEuclideanCostProvider() {}

  @Override
  public String name() {
    return "squared-euclidean";
  }

  @Override
  public String summary() {
    return "The squared Euclidean distance between points.";
  }

  @Override
  public Class<SquaredEuclideanCostSettings> settings() {
    return SquaredEuclideanCostSettings.class;
  }

  @Override
  public GroundCost create(SquaredEuclideanCostSettings settings, Compute compute) {
    return new SquaredEuclideanCost(compute);
  }
}
