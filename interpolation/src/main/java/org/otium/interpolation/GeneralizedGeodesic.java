package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.interpolation.TransportMetric.Mapped;

/**
 * The generalized geodesic P_a = (Σ_i a_i T_i)♯Q through m datasets with base Q (GG §4.2), and the
 * projection of Q onto it (GG §4.3). Q maps onto itself by the identity, so with Q itself among the
 * datasets and m = 2 it is McCann's interpolation (GG app. D.2).
 */
public final class GeneralizedGeodesic implements Interpolation {
  private final GeneralizedGeodesicSettings settings;
  private final Compute compute;

  /**
   * Makes the interpolation.
   *
   * @param settings how to learn the maps and to measure between them
   * @param compute what the machine offers
   */
  public GeneralizedGeodesic(GeneralizedGeodesicSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    List<Mapped> mapped = new ArrayList<>();
    for (LabeledDataset dataset : datasets) {
      LabeledDataset image =
          dataset.equals(reference)
              ? reference
              : settings.mapping().fit(reference, dataset, seed).apply(reference);
      mapped.add(new Mapped(dataset, image));
    }
    TransportMetric metric =
        new TransportMetric(
            settings.labelDistance(), settings.featureWeight(), settings.labelWeight(), compute);
    return new Geodesic(List.copyOf(mapped), reference, metric);
  }

  private record Geodesic(List<Mapped> mapped, LabeledDataset reference, TransportMetric metric)
      implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      return Between.combined(
          mapped.stream().map(m -> m.dataset().name()).toList(),
          mapped.stream().map(Mapped::image).toList(),
          weights,
          reference);
    }

    @Override
    public Optional<Projection> projection() {
      return Optional.of(metric.projection(mapped, reference));
    }
  }
}
