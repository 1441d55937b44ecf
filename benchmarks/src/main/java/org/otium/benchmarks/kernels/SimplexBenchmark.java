package org.otium.benchmarks.kernels;

import java.util.Optional;
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
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;

/** Exact transport between 1000 and 1000 points in 784 dimensions by the network simplex. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SimplexBenchmark {

  private static final int SIZE = 1000;

  private final Compute compute = Points.compute();
  private final TransportProblem problem =
      new TransportProblem(
          SquaredEuclidean.between(Points.matrix(SIZE, 784, 1), Points.matrix(SIZE, 784, 2))
              .toCostMatrix(compute),
          Weights.uniform(SIZE),
          Weights.uniform(SIZE));
  private final ExactSolver solver =
      new ExactSolver(
          new ExactSettings(ExactSettings.Algorithm.NETWORK_SIMPLEX, Optional.empty(), false),
          compute);

  /**
   * The optimal plan of a given cost.
   *
   * @return plan and certificate
   */
  @Benchmark
  public TransportResult solve() {
    return solver.solve(problem);
  }
}
