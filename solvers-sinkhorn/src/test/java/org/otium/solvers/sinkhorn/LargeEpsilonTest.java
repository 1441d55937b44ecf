package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/** Where ε is so large that what rounding does to sums, times ε, is as large as the costs. */
class LargeEpsilonTest {
  private static final int N = 200;
  private static final int M = 150;
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  private static final CostMatrix CLOUDS = clouds();

  private static CostMatrix clouds() {
    RandomGenerator random = Samples.random(1);
    return SquaredEuclidean.between(Samples.gaussian(N, 3, random), Samples.gaussian(M, 3, random))
        .toCostMatrix(COMPUTE);
  }

  private static SinkhornSolver solver(String epsilon, SinkhornPrecision precision) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.parse(epsilon)).withPrecision(precision), COMPUTE);
  }

  /** ⟨a, f⟩ + ⟨b, g⟩ after many textbook updates, by log1p and expm1 so that nothing cancels. */
  private static double reference(double epsilon) {
    double[] c = new double[N * M];
    CLOUDS.fill(0, N, c);
    double[] f = new double[N];
    double[] g = new double[M];
    for (int k = 0; k < 20; k++) {
      for (int i = 0; i < N; i++) {
        double sum = 0;
        for (int j = 0; j < M; j++) {
          sum += Math.expm1((g[j] - c[i * M + j]) / epsilon) / M;
        }
        f[i] = -epsilon * Math.log1p(sum);
      }
      for (int j = 0; j < M; j++) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
          sum += Math.expm1((f[i] - c[i * M + j]) / epsilon) / N;
        }
        g[j] = -epsilon * Math.log1p(sum);
      }
    }
    return Arrays.stream(f).average().orElseThrow() + Arrays.stream(g).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100, 1e4, 1e6})
  void valueKeepsItsDigitsInSinglePrecision(double timesMax) {
    TransportResult result =
        solver(timesMax + " * max cost", SinkhornPrecision.FLOAT32)
            .solve(new TransportProblem(CLOUDS, Weights.uniform(N), Weights.uniform(M)));
    assertTrue(result.convergence().converged(), result.convergence().reason());
    double expected = reference(result.epsilon());
    assertEquals(expected, result.value(), 1e-6 * expected);
  }

  @ParameterizedTest
  @EnumSource(SinkhornPrecision.class)
  void epsilonBeyondDoublesIsRefused(SinkhornPrecision precision) {
    TransportProblem problem = new TransportProblem(CLOUDS, Weights.uniform(N), Weights.uniform(M));
    for (String epsilon : new String[] {"1e300", "1e30", "1e8 * max cost"}) {
      InvalidInputException e =
          assertThrows(
              InvalidInputException.class, () -> solver(epsilon, precision).solve(problem));
      assertTrue(e.what().contains("too large"), e.what());
    }
  }

  @Test
  void absoluteEpsilonIsAllowedWherePointsAllButMeet() {
    CostMatrix tiny = CostMatrix.stored(2, 2, new float[] {0, 1e-14f, 1e-14f, 0});
    TransportResult result =
        solver("0.1", SinkhornPrecision.FLOAT32)
            .solve(new TransportProblem(tiny, Weights.uniform(2), Weights.uniform(2)));
    assertEquals(0, result.value(), 1e-14);
  }

  @Test
  void epsilonOfAnotherProblemIsAllowedWithinOnePoint() {
    CostMatrix zero = CostMatrix.stored(2, 2, new float[4]);
    TransportResult result =
        solver("1e8", SinkhornPrecision.FLOAT32)
            .solve(new TransportProblem(zero, Weights.uniform(2), Weights.uniform(2)));
    assertEquals(0, result.value(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e40, 1e-40})
  void totalsBeyondFloatsAreRefused(double mass) {
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(2, 2, new float[] {0, 1, 1, 0}),
            Weights.masses(mass, mass),
            Weights.masses(mass, mass));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> solver("0.1", SinkhornPrecision.FLOAT32).solve(problem));
    assertTrue(e.remedy().contains("divide"), e.remedy());
  }
}
