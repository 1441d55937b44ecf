package org.otium.linalg.nd4j;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;

/** Matrices to decompose, and how far a decomposition is from one, by plain loops. */
final class Decompositions {
  private Decompositions() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static double[] gaussian(int rows, int columns, long seed) {
    RandomGenerator random = random(seed);
    double[] a = new double[rows * columns];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextGaussian();
    }
    return a;
  }

  /** G + Gᵀ of a gaussian matrix G. */
  static double[] symmetric(int n, long seed) {
    double[] g = gaussian(n, n, seed);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = g[i * n + j] + g[j * n + i];
      }
    }
    return a;
  }

  /** The largest entry of |A − Q·diag(λ)·Qᵀ| and of |QᵀQ − I|, relative to the largest |λ|. */
  static double error(Eigen eigen, double[] a, int n) {
    double[] scaled = new double[n * n];
    double largest = 0;
    for (int k = 0; k < n; k++) {
      largest = Math.max(largest, Math.abs(eigen.values()[k]));
      for (int i = 0; i < n; i++) {
        scaled[i * n + k] = eigen.vectors()[i * n + k] * eigen.values()[k];
      }
    }
    double[] transposed = transpose(eigen.vectors(), n, n);
    double residual = distance(a, product(scaled, transposed, n, n, n)) / largest;
    return Math.max(residual, orthogonality(transposed, n, n));
  }

  /** The largest entry of |A − U·diag(s)·Vᵀ| relative to s₁, of |UᵀU − I| and of |VᵀV − I|. */
  static double error(Svd svd, double[] a, int rows, int columns) {
    int k = Math.min(rows, columns);
    double[] scaled = svd.u().clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < k; j++) {
        scaled[i * k + j] *= svd.values()[j];
      }
    }
    double residual = distance(a, product(scaled, svd.vt(), rows, k, columns)) / svd.values()[0];
    return Math.max(
        residual,
        Math.max(
            orthogonality(transpose(svd.u(), rows, k), k, rows),
            orthogonality(svd.vt(), k, columns)));
  }

  static double[] product(double[] a, double[] b, int m, int k, int n) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        double factor = a[i * k + p];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += factor * b[p * n + j];
        }
      }
    }
    return c;
  }

  static double[] transpose(double[] a, int rows, int columns) {
    double[] t = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }

  /** The largest entry of |RRᵀ − I| for k rows. */
  private static double orthogonality(double[] rows, int k, int length) {
    double[] gram = product(rows, transpose(rows, k, length), k, length, k);
    double[] identity = new double[k * k];
    for (int i = 0; i < k; i++) {
      identity[i * k + i] = 1;
    }
    return distance(gram, identity);
  }

  static double distance(double[] a, double[] b) {
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs(a[i] - b[i]);
      distance = d > distance || Double.isNaN(d) ? d : distance;
    }
    return distance;
  }
}
