package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings.Algorithm;

class QuantileCouplingTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3})
  void agreesWithTheSolverAndIsDualFeasible(double exponent) {
    for (int seed = 0; seed < 20; seed++) {
      RandomGenerator random = Problems.random(seed);
      int n = 1 + random.nextInt(30);
      int m = seed % 4 == 0 ? n : 1 + random.nextInt(30);
      double[] x = halves(random, n);
      double[] y = halves(random, m);
      Weights a = seed % 2 == 0 ? Weights.uniform(n) : Problems.randomWeights(random, n);
      Weights b = seed % 2 == 0 ? Weights.uniform(m) : Problems.randomWeights(random, m);
      float[] c = new float[n * m];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          c[i * m + j] = (float) Math.pow(Math.abs(x[i] - y[j]), exponent);
        }
      }
      TransportProblem problem = new TransportProblem(CostMatrix.stored(n, m, c), a, b);
      TransportResult line = QuantileCoupling.between(x, a, y, b, exponent);
      TransportResult solved = Problems.solve(Algorithm.AUTO, problem);
      assertEquals(line.value(), solved.value(), 1e-6 * (1 + line.value()), "seed " + seed);
      if (exponent == 1 || exponent == 2) { // costs of halves are then exact floats
        Problems.assertOptimal(problem, line);
      }
    }
  }

  @Test
  void theSolverTakesPointsOnTheLineThatDoNotFitAsCosts() {
    int n = 5000;
    RandomGenerator random = Problems.random(21);
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
      y[i] = (float) (2 + 3 * random.nextGaussian());
    }
    TransportResult result =
        new ExactSolver(ExactSettings.defaults(), 2, 1 << 20)
            .solve(
                new TransportProblem(
                    lineCost(x, y, 0.5, 1 << 20), Weights.uniform(n), Weights.uniform(n)));
    float[] xs = x.clone();
    float[] ys = y.clone();
    Arrays.sort(xs);
    Arrays.sort(ys);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double d = (double) xs[i] - ys[i];
      sum += 0.5 * d * d / n;
    }
    assertEquals(sum, result.value(), 1e-12 * sum);
    assertTrue(result.convergence().converged());
    assertEquals(0, result.details().get("duality-gap"), 1e-9 * sum);
  }

  @Test
  void theSolversLineAgreesWithTheSimplex() {
    for (int seed = 0; seed < 20; seed++) {
      RandomGenerator random = Problems.random(300 + seed);
      int n = 2 + random.nextInt(30);
      int m = 2 + random.nextInt(30);
      float[] x = new float[n];
      float[] y = new float[m];
      for (int i = 0; i < n; i++) {
        x[i] = random.nextInt(-40, 40) / 8f;
      }
      for (int j = 0; j < m; j++) {
        y[j] = random.nextInt(-40, 40) / 8f;
      }
      TransportProblem tiled =
          new TransportProblem(
              lineCost(x, y, 0.5, 1),
              Problems.randomWeights(random, n),
              Problems.randomWeights(random, m));
      assertTrue(tiled.cost() instanceof CostMatrix.Tiled);
      TransportResult line = Problems.solve(Algorithm.AUTO, tiled);
      assertEquals("optimal: equal quantiles", line.convergence().reason());
      TransportResult pivoted = Problems.solve(Algorithm.NETWORK_SIMPLEX, tiled);
      assertEquals(pivoted.value(), line.value(), 1e-13 * (1 + line.value()), "seed " + seed);
    }
  }

  private static CostMatrix lineCost(float[] x, float[] y, double scale, long budget) {
    return SquaredEuclidean.between(
            Matrix.wrap(x.length, 1, x.clone()), Matrix.wrap(y.length, 1, y.clone()))
        .scaledBy(scale)
        .toCostMatrix(new Compute(new JavaLinearAlgebra(1), 1, budget));
  }

  @Test
  void twoPointsHaveTheKnownCost() {
    // A quarter of the mass has to cross from 0 to 3.
    TransportResult result =
        QuantileCoupling.between(
            new double[] {3, 0},
            Weights.probability(0.25, 0.75),
            new double[] {0, 3},
            Weights.probability(0.5, 0.5),
            2);
    assertEquals(0.25 * 9, result.value(), 1e-15);
    assertEquals(0.25, result.plan().mass(1, 1), 1e-15);
    assertEquals(0, result.plan().mass(0, 0));
  }

  @Test
  void shiftedPointsPayTheShift() {
    double[] x = Problems.gaussian(Problems.random(3), 1000);
    double[] y = new double[1000];
    for (int i = 0; i < 1000; i++) {
      y[999 - i] = x[i] + 2.5;
    }
    Weights w = Weights.uniform(1000);
    assertEquals(6.25, QuantileCoupling.between(x, w, y, w, 2).value(), 1e-12);
    assertEquals(2.5, QuantileCoupling.between(x, w, y, w, 1).value(), 1e-12);
  }

  @Test
  void signedZerosAreOnePoint() {
    Weights w = Weights.uniform(2);
    TransportResult result =
        QuantileCoupling.between(new double[] {0.0, -0.0}, w, new double[] {-0.0, 0.0}, w, 1);
    assertEquals(0, result.value());
    assertEquals(0.5, result.plan().mass(0, 0));
  }

  @Test
  void refusesWhatItCannotAnswer() {
    Weights one = Weights.uniform(1);
    double[] p = {1};
    assertThrows(InvalidInputException.class, () -> QuantileCoupling.between(p, one, p, one, 0.5));
    assertThrows(
        InvalidInputException.class,
        () -> QuantileCoupling.between(new double[] {Double.NaN}, one, p, one, 2));
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> QuantileCoupling.between(p, Weights.uniform(2), p, one, 2));
    assertTrue(error.what().contains("masses"), error.what());
  }

  private static double[] halves(RandomGenerator random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 0.5 * random.nextInt(-20, 20);
    }
    return values;
  }
}
