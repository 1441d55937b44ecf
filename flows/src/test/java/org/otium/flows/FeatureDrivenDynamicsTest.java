package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.FeatureShape;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.GroundCost;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Optimizer;
import org.otium.api.OtSolver;
import org.otium.api.OtiumException;
import org.otium.api.PotentialFunctional;
import org.otium.api.TransportProblem;
import org.otium.functionals.MeansLabelDistance;
import org.otium.functionals.OtddFunctional;
import org.otium.functionals.OtddFunctionalSettings;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.testkit.FlowDynamicsContract;
import org.otium.testkit.Samples;

class FeatureDrivenDynamicsTest extends FlowDynamicsContract {
  private static final LabeledDataset POINTS =
      LabeledDataset.of("points", Matrix.of(new double[][] {{2, 0}, {0, -4}}), Labels.hard(0, 1));

  @Override
  protected FlowDynamics dynamics() {
    return fd(new Momentum(new MomentumSettings(0.1, 0.5)), false);
  }

  /** ½‖x‖². */
  private static Functional quadratic() {
    return new PotentialFunctional(
        (point, classId, gradient) -> {
          double sum = 0;
          for (int j = 0; j < point.length; j++) {
            gradient[j] = point[j];
            sum += (double) point[j] * point[j];
          }
          return sum / 2;
        });
  }

  private static FlowDynamics fd(Optimizer optimizer, boolean clamp) {
    return new FeatureDrivenDynamics(new FeatureDrivenSettings(optimizer, clamp));
  }

  @Test
  void quadraticPotentialDecaysAtTheRateOfItsConvexity() {
    Flow flow = fd(new Sgd(new SgdSettings(0.1)), false).start(quadratic(), POINTS, 1);
    flow.runTo(10, (step, f) -> true);
    // x ← (1 − τ)x, the forward Euler scheme of ẋ = −x.
    assertEquals(2 * Math.pow(0.9, 10), flow.state().particles().features().get(0, 0), 1e-5);
    assertEquals(-4 * Math.pow(0.9, 10), flow.state().particles().features().get(1, 1), 1e-5);
  }

  @Test
  void stepReportsTheValueAndSlopeBeforeItMoves() {
    FlowStep step =
        fd(new Sgd(new SgdSettings(0.1)), false).start(quadratic(), POINTS, 1).advance();
    assertEquals(0, step.step());
    assertEquals(5, step.value(), 1e-9); // ½(½·4 + ½·16)
    assertEquals(Math.sqrt(10), step.gradientNorm(), 1e-6); // √(½·4 + ½·16)
  }

  @Test
  void clampKeepsImagesInTheirRange() {
    LabeledDataset image =
        LabeledDataset.of("image", Matrix.of(new double[][] {{0.5, 1, 0, 0.25}}), Labels.hard(0))
            .withShape(FeatureShape.image(2, 2, 1));
    Functional upwards =
        new PotentialFunctional(
            (point, classId, gradient) -> {
              Arrays.fill(gradient, -1);
              return -point[0];
            });
    Flow flow = fd(new Sgd(new SgdSettings(0.4)), true).start(upwards, image, 1);
    flow.advance();
    Matrix features = flow.state().particles().features();
    assertEquals(0.9f, features.get(0, 0), 1e-6f);
    assertEquals(1f, features.get(0, 1));
  }

  @Test
  void divergenceIsAnErrorAndNotNaN() {
    Flow flow = fd(new Sgd(new SgdSettings(1e30)), false).start(quadratic(), POINTS, 1);
    OtiumException diverged =
        assertThrows(OtiumException.class, () -> flow.runTo(10, (step, f) -> true));
    assertTrue(diverged.what().contains("diverged"));
    assertEquals(-1, flow.state().particles().features().firstNonFinite());
  }

  @Test
  void unitStepOfHalfTheSquaredTransportLandsOnTheBarycentricProjection() {
    Compute compute = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
    GroundCost cost = new SquaredEuclideanCost(compute);
    OtSolver exact = new ExactSolver(ExactSettings.defaults(), compute);
    LabeledDataset start = Samples.clouds(1, 2, 6, 3, 1);
    LabeledDataset target = Samples.clouds(2, 3, 5, 3, 2);
    Functional half =
        new OtddFunctional(
            new OtddFunctionalSettings(
                target, exact, new MeansLabelDistance(compute), cost, 1, 0, true, true));
    Flow flow = fd(new Sgd(new SgdSettings(1)), false).start(half, start, 1);
    flow.advance();
    Matrix expected =
        exact
            .solve(
                new TransportProblem(
                    cost.between(start.features(), target.features()),
                    start.weights(),
                    target.weights(),
                    Optional.empty()))
            .plan()
            .barycentricProjection(target.features());
    assertArrayEquals(expected.array(), flow.state().particles().features().array(), 1e-5f);
  }
}
