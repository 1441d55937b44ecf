package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.OtiumException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.testkit.Samples;

class SinkhornSolverTest {
  private static final Compute COMPUTE = compute(2);

  private static Compute compute(int threads) {
    return new Compute(new JavaLinearAlgebra(2), threads, 1L << 30);
  }

  private static SinkhornSolver solver(String epsilon, double tolerance) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.parse(epsilon)).withTolerance(tolerance), COMPUTE);
  }

  private static TransportProblem clouds(int n, int m, long seed) {
    RandomGenerator random = Samples.random(seed);
    Matrix x = Samples.gaussian(n, 3, random);
    Matrix y = Samples.gaussian(m, 3, random);
    return new TransportProblem(squaredDistances(x, y), weights(n, random), weights(m, random));
  }

  private static CostMatrix.Stored squaredDistances(Matrix x, Matrix y) {
    float[] values = new float[x.rows() * y.rows()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < y.rows(); j++) {
        float sum = 0;
        for (int k = 0; k < x.columns(); k++) {
          float d = x.get(i, k) - y.get(j, k);
          sum += d * d;
        }
        values[i * y.rows() + j] = sum;
      }
    }
    return CostMatrix.stored(x.rows(), y.rows(), values);
  }

  private static Weights weights(int n, RandomGenerator random) {
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      masses[i] = 0.1 + random.nextDouble();
    }
    return Weights.proportional(masses);
  }

  /** Textbook updates in double, with no ε scaling and no cleverness, until nothing moves. */
  private static double[][] reference(TransportProblem problem, double epsilon) {
    int n = problem.cost().rows();
    int m = problem.cost().columns();
    float[] c = new float[n * m];
    problem.cost().fill(0, n, c);
    double[] f = new double[n];
    double[] g = new double[m];
    double moved = 1;
    for (int k = 0; k < 200_000 && moved > 1e-13; k++) {
      moved = 0;
      for (int i = 0; i < n; i++) {
        int row = i * m;
        double next =
            -epsilon
                * logSumExp(
                    IntStream.range(0, m)
                        .mapToDouble(
                            j -> (g[j] - c[row + j]) / epsilon + Math.log(problem.b().get(j)))
                        .toArray());
        moved = Math.max(moved, Math.abs(next - f[i]));
        f[i] = next;
      }
      for (int j = 0; j < m; j++) {
        int column = j;
        g[j] =
            -epsilon
                * logSumExp(
                    IntStream.range(0, n)
                        .mapToDouble(
                            i ->
                                (f[i] - c[i * m + column]) / epsilon + Math.log(problem.a().get(i)))
                        .toArray());
      }
    }
    double shift = 0;
    for (int i = 0; i < n; i++) {
      shift -= problem.a().get(i) * f[i] / 2;
    }
    for (int j = 0; j < m; j++) {
      shift += problem.b().get(j) * g[j] / 2;
    }
    for (int i = 0; i < n; i++) {
      f[i] += shift;
    }
    for (int j = 0; j < m; j++) {
      g[j] -= shift;
    }
    return new double[][] {f, g};
  }

  private static double logSumExp(double[] x) {
    double max = Arrays.stream(x).max().orElseThrow();
    return max + Math.log(Arrays.stream(x).map(v -> Math.exp(v - max)).sum());
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 0.5, 0.1})
  void smallProblemsAgreeWithTextbookUpdates(double epsilon) {
    for (long seed = 0; seed < 4; seed++) {
      TransportProblem problem = clouds(9 + (int) seed, 14, seed);
      double[][] expected = reference(problem, epsilon);
      TransportResult result = solver("" + epsilon, 1e-6).solve(problem);
      assertTrue(result.convergence().converged(), result.convergence().reason());
      assertArrayEquals(expected[0], result.potentials().f(), 2e-4);
      assertArrayEquals(expected[1], result.potentials().g(), 2e-4);
    }
  }

  @Test
  void doublePrecisionReachesTinyTolerances() {
    TransportProblem problem = clouds(11, 13, 5);
    double[][] expected = reference(problem, 0.5);
    SinkhornSettings settings =
        SinkhornSettings.of(Epsilon.of(0.5))
            .withTolerance(1e-12)
            .withPrecision(SinkhornPrecision.FLOAT64);
    TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertArrayEquals(expected[0], result.potentials().f(), 1e-9);
    assertArrayEquals(expected[1], result.potentials().g(), 1e-9);
  }

  @Test
  void convergedPotentialsDoNotDependOnTheStart() {
    TransportProblem problem = clouds(40, 30, 6);
    TransportResult cold = solver("0.05", 1e-6).solve(problem);
    RandomGenerator random = Samples.random(7);
    double[] f = random.doubles(40, -20, 20).toArray();
    double[] g = random.doubles(30, -20, 20).toArray();
    TransportResult other =
        solver("0.05", 1e-6).solve(problem.startingFrom(new KantorovichPotentials(f, g)));
    assertTrue(other.convergence().converged());
    assertArrayEquals(cold.potentials().f(), other.potentials().f(), 2e-4);
    assertArrayEquals(cold.potentials().g(), other.potentials().g(), 2e-4);
  }

  @Test
  void dualValueOfAnUnfinishedSolveIsALowerBound() {
    TransportProblem problem = clouds(60, 50, 8);
    TransportResult full = solver("0.01", 1e-6).solve(problem);
    for (int limit : new int[] {8, 15, 30, 60}) {
      SinkhornSettings settings =
          SinkhornSettings.of(Epsilon.of(0.01)).withTolerance(1e-9).withMaxIterations(limit);
      TransportResult early = new SinkhornSolver(settings, COMPUTE).solve(problem);
      assertFalse(early.convergence().converged());
      assertTrue(early.value() <= full.value() + 1e-4, early.value() + " " + full.value());
    }
    assertTrue(full.transportCost() <= full.value() + 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.1, 0.01})
  void dualValueIsBelowThePrimalValueOfEveryPlan(double epsilon) {
    TransportProblem problem = clouds(9, 12, 19);
    TransportResult result = solver("" + epsilon, 1e-6).solve(problem);
    double dual = 0;
    for (int i = 0; i < 9; i++) {
      dual += problem.a().get(i) * result.potentials().f()[i];
    }
    for (int j = 0; j < 12; j++) {
      dual += problem.b().get(j) * result.potentials().g()[j];
    }
    assertEquals(result.value(), dual, 1e-4);
    // its own plan has no gap, plans of other costs and the independent one have some
    assertEquals(dual, primal(problem, result.plan().toMatrix(), epsilon), 1e-4);
    for (long seed = 0; seed < 5; seed++) {
      TransportProblem other =
          new TransportProblem(clouds(9, 12, 30 + seed).cost(), problem.a(), problem.b());
      Matrix plan = solver("0.3", 1e-6).solve(other).plan().toMatrix();
      assertTrue(dual < primal(problem, plan, epsilon));
    }
    float[] independent = new float[9 * 12];
    for (int k = 0; k < independent.length; k++) {
      independent[k] = (float) (problem.a().get(k / 12) * problem.b().get(k % 12));
    }
    assertTrue(dual < primal(problem, Matrix.wrap(9, 12, independent), epsilon));
  }

  /** ⟨C, π⟩ + ε KL(π | a⊗b). */
  private static double primal(TransportProblem problem, Matrix plan, double epsilon) {
    Matrix c = ((CostMatrix.Stored) problem.cost()).values();
    double value = 0;
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double p = plan.get(i, j);
        double entropy = p == 0 ? 0 : p * Math.log(p / (problem.a().get(i) * problem.b().get(j)));
        value += p * c.get(i, j) + epsilon * entropy;
      }
    }
    return value;
  }

  @Test
  void gradientWithRespectToPointsMatchesFiniteDifferences() {
    RandomGenerator random = Samples.random(40);
    Matrix x = Samples.gaussian(12, 3, random);
    Matrix y = Samples.gaussian(10, 3, random);
    Weights a = weights(12, random);
    Weights b = weights(10, random);
    SinkhornSettings settings =
        SinkhornSettings.of(Epsilon.of(0.3))
            .withTolerance(1e-10)
            .withPrecision(SinkhornPrecision.FLOAT64);
    SinkhornSolver solver = new SinkhornSolver(settings, COMPUTE);
    TransportResult result = solver.solve(ofPoints(x, y, a, b));
    Matrix projection = result.plan().barycentricProjection(y);
    for (int k = 0; k < 9; k++) {
      float[] up = x.toArray();
      float[] down = x.toArray();
      up[k] += 1f / 128;
      down[k] -= 1f / 128;
      double difference =
          solver.solve(ofPoints(Matrix.wrap(12, 3, up), y, a, b)).value()
              - solver.solve(ofPoints(Matrix.wrap(12, 3, down), y, a, b)).value();
      double gradient = 2 * a.get(k / 3) * (x.array()[k] - projection.get(k / 3, k % 3));
      assertEquals(difference / ((double) up[k] - down[k]), gradient, 2e-4);
    }
  }

  private static TransportProblem ofPoints(Matrix x, Matrix y, Weights a, Weights b) {
    return new TransportProblem(SquaredEuclidean.between(x, y).toCostMatrix(COMPUTE), a, b);
  }

  @Test
  void warmStartNeedsFewerIterations() {
    TransportProblem problem = clouds(80, 80, 9);
    SinkhornSolver solver = solver("0.02", 1e-5);
    TransportResult cold = solver.solve(problem);
    float[] nudged = ((CostMatrix.Stored) problem.cost()).values().toArray();
    for (int k = 0; k < nudged.length; k++) {
      nudged[k] *= 1 + 1e-5f * (k % 3);
    }
    TransportProblem nearby =
        new TransportProblem(CostMatrix.stored(80, 80, nudged), problem.a(), problem.b());
    TransportResult again = solver.solve(nearby);
    TransportResult warm = solver.solve(nearby.startingFrom(cold.potentials()));
    assertTrue(
        warm.convergence().iterations() < again.convergence().iterations(),
        warm.convergence().iterations() + " and " + again.convergence().iterations());
    assertEquals(again.value(), warm.value(), 1e-4);
    TransportResult same = solver.solve(problem.startingFrom(cold.potentials()));
    assertTrue(same.convergence().iterations() <= 3, "" + same.convergence().iterations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-3 * max cost", "1e-4 * max cost", "1e-6 * max cost"})
  void tinyEpsilonConvergesOrSaysThatItDidNot(String epsilon) {
    TransportProblem problem = clouds(50, 60, 10);
    SinkhornSettings settings =
        SinkhornSettings.of(Epsilon.parse(epsilon)).withTolerance(1e-4).withMaxIterations(3000);
    TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
    Matrix plan = result.plan().toMatrix();
    assertEquals(-1, plan.firstNonFinite());
    double error = 0;
    for (int i = 0; i < 50; i++) {
      double sum = 0;
      for (int j = 0; j < 60; j++) {
        sum += plan.get(i, j);
      }
      error += Math.abs(sum - problem.a().get(i));
    }
    for (int j = 0; j < 60; j++) {
      double sum = 0;
      for (int i = 0; i < 50; i++) {
        sum += plan.get(i, j);
      }
      error += Math.abs(sum - problem.b().get(j));
    }
    assertEquals(error, result.convergence().marginalError(), 1e-5);
    assertEquals(error <= 1e-4, result.convergence().converged());
    assertTrue(result.convergence().converged() || result.convergence().reason().contains("3000"));
    assertTrue(Double.isFinite(result.value()) && Double.isFinite(result.transportCost()));
  }

  @Test
  void manyPointsToFewAndUnevenMassesConverge() {
    RandomGenerator random = Samples.random(11);
    Matrix x = Samples.gaussian(500, 3, random);
    Matrix y = Samples.gaussian(3, 3, random);
    double[] masses = new double[500];
    for (int i = 0; i < 500; i++) {
      masses[i] = Math.pow(10, -12 * random.nextDouble());
    }
    TransportResult result =
        solver("0.01 * max cost", 1e-5)
            .solve(
                new TransportProblem(
                    squaredDistances(x, y),
                    Weights.proportional(masses),
                    Weights.probability(1e-10, 0.5, 0.5 - 1e-10)));
    assertTrue(result.convergence().converged(), result.convergence().reason());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5})
  void massesOverTenOrdersOfMagnitudeConvergeAtSmallEpsilon(double epsilon) {
    for (long seed = 20; seed < 26; seed++) {
      RandomGenerator random = Samples.random(seed);
      int n = 5 + random.nextInt(60);
      int m = 5 + random.nextInt(60);
      Matrix x = Samples.gaussian(n, 2, random);
      Matrix y = Samples.gaussian(m, 2, random);
      TransportProblem problem =
          new TransportProblem(
              squaredDistances(x, y), unevenWeights(n, random), unevenWeights(m, random));
      TransportResult result = solver(epsilon + " * max cost", 1e-5).solve(problem);
      assertTrue(result.convergence().converged(), result.convergence().reason());
      assertTrue(result.convergence().iterations() < 1000, "" + result.convergence().iterations());
    }
  }

  private static Weights unevenWeights(int n, RandomGenerator random) {
    return Weights.proportional(random.doubles(n).map(u -> Math.pow(10, -10 * u)).toArray());
  }

  @Test
  void masslessPointsGetThePotentialThatTheOthersImply() {
    TransportProblem problem = clouds(20, 25, 12);
    double[] a = problem.a().toArray();
    double[] b = problem.b().toArray();
    a[3] = 0;
    b[0] = 0;
    b[24] = 0;
    TransportProblem masked =
        new TransportProblem(problem.cost(), Weights.proportional(a), Weights.proportional(b));
    TransportResult result = solver("0.2", 1e-6).solve(masked);
    double[] f = result.potentials().f();
    double[] g = result.potentials().g();
    Matrix c = ((CostMatrix.Stored) problem.cost()).values();
    double row =
        -0.2
            * logSumExp(
                IntStream.range(0, 25)
                    .mapToDouble(j -> (g[j] - c.get(3, j)) / 0.2 + Math.log(masked.b().get(j)))
                    .toArray());
    assertEquals(row, f[3], 1e-5);
    for (int j : new int[] {0, 24}) {
      double column =
          -0.2
              * logSumExp(
                  IntStream.range(0, 20)
                      .mapToDouble(i -> (f[i] - c.get(i, j)) / 0.2 + Math.log(masked.a().get(i)))
                      .toArray());
      assertEquals(column, g[j], 1e-5);
    }
  }

  @Test
  void bytesDoNotDependOnThreadsOrTiling() {
    TransportProblem problem = clouds(300, 280, 13);
    TransportResult one =
        new SinkhornSolver(SinkhornSettings.of(Epsilon.of(0.05)), compute(1)).solve(problem);
    Matrix values = ((CostMatrix.Stored) problem.cost()).values();
    CostMatrix tiled =
        CostMatrix.tiled(
            300,
            280,
            (from, to, out) ->
                System.arraycopy(values.array(), from * 280, out, 0, (to - from) * 280));
    for (int threads = 2; threads <= 3; threads++) {
      for (CostMatrix cost : new CostMatrix[] {problem.cost(), tiled}) {
        TransportResult other =
            new SinkhornSolver(SinkhornSettings.of(Epsilon.of(0.05)), compute(threads))
                .solve(new TransportProblem(cost, problem.a(), problem.b()));
        assertArrayEquals(one.potentials().f(), other.potentials().f());
        assertArrayEquals(one.potentials().g(), other.potentials().g());
        assertEquals(one.value(), other.value());
        assertEquals(one.transportCost(), other.transportCost());
        assertEquals(one.plan().toMatrix(), other.plan().toMatrix());
      }
    }
  }

  @Test
  void accelerationOnlyChangesTheWay() {
    TransportProblem problem = clouds(70, 90, 14);
    TransportResult plain = accelerated(problem, SinkhornAcceleration.NONE);
    TransportResult relaxed = accelerated(problem, SinkhornAcceleration.OVER_RELAXATION);
    TransportResult newton = accelerated(problem, SinkhornAcceleration.NEWTON);
    assertEquals(plain.value(), relaxed.value(), 1e-5);
    assertEquals(plain.value(), newton.value(), 1e-5);
    int slow = plain.convergence().iterations();
    int faster = relaxed.convergence().iterations();
    int fast = newton.convergence().iterations();
    assertTrue(faster < slow && fast < faster / 2, slow + ", " + faster + ", " + fast);
    assertTrue(newton.details().get("newton steps") > 0);
    assertEquals(0, plain.details().get("newton steps"));
  }

  private static TransportResult accelerated(
      TransportProblem problem, SinkhornAcceleration acceleration) {
    SinkhornSettings settings =
        new SinkhornSettings(
            Epsilon.of(0.02), 1e-6, 100_000, 0.25, acceleration, false, SinkhornPrecision.FLOAT32);
    TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    return result;
  }

  @Test
  void strictSolverThrowsInsteadOfReturningAnUnfinishedAnswer() {
    SinkhornSettings settings =
        SinkhornSettings.of(Epsilon.parse("1e-4 * max cost")).withMaxIterations(4);
    TransportProblem problem = clouds(30, 30, 15);
    TransportResult early = new SinkhornSolver(settings, COMPUTE).solve(problem);
    assertFalse(early.convergence().converged());
    assertEquals(4, early.convergence().iterations());
    OtSolver strict = new SinkhornSolver(settings.withStrict(true), COMPUTE);
    OtiumException e = assertThrows(OtiumException.class, () -> strict.solve(problem));
    assertTrue(e.what().contains("4 iterations"), e.what());
    assertTrue(e.remedy().contains("max-iterations"), e.remedy());
  }

  @Test
  void planAboveTheMemoryBudgetIsNotStored() {
    TransportProblem problem = clouds(30, 40, 16);
    SinkhornSolver small =
        new SinkhornSolver(
            SinkhornSettings.of(Epsilon.of(1)), new Compute(new JavaLinearAlgebra(2), 1, 4799));
    TransportResult result = small.solve(problem);
    OtiumException e = assertThrows(OtiumException.class, () -> result.plan().toMatrix());
    assertTrue(e.what().contains("4800") && e.what().contains("4799"), e.what());
    assertTrue(e.remedy().contains("applyTo"), e.remedy());
    assertEquals(30, result.plan().applyTo(Samples.gaussian(40, 2, Samples.random(1))).rows());
  }

  @Test
  void symmetricSolveRefusesDifferentMasses() {
    TransportProblem problem = clouds(20, 20, 17);
    assertThrows(InvalidInputException.class, () -> solver("1", 1e-5).solveSymmetric(problem));
  }

  @Test
  void epsilonThatIsNotPositiveInCostUnitsIsRefused() {
    TransportProblem negative =
        new TransportProblem(
            CostMatrix.stored(2, 2, new float[] {-1, -2, -3, -4}),
            Weights.uniform(2),
            Weights.uniform(2));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> solver("0.1 * max cost", 1e-5).solve(negative));
    assertTrue(e.remedy().contains("cost units"), e.remedy());
    assertEquals(-2.5, solver("0.01", 1e-5).solve(negative).transportCost(), 1e-4);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Epsilon epsilon = Epsilon.of(1);
    SinkhornSettings valid = SinkhornSettings.of(epsilon);
    assertThrows(InvalidInputException.class, () -> valid.withTolerance(0));
    assertThrows(InvalidInputException.class, () -> valid.withTolerance(Double.NaN));
    assertThrows(InvalidInputException.class, () -> valid.withMaxIterations(0));
    assertThrows(
        InvalidInputException.class,
        () ->
            new SinkhornSettings(
                epsilon,
                1e-5,
                10,
                1.5,
                SinkhornAcceleration.NONE,
                false,
                SinkhornPrecision.FLOAT32));
  }

  @Test
  void nonFiniteStartIsRefused() {
    TransportProblem problem = clouds(4, 4, 18);
    double[] f = {0, 1, Double.NaN, 2};
    TransportProblem started = problem.startingFrom(new KantorovichPotentials(f, new double[4]));
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> solver("1", 1e-5).solve(started));
    assertTrue(e.what().contains("f[2]"), e.what());
  }
}
