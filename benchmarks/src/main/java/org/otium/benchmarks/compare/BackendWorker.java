package org.otium.benchmarks.compare;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.benchmarks.machine.Backend;
import org.otium.numerics.LinearAlgebraSelfCheck;

/**
 * Times one backend of linear algebra and looks how right its answers are, in a process of its own:
 * what one native library does to the threads and the memory of a process is not the next one's.
 */
final class BackendWorker {
  static final int ROWS = 4096;
  static final int DEPTH = 784;
  static final int EIGEN = 784;
  static final int SVD = 200;

  private static final double WARM_SECONDS = 2;
  private static final int TIMED_RUNS = 5;

  private BackendWorker() {}

  /**
   * Prints a name and a number a line, or why the backend cannot be used.
   *
   * @param args the backend, the number of threads
   * @throws IOException if the backend's files cannot be listed
   */
  static void main(String[] args) throws IOException {
    Backend backend = Backend.valueOf(args[0]);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Optional<String> obstacle = backend.obstacle();
    if (obstacle.isPresent()) {
      out.println("refused " + obstacle.get());
      return;
    }
    long start = System.nanoTime();
    LinearAlgebra algebra = backend.open(Integer.parseInt(args[1]));
    Optional<String> wrong = LinearAlgebraSelfCheck.reasonToRefuse(algebra);
    double ready = (System.nanoTime() - start) / 1e9;
    if (wrong.isPresent()) {
      out.println("refused " + wrong.get());
      return;
    }
    out.println("ready " + ready);
    float[] a = new float[ROWS * DEPTH];
    float[] b = new float[ROWS * DEPTH];
    float[] c = new float[ROWS * ROWS];
    fill(a, 1);
    fill(b, 2);
    out.println(
        "gemm "
            + median(
                () ->
                    algebra.gemm(
                        Transpose.NO,
                        Transpose.YES,
                        ROWS,
                        ROWS,
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
                        ROWS)));
    double[] s = symmetric(EIGEN);
    out.println("eigen " + median(() -> algebra.symmetricEigen(s, EIGEN)));
    out.println("eigen-error " + error(algebra.symmetricEigen(s, EIGEN), s, EIGEN));
    double[] m = square(SVD);
    out.println("svd " + median(() -> algebra.svd(m, SVD, SVD)));
    out.println("svd-error " + error(algebra.svd(m, SVD, SVD), m, SVD));
  }

  private static double median(Runnable work) {
    long start = System.nanoTime();
    do {
      work.run();
    } while ((System.nanoTime() - start) / 1e9 < WARM_SECONDS);
    double[] seconds = new double[TIMED_RUNS];
    for (int i = 0; i < TIMED_RUNS; i++) {
      long before = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - before) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[TIMED_RUNS / 2];
  }

  private static void fill(float[] values, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
  }

  private static double[] square(int n) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(n);
    return random.doubles((long) n * n, -1, 1).toArray();
  }

  private static double[] symmetric(int n) {
    double[] a = square(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[j * n + i] = a[i * n + j];
      }
    }
    return a;
  }

  /** The largest of |A − QΛQᵀ| over the largest of |Λ|, and of |QᵀQ − I|. */
  private static double error(Eigen eigen, double[] a, int n) {
    double[] q = eigen.vectors();
    double[] back = product(scaled(q, eigen.values(), n), transposed(q, n), n);
    double largest = Math.max(-eigen.values()[0], eigen.values()[n - 1]);
    return Math.max(distance(back, a) / largest, awayFromIdentity(transposed(q, n), q, n));
  }

  /** The largest of |A − U·diag(s)·Vᵀ| over the largest of s, and of |UᵀU − I| and |VᵀV − I|. */
  private static double error(Svd svd, double[] a, int n) {
    double[] back = product(scaled(svd.u(), svd.values(), n), svd.vt(), n);
    double orthogonal =
        Math.max(
            awayFromIdentity(transposed(svd.u(), n), svd.u(), n),
            awayFromIdentity(svd.vt(), transposed(svd.vt(), n), n));
    return Math.max(distance(back, a) / svd.values()[0], orthogonal);
  }

  private static double awayFromIdentity(double[] a, double[] b, int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return distance(product(a, b, n), identity);
  }

  /** Not by any backend, which could make up for its own mistakes. */
  private static double[] product(double[] a, double[] b, int n) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i * n + k];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += factor * b[k * n + j];
        }
      }
    }
    return c;
  }

  private static double[] scaled(double[] a, double[] columns, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      out[i] = a[i] * columns[i % n];
    }
    return out;
  }

  private static double[] transposed(double[] a, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      out[i % n * n + i / n] = a[i];
    }
    return out;
  }

  private static double distance(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      double distance = Math.abs(a[i] - b[i]);
      if (!(distance <= most)) { // NaN is far away too
        most = distance;
      }
    }
    return most;
  }
}
