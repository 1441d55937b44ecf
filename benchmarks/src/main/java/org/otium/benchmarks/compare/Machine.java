package org.otium.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;
import org.otium.numerics.ParallelLoop;

/**
 * The machine, and what it can do at most.
 *
 * @param description processor, memory, system and Java in a line
 * @param gflops single precision matrix products, 10⁹ operations a second
 * @param gigabytes copying, 10⁹ bytes read and written a second
 */
record Machine(String description, double gflops, double gigabytes) {
  private static final int ROUNDS = 5;

  static Machine measure(int threads) throws IOException {
    String processor = System.getProperty("os.arch");
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      processor =
          Files.readAllLines(info).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    }
    double gib = system().getTotalMemorySize() / (double) (1L << 30);
    String description =
        String.format(
            Locale.ROOT,
            "%s, %d cores, %.0f GiB of memory, %s, Java %s",
            processor,
            threads,
            gib,
            System.getProperty("os.name"),
            Runtime.version().feature());
    return new Machine(description, gemm(threads), copy(threads));
  }

  /** How many processes wanted a core in the last minute. */
  static double load() {
    return system().getSystemLoadAverage();
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static double gemm(int threads) {
    int n = 2048;
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] c = new float[n * n];
    LinearAlgebra algebra = new OpenBlasLinearAlgebra(threads);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      algebra.gemm(Transpose.NO, Transpose.YES, n, n, n, 1f, a, 0, n, b, 0, n, 0f, c, 0, n);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return 2.0 * n * n * n / best / 1e9;
  }

  private static double copy(int threads) {
    int size = 1 << 26;
    float[] from = new float[size];
    float[] to = new float[size];
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      ParallelLoop.run(
          threads,
          0,
          size,
          1 << 20,
          (low, high) -> System.arraycopy(from, low, to, low, high - low));
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return 8.0 * size / best / 1e9;
  }
}
