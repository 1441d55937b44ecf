package org.otium.benchmarks.kernels;

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
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;
import org.otium.numerics.SlicedOrder;

/**
 * The squared distances of all pairs of 20 measures of 500 points, sorted along 500 directions: by
 * differences, as sliced distances do it, and by one Gram matrix of the sorted projections, in
 * single and in double precision.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PairsBenchmark {

  private static final int MEASURES = 20;
  private static final int SIZE = 500;
  private static final int DIMENSION = 2;
  private static final int DIRECTIONS = 500;
  private static final int LENGTH = SIZE * DIRECTIONS;

  private final Compute compute = Points.compute();
  private final List<Weights> masses =
      Points.measures(MEASURES, SIZE, 1).stream().map(m -> m.weights()).toList();
  private final SlicedFamily family =
      new SlicedFamily(compute, masses, List.of(), DIMENSION, DIRECTIONS);
  private final float[] sorted = Points.uniform(MEASURES * LENGTH, 3);
  private final double[] widened = new double[MEASURES * LENGTH];
  private final float[] gram = new float[MEASURES * MEASURES];
  private final double[] wideGram = new double[MEASURES * MEASURES];

  /** Projects and sorts. */
  @Setup
  public void prepare() {
    family.project(
        Points.matrix(MEASURES * SIZE, DIMENSION, 1),
        Matrix.wrap(0, DIMENSION, new float[0]),
        SlicedDirections.uniform(DIRECTIONS, DIMENSION, 2));
  }

  /**
   * By differences.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  public double[][] differences() {
    return family.distances(SlicedOrder.TWO);
  }

  /**
   * By a product of floats.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  public double[] gram() {
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.YES,
            MEASURES,
            MEASURES,
            LENGTH,
            1,
            sorted,
            0,
            LENGTH,
            sorted,
            0,
            LENGTH,
            0,
            gram,
            0,
            MEASURES);
    for (int k = 0; k < gram.length; k++) {
      wideGram[k] = gram[k];
    }
    return distances();
  }

  /**
   * By a product of doubles, which floats are widened for.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  public double[] gramOfDoubles() {
    for (int k = 0; k < sorted.length; k++) {
      widened[k] = sorted[k];
    }
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.YES,
            MEASURES,
            MEASURES,
            LENGTH,
            1,
            widened,
            0,
            LENGTH,
            widened,
            0,
            LENGTH,
            0,
            wideGram,
            0,
            MEASURES);
    return distances();
  }

  private double[] distances() {
    double[] distances = new double[MEASURES * MEASURES];
    for (int k = 0; k < MEASURES; k++) {
      for (int m = 0; m < MEASURES; m++) {
        double own = wideGram[k * MEASURES + k] + wideGram[m * MEASURES + m];
        distances[k * MEASURES + m] = (own - 2 * wideGram[k * MEASURES + m]) / LENGTH;
      }
    }
    return distances;
  }
}
