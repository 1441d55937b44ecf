package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.testkit.Samples;

/** Iterations that would go on to their limit for nothing. */
class StallingTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  private static SinkhornSolver solver(
      String epsilon, double tolerance, SinkhornPrecision precision) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.parse(epsilon))
            .withTolerance(tolerance)
            .withPrecision(precision),
        COMPUTE);
  }

  private static TransportProblem clouds(int n, long seed) {
    RandomGenerator random = Samples.random(seed);
    return new TransportProblem(
        SquaredEuclidean.between(Samples.gaussian(n, 2, random), Samples.gaussian(n, 2, random))
            .toCostMatrix(COMPUTE),
        Weights.uniform(n),
        Weights.uniform(n));
  }

  /** Costs as random as can be, so that no symmetric update contracts. */
  private static TransportProblem symmetric(int n, long seed) {
    RandomGenerator random = Samples.random(seed);
    float[] c = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        c[i * n + j] = random.nextFloat();
        c[j * n + i] = c[i * n + j];
      }
    }
    return new TransportProblem(CostMatrix.stored(n, n, c), Weights.uniform(n), Weights.uniform(n));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doublesResolveTinyEpsilonToTenDigits(long seed) {
    TransportResult result =
        solver("1e-4 * max cost", 1e-10, SinkhornPrecision.FLOAT64).solve(clouds(150, seed));
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertTrue(result.convergence().iterations() < 400, result.convergence().toString());
  }

  @Test
  void weakCouplingsOfAMeasureToItselfAreResolved() {
    RandomGenerator random = Samples.random(7);
    var x = Samples.gaussian(300, 2, random);
    TransportResult result =
        solver("1e-4 * max cost", 1e-9, SinkhornPrecision.FLOAT64)
            .solve(
                new TransportProblem(
                    SquaredEuclidean.between(x, x).toCostMatrix(COMPUTE),
                    Weights.uniform(300),
                    Weights.uniform(300)));
    assertTrue(result.convergence().converged(), result.convergence().reason());
  }

  @Test
  void toleranceBelowRoundingEndsEarlyAndSaysWhy() {
    TransportResult result = solver("0.05", 1e-12, SinkhornPrecision.FLOAT32).solve(clouds(200, 4));
    assertFalse(result.convergence().converged());
    assertTrue(result.convergence().iterations() < 1000, result.convergence().toString());
    assertTrue(result.convergence().marginalError() < 1e-6, result.convergence().toString());
    assertTrue(result.convergence().reason().contains("rounding"), result.convergence().reason());
  }

  @Test
  void costThatIsNoKernelIsSolvedSymmetrically() {
    TransportProblem problem = symmetric(40, 5);
    SinkhornSolver solver = solver("1e-3", 1e-8, SinkhornPrecision.FLOAT64);
    TransportResult own = solver.solveSymmetric(problem);
    TransportResult general = solver.solve(problem);
    assertTrue(own.convergence().converged(), own.convergence().reason());
    assertTrue(own.convergence().iterations() < 500, own.convergence().toString());
    assertEquals(general.value(), own.value(), 1e-9);
  }

  @Test
  void asymmetricCostIsRefused() {
    TransportProblem problem = symmetric(50, 6);
    float[] c = new float[2500];
    problem.cost().fill(0, 50, c);
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < i; j++) {
        c[i * 50 + j] += 0.1f;
      }
    }
    TransportProblem directed =
        new TransportProblem(CostMatrix.stored(50, 50, c), problem.a(), problem.b());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> solver("0.1", 1e-5, SinkhornPrecision.FLOAT32).solveSymmetric(directed));
    assertTrue(e.what().contains("symmetric"), e.what());
  }

  @Test
  void rowsOfATileAreFewWhereTheyAreWide() {
    assertEquals(1, CostScale.rowsOfTile(70, 40_000_000));
    assertEquals(64, CostScale.rowsOfTile(70, 50_000));
  }
}
