package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
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
    List<DatasetMap> maps = new ArrayList<>();
    for (LabeledDataset dataset : datasets) {
      DatasetMap map =
          dataset.equals(reference)
              ? samples -> samples
              : settings.mapping().fit(reference, dataset, seed);
      maps.add(map);
      mapped.add(new Mapped(dataset, map.apply(reference)));
    }
    TransportMetric metric =
        new TransportMetric(
            settings.labelDistance(), settings.featureWeight(), settings.labelWeight(), compute);
    return new Geodesic(List.copyOf(mapped), List.copyOf(maps), reference, metric);
  }

  private record Geodesic(
      List<Mapped> mapped, List<DatasetMap> maps, LabeledDataset reference, TransportMetric metric)
      implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      return Between.combined(
          names(), mapped.stream().map(Mapped::image).toList(), weights, reference);
    }

    @Override
    public Optional<DatasetMap> mapAt(Weights weights) {
      Between.requireOneWeightEach(maps.size(), weights);
      return Optional.of(
          samples -> {
            List<LabeledDataset> images = maps.stream().map(map -> map.apply(samples)).toList();
            return Between.combined(names(), images, weights, samples);
          });
    }

    private List<String> names() {
      return mapped.stream().map(m -> m.dataset().name()).toList();
    }

    @Override
    public Optional<Projection> projection() {
      return Optional.of(metric.projection(mapped, reference));
    }
  }
}
