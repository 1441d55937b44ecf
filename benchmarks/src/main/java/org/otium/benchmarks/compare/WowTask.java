package org.otium.benchmarks.compare;

import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.Flow;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.data.npz.NpyArray;
import org.otium.flows.FeatureDrivenDynamics;
import org.otium.flows.FeatureDrivenSettings;
import org.otium.flows.Momentum;
import org.otium.flows.MomentumSettings;
import org.otium.functionals.wow.MmdFunctional;
import org.otium.functionals.wow.MmdSettings;
import org.otium.functionals.wow.RieszSwSettings;
import org.otium.functionals.wow.SlicedKernel;
import org.otium.numerics.SlicedDirections;

/**
 * Steps of the heavy ball down ½MMD² under −SW₂, with other random directions at each step. What is
 * compared is the gradient at the start along given directions.
 */
final class WowTask implements Task {
  private final Inputs inputs;
  private final SlicedDirections given;
  private final Compute compute;
  private final int steps;
  private final double stepSize;
  private final SlicedKernel kernel;
  private Flow flow;

  /**
   * A task.
   *
   * @param given the directions that the gradient is compared along
   * @param steps how many steps are one run; a run of several begins at the start
   */
  WowTask(Inputs inputs, SlicedDirections given, Compute compute, int steps, double stepSize) {
    this.inputs = inputs;
    this.given = given;
    this.compute = compute;
    this.steps = steps;
    this.stepSize = stepSize;
    this.kernel = SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, given.count()), compute);
    this.flow = begun();
  }

  private Flow begun() {
    Functional mmd = new MmdFunctional(MmdSettings.of(inputs.y(), kernel), compute);
    return new FeatureDrivenDynamics(
            new FeatureDrivenSettings(new Momentum(new MomentumSettings(stepSize, 0.9)), false))
        .start(mmd, inputs.x(), 1);
  }

  @Override
  public Map<String, Double> run() {
    if (steps > 1) {
      flow = begun();
    }
    double value = 0;
    for (int k = 0; k < steps; k++) {
      value = flow.advance().value();
    }
    double rows = (double) inputs.x().size() + inputs.y().size();
    double product = 2 * rows * inputs.x().dimension() * given.count();
    double back = 2.0 * inputs.x().size() * inputs.x().dimension() * given.count();
    return Map.of("value", value, "flops", steps * (product + back));
  }

  @Override
  public Map<String, NpyArray> arrays() {
    Functional mmd =
        new MmdFunctional(MmdSettings.of(inputs.y(), kernel.along(given.matrix())), compute);
    Functional.Evaluation at = mmd.evaluate(FlowState.initial(inputs.x(), 0));
    return Map.of(
        "gradient",
        NpyArray.of(at.gradient().array(), at.gradient().rows(), at.gradient().columns()));
  }
}
