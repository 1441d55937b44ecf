package org.otium.benchmarks.kernels;

import java.io.IOException;
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
import org.otium.api.LinearAlgebra;
import org.otium.benchmarks.machine.Backend;
import org.otium.numerics.JavaLinearAlgebra;

/** Values and vectors of a symmetric 784×784 matrix of doubles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EigenBenchmark {

  private static final int SIZE = 784;

  /** Who decomposes. */
  @Param({"OPENBLAS", "JAVA", "ND4J"})
  public Backend by = Backend.OPENBLAS;

  private final double[] a = Points.symmetric(SIZE);
  private LinearAlgebra algebra = new JavaLinearAlgebra(1);

  /**
   * Loads the linear algebra.
   *
   * @throws IOException if its files cannot be listed
   */
  @Setup
  public void prepare() throws IOException {
    algebra = Points.open(by);
  }

  /**
   * The reduction to a tridiagonal matrix takes 4n³/3 operations, turning its vectors back 2n³.
   *
   * @return the factors
   */
  @Benchmark
  @Counts(doubleFlops = 10.0 / 3 * SIZE * SIZE * SIZE)
  public LinearAlgebra.Eigen decompose() {
    return algebra.symmetricEigen(a, SIZE);
  }
}
