package org.otium.interpolation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.interpolation.TransportMetric.Mapped;
import org.otium.numerics.ParallelLoop;

/**
 * The generalized geodesic P_a = (Σ_i a_i T_i)♯Q through m datasets with base Q (GG §4.2), and the
 * projection of Q onto it (GG §4.3). Q maps onto itself by the identity, so with Q itself among the
 * datasets and m = 2 it is McCann's interpolation (GG app. D.2).
 */
public final class GeneralizedGeodesic implements Interpolation {
  /** Of memory for each pair of samples whose transport is solved: costs, and what sorts them. */
  private static final double BYTES_A_PAIR = 16;

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

  /**
   * How maps are learned and measured with.
   *
   * @return what it was made with
   */
  public GeneralizedGeodesicSettings settings() {
    return settings;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    List<Learned> learned = learned(datasets, reference, seed);
    List<Mapped> mapped = learned.stream().map(Learned::mapped).toList();
    List<DatasetMap> maps = learned.stream().map(Learned::map).toList();
    return new Geodesic(mapped, maps, reference, metric());
  }

  /**
   * How datasets are measured, seen from the reference.
   *
   * @return the metric of the settings
   */
  public TransportMetric metric() {
    return new TransportMetric(
        settings.labelDistance(), settings.featureWeight(), settings.labelWeight(), compute);
  }

  /** A map that was learned, and where it takes the reference. */
  private record Learned(DatasetMap map, Mapped mapped) {}

  private List<Learned> learned(
      List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    @Nullable Learned[] learned = new @Nullable Learned[datasets.size()];
    ParallelLoop.sideBySide(
        atOnce(datasets, reference),
        learned.length,
        k -> learned[k] = learned(datasets.get(k), reference, seed));
    return Arrays.stream(learned).map(Objects::requireNonNull).toList();
  }

  private Learned learned(LabeledDataset dataset, LabeledDataset reference, long seed) {
    DatasetMap map =
        Between.areSameSamples(dataset, reference)
            ? samples -> samples
            : settings.mapping().fit(reference, dataset, seed);
    return new Learned(map, new Mapped(dataset, map.apply(reference)));
  }

  /** How many maps may be learned side by side: as many as there are cores and memory for. */
  private int atOnce(List<LabeledDataset> datasets, LabeledDataset reference) {
    if (!settings.mapping().isSequential()) {
      return 1;
    }
    long largest = datasets.stream().mapToInt(LabeledDataset::size).max().orElse(0);
    double bytes = BYTES_A_PAIR * largest * reference.size();
    return (int) Math.clamp(compute.memoryBudget() / bytes, 1, compute.threads());
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

    @Override
    public boolean isSampleWise() {
      return true;
    }

    /** Most of what a projection takes are distances between classes: what a map knows is kept. */
    private List<Optional<double[][]>> labels() {
      return maps.stream()
          .map(
              map ->
                  map instanceof BarycentricMap learned
                      ? learned.labelsBack(metric.labelDistance())
                      : Optional.<double[][]>empty())
          .toList();
    }

    private List<String> names() {
      return mapped.stream().map(m -> m.dataset().name()).toList();
    }

    @Override
    public Optional<Projection> projection() {
      return Optional.of(metric.projection(mapped, reference, labels()));
    }
  }
}
