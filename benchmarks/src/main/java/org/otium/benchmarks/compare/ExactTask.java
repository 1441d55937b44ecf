package org.otium.benchmarks.compare;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.data.npz.NpyArray;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;

/** Exact transport of a cost matrix that is there already. */
final class ExactTask implements Task {
  private final TransportProblem problem;
  private final ExactSolver solver;
  private @Nullable TransportResult result;

  ExactTask(Inputs inputs, Compute compute) {
    this.problem =
        new TransportProblem(
            SquaredEuclidean.between(inputs.x().features(), inputs.y().features())
                .toCostMatrix(compute),
            inputs.x().weights(),
            inputs.y().weights());
    this.solver = new ExactSolver(ExactSettings.defaults(), compute);
  }

  @Override
  public Map<String, Double> run() {
    TransportResult solved = solver.solve(problem);
    result = solved;
    return Map.of("value", solved.value());
  }

  @Override
  public Map<String, NpyArray> arrays() {
    TransportResult solved = result;
    return solved == null ? Map.of() : entries(solved);
  }

  /** The entries of a plan: rows, columns and masses. */
  static Map<String, NpyArray> entries(TransportResult solved) {
    int n = solved.plan().rows();
    int m = solved.plan().columns();
    int[] rows = new int[n + m];
    int[] columns = new int[n + m];
    double[] masses = new double[n + m];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double mass = solved.plan().mass(i, j);
        if (mass > 0) {
          rows[count] = i;
          columns[count] = j;
          masses[count++] = mass;
        }
      }
    }
    return Map.of(
        "plan-rows", NpyArray.of(Arrays.copyOf(rows, count), count),
        "plan-columns", NpyArray.of(Arrays.copyOf(columns, count), count),
        "plan-masses", NpyArray.of(Arrays.copyOf(masses, count), count));
  }
}
