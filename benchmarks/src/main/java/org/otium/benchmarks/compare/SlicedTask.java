package org.otium.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.Matrix;
import org.otium.data.npz.NpyArray;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;
import org.otium.numerics.SlicedOrder;

/** SW₂² between all pairs of classes of both sides, and the gradient of the sum over pairs. */
final class SlicedTask implements Task {
  private final SlicedDirections directions;
  private final SlicedFamily family;
  private final Matrix points;
  private final Matrix none;
  private final double[][] coefficients;
  private final float[] gradient;
  private double[][] distances = {};

  SlicedTask(Inputs inputs, SlicedDirections directions, Compute compute) {
    this.directions = directions;
    List<DiscreteMeasure> measures = Task.classes(inputs).stream().map(c -> c.measure()).toList();
    int d = inputs.x().dimension();
    int rows = measures.stream().mapToInt(DiscreteMeasure::size).sum();
    float[] stacked = new float[rows * d];
    int at = 0;
    for (DiscreteMeasure measure : measures) {
      float[] values = measure.points().array();
      System.arraycopy(values, 0, stacked, at, values.length);
      at += values.length;
    }
    this.points = Matrix.wrap(rows, d, stacked);
    this.none = Matrix.wrap(0, d, new float[0]);
    this.gradient = new float[rows * d];
    this.coefficients = new double[measures.size()][measures.size()];
    for (double[] row : coefficients) {
      Arrays.fill(row, 0.5);
    }
    this.family =
        new SlicedFamily(
            compute,
            measures.stream().map(DiscreteMeasure::weights).toList(),
            List.of(),
            d,
            directions.count());
  }

  @Override
  public Map<String, Double> run() {
    long start = System.nanoTime();
    family.project(points, none, directions);
    long projected = System.nanoTime();
    distances = family.distances(SlicedOrder.TWO);
    long compared = System.nanoTime();
    family.gradient(SlicedOrder.TWO, coefficients, gradient);
    long done = System.nanoTime();
    double sum = Arrays.stream(distances).flatMapToDouble(Arrays::stream).sum();
    double product = 2.0 * points.rows() * points.columns() * directions.count();
    return Map.of(
        "value", sum / 2,
        "flops", 2 * product,
        "projecting-seconds", (projected - start) / 1e9,
        "comparing-seconds", (compared - projected) / 1e9,
        "gradient-seconds", (done - compared) / 1e9);
  }

  @Override
  public Map<String, NpyArray> arrays() {
    return Map.of(
        "distances", LabelsTask.square(distances),
        "gradient", NpyArray.of(gradient, points.rows(), points.columns()));
  }
}
