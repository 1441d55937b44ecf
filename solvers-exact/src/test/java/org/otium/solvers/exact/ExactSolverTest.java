package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.otium.solvers.exact.Problems.gaussian;
import static org.otium.solvers.exact.Problems.random;
import static org.otium.solvers.exact.Problems.randomWeights;
import static org.otium.solvers.exact.Problems.solve;
import static org.otium.solvers.exact.Problems.solver;
import static org.otium.solvers.exact.Problems.squaredDistances;

import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.OtiumException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.solvers.exact.ExactSettings.Algorithm;
import org.otium.testkit.Golden;

class ExactSolverTest {
  private static final int PIXELS = 784;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void imagesMatchTheReference(Algorithm algorithm) {
    double[] x = Golden.doubles("A_x_u8.npy");
    double[] y = Golden.doubles("A_y_u8.npy");
    int[] permutation = Golden.ints("A_emd_perm.npy");
    for (int k = 0; k < x.length; k++) {
      x[k] = x[k] / 255;
      y[k] = y[k] / 255;
    }
    TransportResult result = solve(algorithm, uniform(squaredDistances(x, y, PIXELS)));
    assertEquals(119.086369242599, result.value(), 119 * 1e-6);
    int[] column = result.plan().rowArgmax();
    assertArrayEquals(permutation, column);
  }

  @Test
  void weightedPointsMatchTheReference() throws IOException {
    TransportProblem problem = weightedReference();
    assertEquals(3.2709828582401435, solve(Algorithm.AUTO, problem).value(), 3.3e-6);
  }

  @Test
  void transposingTransposesTheAnswer() throws IOException {
    TransportProblem problem = weightedReference();
    TransportResult straight = solve(Algorithm.AUTO, problem);
    TransportResult turned = solve(Algorithm.AUTO, transposed(problem));
    assertEquals(straight.value(), turned.value(), 1e-12);
    for (int i = 0; i < problem.a().size(); i++) {
      for (int j = 0; j < problem.b().size(); j++) {
        assertEquals(straight.plan().mass(i, j), turned.plan().mass(j, i), 1e-15);
      }
    }
  }

