package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
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
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.Golden;

class SinkhornGoldenTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
  private static final Weights UNIFORM = Weights.uniform(200);

  private static final Map<String, Double> SCALARS =
      Map.ofEntries(
          Map.entry("A_ent0.05_eps", 18.754619761630142),
          Map.entry("A_ent0.05_dual_value", 142.01158494849975),
          Map.entry("A_ent0.05_transport_cost", 136.54649828693215),
          Map.entry("A_ent0.01_eps", 3.7509239523260285),
          Map.entry("A_ent0.01_dual_value", 130.91030429395565),
          Map.entry("A_ent0.01_transport_cost", 123.72236428415343),
          Map.entry("C_ent_eps", 0.1),
          Map.entry("C_ent_dual_value", 3.5408489375388745),
          Map.entry("C_ent_transport_cost", 3.288846492955969),
          Map.entry("C_ent_small_eps", 0.01),
          Map.entry("C_ent_small_dual_value", 3.299597125672184),
          Map.entry("C_ent_small_transport_cost", 3.271071916829869),
          Map.entry("A_ent0.05_xx", 80.07256479204487),
          Map.entry("A_ent0.05_yy", 76.35236698548988),
          Map.entry("A_ent0.05_divergence", 63.79911905973236));

  private static double scalar(String name) {
    return Objects.requireNonNull(SCALARS.get(name), name);
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
    double[] x = Golden.doubles("A_x_u8.npy");
    double[] y = Golden.doubles("A_y_u8.npy");
    TransportProblem problem =
        new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM);
    TransportResult result =
        solver(Epsilon.parse(relativeEpsilon + " * max cost"), 2e-6).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    assertEquals(scalar(name + "_eps"), result.epsilon(), 1e-5);
    double value = scalar(name + "_dual_value");
    assertEquals(value, result.value(), 1e-6 * value);
    double transport = scalar(name + "_transport_cost");
    assertEquals(transport, result.transportCost(), 1e-5 * transport);
    assertClose(Golden.doubles(name + "_f.npy"), result.potentials().f(), 1e-5);
    assertClose(Golden.doubles(name + "_g.npy"), result.potentials().g(), 1e-5);
    assertClose(Golden.doubles(name + "_rowsum.npy"), result.plan().rowSums(), 1e-5);
    assertClose(Golden.doubles(name + "_colsum.npy"), result.plan().columnSums(), 1e-5);
  }

  @Test
  void planOfImagesMatchesTheReference() {
    double[] x = Golden.doubles("A_x_u8.npy");
    double[] y = Golden.doubles("A_y_u8.npy");
    TransportResult result =
        solver(Epsilon.of(scalar("A_ent0.05_eps")), 2e-6)
            .solve(new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM));
    double[] plan = Golden.doubles("A_ent0.05_plan.npy");
    Matrix own = result.plan().toMatrix();
    double[] widened = new double[plan.length];
    for (int k = 0; k < plan.length; k++) {
      widened[k] = own.array()[k];
    }
    assertClose(plan, widened, 1e-4);
  }

  @Test
  void barycentricProjectionOfImagesMatchesTheReference() {
    double[] x = Golden.doubles("A_x_u8.npy");
    double[] y = Golden.doubles("A_y_u8.npy");
    TransportResult result =
        solver(Epsilon.of(scalar("A_ent0.01_eps")), 2e-6)
            .solve(new TransportProblem(squaredDistances(x, y, 784, 1 / 255.0), UNIFORM, UNIFORM));
    float[] targets = new float[y.length];
    for (int k = 0; k < y.length; k++) {
      targets[k] = (float) (y[k] / 255);
    }
    Matrix projection = result.plan().barycentricProjection(Matrix.wrap(200, 784, targets));
    double[] expected = Golden.doubles("A_bary_ent0.01_rows0_2.npy");
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], projection.array()[k], 1e-4);
    }
  }

  @Test
  void divergenceOfImagesMatchesTheReference() {
    double[] x = Golden.doubles("A_x_u8.npy");
    double[] y = Golden.doubles("A_y_u8.npy");
    SinkhornSolver solver = solver(Epsilon.of(scalar("A_ent0.05_eps")), 2e-6);
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
    double expected = scalar("A_ent0.05_divergence");
    assertEquals(scalar("A_ent0.05_xx"), xx, 1e-6 * xx);
    assertEquals(scalar("A_ent0.05_yy"), yy, 1e-6 * yy);
    assertEquals(expected, xy - 0.5 * xx - 0.5 * yy, 1e-5 * expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C_ent", "C_ent_small"})
  void weightedPointsMatchTheReference(String name) {
    TransportProblem problem =
        new TransportProblem(
            squaredDistances(Golden.doubles("C_x.npy"), Golden.doubles("C_y.npy"), 3, 1),
            Weights.probability(Golden.doubles("C_a.npy")),
            Weights.probability(Golden.doubles("C_b.npy")));
    TransportResult result = solver(Epsilon.of(scalar(name + "_eps")), 2e-6).solve(problem);
    assertTrue(result.convergence().converged(), result.convergence().reason());
    double value = scalar(name + "_dual_value");
    assertEquals(value, result.value(), 2e-6 * value);
    double transport = scalar(name + "_transport_cost");
    assertEquals(transport, result.transportCost(), 2e-5 * transport);
    assertClose(Golden.doubles(name + "_f.npy"), result.potentials().f(), 2e-5);
    assertClose(Golden.doubles(name + "_g.npy"), result.potentials().g(), 2e-5);
    assertClose(Golden.doubles(name + "_rowsum.npy"), result.plan().rowSums(), 1e-4);
    assertClose(Golden.doubles(name + "_colsum.npy"), result.plan().columnSums(), 1e-4);
  }
}
