package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.testkit.Samples;

/** Transport with penalties in the place of marginal constraints, against plain scaling. */
class UnbalancedTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  private static SinkhornSolver solver(double epsilon, double penalty) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.of(epsilon))
            .withTolerance(1e-10)
            .withPrecision(SinkhornPrecision.FLOAT64)
            .withMarginalPenalty(penalty),
        COMPUTE);
  }

  private static Matrix points(int n, long seed) {
    return Samples.gaussian(n, 2, Samples.random(seed));
  }

  private static Weights masses(int n, double total, long seed) {
    RandomGenerator random = Samples.random(seed);
    double[] masses = random.doubles(n, 0.2, 1).toArray();
    double sum = Arrays.stream(masses).sum();
    return Weights.masses(Arrays.stream(masses).map(w -> w * total / sum).toArray());
  }

  private static CostMatrix cost(Matrix x, Matrix y) {
    return SquaredEuclidean.between(x, y).toCostMatrix(COMPUTE);
  }

  private static TransportProblem problem(double totalA, double totalB) {
    return new TransportProblem(
        cost(points(11, 1), points(14, 2)), masses(11, totalA, 3), masses(14, totalB, 4));
  }

  private static double[][] costs(TransportProblem problem) {
    int m = problem.cost().columns();
    double[][] c = new double[problem.cost().rows()][m];
    for (int i = 0; i < c.length; i++) {
      problem.cost().fill(i, i + 1, c[i]);
    }
    return c;
  }

  /** A plan by scaling in doubles (Chizat et al. 2018, algorithm 2), for a very long time. */
  private static double[][] scaled(TransportProblem problem, double epsilon, double penalty) {
    double[][] c = costs(problem);
    int n = c.length;
    int m = c[0].length;
    double[] u = new double[n];
    double[] v = new double[m];
    Arrays.fill(v, 1);
    double power = penalty / (penalty + epsilon);
    for (int k = 0; k < 20_000; k++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          sum += problem.b().get(j) * Math.exp(-c[i][j] / epsilon) * v[j];
        }
        u[i] = Math.pow(sum, -power);
      }
      for (int j = 0; j < m; j++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += problem.a().get(i) * Math.exp(-c[i][j] / epsilon) * u[i];
        }
        v[j] = Math.pow(sum, -power);
      }
    }
    double[][] plan = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        plan[i][j] =
            problem.a().get(i) * problem.b().get(j) * u[i] * v[j] * Math.exp(-c[i][j] / epsilon);
      }
    }
    return plan;
  }

  private static double kl(double p, double q) {
    return p == 0 ? q : p * Math.log(p / q) - p + q;
  }

  /** ⟨C, π⟩ + ε KL(π | a⊗b) + ρ KL(π1 | a) + ρ KL(πᵀ1 | b), term by term. */
  private static double primal(
      TransportProblem problem, double[][] plan, double epsilon, double penalty) {
    double[][] c = costs(problem);
    double[] columns = new double[plan[0].length];
    double value = 0;
    for (int i = 0; i < plan.length; i++) {
      double row = 0;
      for (int j = 0; j < columns.length; j++) {
        double p = plan[i][j];
        row += p;
        columns[j] += p;
        value += p * c[i][j] + epsilon * kl(p, problem.a().get(i) * problem.b().get(j));
      }
      value += penalty * kl(row, problem.a().get(i));
    }
    for (int j = 0; j < columns.length; j++) {
      value += penalty * kl(columns[j], problem.b().get(j));
    }
    return value;
  }

  private static double[] rowSums(double[][] plan) {
    return Arrays.stream(plan).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  private static double[] columnSums(double[][] plan) {
    double[] sums = new double[plan[0].length];
    for (double[] row : plan) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.3, 1, 1",
    "0.5, 3, 1, 1",
    "0.1, 1, 1, 1",
    "0.2, 20, 1, 1",
    "0.1, 0.01, 1, 1",
    "0.5, 1, 2, 0.7",
    "0.1, 3, 0.2, 1.5",
    "2, 0.1, 5, 4"
  })
  void planAndValueAreThoseOfPlainScaling(
      double epsilon, double penalty, double totalA, double totalB) {
    TransportProblem problem = problem(totalA, totalB);
    double[][] plan = scaled(problem, epsilon, penalty);
    double value = primal(problem, plan, epsilon, penalty);
    TransportResult result = solver(epsilon, penalty).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertEquals(Meaning.UNBALANCED_COST, result.meaning());
    assertEquals(value, result.value(), 1e-9 * Math.max(1, Math.abs(value)));
    assertArrayEquals(rowSums(plan), result.plan().rowSums(), 1e-9);
    assertArrayEquals(columnSums(plan), result.plan().columnSums(), 1e-9);
    double transport = 0;
    double[][] c = costs(problem);
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        assertEquals(plan[i][j], result.plan().mass(i, j), 1e-9);
        transport += plan[i][j] * c[i][j];
      }
    }
    assertEquals(transport, result.transportCost(), 1e-9);
  }

  @Test
  void singlePrecisionAgreesWithPlainScaling() {
    TransportProblem problem = problem(1.5, 1);
    SinkhornSettings settings =
        SinkhornSettings.of(Epsilon.of(0.2)).withTolerance(2e-6).withMarginalPenalty(2);
    TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    double[][] plan = scaled(problem, 0.2, 2);
    assertEquals(primal(problem, plan, 0.2, 2), result.value(), 1e-5);
    assertArrayEquals(rowSums(plan), result.plan().rowSums(), 1e-5);
    assertArrayEquals(columnSums(plan), result.plan().columnSums(), 1e-5);
  }

  @ParameterizedTest
  @EnumSource(SinkhornAcceleration.class)
  void accelerationOnlyChangesTheWay(SinkhornAcceleration acceleration) {
    TransportProblem problem =
        new TransportProblem(
            cost(points(60, 5), points(80, 6)), masses(60, 1, 7), masses(80, 1.2, 8));
    for (double penalty : new double[] {0.1, 5, 1000}) {
      TransportResult expected = solver(0.05, penalty).solve(problem);
      SinkhornSettings settings =
          new SinkhornSettings(
              Epsilon.of(0.05),
              1e-9,
              20_000,
              0.25,
              acceleration,
              true,
              SinkhornPrecision.FLOAT64,
              Optional.of(penalty));
      TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
      assertEquals(expected.value(), result.value(), 1e-8 * Math.max(1, expected.value()));
      assertArrayEquals(expected.plan().rowSums(), result.plan().rowSums(), 1e-8);
    }
  }

  @Test
  void largePenaltyGivesBalancedTransport() {
    TransportProblem problem = problem(1, 1);
    TransportResult balanced =
        new SinkhornSolver(
                SinkhornSettings.of(Epsilon.of(0.1))
                    .withTolerance(1e-10)
                    .withPrecision(SinkhornPrecision.FLOAT64),
                COMPUTE)
            .solve(problem);
    double before = Double.POSITIVE_INFINITY;
    for (double penalty : new double[] {1e2, 1e4, 1e6, 1e8}) {
      TransportResult result = solver(0.1, penalty).solve(problem);
      assertTrue(result.convergence().converged(), result.convergence().reason());
      double difference = Math.abs(result.value() - balanced.value());
      // ρ(1 − e^(−f/ρ)) falls short of f by f²/2ρ
      assertTrue(difference < 50 / penalty, penalty + ": " + difference);
      assertTrue(difference < before);
      before = difference;
      assertArrayEquals(problem.a().toArray(), result.plan().rowSums(), 10 / penalty);
      assertTrue(result.convergence().iterations() < 200, "" + result.convergence().iterations());
    }
  }

  @Test
  void freeMarginalsGiveTheGibbsKernel() {
    TransportProblem problem = problem(1, 1);
    double[][] c = costs(problem);
    TransportResult result = solver(0.5, 1e-9).solve(problem);
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c[i].length; j++) {
        double gibbs = problem.a().get(i) * problem.b().get(j) * Math.exp(-c[i][j] / 0.5);
        assertEquals(gibbs, result.plan().mass(i, j), 1e-8);
      }
    }
  }

  @Test
  void outlierIsLeftBehindAndNotTransported() {
    float[] x = {0, 1, 2, 1000};
    float[] y = {0.1f, 1.1f, 2.1f, 1.9f};
    TransportProblem problem =
        new TransportProblem(
            cost(Matrix.wrap(4, 1, x), Matrix.wrap(4, 1, y)),
            Weights.uniform(4),
            Weights.uniform(4));
    for (SinkhornPrecision precision : SinkhornPrecision.values()) {
      SinkhornSettings settings =
          SinkhornSettings.of(Epsilon.of(0.01))
              .withPrecision(precision)
              .withMarginalPenalty(1)
              .withStrict(true);
      TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
      assertEquals(0, result.plan().rowSums()[3], 1e-12);
      assertTrue(result.plan().rowSums()[0] > 0.2);
      // destroying a quarter of the mass costs ρ/4
      assertTrue(result.value() > 0.25 && result.value() < 0.75, "" + result.value());
      assertEquals(-1, result.plan().toMatrix().firstNonFinite());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 2, 50})
  void divergenceVanishesAtTheDiagonalAndIsPositiveElsewhere(double penalty) {
    Matrix x = points(12, 9);
    Matrix y = points(15, 10);
    Weights a = masses(12, 1.7, 11);
    Weights b = masses(15, 0.6, 12);
    SinkhornSolver solver = solver(0.3, penalty);
    TransportProblem aa = new TransportProblem(cost(x, x), a, a);
    TransportProblem bb = new TransportProblem(cost(y, y), b, b);
    TransportProblem ab = new TransportProblem(cost(x, y), a, b);
    TransportResult withinA = solver.solveSymmetric(aa);
    TransportResult withinB = solver.solveSymmetric(bb);
    assertTrue(withinA.convergence().converged(), withinA.convergence().reason());
    double[][] plan = scaled(aa, 0.3, penalty);
    assertEquals(primal(aa, plan, 0.3, penalty), withinA.value(), 1e-9);
    assertArrayEquals(rowSums(plan), withinA.plan().rowSums(), 1e-9);
    double same = SinkhornSolver.divergence(aa, solver.solve(aa), withinA, withinA);
    assertEquals(0, same, 1e-9);
    double distance = SinkhornSolver.divergence(ab, solver.solve(ab), withinA, withinB);
    assertTrue(distance > 0.01, "" + distance);
  }

  @Test
  void gradientIsThatOfThePlanWithItsOwnRowSums() {
    Matrix y = points(14, 2);
    Weights a = masses(11, 1.3, 3);
    Weights b = masses(14, 1, 4);
    Matrix x = points(11, 1);
    SinkhornSolver solver = solver(0.2, 1.5);
    TransportResult result = solver.solve(new TransportProblem(cost(x, y), a, b));
    Matrix projection = result.plan().barycentricProjection(y);
    float h = 1f / 256;
    for (int k = 0; k < 6; k++) {
      float[] up = x.toArray();
      float[] down = x.toArray();
      up[k] += h;
      down[k] -= h;
      double step = (double) up[k] - down[k];
      double difference =
          solver.solve(new TransportProblem(cost(Matrix.wrap(11, 2, up), y), a, b)).value()
              - solver.solve(new TransportProblem(cost(Matrix.wrap(11, 2, down), y), a, b)).value();
      int i = k / 2;
      double gradient = 2 * result.plan().rowSums()[i] * (x.array()[k] - projection.get(i, k % 2));
      assertEquals(difference / step, gradient, 1e-4 * Math.max(0.1, Math.abs(gradient)));
    }
  }

  @Test
  void warmStartGivesTheSameAndTakesLess() {
    TransportProblem problem = problem(1, 1.4);
    SinkhornSolver solver = solver(0.05, 2);
    TransportResult cold = solver.solve(problem);
    TransportResult warm = solver.solve(problem.startingFrom(cold.potentials()));
    assertEquals(cold.value(), warm.value(), 1e-9);
    assertTrue(warm.convergence().iterations() < cold.convergence().iterations());
    double[] f = Samples.random(20).doubles(11, -20, 20).toArray();
    double[] g = Samples.random(21).doubles(14, -20, 20).toArray();
    TransportResult nonsense = solver.solve(problem.startingFrom(new KantorovichPotentials(f, g)));
    assertArrayEquals(cold.potentials().f(), nonsense.potentials().f(), 1e-7);
    assertArrayEquals(cold.potentials().g(), nonsense.potentials().g(), 1e-7);
  }

  @Test
  void pointsWithoutMassChangeNothing() {
    TransportProblem problem = problem(1, 0.8);
    double[] a = problem.a().toArray();
    double[] b = problem.b().toArray();
    a[2] = 0;
    b[5] = 0;
    TransportProblem masked =
        new TransportProblem(problem.cost(), Weights.masses(a), Weights.masses(b));
    TransportResult result = solver(0.2, 1).solve(masked);
    int[] rows = {0, 1, 3, 4, 5, 6, 7, 8, 9, 10};
    int[] columns = {0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13};
    TransportProblem without =
        new TransportProblem(
            problem.cost().select(rows, columns),
            Weights.masses(Arrays.stream(rows).mapToDouble(i -> a[i]).toArray()),
            Weights.masses(Arrays.stream(columns).mapToDouble(j -> b[j]).toArray()));
    assertEquals(solver(0.2, 1).solve(without).value(), result.value(), 1e-9);
    assertEquals(0, result.plan().rowSums()[2]);
    assertTrue(Double.isFinite(result.potentials().f()[2]));
    assertTrue(Double.isFinite(result.potentials().g()[5]));
  }

  @Test
  void valueOfAnUnfinishedSolveIsALowerBound() {
    TransportProblem problem =
        new TransportProblem(
            cost(points(60, 5), points(80, 6)), masses(60, 1, 7), masses(80, 1.2, 8));
    double value = solver(0.01, 1).solve(problem).value();
    for (int limit : new int[] {5, 10, 20}) {
      SinkhornSettings early = solver(0.01, 1).settings().withMaxIterations(limit);
      TransportResult result = new SinkhornSolver(early, COMPUTE).solve(problem);
      assertTrue(result.value() <= value + 1e-9, limit + ": " + result.value());
    }
  }

  @Test
  void penaltyOutOfRangeIsRefused() {
    SinkhornSettings settings = SinkhornSettings.of(Epsilon.of(1));
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(InvalidInputException.class, () -> settings.withMarginalPenalty(bad));
    }
  }
}
