package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.minibatch.MinibatchSettings;
import org.otium.solvers.minibatch.MinibatchSolver;
import org.otium.testkit.Samples;

/** Problems at the edge of what can be solved, against exact solutions and closed forms. */
class HardCasesTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  private static final SinkhornSettings LARGE =
      SinkhornSettings.of(Epsilon.of(1)).withTolerance(1e-3);

  private static TransportResult sinkhorn(TransportProblem problem, String epsilon) {
    return new SinkhornSolver(SinkhornSettings.of(Epsilon.parse(epsilon)), COMPUTE).solve(problem);
  }

  private static TransportResult exact(TransportProblem problem) {
    TransportResult result = new ExactSolver(ExactSettings.defaults(), COMPUTE).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    return result;
  }

  private static List<OtSolver> solvers() {
    return List.of(
        new SinkhornSolver(SinkhornSettings.of(Epsilon.parse("0.01 * max cost")), COMPUTE),
        new ExactSolver(ExactSettings.defaults(), COMPUTE));
  }

  private static CostMatrix cost(Matrix x, Matrix y) {
    return SquaredEuclidean.between(x, y).toCostMatrix(COMPUTE);
  }

  private static void requireMarginals(TransportResult result, TransportProblem problem) {
    assertTrue(result.convergence().converged(), result.convergence().reason());
    double total = problem.a().total();
    assertArrayEquals(problem.a().toArray(), result.plan().rowSums(), 2e-5 * total);
    assertArrayEquals(problem.b().toArray(), result.plan().columnSums(), 2e-5 * total);
  }

  @Test
  void tinyEpsilonReachesTheExactCost() {
    RandomGenerator random = Samples.random(1);
    TransportProblem problem =
        new TransportProblem(
            cost(Samples.gaussian(150, 2, random), Samples.gaussian(150, 2, random)),
            Weights.uniform(150),
            Weights.uniform(150));
    TransportResult result = sinkhorn(problem, "1e-4 * max cost");
    requireMarginals(result, problem);
    double exact = exact(problem).value();
    // entropy of a coupling of uniform measures: between 0 and log n
    double bias = result.epsilon() * Math.log(150);
    assertTrue(result.value() >= exact - 1e-4, result.value() + " below " + exact);
    assertEquals(exact, result.value(), bias + 1e-4);
    assertEquals(exact, result.transportCost(), bias + 1e-4);
  }

  @Test
  void costsOverTwentyFourMagnitudesAreSolved() {
    RandomGenerator random = Samples.random(2);
    int n = 40;
    float[] values = new float[n * n];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) Math.pow(10, -12 + 24 * random.nextDouble());
    }
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(n, n, values), Weights.uniform(n), Weights.uniform(n));
    TransportResult exact = exact(problem);
    TransportResult assigned =
        new ExactSolver(ExactSettings.using(ExactSettings.Algorithm.ASSIGNMENT), 1, 1 << 20)
            .solve(problem);
    TransportResult pivoted =
        new ExactSolver(ExactSettings.using(ExactSettings.Algorithm.NETWORK_SIMPLEX), 1, 1 << 20)
            .solve(problem);
    for (TransportResult solved : List.of(exact, assigned, pivoted)) {
      assertTrue(solved.convergence().converged(), solved.convergence().reason());
      assertEquals(assigned.value(), solved.value(), 1e-9 * assigned.value());
    }
    // pairs that cost less than 1e-7 (a fifth of all) hold a perfect matching
    assertTrue(exact.value() > 0 && exact.value() < 1e-7, "value " + exact.value());
    TransportResult result = sinkhorn(problem, "1e-6 * max cost");
    requireMarginals(result, problem);
    assertEquals(-1, result.plan().toMatrix().firstNonFinite());
    for (double f : result.potentials().f()) {
      assertTrue(Double.isFinite(f));
    }
    assertTrue(result.transportCost() >= exact.value() - 1e-5 * 1e12);
    assertEquals(exact.value(), result.value(), result.epsilon() * Math.log(n) + 1e-5 * 1e12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e12})
  void extremeUnitsOfCostDoNotMatter(double unit) {
    RandomGenerator random = Samples.random(3);
    Matrix c = Samples.gaussian(30, 35, random);
    float[] plain = c.toArray();
    float[] scaled = c.toArray();
    for (int k = 0; k < plain.length; k++) {
      plain[k] = plain[k] * plain[k];
      scaled[k] = (float) (plain[k] * unit);
    }
    for (OtSolver solver : solvers()) {
      double expected =
          solver
              .solve(
                  new TransportProblem(
                      CostMatrix.stored(30, 35, plain), Weights.uniform(30), Weights.uniform(35)))
              .value();
      double actual =
          solver
              .solve(
                  new TransportProblem(
                      CostMatrix.stored(30, 35, scaled), Weights.uniform(30), Weights.uniform(35)))
              .value();
      assertEquals(expected, actual / unit, 1e-4 * expected);
    }
  }

  @Test
  void onePointToManyMovesTheirMeanCost() {
    RandomGenerator random = Samples.random(4);
    Matrix one = Samples.gaussian(1, 5, random);
    Matrix many = Samples.gaussian(20_000, 5, random);
    double expected = 0;
    for (int j = 0; j < many.rows(); j++) {
      for (int p = 0; p < 5; p++) {
        double d = one.get(0, p) - many.get(j, p);
        expected += d * d / many.rows();
      }
    }
    for (OtSolver solver : solvers()) {
      TransportProblem there =
          new TransportProblem(cost(one, many), Weights.uniform(1), Weights.uniform(20_000));
      TransportProblem back =
          new TransportProblem(cost(many, one), Weights.uniform(20_000), Weights.uniform(1));
      for (TransportProblem problem : List.of(there, back)) {
        TransportResult result = solver.solve(problem);
        requireMarginals(result, problem);
        assertEquals(expected, result.value(), 1e-4 * expected);
        assertEquals(expected, result.transportCost(), 1e-4 * expected);
      }
    }
  }

  @Test
  void manyMorePointsOnOneSide() {
    RandomGenerator random = Samples.random(5);
    Matrix few = Samples.gaussian(4, 3, random);
    Matrix many = Samples.gaussian(10_000, 3, random);
    TransportProblem wide =
        new TransportProblem(cost(few, many), Weights.uniform(4), Weights.uniform(10_000));
    TransportProblem tall =
        new TransportProblem(cost(many, few), Weights.uniform(10_000), Weights.uniform(4));
    double exact = exact(wide).value();
    assertEquals(exact, exact(tall).value(), 1e-9);
    for (TransportProblem problem : List.of(wide, tall)) {
      TransportResult result = sinkhorn(problem, "1e-3 * max cost");
      requireMarginals(result, problem);
      assertEquals(exact, result.value(), result.epsilon() * Math.log(4) + 1e-3);
      assertTrue(result.transportCost() >= exact - 1e-3);
    }
  }

  @Test
  void identicalPointsMoveAnywhereForNothing() {
    Matrix same = Matrix.wrap(300, 2, filled(600, 7.5f));
    Matrix others = Matrix.wrap(200, 2, filled(400, 7.5f));
    for (OtSolver solver : solvers()) {
      TransportProblem problem =
          new TransportProblem(cost(same, others), Weights.uniform(300), Weights.uniform(200));
      TransportResult result = solver.solve(problem);
      requireMarginals(result, problem);
      assertEquals(0, result.value(), 1e-9);
      assertEquals(0, result.transportCost(), 1e-12);
    }
  }

  @Test
  void duplicatesWeighAsMuchAsOnePointOfTheirMass() {
    RandomGenerator random = Samples.random(6);
    Matrix x = Samples.gaussian(30, 2, random);
    Matrix y = Samples.gaussian(25, 2, random);
    int[] thrice = new int[90];
    Arrays.setAll(thrice, k -> k % 30);
    for (OtSolver solver : solvers()) {
      double once =
          solver
              .solve(new TransportProblem(cost(x, y), Weights.uniform(30), Weights.uniform(25)))
              .value();
      double copies =
          solver
              .solve(
                  new TransportProblem(
                      cost(x.selectRows(thrice), y), Weights.uniform(90), Weights.uniform(25)))
              .value();
      assertEquals(once, copies, 1e-4 * once);
    }
  }

  @Test
  void allMassOnOnePointOfMany() {
    RandomGenerator random = Samples.random(7);
    Matrix x = Samples.gaussian(500, 2, random);
    Matrix y = Samples.gaussian(400, 2, random);
    double[] a = new double[500];
    double[] b = new double[400];
    a[123] = 1;
    b[321] = 1;
    double expected = 0;
    for (int p = 0; p < 2; p++) {
      double d = x.get(123, p) - y.get(321, p);
      expected += d * d;
    }
    for (OtSolver solver : solvers()) {
      TransportProblem problem =
          new TransportProblem(cost(x, y), Weights.probability(a), Weights.probability(b));
      TransportResult result = solver.solve(problem);
      requireMarginals(result, problem);
      assertEquals(expected, result.value(), 1e-4 * expected);
      assertEquals(1, result.plan().mass(123, 321), 1e-6);
      assertTrue(Arrays.stream(result.potentials().f()).allMatch(Double::isFinite));
      assertTrue(Arrays.stream(result.potentials().g()).allMatch(Double::isFinite));
    }
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * The stored cost would take 10 GB. Takes about two minutes: {@code -Dotium.test.large=true}. A
   * shift by v costs ‖v‖² at least, and at most dε/2 more for a plan that is blurred by
   * e^(−‖x−y‖²/ε).
   */
  @Test
  @EnabledIfSystemProperty(named = "otium.test.large", matches = "true")
  void fiftyThousandPointsFitFourGigabytes() {
    requireShift(new SinkhornSolver(LARGE, COMPUTE), 18.5, 0.55);
  }

  /** Blocks of 10,000 points: 400 MB each. Small samples lie a little further apart. */
  @Test
  @EnabledIfSystemProperty(named = "otium.test.large", matches = "true")
  void fiftyThousandPointsInBatchesFitFourGigabytes() {
    OtSolver solver =
        new MinibatchSolver(MinibatchSettings.of(new SinkhornSolver(LARGE, COMPUTE)), COMPUTE);
    requireShift(solver, 18.6, 0.65);
  }

  /**
   * Classes that hardly exchange mass, within which a plan is dense: the cost is constant on pairs
   * of classes, so that textbook updates for one point a class have the same solution.
   */
  @Test
  void denseBlocksThatHardlyTouchTakeFewIterations() {
    int blocks = 12;
    int size = 100;
    int n = blocks * size;
    double[][] apart = new double[blocks][blocks];
    double[] masses = new double[blocks];
    double[] asked = new double[blocks];
    for (int k = 0; k < blocks; k++) {
      masses[k] = 1.0 / blocks;
      asked[k] = (1 + 0.1 * Math.cos(k)) / blocks;
      for (int l = 0; l < blocks; l++) {
        apart[k][l] = Math.abs(k - l) == 1 ? 6 : k == l ? 0 : 30;
      }
    }
    double total = Arrays.stream(asked).sum();
    Arrays.setAll(asked, k -> asked[k] / total);
    float[] costs = new float[n * n];
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = masses[i / size] / size;
      b[i] = asked[i / size] / size;
      for (int j = 0; j < n; j++) {
        costs[i * n + j] = (float) apart[i / size][j / size];
      }
    }
    double expected = scaled(apart, masses, asked);
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(n, n, costs), Weights.probability(a), Weights.probability(b));
    TransportResult result = sinkhorn(problem, "1");
    requireMarginals(result, problem);
    assertEquals(expected, result.transportCost(), 1e-4 * expected);
    assertTrue(
        result.convergence().iterations() < 200, result.convergence().iterations() + " iterations");
    for (int threads : new int[] {1, 3}) {
      Compute other = new Compute(new JavaLinearAlgebra(threads), threads, 1L << 30);
      TransportResult same =
          new SinkhornSolver(SinkhornSettings.of(Epsilon.of(1)), other).solve(problem);
      assertArrayEquals(result.potentials().f(), same.potentials().f());
      assertArrayEquals(result.potentials().g(), same.potentials().g());
    }
  }

  /** ⟨C, π⟩ of the entropic plan at ε = 1, by Sinkhorn's updates of two scalings. */
  private static double scaled(double[][] cost, double[] a, double[] b) {
    int n = a.length;
    double[] u = new double[n];
    double[] v = new double[n];
    Arrays.fill(v, 1);
    for (int step = 0; step < 300_000; step++) {
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int l = 0; l < n; l++) {
          sum += Math.exp(-cost[k][l]) * v[l];
        }
        u[k] = a[k] / sum;
      }
      for (int l = 0; l < n; l++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += Math.exp(-cost[k][l]) * u[k];
        }
        v[l] = b[l] / sum;
      }
    }
    double value = 0;
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        value += cost[k][l] * u[k] * Math.exp(-cost[k][l]) * v[l];
      }
    }
    return value;
  }

  private static void requireShift(OtSolver solver, double expected, double tolerance) {
    int n = 50_000;
    assertTrue(Runtime.getRuntime().maxMemory() <= 4L << 30, "run with -Xmx4g or less");
    Matrix x = Samples.gaussian(n, 2, Samples.random(8));
    float[] moved = x.toArray();
    for (int k = 0; k < moved.length; k++) {
      moved[k] += 3;
    }
    CostMatrix cost = cost(x, Matrix.wrap(n, 2, moved));
    assertTrue(cost instanceof CostMatrix.Tiled, "the cost is stored");
    TransportResult result =
        solver.solve(new TransportProblem(cost, Weights.uniform(n), Weights.uniform(n)));
    Matrix projected = result.plan().barycentricProjection(x);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertEquals(expected, result.transportCost(), tolerance);
    assertEquals(-1, projected.firstNonFinite());
  }
}
