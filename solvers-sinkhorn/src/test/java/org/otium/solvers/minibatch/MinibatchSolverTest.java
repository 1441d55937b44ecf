package org.otium.solvers.minibatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;
import org.otium.testkit.Samples;

class MinibatchSolverTest {
  private static double dot(Weights weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights.get(i) * values[i];
    }
    return sum;
  }

  private static double cost(TransportProblem problem, TransportPlan plan) {
    Matrix masses = plan.toMatrix();
    float[] costs = new float[masses.rows() * masses.columns()];
    problem.cost().fill(0, masses.rows(), costs);
    double sum = 0;
    for (int k = 0; k < costs.length; k++) {
      sum += (double) costs[k] * masses.array()[k];
    }
    return sum;
  }

  private static void requireSame(TransportResult expected, TransportResult actual) {
    assertEquals(expected.value(), actual.value());
    assertEquals(expected.meaning(), actual.meaning());
    assertEquals(expected.transportCost(), actual.transportCost());
    assertEquals(expected.epsilon(), actual.epsilon());
    assertEquals(expected.convergence(), actual.convergence());
    assertEquals(expected.details(), actual.details());
    assertArrayEquals(expected.potentials().f(), actual.potentials().f());
    assertArrayEquals(expected.potentials().g(), actual.potentials().g());
    assertEquals(expected.plan().toMatrix(), actual.plan().toMatrix());
  }

  @Test
  void whatFitsOneBatchIsTheWrappedSolversOwn() {
    TransportProblem problem = MinibatchProblems.weighted(40, 50, 1);
    Matrix x = Samples.gaussian(50, 3, Samples.random(1));
    CostMatrix within =
        SquaredEuclidean.between(x, x).toCostMatrix(MinibatchProblems.compute(1, 1L << 20));
    TransportProblem self = new TransportProblem(within, Weights.uniform(50), Weights.uniform(50));
    for (OtSolver inner : List.of(MinibatchProblems.exact(), MinibatchProblems.sinkhorn())) {
      OtSolver solver = MinibatchProblems.minibatch(inner, 50, 3);
      requireSame(inner.solve(problem), solver.solve(problem));
      requireSame(inner.solveSymmetric(self), solver.solveSymmetric(self));
    }
  }

  @ParameterizedTest
  @CsvSource({"60,60,20,1", "61,59,20,1", "61,59,20,3", "8,100,20,2", "100,8,20,1", "30,31,1,2"})
  void marginalsAreThoseOfTheWholeProblem(int n, int m, int batchSize, int repeats) {
    for (OtSolver inner : List.of(MinibatchProblems.exact(), MinibatchProblems.sinkhorn())) {
      OtSolver solver = MinibatchProblems.minibatch(inner, batchSize, repeats);
      for (TransportProblem problem :
          List.of(MinibatchProblems.uniform(n, m, 2), MinibatchProblems.weighted(n, m, 3))) {
        TransportResult result = solver.solve(problem);
        double tolerance = inner.isBiased() ? 2e-6 : 1e-14;
        assertArrayEquals(problem.a().toArray(), result.plan().rowSums(), tolerance);
        assertArrayEquals(problem.b().toArray(), result.plan().columnSums(), tolerance);
        assertTrue(result.convergence().converged(), result.convergence().reason());
        assertTrue(result.convergence().marginalError() <= (inner.isBiased() ? 2e-6 : 1e-13));
        assertEquals(cost(problem, result.plan()), result.transportCost(), 1e-5);
        double af = dot(problem.a(), result.potentials().f());
        double bg = dot(problem.b(), result.potentials().g());
        assertEquals(af, bg, 1e-5);
        assertEquals(result.value(), af + bg, 1e-5);
        for (int i = 0; i < n; i++) {
          assertTrue(Double.isFinite(result.potentials().f()[i]));
          assertEquals(0, problem.a().get(i) == 0 ? result.plan().rowSums()[i] : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"90,90", "90,77", "9,90"})
  void valueIsAnUpperBoundThatTightensWithTheBatch(int n, int m) {
    TransportProblem problem = MinibatchProblems.weighted(n, m, 4);
    double exact = MinibatchProblems.exact().solve(problem).value();
    for (int batchSize : new int[] {1, 10, 45}) {
      for (long seed = 0; seed < 5; seed++) {
        TransportResult result =
            new MinibatchSolver(
                    new MinibatchSettings(MinibatchProblems.exact(), batchSize, 1, seed),
                    MinibatchProblems.compute(1, 1 << 20))
                .solve(problem);
        assertEquals(Meaning.MINIBATCH_MEAN, result.meaning());
        assertEquals(result.transportCost(), result.value());
        assertTrue(result.value() >= exact - 1e-9, result.value() + " below " + exact);
      }
    }
    TransportResult small =
        MinibatchProblems.minibatch(MinibatchProblems.exact(), 5, 10).solve(problem);
    TransportResult large =
        MinibatchProblems.minibatch(MinibatchProblems.exact(), 45, 10).solve(problem);
    assertTrue(large.value() < small.value(), large.value() + " and " + small.value());
  }

  @Test
  void batchesOfOneTransportEachPointToARandomOne() {
    // the mean over all matchings is the cost of the independent coupling
    TransportProblem problem = MinibatchProblems.uniform(20, 20, 6);
    TransportResult result =
        MinibatchProblems.minibatch(MinibatchProblems.exact(), 1, 4000).solve(problem);
    double sum = 0;
    for (float c : ((CostMatrix.Stored) problem.cost()).values().array()) {
      sum += c;
    }
    assertEquals(sum / 400, result.value(), 0.05);
    assertEquals(1.0 / 400, result.plan().mass(3, 7), 1e-3);
  }

  @Test
  void entropicValueBoundsTheEntropicCostUpToTheEntropyOfTheBlocks() {
    TransportProblem problem = MinibatchProblems.uniform(80, 80, 7);
    OtSolver inner = MinibatchProblems.sinkhorn().withEpsilon(0.5);
    double whole = inner.solve(problem).value();
    TransportResult result = MinibatchProblems.minibatch(inner, 20, 1).solve(problem);
    assertEquals(0.5, result.epsilon(), 1e-12);
    assertTrue(whole <= result.value() + 0.5 * Math.log(4) + 1e-4);
    assertTrue(
        result.value() >= MinibatchProblems.exact().solve(problem).value(), "below the exact cost");
  }

  @Test
  void allBlocksShareOneEpsilon() {
    TransportProblem problem = MinibatchProblems.uniform(80, 80, 8);
    TransportResult relative =
        MinibatchProblems.minibatch(MinibatchProblems.sinkhorn(), 20, 2).solve(problem);
    TransportResult absolute =
        MinibatchProblems.minibatch(MinibatchProblems.sinkhorn(), 20, 2)
            .withEpsilon(relative.epsilon())
            .solve(problem);
    assertEquals(relative.epsilon(), absolute.epsilon(), 1e-12);
    assertEquals(relative.value(), absolute.value(), 1e-9);
  }

  @Test
  void aMeasureIsAtDebiasedDistanceZeroFromItself() {
    TransportProblem problem =
        new TransportProblem(
            MinibatchProblems.cost(60, 60, 9), Weights.uniform(60), Weights.uniform(60));
    for (OtSolver inner : List.of(MinibatchProblems.exact(), MinibatchProblems.sinkhorn())) {
      OtSolver solver = MinibatchProblems.minibatch(inner, 20, 2);
      assertTrue(solver.isBiased());
      assertEquals(solver.solve(problem).value(), solver.solveSymmetric(problem).value());
      assertThrows(
          InvalidInputException.class,
          () -> solver.solveSymmetric(MinibatchProblems.weighted(60, 60, 9)));
    }
  }

  @Test
  void bytesDoNotDependOnThreads() {
    TransportProblem problem = MinibatchProblems.weighted(103, 97, 10);
    for (OtSolver inner : List.of(MinibatchProblems.exact(), MinibatchProblems.sinkhorn())) {
      TransportResult one =
          MinibatchProblems.minibatch(inner, 20, 2, MinibatchProblems.compute(1, 1 << 20))
              .solve(problem);
      for (int threads : new int[] {1, 2, 3, 7}) {
        requireSame(
            one,
            MinibatchProblems.minibatch(inner, 20, 2, MinibatchProblems.compute(threads, 1 << 20))
                .solve(problem));
      }
    }
  }

  @Test
  void theSeedDecidesTheValue() {
    TransportProblem problem = MinibatchProblems.uniform(60, 60, 11);
    OtSolver inner = MinibatchProblems.exact();
    double[] values = new double[2];
    for (int seed = 0; seed < 2; seed++) {
      values[seed] =
          new MinibatchSolver(
                  new MinibatchSettings(inner, 20, 1, seed), MinibatchProblems.compute(1, 1 << 20))
              .solve(problem)
              .value();
    }
    assertNotEquals(values[0], values[1]);
  }

  /** Budgets for: all blocks kept, one block held, nothing held. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 4 * 21 * 21, 100})
  void budgetAndTilingDoNotChangeTheResult(long budget) {
    TransportProblem problem = MinibatchProblems.weighted(61, 59, 12);
    CostMatrix.Stored stored = (CostMatrix.Stored) problem.cost();
    TransportProblem tiled =
        new TransportProblem(
            CostMatrix.tiled(61, 59, stored::fill), problem.a(), problem.b(), problem.start());
    OtSolver inner = MinibatchProblems.sinkhorn();
    TransportResult expected = MinibatchProblems.minibatch(inner, 20, 2).solve(problem);
    TransportResult actual =
        MinibatchProblems.minibatch(inner, 20, 2, MinibatchProblems.compute(2, budget))
            .solve(tiled);
    assertEquals(expected.value(), actual.value(), 1e-12);
    assertEquals(expected.plan().mass(7, 8), actual.plan().mass(7, 8), 1e-12);
    assertArrayEquals(expected.potentials().f(), actual.potentials().f(), 1e-12);
    assertArrayEquals(expected.plan().rowArgmax(), actual.plan().rowArgmax());
    Matrix values = Samples.gaussian(59, 3, Samples.random(13));
    assertEquals(expected.plan().applyTo(values), actual.plan().applyTo(values));
  }

  @Test
  void costsOfATiledProblemAreReadBlockByBlock() {
    int n = 2000;
    AtomicLong largest = new AtomicLong();
    AtomicLong read = new AtomicLong();
    CostMatrix.Stored stored = MinibatchProblems.cost(n, n, 14);
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.tiled(
                n,
                n,
                (from, to, out) -> {
                  largest.accumulateAndGet(out.length, Math::max);
                  read.addAndGet(to - from);
                  stored.fill(from, to, out);
                }),
            Weights.uniform(n),
            Weights.uniform(n));
    MinibatchProblems.minibatch(
            MinibatchProblems.exact(), 200, 1, MinibatchProblems.compute(2, 4 * 200 * 200))
        .solve(problem);
    assertTrue(largest.get() <= n, largest + " entries at once");
    assertEquals(n, read.get());
  }

  @ParameterizedTest
  @CsvSource({"1,1000000", "3,1000000", "3,30000"})
  void planOperationsAgreeWithTheStoredPlan(int repeats, long budget) {
    TransportProblem problem = MinibatchProblems.weighted(61, 43, 15);
    TransportPlan plan =
        MinibatchProblems.minibatch(
                MinibatchProblems.sinkhorn(), 20, repeats, MinibatchProblems.compute(2, budget))
            .solve(problem)
            .plan();
    Matrix stored = plan.toMatrix();
    Matrix values = Samples.gaussian(43, 4, Samples.random(16));
    Matrix product = plan.applyTo(values);
    Matrix projection = plan.barycentricProjection(values);
    int[] argmax = plan.rowArgmax();
    int[] rowGroup = new int[61];
    int[] columnGroup = new int[43];
    double[][] sums = new double[3][2];
    for (int i = 0; i < 61; i++) {
      rowGroup[i] = i * i % 3;
      double mass = 0;
      double[] expected = new double[4];
      int best = 0;
      for (int j = 0; j < 43; j++) {
        columnGroup[j] = j % 2;
        double p = stored.get(i, j);
        assertEquals(p, plan.mass(i, j), 1e-8);
        sums[rowGroup[i]][columnGroup[j]] += p;
        mass += p;
        best = p > stored.get(i, best) ? j : best;
        for (int k = 0; k < 4; k++) {
          expected[k] += p * values.get(j, k);
        }
      }
      assertEquals(best, argmax[i]);
      for (int k = 0; k < 4; k++) {
        assertEquals(expected[k], product.get(i, k), 1e-7);
        assertEquals(mass > 0 ? expected[k] / mass : 0, projection.get(i, k), 1e-4);
      }
    }
    double[][] aggregate = plan.aggregate(rowGroup, 3, columnGroup, 2);
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(sums[k], aggregate[k], 1e-6);
    }
    Matrix tooShort = Samples.gaussian(42, 2, Samples.random(17));
    assertThrows(InvalidInputException.class, () -> plan.applyTo(tooShort));
    assertThrows(InvalidInputException.class, () -> plan.aggregate(new int[60], 1, columnGroup, 2));
  }

  @Test
  void masslessPointsGetThePotentialThatTheFirstBlockImplies() {
    // all mass on few points: one block, so the potentials are those of the whole problem
    RandomGenerator random = Samples.random(18);
    double[] a = new double[60];
    double[] b = new double[50];
    for (int k = 0; k < 10; k++) {
      a[random.nextInt(60)] += 0.1;
      b[random.nextInt(50)] += 0.1;
    }
    TransportProblem problem =
        new TransportProblem(
            MinibatchProblems.cost(60, 50, 18), Weights.proportional(a), Weights.proportional(b));
    OtSolver inner = MinibatchProblems.sinkhorn().withEpsilon(0.3);
    TransportResult whole = inner.solve(problem);
    TransportResult result = MinibatchProblems.minibatch(inner, 20, 3).solve(problem);
    assertEquals(Meaning.ENTROPIC_COST, result.meaning());
    assertEquals(whole.value(), result.value(), 1e-5);
    assertArrayEquals(whole.potentials().f(), result.potentials().f(), 1e-3);
    assertArrayEquals(whole.potentials().g(), result.potentials().g(), 1e-3);
    TransportResult exact =
        MinibatchProblems.minibatch(MinibatchProblems.exact(), 20, 1).solve(problem);
    assertEquals(Meaning.EXACT_COST, exact.meaning());
    assertEquals(MinibatchProblems.exact().solve(problem).value(), exact.value(), 1e-9);
  }

  @Test
  void startingFromTheSolutionSavesIterations() {
    TransportProblem problem = MinibatchProblems.weighted(80, 80, 19);
    OtSolver solver = MinibatchProblems.minibatch(MinibatchProblems.sinkhorn(), 20, 1);
    TransportResult cold = solver.solve(problem);
    TransportResult warm = solver.solve(problem.startingFrom(cold.potentials()));
    assertEquals(cold.value(), warm.value(), 1e-4);
    assertTrue(
        warm.details().get("block-iterations") < 0.75 * cold.details().get("block-iterations"),
        warm.details() + " after " + cold.details());
  }

  @Test
  void aBlockThatDidNotConvergeIsTold() {
    OtSolver hasty =
        new SinkhornSolver(
            SinkhornSettings.of(Epsilon.parse("1e-4 * max cost")).withMaxIterations(3),
            MinibatchProblems.compute(1, 1 << 20));
    TransportResult result =
        MinibatchProblems.minibatch(hasty, 20, 1).solve(MinibatchProblems.uniform(60, 60, 20));
    assertFalse(result.convergence().converged());
    assertTrue(
        result.convergence().reason().startsWith("3 of 3 blocks"), result.convergence().reason());
    assertEquals(3.0, result.details().get("unconverged-blocks"));
  }

  @Test
  void aCostThatIsNotFiniteIsRefusedWithItsPosition() {
    float[] values = MinibatchProblems.cost(60, 60, 21).values().toArray();
    for (int j = 0; j < 60; j++) {
      values[37 * 60 + j] = Float.NaN;
    }
    TransportProblem problem =
        new TransportProblem(
            CostMatrix.stored(60, 60, values), Weights.uniform(60), Weights.uniform(60));
    for (long budget : new long[] {1 << 20, 100}) {
      OtSolver solver =
          MinibatchProblems.minibatch(
              MinibatchProblems.sinkhorn(), 20, 1, MinibatchProblems.compute(2, budget));
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> solver.solve(problem));
      assertTrue(e.what().contains("37"), e.what());
    }
  }

  @Test
  void differentTotalsAreRefused() {
    double[] masses = new double[30];
    Arrays.fill(masses, 0.5);
    TransportProblem problem =
        new TransportProblem(
            MinibatchProblems.cost(30, 30, 22), Weights.masses(masses), Weights.uniform(30));
    OtSolver solver = MinibatchProblems.minibatch(MinibatchProblems.exact(), 10, 1);
    assertThrows(InvalidInputException.class, () -> solver.solve(problem));
    double[] empty = new double[30];
    TransportProblem none =
        new TransportProblem(
            MinibatchProblems.cost(30, 30, 22), Weights.masses(empty), Weights.masses(empty));
    assertThrows(InvalidInputException.class, () -> solver.solve(none));
  }

  @Test
  void massesNeedNotSumToOne() {
    TransportProblem problem = MinibatchProblems.weighted(50, 40, 23);
    Weights a = Weights.masses(Arrays.stream(problem.a().toArray()).map(w -> 3 * w).toArray());
    Weights b = Weights.masses(Arrays.stream(problem.b().toArray()).map(w -> 3 * w).toArray());
    OtSolver solver = MinibatchProblems.minibatch(MinibatchProblems.exact(), 20, 1);
    TransportResult one = solver.solve(problem);
    TransportResult three = solver.solve(new TransportProblem(problem.cost(), a, b));
    assertEquals(3 * one.value(), three.value(), 1e-9);
    assertArrayEquals(a.toArray(), three.plan().rowSums(), 1e-13);
  }

  @Test
  void unbalancedSolverOfBlocksIsRefused() {
    SinkhornSolver unbalanced =
        new SinkhornSolver(
            SinkhornSettings.of(Epsilon.of(0.1)).withMarginalPenalty(1),
            MinibatchProblems.compute(1, 1L << 30));
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> MinibatchSettings.of(unbalanced));
    assertTrue(e.remedy().contains("marginal-penalty"), e.remedy());
  }
}
