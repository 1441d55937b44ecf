package org.otium.benchmarks.kernels;

import java.util.Arrays;
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
import org.otium.api.CostMatrix;
import org.otium.numerics.SoftmaxPass;

/** One pass of Sinkhorn's algorithm over a cost of 5000×5000: 100 MB are read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SoftmaxBenchmark {

  private static final int SIZE = 5000;

  /** Arithmetic of the pass. */
  @Param({"FLOAT32", "FLOAT64"})
  public SoftmaxPass.Precision precision = SoftmaxPass.Precision.FLOAT32;

  private final double[] a = new double[SIZE];
  private final double[] f = new double[SIZE];
  private final double[] g = new double[SIZE];
  private final double[] logB = new double[SIZE];
  private final double[] rowSums = new double[SIZE];
  private final double[] columnSums = new double[SIZE];
  private SoftmaxPass pass =
      new SoftmaxPass(CostMatrix.stored(0, 0, new float[0]), 1, SoftmaxPass.Precision.FLOAT32);

  /** Makes a cost of uniform entries and equal masses. */
  @Setup
  public void prepare() {
    CostMatrix cost = CostMatrix.stored(SIZE, SIZE, Points.uniform(SIZE * SIZE, 1));
    pass = new SoftmaxPass(cost, Points.compute().threads(), precision);
    Arrays.fill(a, 1.0 / SIZE);
    Arrays.fill(logB, -Math.log(SIZE));
  }

  /**
   * Row scaling and column sums at ε = 0.01 of the largest cost.
   *
   * @return the column sums
   */
  @Benchmark
  @Counts(read = 4.0 * SIZE * SIZE)
  public double[] scaleRows() {
    pass.scaleRows(0.01, a, f, g, logB, 1, rowSums, columnSums);
    return columnSums;
  }
}
