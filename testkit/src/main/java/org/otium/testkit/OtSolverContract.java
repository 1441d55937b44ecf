package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;

/**
 * What every {@link OtSolver} must do. The solver under test should be set up to converge to a
 * marginal error of about 1e-6 or better; an entropic one is asked for an ε where it needs one.
 */
public abstract class OtSolverContract {
  private static final double[][] COST = {{0, 1, 4, 9}, {2, 0.5, 1, 3}, {5, 2, 0.25, 1}};
  private static final double[] A = {0.5, 0.3, 0.2};
  private static final double[] B = {0.1, 0.4, 0.3, 0.2};
  private static final double EXACT = 0.9;
  private static final double ENTROPIC_AT_1 = 1.5656786032396575;
  private static final double TRANSPORT_AT_1 = 1.1848020624415425;
  private static final double[] F_AT_1 = {
    1.8209596070428478, 0.18785883095528177, -0.919990755940898
  };
  private static final double ENTROPIC_AT_TENTH = 1.0028695320051129;
  private static final double TRANSPORT_AT_TENTH = 0.9005769504899904;

  /** For subclasses. */
  protected OtSolverContract() {}

  /**
   * The solver under test.
   *
   * @return a fresh one
   */
  protected abstract OtSolver solver();

  /**
   * How far apart two ways of computing one number may be, relative to the size of the costs.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 2e-5;
  }

  private static TransportProblem small() {
    return new TransportProblem(cost(COST), Weights.probability(A), Weights.probability(B));
  }

  /** 17 × 23 costs in [0, 4) with uneven masses. */
  private static TransportProblem random(long seed) {
    RandomGenerator random = Samples.random(seed);
    return new TransportProblem(
        randomCost(17, 23, random), randomWeights(17, random), randomWeights(23, random));
  }

  /** Squared distances of 19 points in the plane to themselves. */
  private static TransportProblem randomSymmetric(long seed) {
    RandomGenerator random = Samples.random(seed);
    Matrix x = Samples.gaussian(19, 2, random);
    float[] values = new float[19 * 19];
    for (int i = 0; i < 19; i++) {
      for (int j = 0; j < 19; j++) {
        float dx = x.get(i, 0) - x.get(j, 0);
        float dy = x.get(i, 1) - x.get(j, 1);
        values[i * 19 + j] = dx * dx + dy * dy;
      }
    }
    Weights weights = randomWeights(19, random);
    return new TransportProblem(CostMatrix.stored(19, 19, values), weights, weights);
  }

  private static CostMatrix cost(double[][] values) {
    return new CostMatrix.Stored(Matrix.of(values));
  }

  private static CostMatrix.Stored randomCost(int n, int m, RandomGenerator random) {
    float[] values = new float[n * m];
    for (int k = 0; k < values.length; k++) {
      values[k] = 4 * random.nextFloat();
    }
    return CostMatrix.stored(n, m, values);
  }

