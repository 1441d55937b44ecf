package org.otium.benchmarks.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.data.npz.NpyArray;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.GaussianLabelDistanceSettings;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.interpolation.BarycentricMapping;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.GeneralizedGeodesic;
import org.otium.interpolation.GeneralizedGeodesicSettings;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;

/**
 * The projection of x onto the generalized geodesic through three datasets by exact plans: three
 * maps, the distances among their images, and the weights.
 */
final class GeodesicTask implements Task {
  private static final int BATCH = 10_000;

  private final Inputs inputs;
  private final Interpolation interpolation;
  private Interpolation.@Nullable Projection projection;

  GeodesicTask(Inputs inputs, Compute compute) {
    this.inputs = inputs;
    GaussianLabelDistance labels =
        new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), compute);
    BarycentricMappingSettings exact =
        new BarycentricMappingSettings(
            new ExactSolver(ExactSettings.defaults(), compute),
            labels,
            new SquaredEuclideanCost(compute),
            1,
            1,
            BATCH);
    this.interpolation =
        new GeneralizedGeodesic(
            new GeneralizedGeodesicSettings(new BarycentricMapping(exact, compute), labels, 1, 1),
            compute);
  }

  @Override
  public Map<String, Double> run() {
    long start = System.nanoTime();
    Interpolation.Prepared prepared = interpolation.prepare(inputs.others(), inputs.x(), 1);
    double maps = (System.nanoTime() - start) / 1e9;
    Interpolation.Projection found = prepared.projection().orElseThrow();
    projection = found;
    return Map.of("value", found.squared(), "maps-seconds", maps);
  }

  @Override
  public Map<String, NpyArray> arrays() {
    Interpolation.Projection found = projection;
    if (found == null) {
      return Map.of();
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    double[] flat = Arrays.stream(found.among()).flatMapToDouble(Arrays::stream).toArray();
    double[] all = Arrays.copyOf(found.toReference(), found.toReference().length + flat.length);
    System.arraycopy(flat, 0, all, found.toReference().length, flat.length);
    arrays.put("distances", NpyArray.of(all, all.length));
    arrays.put("weights", NpyArray.of(found.weights().toArray(), found.weights().size()));
    return arrays;
  }
}
