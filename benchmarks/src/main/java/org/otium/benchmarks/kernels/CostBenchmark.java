package org.otium.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otium.api.Compute;
import org.otium.api.Matrix;
import org.otium.numerics.SquaredEuclidean;

/** The squared Euclidean cost between 5000 and 5000 points in 784 dimensions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CostBenchmark {

  private static final int SIZE = 5000;
  private static final int DIMENSION = 784;

  private final Compute compute = Points.compute();
  private final Matrix x = Points.matrix(SIZE, DIMENSION, 1);
  private final Matrix y = Points.matrix(SIZE, DIMENSION, 2);

  /**
   * All entries.
   *
   * @return the cost
   */
  @Benchmark
  @Counts(floatFlops = 2.0 * SIZE * SIZE * DIMENSION)
  public float[] cost() {
    return SquaredEuclidean.between(x, y).toArray(compute.linearAlgebra(), compute.threads());
  }
}