  private static Weights randomWeights(int n, RandomGenerator random) {
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      masses[i] = 0.2 + random.nextDouble();
    }
    return Weights.proportional(masses);
  }

  private static Matrix stored(CostMatrix cost) {
    float[] values = new float[cost.rows() * cost.columns()];
    cost.fill(0, cost.rows(), values);
    return Matrix.wrap(cost.rows(), cost.columns(), values);
  }

  @Test
  final void smallProblemHasItsKnownValue() {
    OtSolver solver = solver().withEpsilon(1);
    TransportResult result = solver.solve(small());
    boolean exact = result.meaning() == Meaning.EXACT_COST;
    assertEquals(exact ? EXACT : ENTROPIC_AT_1, result.value(), 9 * tolerance());
    assertEquals(exact ? EXACT : TRANSPORT_AT_1, result.transportCost(), 9 * tolerance());
    if (!exact) {
      assertArrayEquals(F_AT_1, result.potentials().f(), 9 * tolerance());
    }
  }

  @Test
  final void smallEpsilonHasItsKnownValue() {
    TransportResult result = solver().withEpsilon(0.1).solve(small());
    boolean exact = result.meaning() == Meaning.EXACT_COST;
    assertEquals(exact ? EXACT : ENTROPIC_AT_TENTH, result.value(), 9 * tolerance());
    assertEquals(exact ? EXACT : TRANSPORT_AT_TENTH, result.transportCost(), 9 * tolerance());
  }

  @Test
  final void twoPointsHaveTheirClosedForm() {
    TransportResult result =
        solver()
            .solve(
                new TransportProblem(
                    cost(new double[][] {{0, 1}, {1, 0}}), Weights.uniform(2), Weights.uniform(2)));
    double epsilon = result.epsilon();
    double expected = epsilon == 0 ? 0 : -epsilon * Math.log(0.5 * (1 + Math.exp(-1 / epsilon)));
    assertEquals(expected, result.value(), tolerance());
  }

  @Test
  final void planHasTheMarginalsAndTheErrorThatIsReported() {
    TransportProblem problem = random(1);
    TransportResult result = solver().solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertFalse(result.convergence().reason().isBlank());
    Matrix plan = result.plan().toMatrix();
    double[] rows = new double[17];
    double[] columns = new double[23];
    double transport = 0;
    Matrix cost = stored(problem.cost());
    for (int i = 0; i < 17; i++) {
      for (int j = 0; j < 23; j++) {
        assertTrue(plan.get(i, j) >= 0, "a negative mass");
        assertEquals(plan.get(i, j), result.plan().mass(i, j), 1e-6);
        rows[i] += plan.get(i, j);
        columns[j] += plan.get(i, j);
        transport += (double) plan.get(i, j) * cost.get(i, j);
      }
    }
    double error = 0;
    for (int i = 0; i < 17; i++) {
      error += Math.abs(rows[i] - problem.a().get(i));
    }
    for (int j = 0; j < 23; j++) {
      error += Math.abs(columns[j] - problem.b().get(j));
    }
    assertEquals(error, result.convergence().marginalError(), 5e-6);
    assertArrayEquals(rows, result.plan().rowSums(), 1e-6);
    assertArrayEquals(columns, result.plan().columnSums(), 1e-6);
    assertEquals(transport, result.transportCost(), 4 * tolerance());
    assertTrue(error < 1e-4, "marginal error " + error);
  }

  @Test
  final void potentialsAreCentredAndGiveTheValue() {
    TransportProblem problem = random(2);
    TransportResult result = solver().solve(problem);
    double af = dot(problem.a(), result.potentials().f());
    double bg = dot(problem.b(), result.potentials().g());
    assertEquals(af, bg, 4 * tolerance());
    assertEquals(result.value(), af + bg, 4 * tolerance());
  }

  @Test
  final void valueLiesBetweenItsBounds() {
    // uniform masses: the exact optimum is a permutation, found by trying all
    RandomGenerator random = Samples.random(3);
    CostMatrix.Stored cost = randomCost(6, 6, random);
    Weights uniform = Weights.uniform(6);
    TransportResult result = solver().solve(new TransportProblem(cost, uniform, uniform));
    double best = bestPermutation(cost.values(), 0, new boolean[6]) / 6;
    double independent = 0;
    for (float c : cost.values().array()) {
      independent += c / 36;
    }
    double slack = 4 * tolerance();
    assertTrue(result.transportCost() >= best - slack, "cheaper than the optimum");
    assertTrue(result.value() >= best - slack, "a value below the optimum");
    assertTrue(result.value() <= independent + slack, "worse than the independent coupling");
    assertTrue(result.transportCost() <= result.value() + slack, "entropy below zero");
    if (result.meaning() == Meaning.EXACT_COST) {
      assertEquals(best, result.value(), slack);
    }
  }

  private static double bestPermutation(Matrix cost, int row, boolean[] taken) {
    if (row == cost.rows()) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.columns(); j++) {
      if (!taken[j]) {
        taken[j] = true;
        best = Math.min(best, cost.get(row, j) + bestPermutation(cost, row + 1, taken));
        taken[j] = false;
      }
    }
    return best;
  }

  @Test
  final void transposingTheProblemChangesNothing() {
    TransportProblem problem = random(4);
    Matrix c = stored(problem.cost());
    float[] turned = new float[23 * 17];
    for (int i = 0; i < 17; i++) {
      for (int j = 0; j < 23; j++) {
        turned[j * 17 + i] = c.get(i, j);
      }
    }
    TransportResult plain = solver().solve(problem);
    TransportResult other =
        solver()
            .solve(
                new TransportProblem(CostMatrix.stored(23, 17, turned), problem.b(), problem.a()));
    assertEquals(plain.value(), other.value(), 4 * tolerance());
    for (int i = 0; i < 17; i++) {
      for (int j = 0; j < 23; j++) {
        assertEquals(plain.plan().mass(i, j), other.plan().mass(j, i), tolerance());
      }
    }
  }

  @Test
  final void orderOfPointsDoesNotMatter() {
    TransportProblem problem = random(5);
    int[] rows = Samples.permutation(17, Samples.random(6));
    int[] columns = Samples.permutation(23, Samples.random(7));
    Matrix c = stored(problem.cost());
    float[] mixed = new float[17 * 23];
    for (int i = 0; i < 17; i++) {
      for (int j = 0; j < 23; j++) {
        mixed[i * 23 + j] = c.get(rows[i], columns[j]);
      }
    }
    TransportResult plain = solver().solve(problem);
    TransportResult other =
        solver()
            .solve(
                new TransportProblem(
                    CostMatrix.stored(17, 23, mixed),
                    problem.a().select(rows),
                    problem.b().select(columns)));
    assertEquals(plain.value(), other.value(), 4 * tolerance());
    for (int i = 0; i < 17; i++) {
      for (int j = 0; j < 23; j++) {
        assertEquals(plain.plan().mass(rows[i], columns[j]), other.plan().mass(i, j), tolerance());
      }
    }
  }

  @Test
  final void addingAConstantToTheCostAddsItToTheValue() {
    TransportProblem problem = random(8);
    TransportResult plain = solver().solve(problem);
    OtSolver sameEpsilon = plain.epsilon() > 0 ? solver().withEpsilon(plain.epsilon()) : solver();
    float[] raised = stored(problem.cost()).toArray();
    for (int k = 0; k < raised.length; k++) {
      raised[k] += 3;
    }
    TransportResult other =
        sameEpsilon.solve(
            new TransportProblem(CostMatrix.stored(17, 23, raised), problem.a(), problem.b()));
    assertEquals(plain.value() + 3, other.value(), 7 * tolerance());
  }

  @Test
  final void scalingCostAndEpsilonTogetherScalesTheValue() {
    TransportProblem problem = random(9);
    TransportResult plain = solver().solve(problem);
    for (double factor : new double[] {1e-12, 1e-3, 1e6, 1e12}) {
      OtSolver scaled =
          plain.epsilon() > 0 ? solver().withEpsilon(factor * plain.epsilon()) : solver();
      float[] values = stored(problem.cost()).toArray();
      for (int k = 0; k < values.length; k++) {
        values[k] *= (float) factor;
      }
      TransportResult other =
          scaled.solve(
              new TransportProblem(CostMatrix.stored(17, 23, values), problem.a(), problem.b()));
      assertEquals(plain.value(), other.value() / factor, 4 * tolerance());
    }
  }

  @Test
  final void tiledCostGivesTheSameAsAStoredOne() {
    TransportProblem problem = random(10);
    Matrix c = stored(problem.cost());
    CostMatrix tiled =
        CostMatrix.tiled(
            17,
            23,
            (from, to, out) -> System.arraycopy(c.array(), from * 23, out, 0, (to - from) * 23));
    TransportResult plain = solver().solve(problem);
    TransportResult other = solver().solve(new TransportProblem(tiled, problem.a(), problem.b()));
    assertEquals(plain.value(), other.value(), 1e-12);
    assertEquals(plain.transportCost(), other.transportCost(), 1e-12);
    assertArrayEquals(plain.potentials().f(), other.potentials().f(), 1e-12);
    assertEquals(plain.plan().toMatrix(), other.plan().toMatrix());
    assertEquals(plain.plan().mass(3, 5), other.plan().mass(3, 5), 1e-12);
  }

  @Test
  final void solvingTwiceGivesTheSameBytes() {
    TransportResult first = solver().solve(random(11));
    TransportResult second = solver().solve(random(11));
    assertEquals(first.value(), second.value());
    assertArrayEquals(first.potentials().f(), second.potentials().f());
    assertArrayEquals(first.potentials().g(), second.potentials().g());
  }

  @Test
  final void pointsWithoutMassAreLeftOut() {
    TransportProblem problem = random(12);
    Matrix c = stored(problem.cost());
    int n = 19;
    int m = 26;
    float[] values = new float[n * m];
    double[] a = new double[n];
    double[] b = new double[m];
    for (int i = 0; i < n; i++) {
      // the massless points are the first, the last and one more column in the middle; they are
      // cheaper than all others, so that a solver that used them would be seen
      a[i] = i == 0 || i == n - 1 ? 0 : problem.a().get(i - 1);
      for (int j = 0; j < m; j++) {
        int column = j < 10 ? j - 1 : j - 2;
        boolean massless = j == 0 || j == 10 || j == m - 1;
        b[j] = massless ? 0 : problem.b().get(column);
        values[i * m + j] = massless || a[i] == 0 ? 0 : c.get(i - 1, column);
      }
    }
    TransportResult plain = solver().solve(problem);
    OtSolver sameEpsilon = plain.epsilon() > 0 ? solver().withEpsilon(plain.epsilon()) : solver();
    TransportResult padded =
        sameEpsilon.solve(
            new TransportProblem(
                CostMatrix.stored(n, m, values), Weights.probability(a), Weights.probability(b)));
    assertEquals(plain.value(), padded.value(), 4 * tolerance());
    Matrix plan = padded.plan().toMatrix();
    for (int i = 0; i < n; i++) {
      assertTrue(Double.isFinite(padded.potentials().f()[i]));
      for (int j = 0; j < m; j++) {
        assertTrue(Double.isFinite(padded.potentials().g()[j]));
        if (a[i] == 0 || b[j] == 0) {
          assertEquals(0, plan.get(i, j));
          assertEquals(0, padded.plan().mass(i, j));
        }
      }
    }
    for (int j = 0; j < m; j++) {
      if (b[j] == 0) {
        assertEquals(0, padded.plan().columnSums()[j]);
      }
    }
  }

  @Test
  final void symmetricSolveAgreesWithThePlainOne() {
    TransportProblem problem = randomSymmetric(13);
    TransportResult plain = solver().solve(problem);
    TransportResult symmetric = solver().solveSymmetric(problem);
    assertTrue(symmetric.convergence().converged(), symmetric.convergence().reason());
    assertEquals(plain.value(), symmetric.value(), 20 * tolerance());
    assertEquals(plain.transportCost(), symmetric.transportCost(), 20 * tolerance());
    if (!solver().isBiased()) {
      assertEquals(0, symmetric.value(), 20 * tolerance());
    } else {
      assertTrue(symmetric.value() > 0, "a biased solver at distance zero");
      assertArrayEquals(plain.potentials().f(), symmetric.potentials().f(), 100 * tolerance());
    }
  }

  @Test
  final void symmetricSolveRefusesTwoDifferentSizes() {
    OtSolver solver = solver();
    if (solver.isBiased()) {
      assertThrows(InvalidInputException.class, () -> solver.solveSymmetric(small()));
    }
  }

  @Test
  final void onePointReceivesEverything() {
    Weights many = Weights.probability(0.25, 0.5, 0.25);
    Weights one = Weights.uniform(1);
    TransportResult column =
        solver().solve(new TransportProblem(cost(new double[][] {{1}, {2}, {4}}), many, one));
    assertEquals(2.25, column.value(), 4 * tolerance());
    assertEquals(2.25, column.transportCost(), 4 * tolerance());
    TransportResult row =
        solver().solve(new TransportProblem(cost(new double[][] {{1, 2, 4}}), one, many));
    assertEquals(2.25, row.value(), 4 * tolerance());
    TransportResult point =
        solver().solve(new TransportProblem(cost(new double[][] {{7}}), one, one));
    assertEquals(7, point.value(), 7 * tolerance());
    assertEquals(1, point.plan().mass(0, 0), 1e-6);
  }

  @Test
  final void identicalPointsCostNothing() {
    TransportResult result =
        solver()
            .solve(
                new TransportProblem(
                    CostMatrix.stored(5, 4, new float[20]),
                    Weights.uniform(5),
                    Weights.uniform(4)));
    assertEquals(0, result.value(), 1e-12);
    assertEquals(0, result.transportCost(), 1e-12);
    assertEquals(1, Arrays.stream(result.plan().rowSums()).sum(), 1e-6);
  }

  @Test
  final void planOperationsAgreeWithTheStoredPlan() {
    TransportPlan plan = solver().solve(random(14)).plan();
    Matrix stored = plan.toMatrix();
    Matrix values = Samples.gaussian(23, 5, Samples.random(15));
    Matrix product = plan.applyTo(values);
    Matrix projection = plan.barycentricProjection(values);
    int[] argmax = plan.rowArgmax();
    int[] rowGroup = new int[17];
    int[] columnGroup = new int[23];
    double[][] sums = new double[3][2];
    for (int i = 0; i < 17; i++) {
      rowGroup[i] = i * i % 3;
      double mass = 0;
      double[] expected = new double[5];
      int best = 0;
      for (int j = 0; j < 23; j++) {
        columnGroup[j] = j % 2;
        double p = stored.get(i, j);
        sums[rowGroup[i]][columnGroup[j]] += p;
        mass += p;
        best = p > stored.get(i, best) ? j : best;
        for (int k = 0; k < 5; k++) {
          expected[k] += p * values.get(j, k);
        }
      }
      assertEquals(best, argmax[i]);
      for (int k = 0; k < 5; k++) {
        assertEquals(expected[k], product.get(i, k), 1e-6);
        assertEquals(expected[k] / mass, projection.get(i, k), 1e-4);
      }
    }
    double[][] aggregate = plan.aggregate(rowGroup, 3, columnGroup, 2);
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(sums[k], aggregate[k], 1e-6);
    }
    assertEquals(17, plan.rows());
    assertEquals(23, plan.columns());
    Matrix tooShort = Samples.gaussian(22, 5, Samples.random(15));
    assertThrows(InvalidInputException.class, () -> plan.applyTo(tooShort));
  }

  @Test
  final void startingFromTheSolutionGivesTheSolution() {
    TransportProblem problem = random(16);
    TransportResult cold = solver().solve(problem);
    TransportResult warm = solver().solve(problem.startingFrom(cold.potentials()));
    assertEquals(cold.value(), warm.value(), 4 * tolerance());
    assertTrue(warm.convergence().iterations() <= cold.convergence().iterations());
  }

  @Test
  final void startingFromNonsenseGivesTheSolution() {
    TransportProblem problem = random(17);
    double[] f = new double[17];
    double[] g = new double[23];
    for (int i = 0; i < 17; i++) {
      f[i] = 100 * Math.sin(i);
    }
    for (int j = 0; j < 23; j++) {
      g[j] = 100 * Math.cos(j);
    }
    TransportResult cold = solver().solve(problem);
    TransportResult warm = solver().solve(problem.startingFrom(new KantorovichPotentials(f, g)));
    assertEquals(cold.value(), warm.value(), 4 * tolerance());
    assertArrayEquals(cold.plan().toMatrix().array(), warm.plan().toMatrix().array(), 1e-4f);
  }

  @Test
  final void costThatIsNotFiniteIsRefusedWithItsPosition() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      TransportProblem problem = random(18);
      float[] values = stored(problem.cost()).toArray();
      values[7 * 23 + 21] = bad;
      TransportProblem broken =
          new TransportProblem(CostMatrix.stored(17, 23, values), problem.a(), problem.b());
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> solver().solve(broken));
      assertTrue(e.what().contains("7") && e.what().contains("21"), e.what());
      assertFalse(e.remedy().isBlank());
    }
  }

  @Test
  final void differentTotalsAreRefused() {
    TransportProblem problem =
        new TransportProblem(
            cost(COST), Weights.masses(0.5, 0.5, 0.5), Weights.masses(0.25, 0.25, 0.25, 0.3));
    assertThrows(InvalidInputException.class, () -> solver().solve(problem));
  }

  @Test
  final void withEpsilonIsUsedByBiasedSolversAlone() {
    OtSolver solver = solver();
    TransportResult result = solver.withEpsilon(0.75).solve(small());
    assertEquals(solver.isBiased() ? 0.75 : 0, result.epsilon(), 1e-12);
  }

  private static double dot(Weights weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights.get(i) * values[i];
    }
    return sum;
  }
}
