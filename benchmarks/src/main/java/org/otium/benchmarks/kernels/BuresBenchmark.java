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

  private final Compute compute = Points.compute();
  private final List<DiscreteMeasure> measures = Points.measures(20, 200, 784);

  /**
   * Moments and all pairs.
   *
   * @return 20×20 squared distances
   */
  @Benchmark
  public double[][] pairwise() {
    var fitted = Bures.moments(measures, compute.linearAlgebra(), compute.threads());
    return Bures.between(fitted, fitted, compute).squared();
  }
}
