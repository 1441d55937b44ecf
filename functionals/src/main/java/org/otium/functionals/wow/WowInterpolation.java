package org.otium.functionals.wow;

import java.util.List;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/**
 * The {@link WowGeodesic} between two datasets as an interpolation: weights (1 − t, t) give P_t.
 * Whole classes are coupled, then the samples within them, so that each class between is made of
 * one class of either side. Where it is seen from does not matter.
 */
public final class WowInterpolation implements Interpolation {
  private final WowGeodesicSettings settings;

  /**
   * Makes the interpolation.
   *
   * @param settings how classes and samples are coupled
   */
  public WowInterpolation(WowGeodesicSettings settings) {
    this.settings = settings;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.size() != 2) {
      throw new InvalidInputException(
          "a geodesic between " + datasets.size() + " datasets",
          "Give two, or use 'generalized-geodesic' for more.");
    }
    WowGeodesic geodesic =
        WowGeodesic.between(
            datasets.getFirst(),
            datasets.getLast(),
            settings.groundCost(),
            settings.inner(),
            settings.outer());
    return weights -> at(geodesic, weights);
  }

  private static LabeledDataset at(WowGeodesic geodesic, Weights weights) {
    if (weights.size() != 2) {
      throw new InvalidInputException(
          weights.size() + " weights for two datasets", "Give one weight a dataset.");
    }
    return geodesic.at(weights.get(1) / weights.total());
  }
}
