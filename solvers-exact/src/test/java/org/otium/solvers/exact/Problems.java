package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.CostMatrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.solvers.exact.ExactSettings.Algorithm;

/** Problems to solve, and the proof that an answer is optimal. */
final class Problems {
  static final long BUDGET = 1L << 30;

  private Problems() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static ExactSolver solver(Algorithm algorithm) {
    return new ExactSolver(ExactSettings.using(algorithm), 2, BUDGET);
  }

  static TransportResult solve(Algorithm algorithm, TransportProblem problem) {
    TransportResult result = solver(algorithm).solve(problem);
    assertOptimal(problem, result);
    return result;
  }

  static CostMatrix squaredDistances(double[] x, double[] y, int dimension) {
    int n = x.length / dimension;
    int m = y.length / dimension;
    float[] c = new float[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
          double d = x[i * dimension + k] - y[j * dimension + k];
          sum += d * d;
        }
        c[i * m + j] = (float) sum;
      }
    }
    return CostMatrix.stored(n, m, c);
  }

  static double[] gaussian(RandomGenerator random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  static Weights randomWeights(RandomGenerator random, int count) {
    double[] masses = new double[count];
    for (int i = 0; i < count; i++) {
      masses[i] = 0.01 + random.nextDouble();
    }
    return Weights.proportional(masses);
  }

  /** Weak duality: a feasible plan and feasible potentials of one value are both optimal. */
  static void assertOptimal(TransportProblem problem, TransportResult result) {
    CostMatrix cost = problem.cost();
    int n = cost.rows();
    int m = cost.columns();
    float[] c = new float[n * m];
    cost.fill(0, n, c);
    double largest = 0;
    for (float v : c) {
      largest = Math.max(largest, Math.abs(v));
    }
    double mass = problem.a().total();
    double primal = 0;
    double dual = 0;
    double[] rows = new double[n];
    double[] columns = new double[m];
    int entries = 0;
    for (int i = 0; i < n; i++) {
      dual += problem.a().get(i) * result.potentials().f()[i];
      for (int j = 0; j < m; j++) {
        double moved = result.plan().mass(i, j);
        assertTrue(moved >= 0, "negative mass");
        entries += moved > 0 ? 1 : 0;
        rows[i] += moved;
        columns[j] += moved;
        primal += moved * c[i * m + j];
        double slack = c[i * m + j] - result.potentials().f()[i] - result.potentials().g()[j];
        assertTrue(slack >= -1e-11 * largest, "slack " + slack + " at " + i + ", " + j);
      }
    }
    for (int j = 0; j < m; j++) {
      dual += problem.b().get(j) * result.potentials().g()[j];
      assertEquals(problem.b().get(j), columns[j], 1e-14 * mass, "column " + j);
    }
    for (int i = 0; i < n; i++) {
      assertEquals(problem.a().get(i), rows[i], 1e-14 * mass, "row " + i);
    }
    assertEquals(dual, primal, 1e-11 * largest * mass, "duality gap");
    assertEquals(primal, result.value(), 1e-13 * largest * mass, "value");
    assertEquals(0, balance(problem, result), 1e-11 * largest * mass, "⟨a, f⟩ − ⟨b, g⟩");
    assertTrue(entries <= n + m - 1, entries + " entries");
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertTrue(result.convergence().marginalError() <= 1e-13 * (n + m) * mass);
  }

  private static double balance(TransportProblem problem, TransportResult result) {
    double sum = 0;
    for (int i = 0; i < problem.a().size(); i++) {
      sum += problem.a().get(i) * result.potentials().f()[i];
    }
    for (int j = 0; j < problem.b().size(); j++) {
      sum -= problem.b().get(j) * result.potentials().g()[j];
    }
    return sum;
  }
}
