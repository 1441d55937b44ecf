package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.otium.api.Flow;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Optimizer;
import org.otium.api.PotentialFunctional;
import org.otium.testkit.OptimizerContract;

class BacktrackingTest extends OptimizerContract {
  private static final LabeledDataset POINTS =
      LabeledDataset.of("points", Matrix.of(new double[][] {{2, 1}, {1, -4}}), Labels.hard(0, 1));

  @Override
  protected Optimizer optimizer() {
    return new Backtracking(BacktrackingSettings.defaults());
  }

  private static Functional quadratic(double curvature) {
    return new PotentialFunctional(
        (point, classId, gradient) -> {
          double sum = 0;
          for (int j = 0; j < point.length; j++) {
            gradient[j] = (float) (curvature * point[j]);
            sum += point[j] * point[j];
          }
          return 0.5 * curvature * sum;
        });
  }

  @Test
  void findsTheStepSizeOfStiffAndOfFlatFunctionals() {
    for (double curvature : new double[] {1e4, 1, 1e-4}) {
      Flow flow =
          new FeatureDrivenDynamics(new FeatureDrivenSettings(optimizer(), false))
              .start(quadratic(curvature), POINTS, 1);
      double first = flow.measure().value();
      double[] last = {Double.POSITIVE_INFINITY};
      flow.runTo(
          60,
          (step, f) -> {
            assertTrue(step.value() <= last[0] * (1 + 1e-6), "rose at step " + step.step());
            last[0] = step.value();
            return true;
          });
      double end = flow.measure().value();
      assertTrue(end < 1e-6 * first, "curvature " + curvature + " ended at " + end);
    }
  }

  @Test
  void stepHasToAchieveItsShareOfThePredictedDecrease() {
    Optimizer.Run run = new Backtracking(new BacktrackingSettings(1, 0.5, 0.5, 2, 5)).start(1);
    assertTrue(run.accepts(10, 8.9, 2));
    assertFalse(run.accepts(10, 9.1, 2));
    assertFalse(run.accepts(10, Double.NaN, 2));
  }

  @Test
  void stepShrinksWhenRefusedAndGrowsWhenAcceptedAtOnce() {
    Optimizer.Run run = new Backtracking(new BacktrackingSettings(1, 0.5, 0.25, 3, 5)).start(1);
    assertEquals(1, length(run));
    run.settle(false);
    assertEquals(0.25, length(run));
    run.settle(true);
    assertEquals(0.25, length(run));
    run.settle(true);
    assertEquals(0.75, length(run));
  }

  @Test
  void refusedTrialsCountAnewForEveryStep() {
    Optimizer.Run run = new Backtracking(new BacktrackingSettings(1, 0.5, 0.5, 2, 2)).start(1);
    run.settle(false);
    run.begin();
    run.settle(false);
    assertFalse(run.isExhausted());
    run.settle(false);
    assertTrue(run.isExhausted());
    run.begin();
    assertFalse(run.isExhausted());
  }

  private static float length(Optimizer.Run run) {
    float[] x = {0};
    run.step(x, new float[] {-1});
    return x[0];
  }
}
