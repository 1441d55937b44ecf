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
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.benchmarks.machine.Backend;
import org.otium.numerics.JavaLinearAlgebra;

/** The product of 4096×784 and 784×4096 floats. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GemmBenchmark {

  private static final int SIZE = 4096;
  private static final int DEPTH = 784;

  /** Who multiplies. */
  @Param({"OPENBLAS", "JAVA", "ND4J"})
  public Backend by = Backend.OPENBLAS;

  private final float[] a = Points.uniform(SIZE * DEPTH, 1);
  private final float[] b = Points.uniform(SIZE * DEPTH, 2);
  private final float[] c = new float[SIZE * SIZE];
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
   * C = A·Bᵀ.
   *
   * @return C
   */
  @Benchmark
  @Counts(floatFlops = 2.0 * SIZE * SIZE * DEPTH)
  public float[] multiply() {
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        SIZE,
        SIZE,
        DEPTH,
        1f,
        a,
        0,
        DEPTH,
        b,
        0,
        DEPTH,
        0f,
        c,
        0,
        SIZE);
    return c;
  }
}
