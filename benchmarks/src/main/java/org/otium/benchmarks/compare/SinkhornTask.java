package org.otium.benchmarks.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.data.npz.NpyArray;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/**
 * Entropic transport at ε = blur² with the cost ‖x − y‖²/2: the cost alone, or the debiased
 * divergence with its Wasserstein gradient T_self(x) − T(x).
 */
final class SinkhornTask implements Task {
  private static final double BLUR = 0.05;

  /**
   * The marginal error allowed: far looser than the default, and still an order of magnitude closer
   * to the truth than the other side, which does not iterate until it converged.
   */
  static final double TOLERANCE = 0.05;

  private final Matrix x;
  private final Matrix y;
  private final Weights a;
  private final Weights b;
  private final boolean divergence;
  private final Compute compute;
  private final SinkhornSolver solver;
  private double costSeconds;
  private Matrix gradient = Matrix.wrap(0, 0, new float[0]);

  SinkhornTask(Inputs inputs, Compute compute, boolean divergence) {
    this.x = inputs.x().features();
    this.y = inputs.y().features();
    this.a = inputs.x().weights();
    this.b = inputs.y().weights();
    this.divergence = divergence;
    this.compute = compute;
    this.solver =
        new SinkhornSolver(
            SinkhornSettings.of(Epsilon.of(BLUR * BLUR)).withTolerance(TOLERANCE).withStrict(true),
            compute);
  }

  @Override
  public Map<String, Double> run() {
    costSeconds = 0;
    Map<String, Double> numbers = new LinkedHashMap<>();
    TransportResult cross = solver.solve(new TransportProblem(cost(x, y), a, b));
    double bytes = bytes(cross, x, y);
    double flops = flops(x, y);
    double value = cross.value();
    if (divergence) {
      TransportResult selfX = solver.solveSymmetric(new TransportProblem(cost(x, x), a, a));
      TransportResult selfY = solver.solveSymmetric(new TransportProblem(cost(y, y), b, b));
      bytes += bytes(selfX, x, x) + bytes(selfY, y, y);
      flops += flops(x, x) + flops(y, y);
      value -= 0.5 * (selfX.value() + selfY.value());
      float[] difference = selfX.plan().barycentricProjection(x).toArray();
      float[] target = cross.plan().barycentricProjection(y).array();
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= target[i];
      }
      gradient = Matrix.wrap(x.rows(), x.columns(), difference);
      numbers.put("self-iterations", (double) selfX.convergence().iterations());
    }
    numbers.put("value", value);
    numbers.put("cost-seconds", costSeconds);
    numbers.put("bytes", bytes);
    numbers.put("flops", flops);
    numbers.put("iterations", (double) cross.convergence().iterations());
    return numbers;
  }

  private CostMatrix cost(Matrix from, Matrix to) {
    long start = System.nanoTime();
    CostMatrix cost = SquaredEuclidean.between(from, to).scaledBy(0.5).toCostMatrix(compute);
    costSeconds += (System.nanoTime() - start) / 1e9;
    return cost;
  }

  private static double bytes(TransportResult result, Matrix from, Matrix to) {
    return 4.0 * from.rows() * to.rows() * result.convergence().iterations();
  }

  private static double flops(Matrix from, Matrix to) {
    return 2.0 * from.rows() * to.rows() * from.columns();
  }

  @Override
  public Map<String, NpyArray> arrays() {
    return divergence ? Map.of("gradient", NpyArray.of(gradient)) : Map.of();
  }
}
