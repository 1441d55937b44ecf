package org.otium.benchmarks.kernels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.benchmarks.machine.Backend;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;

/** Inputs of the benchmarks, the same in every run. */
final class Points {
  private Points() {}

  /** The machine's threads and OpenBLAS. */
  static Compute compute() {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Compute(
        new OpenBlasLinearAlgebra(threads), threads, Runtime.getRuntime().maxMemory() / 2);
  }

  /** A backend with all of the machine's threads. */
  static LinearAlgebra open(Backend backend) throws IOException {
    Optional<String> obstacle = backend.obstacle();
    if (obstacle.isPresent()) {
      throw new IOException(backend.label() + " cannot work here: " + obstacle.get());
    }
    return backend.open(Runtime.getRuntime().availableProcessors());
  }

  /** Independent values, uniform in [0, 1). */
  static float[] uniform(int count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** An n×n matrix of independent values. */
  static double[] square(int n) {
    float[] values = uniform(n * n, 3);
    double[] a = new double[n * n];
    for (int i = 0; i < a.length; i++) {
      a[i] = values[i];
    }
    return a;
  }

  /** The same, with the upper triangle that of the lower one. */
  static double[] symmetric(int n) {
    double[] a = square(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[j * n + i] = a[i * n + j];
      }
    }
    return a;
  }

  static Matrix matrix(int rows, int columns, long seed) {
    return Matrix.wrap(rows, columns, uniform(rows * columns, seed));
  }

  static List<DiscreteMeasure> measures(int count, int size, int dimension) {
    List<DiscreteMeasure> measures = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      measures.add(DiscreteMeasure.uniform(matrix(size, dimension, 100 + k)));
    }
    return measures;
  }
}
