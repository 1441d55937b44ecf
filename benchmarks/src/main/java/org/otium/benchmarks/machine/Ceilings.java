package org.otium.benchmarks.machine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.otium.api.CostMatrix;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SoftmaxPass;

/**
 * What this machine does at most, measured on all cores in this process: the best of a few rounds.
 *
 * @param floatFlops matrix products in single precision, operations a second
 * @param doubleFlops the same in double precision
 * @param copied bytes a second that copying reads and writes
 * @param read bytes a second that comparing arrays reads
 * @param passed bytes a second of a cost that lies in the cache which a pass of Sinkhorn's
 *     algorithm works off where every entry counts: its arithmetic, with memory as good as free
 */
public record Ceilings(
    double floatFlops, double doubleFlops, double copied, double read, double passed) {
  private static final int ROUNDS = 7;
  private static final int PRODUCT = 2048;
  private static final int STREAM = 1 << 26;
  private static final int STREAM_CHUNK = 1 << 20;
  private static final int PASS_ROWS = 64;
  private static final int PASS_COLUMNS = 2048;
  private static final int PASSES = 200;

  /**
   * Measures, which takes some seconds.
   *
   * @param threads how many may work
   * @return the best of several rounds of each
   */
  public static Ceilings measure(int threads) {
    double product = 2.0 * PRODUCT * PRODUCT * PRODUCT;
    LinearAlgebra algebra = new OpenBlasLinearAlgebra(threads);
    return new Ceilings(
        product / best(floatProduct(algebra)),
        product / best(doubleProduct(algebra)),
        2.0 * Float.BYTES * STREAM / best(copy(threads)),
        2.0 * Float.BYTES * STREAM / best(read(threads)),
        (double) Float.BYTES * PASS_ROWS * PASS_COLUMNS * PASSES * threads / best(pass(threads)));
  }

  private static double best(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }

  private static Runnable floatProduct(LinearAlgebra algebra) {
    int n = PRODUCT;
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] c = new float[n * n];
    return () ->
        algebra.gemm(Transpose.NO, Transpose.YES, n, n, n, 1f, a, 0, n, b, 0, n, 0f, c, 0, n);
  }

  private static Runnable doubleProduct(LinearAlgebra algebra) {
    int n = PRODUCT;
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    double[] c = new double[n * n];
    return () ->
        algebra.gemm(Transpose.NO, Transpose.YES, n, n, n, 1.0, a, 0, n, b, 0, n, 0.0, c, 0, n);
  }

  private static Runnable copy(int threads) {
    float[] from = new float[STREAM];
    float[] to = new float[STREAM];
    return () ->
        ParallelLoop.run(
            threads,
            0,
            STREAM,
            STREAM_CHUNK,
            (low, high) -> System.arraycopy(from, low, to, low, high - low));
  }

  private static Runnable read(int threads) {
    float[] one = new float[STREAM];
    float[] other = new float[STREAM];
    AtomicBoolean equal = new AtomicBoolean();
    return () -> {
      equal.set(true);
      ParallelLoop.run(
          threads,
          0,
          STREAM,
          STREAM_CHUNK,
          (low, high) -> {
            if (Arrays.mismatch(one, low, high, other, low, high) >= 0) {
              equal.set(false);
            }
          });
      if (!equal.get()) { // so that the comparison is not optimised away
        throw new IllegalStateException("arrays of zeros differ");
      }
    };
  }

  /** Each thread has a cost of its own, because starting threads takes longer than a pass. */
  private static Runnable pass(int threads) {
    float[] entries = new float[PASS_ROWS * PASS_COLUMNS];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i * 7919 % entries.length / (float) entries.length;
    }
    CostMatrix cost = CostMatrix.stored(PASS_ROWS, PASS_COLUMNS, entries);
    return () -> ParallelLoop.run(threads, 0, threads, 1, (low, high) -> passes(cost));
  }

  private static void passes(CostMatrix cost) {
    SoftmaxPass pass = new SoftmaxPass(cost, 1, SoftmaxPass.Precision.FLOAT32);
    double[] masses = new double[PASS_ROWS];
    double[] logMasses = new double[PASS_COLUMNS];
    Arrays.fill(masses, 1.0 / PASS_ROWS);
    Arrays.fill(logMasses, -Math.log(PASS_COLUMNS));
    double[] f = new double[PASS_ROWS];
    double[] g = new double[PASS_COLUMNS];
    double[] rows = new double[PASS_ROWS];
    double[] columns = new double[PASS_COLUMNS];
    for (int i = 0; i < PASSES; i++) {
      pass.scaleRows(0.05, masses, f, g, logMasses, 1, rows, columns);
    }
  }
}
