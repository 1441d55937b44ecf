package org.otium.interpolation;

import java.util.List;
import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/**
 * McCann's interpolation P_t = ((1 − t)·Id + t·T)♯P₀ between two datasets (GG app. D.2): the
 * generalized geodesic whose base is the first of them, with weights (1 − t, t). From where it is
 * seen does not matter, but only seen from the first it has a map and a projection.
 */
public final class MccannInterpolation implements Interpolation {
  private final GeneralizedGeodesic geodesic;

  /**
   * Makes the interpolation.
   *
   * @param settings how to learn the map
   * @param compute what the machine offers
   */
  public MccannInterpolation(GeneralizedGeodesicSettings settings, Compute compute) {
    this.geodesic = new GeneralizedGeodesic(settings, compute);
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.size() != 2) {
      throw new InvalidInputException(
          "McCann's interpolation between " + datasets.size() + " datasets",
          "Give two, or use 'generalized-geodesic' for more.");
    }
    LabeledDataset base = datasets.getFirst();
    Prepared prepared = geodesic.prepare(datasets, base, seed);
    // Its map and its projection are those of the base, which no other reference shares.
    return Between.areSameSamples(base, reference) ? prepared : new SeenFromElsewhere(prepared);
  }

  private record SeenFromElsewhere(Prepared path) implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      return path.at(weights);
    }
  }
}
