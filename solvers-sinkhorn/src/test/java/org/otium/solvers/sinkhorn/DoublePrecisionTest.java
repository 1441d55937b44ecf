package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.numerics.SquaredEuclidean;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

/** {@code precision: float64} is double precision from the points to the potentials. */
class DoublePrecisionTest {
  private static final Compute COMPUTE = compute(1L << 30);

  private static Compute compute(long memoryBudget) {
    return new Compute(new JavaLinearAlgebra(2), 2, memoryBudget);
  }

  private static SinkhornSolver solver(double epsilon, Compute compute) {
    return new SinkhornSolver(
        SinkhornSettings.of(Epsilon.of(epsilon))
            .withTolerance(1e-11)
            .withPrecision(SinkhornPrecision.FLOAT64),
        compute);
  }

  private static void assertClose(double[] expected, double[] actual) {
    double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, actual, 1e-9 * size);
  }

  /** Pixels as bytes, which floats hold exactly; the scale of the cost makes fractions of them. */
  private static CostMatrix images(String x, String y, Compute compute) {
    return SquaredEuclidean.between(pixels(x), pixels(y))
        .scaledBy(1 / (255.0 * 255.0))
        .toCostMatrix(compute);
  }

  private static Matrix pixels(String name) {
    double[] bytes = Golden.doubles(name);
    float[] values = new float[bytes.length];
    for (int k = 0; k < bytes.length; k++) {
      values[k] = (float) bytes[k];
    }
    return Matrix.wrap(bytes.length / 784, 784, values);
  }

  @ParameterizedTest
  @CsvSource({
    "A_ent0.05, 0.05, 142.01158494849975, 136.54649828693215",
    "A_ent0.01, 0.01, 130.91030429395565, 123.72236428415343"
  })
  void imagesMatchTheReferenceToNineDigits(
      String name, double relative, double value, double transport) {
    Weights uniform = Weights.uniform(200);
    CostMatrix cost = images("A_x_u8.npy", "A_y_u8.npy", COMPUTE);
    TransportResult result =
        new SinkhornSolver(
                solver(1, COMPUTE)
                    .settings()
                    .withEpsilon(new Epsilon(relative, Epsilon.Unit.MAX_COST)),
                COMPUTE)
            .solve(new TransportProblem(cost, uniform, uniform));
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertEquals(value, result.value(), 1e-9 * value);
    assertEquals(transport, result.transportCost(), 1e-9 * transport);
    assertClose(Golden.doubles(name + "_f.npy"), result.potentials().f());
    assertClose(Golden.doubles(name + "_g.npy"), result.potentials().g());
    assertClose(Golden.doubles(name + "_rowsum.npy"), result.plan().rowSums());
    assertClose(Golden.doubles(name + "_colsum.npy"), result.plan().columnSums());
  }

  @Test
  void divergenceOfImagesMatchesTheReferenceToNineDigits() {
    Weights uniform = Weights.uniform(200);
    SinkhornSolver solver = solver(18.754619761630142, COMPUTE);
    CostMatrix xx = images("A_x_u8.npy", "A_x_u8.npy", COMPUTE);
    CostMatrix yy = images("A_y_u8.npy", "A_y_u8.npy", COMPUTE);
    double selfX = solver.solveSymmetric(new TransportProblem(xx, uniform, uniform)).value();
    double selfY = solver.solveSymmetric(new TransportProblem(yy, uniform, uniform)).value();
    assertEquals(80.07256479204487, selfX, 1e-9 * selfX);
    assertEquals(76.35236698548988, selfY, 1e-9 * selfY);
    double cross = 142.01158494849975;
    assertEquals(63.79911905973236, cross - 0.5 * (selfX + selfY), 1e-8);
  }

  @ParameterizedTest
  @CsvSource({
    "C_ent, 0.1, 3.5408489375388745, 3.288846492955969",
    "C_ent_small, 0.01, 3.299597125672184, 3.271071916829869"
  })
  void weightedPointsMatchTheReferenceToNineDigits(
      String name, double epsilon, double value, double transport) {
    TransportProblem problem =
        new TransportProblem(
            points(Golden.doubles("C_x.npy"), Golden.doubles("C_y.npy")),
            Weights.probability(Golden.doubles("C_a.npy")),
            Weights.probability(Golden.doubles("C_b.npy")));
    // with and without room for the costs in double precision
    for (Compute compute : new Compute[] {COMPUTE, compute(1000)}) {
      TransportResult result = solver(epsilon, compute).solve(problem);
      assertTrue(result.convergence().converged(), result.convergence().reason());
      assertEquals(value, result.value(), 1e-9 * value);
      assertEquals(transport, result.transportCost(), 1e-9 * transport);
      assertClose(Golden.doubles(name + "_f.npy"), result.potentials().f());
      assertClose(Golden.doubles(name + "_g.npy"), result.potentials().g());
      assertClose(Golden.doubles(name + "_rowsum.npy"), result.plan().rowSums());
      assertClose(Golden.doubles(name + "_colsum.npy"), result.plan().columnSums());
    }
  }

  /** Points whose coordinates are not floats: a source of rows in double precision of its own. */
  private static CostMatrix points(double[] x, double[] y) {
    int n = x.length / 3;
    int m = y.length / 3;
    return CostMatrix.tiled(
        n,
        m,
        new CostMatrix.RowSource() {
          @Override
          public void fill(int from, int to, float[] out) {
            double[] rows = new double[(to - from) * m];
            fill(from, to, rows);
            for (int k = 0; k < rows.length; k++) {
              out[k] = (float) rows[k];
            }
          }

          @Override
          public void fill(int from, int to, double[] out) {
            for (int i = from; i < to; i++) {
              for (int j = 0; j < m; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                  double gap = x[3 * i + k] - y[3 * j + k];
                  sum += gap * gap;
                }
                out[(i - from) * m + j] = sum;
              }
            }
          }
        });
  }

  @Test
  void marginalErrorReachesTheRoundingOfDoubles() {
    RandomGenerator random = Samples.random(3);
    Matrix x = Samples.gaussian(90, 4, random);
    Matrix y = Samples.gaussian(70, 4, random);
    TransportProblem problem =
        new TransportProblem(
            SquaredEuclidean.between(x, y).toCostMatrix(COMPUTE),
            Weights.uniform(90),
            Weights.uniform(70));
    SinkhornSettings settings =
        solver(0.2, COMPUTE).settings().withTolerance(1e-13).withStrict(true);
    TransportResult result = new SinkhornSolver(settings, COMPUTE).solve(problem);
    double error = 0;
    for (int i = 0; i < 90; i++) {
      double sum = 0;
      for (int j = 0; j < 70; j++) {
        double gaps = 0;
        for (int k = 0; k < 4; k++) {
          double gap = (double) x.get(i, k) - y.get(j, k);
          gaps += gap * gap;
        }
        double exponent = (result.potentials().f()[i] + result.potentials().g()[j] - gaps) / 0.2;
        sum += Math.exp(exponent) / 70;
      }
      error += Math.abs(sum - 1) / 90;
    }
    assertTrue(error < 1e-12, "rows are off by " + error);
  }
}
