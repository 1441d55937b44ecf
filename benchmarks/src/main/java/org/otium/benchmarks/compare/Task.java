package org.otium.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.api.Flow;
import org.otium.api.FlowStep;
import org.otium.data.npz.NpyArray;
import org.otium.flows.FeatureDrivenDynamics;
import org.otium.flows.FeatureDrivenSettings;
import org.otium.flows.Sgd;
import org.otium.flows.SgdSettings;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.GaussianLabelDistanceSettings;
import org.otium.functionals.OtddFunctional;
import org.otium.functionals.OtddFunctionalSettings;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.functionals.WassersteinLabelDistance;
import org.otium.functionals.WassersteinLabelDistanceSettings;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/** A piece of work that Otium does again and again on the same inputs. */
interface Task {
  /**
   * Does it once.
   *
   * @return numbers by name; {@code value} always, {@code bytes} that are read, {@code flops} in
   *     single and {@code double-flops} in double precision where they can be counted, {@code
   *     …-seconds} of parts
   */
  Map<String, Double> run();

  /**
   * The arrays of the last run.
   *
   * @return by name, to be compared with a reference
   */
  Map<String, NpyArray> arrays();

  static Task of(Work work, Path folder, Compute compute) throws IOException {
    Inputs inputs = Inputs.read(folder);
    return switch (work) {
      case DIVERGENCE_GRADIENT -> new SinkhornTask(inputs, compute, true);
      case ENTROPIC_VALUE -> new SinkhornTask(inputs, compute, false);
      case EXACT -> new ExactTask(inputs, compute);
      case GAUSSIAN_LABELS ->
          new LabelsTask(
              inputs,
              new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), compute),
              gaussianFlops(inputs));
      case EXACT_LABELS ->
          new LabelsTask(
              inputs,
              new WassersteinLabelDistance(
                  new WassersteinLabelDistanceSettings(
                      new ExactSolver(ExactSettings.defaults(), compute),
                      new SquaredEuclideanCost(compute)),
                  compute),
              0);
      case SLICED_PAIRS -> new SlicedTask(inputs, Inputs.directions(folder), compute);
      case BARYCENTRIC_MAP, BATCHED_MAP -> new MapTask(inputs, compute);
      case GEODESIC_WEIGHTS -> new GeodesicTask(inputs, compute);
      case WOW_STEP_200, WOW_STEP_500 ->
          new WowTask(inputs, Inputs.directions(folder), compute, 1, 50);
      case WOW_RINGS -> new WowTask(inputs, Inputs.directions(folder), compute, 501, 0.1);
      case FLOW_STEP -> flow(inputs, compute);
    };
  }

  /** The classes of both sides, those of x first. */
  static List<ClassConditional> classes(Inputs inputs) {
    List<ClassConditional> classes = new ArrayList<>(inputs.x().classConditionals());
    classes.addAll(inputs.y().classConditionals());
    return classes;
  }

  /** For each pair of classes the product of its factors, and the singular values of that. */
  private static double gaussianFlops(Inputs inputs) {
    List<ClassConditional> classes = classes(inputs);
    double flops = 0;
    for (int k = 0; k < classes.size(); k++) {
      for (int l = k + 1; l < classes.size(); l++) {
        double n = classes.get(k).measure().size();
        double m = classes.get(l).measure().size();
        double small = Math.min(n, m);
        flops += 2 * n * m * inputs.x().dimension() + 8.0 / 3 * small * small * small;
      }
    }
    return flops;
  }

  private static Task flow(Inputs inputs, Compute compute) {
    OtddFunctional functional =
        new OtddFunctional(
            new OtddFunctionalSettings(
                inputs.y(),
                new SinkhornSolver(SinkhornSettings.of(Epsilon.parse("0.01 * max cost")), compute),
                new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), compute),
                new SquaredEuclideanCost(compute),
                1,
                1,
                true,
                true));
    Flow flow =
        new FeatureDrivenDynamics(new FeatureDrivenSettings(new Sgd(new SgdSettings(0.1)), false))
            .start(functional, inputs.x(), 1);
    return new Task() {
      @Override
      public Map<String, Double> run() {
        FlowStep step = flow.advance();
        if (!step.warnings().isEmpty()) {
          throw new IllegalStateException(step.warnings().toString());
        }
        return Map.of("value", step.value());
      }

      @Override
      public Map<String, NpyArray> arrays() {
        return Map.of();
      }
    };
  }
}
