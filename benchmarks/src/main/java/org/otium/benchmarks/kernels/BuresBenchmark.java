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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.numerics.Bures;

/** Bures–Wasserstein distances between 20 Gaussians fitted to 200 points each in 784 dimensions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BuresBenchmark {

  private static final int MEASURES = 20;
  private static final int PAIRS = MEASURES * (MEASURES - 1) / 2;
  private static final int SIZE = 200;
  private static final int DIMENSION = 784;

  private final Compute compute = Points.compute();
  private final List<DiscreteMeasure> measures = Points.measures(MEASURES, SIZE, DIMENSION);

  /**
   * Moments and all pairs: for each the product of two factors, and its singular values.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  @Counts(doubleFlops = PAIRS * (2.0 * SIZE * SIZE * DIMENSION + 8.0 / 3 * SIZE * SIZE * SIZE))
  public double[][] pairwise() {
    var fitted = Bures.moments(measures, compute.linearAlgebra(), compute.threads());
    return Bures.between(fitted, fitted, compute).squared();
  }
}