  @Test
  void reorderingPointsReordersThePlan() throws IOException {
    TransportProblem problem = weightedReference();
    int n = problem.a().size();
    int m = problem.b().size();
    int[] order = IntStream.range(0, n).map(i -> (i * 7 + 3) % n).toArray();
    float[] c = new float[n * m];
    float[] row = new float[m];
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      problem.cost().fill(order[i], order[i] + 1, row);
      System.arraycopy(row, 0, c, i * m, m);
      a[i] = problem.a().get(order[i]);
    }
    TransportResult straight = solve(Algorithm.AUTO, problem);
    TransportResult mixed =
        solve(
            Algorithm.AUTO,
            new TransportProblem(CostMatrix.stored(n, m, c), Weights.probability(a), problem.b()));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        assertEquals(straight.plan().mass(order[i], j), mixed.plan().mass(i, j), 1e-15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0x1p-40f, 0x1p-3f, 0x1p40f})
  void scalingTheCostScalesValueAndPotentials(float scale) {
    for (Algorithm algorithm : Algorithm.values()) {
      RandomGenerator random = random(5);
      CostMatrix cost = squaredDistances(gaussian(random, 60), gaussian(random, 60), 2);
      float[] scaled = new float[900];
      cost.fill(0, 30, scaled);
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] *= scale;
      }
      TransportResult unit = solve(algorithm, uniform(cost));
      TransportResult result = solve(algorithm, uniform(CostMatrix.stored(30, 30, scaled)));
      assertEquals(unit.value() * scale, result.value(), 1e-12 * scale);
      assertArrayEquals(unit.plan().rowArgmax(), result.plan().rowArgmax());
      for (int i = 0; i < 30; i++) {
        assertEquals(
            unit.potentials().f()[i] * scale, result.potentials().f()[i], 1e-9 * scale, "f " + i);
      }
    }
  }

  @Test
  void extremeMagnitudesAreCertified() {
    for (double magnitude : new double[] {1e-12, 1e12, 1e37}) {
      RandomGenerator random = random(6);
      float[] c = new float[40 * 55];
      for (int k = 0; k < c.length; k++) {
        c[k] = (float) (magnitude * random.nextDouble());
      }
      solve(
          Algorithm.AUTO,
          new TransportProblem(
              CostMatrix.stored(40, 55, c), randomWeights(random, 40), randomWeights(random, 55)));
    }
  }

  @Test
  void negativeCostsAreLegal() {
    RandomGenerator random = random(7);
    float[] c = new float[20 * 20];
    for (int k = 0; k < c.length; k++) {
      c[k] = (float) random.nextGaussian() - 3;
    }
    TransportProblem problem = uniform(CostMatrix.stored(20, 20, c));
    double value = solve(Algorithm.NETWORK_SIMPLEX, problem).value();
    assertTrue(value < -3);
    assertEquals(value, solve(Algorithm.ASSIGNMENT, problem).value(), 1e-12);
  }

  @Test
  void randomWeightedProblemsAreCertified() {
    for (int seed = 0; seed < 60; seed++) {
      RandomGenerator random = random(seed);
      int n = 1 + random.nextInt(40);
      int m = 1 + random.nextInt(40);
      CostMatrix cost = squaredDistances(gaussian(random, 3 * n), gaussian(random, 3 * m), 3);
      solve(
          Algorithm.AUTO,
          new TransportProblem(cost, randomWeights(random, n), randomWeights(random, m)));
    }
  }

  @Test
  void algorithmsAgreeOnAssignments() {
    for (int seed = 0; seed < 30; seed++) {
      RandomGenerator random = random(100 + seed);
      int n = 1 + random.nextInt(60);
      int values = seed % 3 == 0 ? 5 : Integer.MAX_VALUE;
      float[] c = new float[n * n];
      for (int k = 0; k < c.length; k++) {
        c[k] = random.nextInt(values);
      }
      TransportProblem problem = uniform(CostMatrix.stored(n, n, c));
      double simplex = solve(Algorithm.NETWORK_SIMPLEX, problem).value();
      assertEquals(simplex, solve(Algorithm.ASSIGNMENT, problem).value(), 1e-12 * values);
      assertEquals(simplex, solve(Algorithm.AUTO, problem).value(), 1e-12 * values);
    }
  }

  @Test
  void uniformMassesOfDifferentCountsAreCertified() {
    for (int[] size : new int[][] {{1, 1}, {1, 30}, {30, 1}, {12, 18}, {20, 200}, {200, 20}}) {
      RandomGenerator random = random(8);
      CostMatrix cost =
          squaredDistances(gaussian(random, 2 * size[0]), gaussian(random, 2 * size[1]), 2);
      solve(Algorithm.AUTO, uniform(cost));
    }
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void fullyDegenerateProblemsEnd(Algorithm algorithm) {
    int n = 80;
    float[] same = new float[n * n];
    assertEquals(0, solve(algorithm, uniform(CostMatrix.stored(n, n, same))).value());
    float[] twoValues = new float[n * n];
    for (int k = 0; k < twoValues.length; k++) {
      twoValues[k] = (k / n + k % n) % 2;
    }
    assertEquals(0, solve(algorithm, uniform(CostMatrix.stored(n, n, twoValues))).value());
    double[] repeated = new double[n];
    for (int i = 0; i < n; i++) {
      repeated[i] = i % 4;
    }
    assertEquals(0, solve(algorithm, uniform(squaredDistances(repeated, repeated, 1))).value());
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void selfDistanceIsZeroAndStaysInPlace(Algorithm algorithm) {
    double[] x = gaussian(random(9), 100);
    TransportResult result = solver(algorithm).solveSymmetric(uniform(squaredDistances(x, x, 2)));
    assertEquals(0, result.value());
    assertArrayEquals(IntStream.range(0, 50).toArray(), result.plan().rowArgmax());
    assertFalse(solver(algorithm).isBiased());
  }

  @Test
  void pointsWithoutMassGetFeasiblePotentials() {
    RandomGenerator random = random(10);
    double[] a = {0, 0.25, 0, 0.5, 0.25, 0};
    double[] b = {0.1, 0, 0.7, 0, 0.2};
    CostMatrix cost = squaredDistances(gaussian(random, 12), gaussian(random, 10), 2);
    TransportResult result =
        solve(
            Algorithm.AUTO,
            new TransportProblem(cost, Weights.probability(a), Weights.probability(b)));
    assertEquals(0, result.plan().rowSums()[0]);
    assertEquals(0, result.plan().columnSums()[3]);
  }

  @Test
  void zerosBetweenEqualMassesLeaveAnAssignment() {
    RandomGenerator random = random(11);
    CostMatrix cost = squaredDistances(gaussian(random, 5), gaussian(random, 4), 1);
    TransportProblem problem =
        new TransportProblem(
            cost,
            Weights.probability(0, 1 / 3.0, 1 / 3.0, 0, 1 / 3.0),
            Weights.probability(1 / 3.0, 0, 1 / 3.0, 1 / 3.0));
    assertEquals(
        solve(Algorithm.NETWORK_SIMPLEX, problem).value(),
        solve(Algorithm.ASSIGNMENT, problem).value(),
        1e-14);
  }

  @Test
  void massesOfManyMagnitudesAreCertified() {
    RandomGenerator random = random(12);
    double[] a = new double[30];
    double[] b = new double[25];
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.pow(10, -i);
    }
    for (int j = 0; j < b.length; j++) {
      b[j] = Math.pow(7, -j);
    }
    CostMatrix cost = squaredDistances(gaussian(random, 60), gaussian(random, 50), 2);
    solve(
        Algorithm.AUTO,
        new TransportProblem(cost, Weights.proportional(a), Weights.proportional(b)));
  }

  @Test
  void masses15MagnitudesApartKeepTheirDigits() {
    // Each light source is next to a target that lacks just its mass; all else stays in place.
    double[] light = {1e-3, 1e-6, 1e-9, 1e-12, 1e-15};
    int n = light.length;
    double[] a = new double[n + 1];
    double[] b = new double[n + 1];
    float[] cost = new float[(n + 1) * (n + 1)];
    double heavy = 1;
    for (int i = 0; i < n; i++) {
      a[i] = 2 * light[i];
      b[i] = light[i];
      heavy -= 2 * light[i];
    }
    a[n] = heavy;
    b[n] = heavy;
    double expected = 0;
    for (int i = 0; i < n; i++) {
      b[n] += light[i];
      expected += light[i] * (i + 1);
      for (int j = 0; j <= n; j++) {
        cost[i * (n + 1) + j] = i == j ? 0 : j == n ? i + 1 : 100;
        cost[n * (n + 1) + j] = j == n ? 0 : 100;
      }
    }
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(n + 1, n + 1, cost), Weights.masses(a), Weights.masses(b));
    TransportResult result = solve(Algorithm.AUTO, problem);
    assertEquals(expected, result.value(), 1e-15);
    for (int i = 0; i < n; i++) {
      // half a unit of 2⁻⁶⁰ each for the mass, the capacity and what balances them
      assertEquals(light[i], result.plan().mass(i, n), 2 * 0x1p-60, "source " + i);
    }
  }

  @Test
  void massesNeedNotSumToOne() {
    RandomGenerator random = random(13);
    CostMatrix cost = squaredDistances(gaussian(random, 3), gaussian(random, 2), 1);
    TransportProblem problem =
        new TransportProblem(cost, Weights.masses(100, 250, 650), Weights.masses(400, 600));
    TransportResult result = solve(Algorithm.AUTO, problem);
    TransportProblem scaled =
        new TransportProblem(
            cost, Weights.proportional(100, 250, 650), Weights.proportional(400, 600));
    assertEquals(1000 * solve(Algorithm.AUTO, scaled).value(), result.value(), 1e-9);
  }

  @Test
  void startingPotentialsChangeTheEffortNotTheAnswer() {
    RandomGenerator random = random(14);
    CostMatrix cost = squaredDistances(gaussian(random, 600), gaussian(random, 500), 2);
    TransportProblem problem =
        new TransportProblem(cost, randomWeights(random, 300), randomWeights(random, 250));
    TransportResult cold = solve(Algorithm.AUTO, problem);
    TransportResult warm = solve(Algorithm.AUTO, problem.startingFrom(cold.potentials()));
    assertEquals(cold.value(), warm.value(), 1e-12);
    assertTrue(warm.convergence().iterations() < cold.convergence().iterations() / 20);

    TransportProblem misled =
        problem.startingFrom(
            new KantorovichPotentials(gaussian(random, 300), gaussian(random, 250)));
    assertEquals(cold.value(), solve(Algorithm.AUTO, misled).value(), 1e-12);
    double[] wild = gaussian(random, 250);
    wild[3] = 1e200;
    TransportProblem absurd =
        problem.startingFrom(new KantorovichPotentials(new double[300], wild));
    assertEquals(cold.value(), solve(Algorithm.AUTO, absurd).value(), 1e-12);
  }

  @Test
  void startedAssignmentsStayOptimal() {
    RandomGenerator random = random(15);
    TransportProblem problem =
        uniform(squaredDistances(gaussian(random, 200), gaussian(random, 200), 2));
    double value = solve(Algorithm.NETWORK_SIMPLEX, problem).value();
    for (Algorithm algorithm : Algorithm.values()) {
      TransportProblem started =
          problem.startingFrom(new KantorovichPotentials(new double[100], gaussian(random, 100)));
      assertEquals(value, solve(algorithm, started).value(), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theThreadCountDoesNotChangeAByte(int threads) {
    RandomGenerator random = random(16);
    double[] x = gaussian(random, 700);
    double[] y = gaussian(random, 900);
    float[] c = new float[350 * 450];
    squaredDistances(x, y, 2).fill(0, 350, c);
    CostMatrix tiled =
        CostMatrix.tiled(
            350,
            450,
            (from, to, out) -> System.arraycopy(c, from * 450, out, 0, (to - from) * 450));
    TransportProblem problem =
        new TransportProblem(tiled, randomWeights(random, 350), randomWeights(random, 450));
    TransportResult two = solver(Algorithm.AUTO).solve(problem);
    TransportResult other =
        new ExactSolver(ExactSettings.defaults(), threads, Problems.BUDGET).solve(problem);
    assertEquals(two.value(), other.value());
    assertEquals(two.details(), other.details());
    assertArrayEquals(two.potentials().f(), other.potentials().f());
    assertArrayEquals(two.potentials().g(), other.potentials().g());
    assertEquals(two.plan().toMatrix(), other.plan().toMatrix());
  }

  @Test
  void aPivotLimitIsReportedWithAnHonestGap() throws IOException {
    TransportProblem problem = weightedReference();
    double optimum = solve(Algorithm.AUTO, problem).value();
    ExactSettings limited = new ExactSettings(Algorithm.NETWORK_SIMPLEX, Optional.of(5L), false);
    TransportResult result = new ExactSolver(limited, 1, Problems.BUDGET).solve(problem);
    double gap = result.details().get("duality-gap");
    assertFalse(result.convergence().converged());
    assertEquals(5, result.convergence().iterations());
    assertTrue(result.convergence().reason().contains("stopped after 5 pivots"));
    assertTrue(result.value() > optimum);
    assertTrue(result.value() - gap <= optimum + 1e-12);
    assertTrue(result.convergence().marginalError() < 1e-13);

    ExactSettings strict = new ExactSettings(Algorithm.NETWORK_SIMPLEX, Optional.of(5L), true);
    assertThrows(
        OtiumException.class, () -> new ExactSolver(strict, 1, Problems.BUDGET).solve(problem));
  }

  @Test
  void aCostThatIsNotFiniteIsRefusedWithItsPosition() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] c = new float[600 * 500];
      c[417 * 500 + 33] = bad;
      c[590 * 500 + 1] = bad;
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class,
              () -> solver(Algorithm.AUTO).solve(uniform(CostMatrix.stored(600, 500, c))));
      assertTrue(error.what().contains("417") && error.what().contains("33"), error.what());
    }
  }

  @Test
  void differentTotalsAreRefused() {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(1, 1, new float[1]), Weights.masses(1), Weights.masses(1.01));
    assertThrows(InvalidInputException.class, () -> solver(Algorithm.AUTO).solve(problem));
    TransportProblem empty =
        new TransportProblem(
            CostMatrix.stored(1, 1, new float[1]), Weights.masses(0), Weights.masses(0));
    assertThrows(InvalidInputException.class, () -> solver(Algorithm.AUTO).solve(empty));
  }

  @Test
  void nearlyEqualTotalsMeetAtTheirMean() {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(2, 1, new float[] {1, 1}),
            Weights.masses(0.5, 0.5),
            Weights.masses(1 + 4e-7));
    TransportResult result = solver(Algorithm.AUTO).solve(problem);
    assertTrue(result.convergence().converged());
    assertEquals(1 + 2e-7, result.value(), 1e-15);
    assertEquals(4e-7, result.convergence().marginalError(), 1e-15);
  }

  @Test
  void assignmentRefusesUnequalMasses() {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(2, 2, new float[4]),
            Weights.probability(0.5, 0.5),
            Weights.probability(0.25, 0.75));
    assertThrows(InvalidInputException.class, () -> solver(Algorithm.ASSIGNMENT).solve(problem));
  }

  @Test
  void aTiledCostAboveTheBudgetIsRefusedWithItsSize() {
    CostMatrix tiled = CostMatrix.tiled(50_000, 60_000, (from, to, out) -> {});
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> solver(Algorithm.AUTO).solve(uniform(tiled)));
    assertTrue(error.what().contains("50000 × 60000"), error.what());
    assertTrue(error.what().contains("12.0 GB"), error.what());
    assertTrue(error.remedy().contains("sinkhorn"), error.remedy());
  }

  @Test
  void thereIsNoEpsilonToSet() {
    ExactSolver solver = solver(Algorithm.AUTO);
    assertSame(solver, solver.withEpsilon(0.1));
    assertEquals(0, solver.solve(uniform(CostMatrix.stored(1, 1, new float[] {2}))).epsilon());
  }

  private static TransportProblem uniform(CostMatrix cost) {
    return new TransportProblem(
        cost, Weights.uniform(cost.rows()), Weights.uniform(cost.columns()));
  }

  private static TransportProblem weightedReference() throws IOException {
    return new TransportProblem(
        squaredDistances(Npy.resource("C_x").doubles(), Npy.resource("C_y").doubles(), 3),
        Weights.probability(Npy.resource("C_a").doubles()),
        Weights.probability(Npy.resource("C_b").doubles()));
  }

  private static TransportProblem transposed(TransportProblem problem) {
    int n = problem.a().size();
    int m = problem.b().size();
    float[] c = new float[n * m];
    problem.cost().fill(0, n, c);
    float[] t = new float[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        t[j * n + i] = c[i * m + j];
      }
    }
    return new TransportProblem(CostMatrix.stored(m, n, t), problem.b(), problem.a());
  }
}
