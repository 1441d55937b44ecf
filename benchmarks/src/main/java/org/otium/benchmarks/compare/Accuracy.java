package org.otium.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpyFile;
import org.otium.numerics.SquaredEuclidean;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;

/**
 * How far the answers of a side are from the truth.
 *
 * @param relative relative errors by what was compared
 */
record Accuracy(Map<String, Double> relative) {
  /** Below this an error is rounding of the single precision inputs, whoever made it. */
  static final double ROUNDING = 1e-6;

  /** Marginals of an exact plan may be off by this. */
  private static final double FEASIBLE = 1e-9;

  Accuracy {
    relative = new LinkedHashMap<>(relative);
  }

  /** Whether every error is no larger than that of the other side. */
  boolean atLeastAsGoodAs(Accuracy other) {
    return !relative.isEmpty()
        && relative.entrySet().stream()
            .allMatch(
                e ->
                    e.getValue()
                        <= Math.max(ROUNDING, other.relative.getOrDefault(e.getKey(), Double.NaN)));
  }

  /**
   * The exact transport that entropic answers are compared with.
   *
   * @param value ½W₂²
   * @param gradient its Wasserstein gradient
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Exact(double value, float[] gradient) {
    static Exact of(Inputs inputs, Compute compute) {
      Matrix x = inputs.x().features();
      Matrix y = inputs.y().features();
      TransportResult solved =
          new ExactSolver(ExactSettings.defaults(), compute)
              .solve(
                  new TransportProblem(
                      SquaredEuclidean.between(x, y).toCostMatrix(compute),
                      inputs.x().weights(),
                      inputs.y().weights()));
      if (!solved.convergence().converged()) {
        throw new IllegalStateException(solved.convergence().reason());
      }
      Map<String, NpyArray> entries = ExactTask.entries(solved);
      float[] gradient = x.toArray();
      float[] projection = solved.plan().barycentricProjection(y).array();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] -= projection[i];
      }
      return new Exact(0.5 * planCost(inputs, entries), gradient);
    }
  }

  static Accuracy ofEntropic(Exact exact, Measurement measured, Path outputs) throws IOException {
    Map<String, Double> errors = new LinkedHashMap<>();
    double value = measured.numbers().getOrDefault("value", Double.NaN);
    errors.put("value", Math.abs(value - exact.value()) / exact.value());
    Path gradient = outputs.resolve("gradient.npy");
    if (Files.exists(gradient)) {
      double[] truth = new double[exact.gradient().length];
      Arrays.setAll(truth, i -> exact.gradient()[i]);
      errors.put("gradient", distance(NpyFile.read(gradient).toDoubles(), truth));
    }
    return new Accuracy(errors);
  }

  /** The cost of the plan that a side wrote, summed in double precision from the points. */
  static double exactCost(Inputs inputs, Path outputs) throws IOException {
    Map<String, NpyArray> entries = new LinkedHashMap<>();
    for (String name : new String[] {"plan-rows", "plan-columns", "plan-masses"}) {
      entries.put(name, NpyFile.read(outputs.resolve(name + ".npy")));
    }
    return planCost(inputs, entries);
  }

  static Accuracy ofCost(double cost, double best) {
    return new Accuracy(Map.of("cost", (cost - best) / best));
  }

  private static double planCost(Inputs inputs, Map<String, NpyArray> entries) {
    int[] rows = entries.getOrDefault("plan-rows", NpyArray.scalar(0)).toInts();
    int[] columns = entries.getOrDefault("plan-columns", NpyArray.scalar(0)).toInts();
    double[] masses = entries.getOrDefault("plan-masses", NpyArray.scalar(0)).toDoubles();
    double[] left = inputs.x().weights().toArray();
    double[] right = inputs.y().weights().toArray();
    Matrix x = inputs.x().features();
    Matrix y = inputs.y().features();
    double cost = 0;
    for (int e = 0; e < rows.length; e++) {
      double squared = 0;
      for (int p = 0; p < x.columns(); p++) {
        double difference = (double) x.get(rows[e], p) - y.get(columns[e], p);
        squared += difference * difference;
      }
      cost += masses[e] * squared;
      left[rows[e]] -= masses[e];
      right[columns[e]] -= masses[e];
    }
    double off =
        Arrays.stream(left).map(Math::abs).sum() + Arrays.stream(right).map(Math::abs).sum();
    return off <= FEASIBLE ? cost : Double.NaN;
  }

  /** Compares what a side wrote with what the reference wrote. */
  static Accuracy ofArrays(Path outputs, Path reference) throws IOException {
    Map<String, Double> errors = new LinkedHashMap<>();
    for (String name : new String[] {"distances", "gradient", "weights", "features", "labels"}) {
      if (Files.exists(reference.resolve(name + ".npy"))) {
        errors.put(
            name,
            distance(
                NpyFile.read(outputs.resolve(name + ".npy")).toDoubles(),
                NpyFile.read(reference.resolve(name + ".npy")).toDoubles()));
      }
    }
    return new Accuracy(errors);
  }

  /** ‖a − truth‖ / ‖truth‖. */
  private static double distance(double[] a, double[] truth) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < truth.length; i++) {
      difference += (a[i] - truth[i]) * (a[i] - truth[i]);
      norm += truth[i] * truth[i];
    }
    return a.length == truth.length ? Math.sqrt(difference / norm) : Double.NaN;
  }
}
