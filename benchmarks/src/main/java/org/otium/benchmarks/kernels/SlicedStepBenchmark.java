package org.otium.benchmarks.kernels;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;
import org.otium.numerics.SlicedOrder;

/**
 * What a step of a flow takes that moves ten measures towards ten others, in 784 dimensions along
 * 500 directions: distances between all twenty, and the gradient for the ten. The others and the
 * directions stay, and are projected once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SlicedStepBenchmark {

  private static final int MEASURES = 10;
  private static final int DIMENSION = 784;
  private static final int DIRECTIONS = 500;

  /** Points of each measure. */
  @Param({"200", "500"})
  public int size = 200;

  private final SlicedDirections directions = SlicedDirections.uniform(DIRECTIONS, DIMENSION, 3);
  private final double[][] coefficients = new double[2 * MEASURES][2 * MEASURES];
  private Matrix points = Points.matrix(1, 1, 1);
  private Matrix others = Points.matrix(1, 1, 2);
  private float[] gradient = {};
  private SlicedFamily family =
      new SlicedFamily(Points.compute(), List.of(Weights.uniform(1)), List.of(), 1, 1);

  /** The coefficients of a squared maximum mean discrepancy. */
  @Setup
  public void prepare() {
    points = Points.matrix(MEASURES * size, DIMENSION, 1);
    others = Points.matrix(MEASURES * size, DIMENSION, 2);
    gradient = new float[MEASURES * size * DIMENSION];
    List<Weights> masses = Collections.nCopies(MEASURES, Weights.uniform(size));
    family = new SlicedFamily(Points.compute(), masses, masses, DIMENSION, DIRECTIONS);
    for (int k = 0; k < 2 * MEASURES; k++) {
      for (int m = 0; m < 2 * MEASURES; m++) {
        boolean isSame = k < MEASURES == m < MEASURES;
        coefficients[k][m] = (isSame ? 1.0 : -1.0) / (MEASURES * MEASURES);
      }
    }
  }

  /**
   * Projections, distances and the gradient.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  public double[][] step() {
    family.project(points, others, directions);
    double[][] distances = family.distances(SlicedOrder.TWO);
    family.gradient(SlicedOrder.TWO, coefficients, gradient);
    return distances;
  }
}
