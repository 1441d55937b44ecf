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

/** Values and vectors of a 200×200 matrix of doubles, singular ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SvdBenchmark {

  private static final int SIZE = 200;

  /** Who decomposes. */
  @Param({"OPENBLAS", "JAVA", "ND4J"})
  public Backend by = Backend.OPENBLAS;

  private final double[] a = Points.square(SIZE);
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
   * The reduction to a bidiagonal matrix takes 8n³/3 operations, turning its vectors back 4n³.
   *
   * @return the factors
   */
  @Benchmark
  @Counts(doubleFlops = 20.0 / 3 * SIZE * SIZE * SIZE)
  public LinearAlgebra.Svd decompose() {
    return algebra.svd(a, SIZE, SIZE);
  }
}
