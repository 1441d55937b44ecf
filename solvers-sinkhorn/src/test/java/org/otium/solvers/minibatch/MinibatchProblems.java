package org.otium.solvers.minibatch;

import java.util.random.RandomGenerator;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;
import org.otium.testkit.Samples;

/** Solvers and problems of the tests. */
final class MinibatchProblems {
  private MinibatchProblems() {}

  static Compute compute(int threads, long budget) {
    return new Compute(new JavaLinearAlgebra(1), threads, budget);
  }

  static OtSolver exact() {
    return new ExactSolver(ExactSettings.defaults(), 1, 1L << 30);
  }

  static OtSolver sinkhorn() {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.parse("0.05 * max cost")).withTolerance(1e-6),
        compute(2, 1L << 30));
  }

  static OtSolver minibatch(OtSolver solver, int batchSize, int repeats) {
    return minibatch(solver, batchSize, repeats, compute(2, 1L << 30));
  }

  static OtSolver minibatch(OtSolver solver, int batchSize, int repeats, Compute compute) {
    return new MinibatchSolver(new MinibatchSettings(solver, batchSize, repeats, 5), compute);
  }

  /** Squared distances between two clouds. */
  static CostMatrix.Stored cost(int n, int m, long seed) {
    RandomGenerator random = Samples.random(seed);
    Matrix x = Samples.gaussian(n, 3, random);
    Matrix y = Samples.gaussian(m, 3, random);
    float[] values = new float[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        for (int p = 0; p < 3; p++) {
          float d = x.get(i, p) - y.get(j, p);
          values[i * m + j] += d * d;
        }
      }
    }
    return CostMatrix.stored(n, m, values);
  }

  static TransportProblem uniform(int n, int m, long seed) {
    return new TransportProblem(cost(n, m, seed), Weights.uniform(n), Weights.uniform(m));
  }

  /** Uneven masses, every fifth of them zero. */
  static TransportProblem weighted(int n, int m, long seed) {
    RandomGenerator random = Samples.random(seed + 1000);
    return new TransportProblem(cost(n, m, seed), weights(n, random), weights(m, random));
  }

  private static Weights weights(int n, RandomGenerator random) {
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      masses[i] = i % 5 == 3 ? 0 : 0.1 + random.nextDouble();
    }
    return Weights.proportional(masses);
  }
}
