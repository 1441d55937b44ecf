package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;

class SinkhornGoldenTest {
  private static final Compute COMPUTE = new Compute(new PlainLinearAlgebra(), 2, 1L << 30);
  private static final Weights UNIFORM = Weights.uniform(200);

  @BeforeEach
  void referenceValuesArePresent() {
    Golden.assumePresent();
  }

  private static SinkhornSolver solver(Epsilon epsilon, double tolerance) {
    return new SinkhornSolver(SinkhornSettings.of(epsilon).withTolerance(tolerance), COMPUTE);
  }

  private static CostMatrix squaredDistances(double[] x, double[] y, int d, double scale) {
    int n = x.length / d;
    int m = y.length / d;
    float[] values = new float[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
          double difference = (x[i * d + k] - y[j * d + k]) * scale;
          sum += difference * difference;
        }
        values[i * m + j] = (float) sum;
      }
    }
    return CostMatrix.stored(n, m, values);
  }

  private static void assertClose(double[] expected, double[] actual, double relative) {
    double size = 0;
    for (double v : expected) {
      size = Math.max(size, Math.abs(v));
    }
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], relative * size, "at " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.05", "0.01"})
  void imagesMatchTheReference(String relativeEpsilon) {
    String name = "A_ent" + relativeEpsilon;
    double[] x = Golden.array("A_x_u8");
    double[] y = Golden.array("A_y_u8");
    TransportProblem problem =
        new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM);
    TransportResult result =
        solver(Epsilon.parse(relativeEpsilon + " * max cost"), 2e-6).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertEquals(Golden.scalar(name + "_eps"), result.epsilon(), 1e-5);
    double value = Golden.scalar(name + "_dual_value");
    assertEquals(value, result.value(), 1e-6 * value);
    double transport = Golden.scalar(name + "_transport_cost");
    assertEquals(transport, result.transportCost(), 1e-5 * transport);
    assertClose(Golden.array(name + "_f"), result.potentials().f(), 1e-5);
    assertClose(Golden.array(name + "_g"), result.potentials().g(), 1e-5);
    assertClose(Golden.array(name + "_rowsum"), result.plan().rowSums(), 1e-5);
    assertClose(Golden.array(name + "_colsum"), result.plan().columnSums(), 1e-5);
  }

  @Test
  void planOfImagesMatchesTheReference() {
    double[] x = Golden.array("A_x_u8");
    double[] y = Golden.array("A_y_u8");
    TransportResult result =
        solver(Epsilon.of(Golden.scalar("A_ent0.05_eps")), 2e-6)
            .solve(new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM));
    double[] plan = Golden.array("A_ent0.05_plan");
    Matrix own = result.plan().toMatrix();
    double[] widened = new double[plan.length];
    for (int k = 0; k < plan.length; k++) {
      widened[k] = own.array()[k];
    }
    assertClose(plan, widened, 1e-4);
  }

  @Test
  void barycentricProjectionOfImagesMatchesTheReference() {
    double[] x = Golden.array("A_x_u8");
    double[] y = Golden.array("A_y_u8");
    TransportResult result =
        solver(Epsilon.of(Golden.scalar("A_ent0.01_eps")), 2e-6)
            .solve(new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM));
    float[] targets = new float[y.length];
    for (int k = 0; k < y.length; k++) {
      targets[k] = (float) (y[k] / 255);
    }
    Matrix projection = result.plan().barycentricProjection(Matrix.wrap(200, 784, targets));
    double[] expected = Golden.array("A_bary_ent0.01_rows0_2");
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], projection.array()[k], 1e-4);
    }
  }

  @Test
  void divergenceOfImagesMatchesTheReference() {
    double[] x = Golden.array("A_x_u8");
    double[] y = Golden.array("A_y_u8");
    SinkhornSolver solver = solver(Epsilon.of(Golden.scalar("A_ent0.05_eps")), 2e-6);
    double xx =
        solver
            .solveSymmetric(
                new TransportProblem(squaredDistances(x, x, 784, 1 / 255.0), UNIFORM, UNIFORM))
            .value();
    double yy =
        solver
            .solveSymmetric(
                new TransportProblem(squaredDistances(y, y, 784, 1 / 255.0), UNIFORM, UNIFORM))
            .value();
    double xy =
        solver
            .solve(new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM))
            .value();
    double expected = Golden.scalar("A_ent0.05_divergence");
    assertEquals(Golden.scalar("A_ent0.05_xx"), xx, 1e-6 * xx);
    assertEquals(Golden.scalar("A_ent0.05_yy"), yy, 1e-6 * yy);
    assertEquals(expected, xy - 0.5 * xx - 0.5 * yy, 1e-5 * expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C_ent", "C_ent_small"})
  void weightedPointsMatchTheReference(String name) {
    TransportProblem problem =
        new TransportProblem(
            squaredDistances(Golden.array("C_x"), Golden.array("C_y"), 3, 1),
            Weights.probability(Golden.array("C_a")),
            Weights.probability(Golden.array("C_b")));
    TransportResult result = solver(Epsilon.of(Golden.scalar(name + "_eps")), 2e-6).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    double value = Golden.scalar(name + "_dual_value");
    assertEquals(value, result.value(), 2e-6 * value);
    double transport = Golden.scalar(name + "_transport_cost");
    assertEquals(transport, result.transportCost(), 2e-5 * transport);
    assertClose(Golden.array(name + "_f"), result.potentials().f(), 2e-5);
    assertClose(Golden.array(name + "_g"), result.potentials().g(), 2e-5);
    assertClose(Golden.array(name + "_rowsum"), result.plan().rowSums(), 1e-4);
    assertClose(Golden.array(name + "_colsum"), result.plan().columnSums(), 1e-4);
  }
}
