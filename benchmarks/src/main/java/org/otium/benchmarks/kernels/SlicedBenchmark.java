package org.otium.benchmarks.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.Matrix;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;
import org.otium.numerics.SlicedOrder;

/**
 * Sliced Wasserstein distances of all pairs of 20 measures of 500 points in 784 dimensions, 500
 * directions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SlicedBenchmark {

  private static final int MEASURES = 20;
  private static final int SIZE = 500;
  private static final int DIMENSION = 784;
  private static final int DIRECTIONS = 500;

  private final Compute compute = Points.compute();
  private final Matrix points = Points.matrix(MEASURES * SIZE, DIMENSION, 1);
  private final SlicedDirections directions = SlicedDirections.uniform(DIRECTIONS, DIMENSION, 2);
  private final SlicedFamily family =
      new SlicedFamily(
          compute,
          Points.measures(MEASURES, SIZE, 1).stream().map(DiscreteMeasure::weights).toList(),
          List.of(),
          DIMENSION,
          DIRECTIONS);
  private final double[][] coefficients = new double[MEASURES][MEASURES];
  private final float[] gradient = new float[MEASURES * SIZE * DIMENSION];

  /** The gradient of the sum of all pairs is taken. */
  @Setup
  public void prepare() {
    for (double[] row : coefficients) {
      Arrays.fill(row, 0.5);
    }
  }

  /**
   * Projections, distances and the gradient.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  @Counts(floatFlops = 4.0 * MEASURES * SIZE * DIMENSION * DIRECTIONS)
  public double[][] pairs() {
    family.project(points, Matrix.wrap(0, DIMENSION, new float[0]), directions);
    double[][] distances = family.distances(SlicedOrder.TWO);
    family.gradient(SlicedOrder.TWO, coefficients, gradient);
    return distances;
  }
}
