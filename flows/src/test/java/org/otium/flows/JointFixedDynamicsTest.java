package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.Covariance;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Optimizer;
import org.otium.api.PotentialFunctional;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;
import org.otium.testkit.Samples;

class JointFixedDynamicsTest extends FlowDynamicsContract {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
  private static final LabeledDataset CLOUDS = Samples.clouds(4, 2, 8, 2, 3);
  private static final GaussianMeasure ROUND =
      new GaussianMeasure(new double[] {1, -2}, Covariance.full(2, new double[] {2, 0.5, 0.5, 1}));
  private static final GaussianMeasure FLAT =
      new GaussianMeasure(new double[] {-3, 0}, Covariance.full(2, new double[] {4, -1, -1, 0.5}));

  @Override
  protected FlowDynamics dynamics() {
    return jdFl(new Momentum(new MomentumSettings(0.1, 0.5)));
  }

  private static FlowDynamics jdFl(Optimizer optimizer) {
    return new JointFixedDynamics(JointFixedSettings.of(optimizer), COMPUTE);
  }

  private static FlowDynamics jdFl(LabelCovariance covariance, int rank) {
    return new JointFixedDynamics(
        new JointFixedSettings(
            new Sgd(new SgdSettings(1)),
            Optional.empty(),
            Optional.empty(),
            false,
            covariance,
            rank),
        COMPUTE);
  }

  private static void assertClose(GaussianMeasure expected, GaussianMeasure actual, double error) {
    assertArrayEquals(expected.mean(), actual.mean(), error);
    for (int i = 0; i < expected.dimension(); i++) {
      for (int j = 0; j < expected.dimension(); j++) {
        assertEquals(expected.covariance().get(i, j), actual.covariance().get(i, j), error);
      }
    }
  }

  @Test
  void startsAtTheGaussiansOfTheClasses() {
    Flow flow = dynamics().start(functional(), CLOUDS, 1);
    LabelMeasures.PerClass own = (LabelMeasures.PerClass) flow.state().labelMeasures();
    assertArrayEquals(CLOUDS.classIds(), own.classIds());
    double[] mean = new double[2];
    for (int s : CLOUDS.classConditionals().get(1).samples()) {
      double share = CLOUDS.weights().get(s) / CLOUDS.classConditionals().get(1).mass();
      mean[0] += share * CLOUDS.features().get(s, 0);
      mean[1] += share * CLOUDS.features().get(s, 1);
    }
    assertArrayEquals(mean, own.gaussians().get(1).mean(), 1e-6);
  }

  @Test
  void unitStepDownHalfTheSquaredDistanceLandsOnTheGaussian() {
    Flow flow =
        jdFl(new Sgd(new SgdSettings(1)))
            .start(new GaussianPull(List.of(ROUND, FLAT), new int[] {0, 1}), CLOUDS, 1);
    flow.advance();
    GaussianFamily family = Block.gaussians(flow.state());
    assertClose(ROUND, family.get(0), 1e-5);
    assertClose(FLAT, family.get(1), 1e-5);
    assertEquals(0, flow.measure().value(), 1e-9);
  }

  @Test
  void classOfASingleSampleStaysAPoint() {
    LabeledDataset single =
        LabeledDataset.of(
            "single", Matrix.of(new double[][] {{0, 0}, {1, 0}, {0, 1}}), Labels.hard(0, 1, 1));
    for (LabelCovariance covariance : List.of(LabelCovariance.DIAGONAL, LabelCovariance.FULL)) {
      Flow flow = jdFl(covariance, 1).start(functional(), single, 1);
      flow.advance();
      Covariance zero = Block.gaussians(flow.state()).get(0).covariance();
      assertEquals(0, zero.get(0, 0) + zero.get(1, 1));
    }
  }

  @Test
  void smallStepsFollowTheGeodesicOfBures() {
    Flow flow =
        jdFl(new Sgd(new SgdSettings(0.5)))
            .start(new GaussianPull(List.of(ROUND), new int[] {0, 0}), CLOUDS, 1);
    double start = flow.measure().value();
    flow.advance();
    flow.advance();
    // Half of the way each: the distance is a quarter of what it was, its square a sixteenth.
    assertEquals(start / 16, flow.measure().value(), 1e-5 * start);
  }

  @Test
  void reportsTheSlopeOfAllBlocks() {
    Flow flow =
        jdFl(new Sgd(new SgdSettings(0.5)))
            .start(new GaussianPull(List.of(ROUND), new int[] {0, 0}), CLOUDS, 1);
    // ‖∇ ½W₂²‖ = W₂ in the tangent space.
    double value = flow.measure().value();
    assertEquals(Math.sqrt(2 * value), flow.measure().gradientNorm(), 1e-5);
  }

  @Test
  void blocksHaveStepsOfTheirOwn() {
    FlowDynamics dynamics =
        new JointFixedDynamics(
            new JointFixedSettings(
                new Sgd(new SgdSettings(0.1)),
                Optional.of(new Sgd(new SgdSettings(1))),
                Optional.of(new Sgd(new SgdSettings(1e-30))),
                false,
                LabelCovariance.FULL,
                1),
            COMPUTE);
    Flow flow = dynamics.start(new GaussianPull(List.of(ROUND), new int[] {0, 0}), CLOUDS, 1);
    GaussianFamily before = Block.gaussians(flow.state());
    flow.advance();
    GaussianFamily after = Block.gaussians(flow.state());
    assertArrayEquals(ROUND.mean(), after.get(0).mean(), 1e-6);
    assertEquals(before.roots(), after.roots());
    assertEquals(CLOUDS.features(), flow.state().particles().features());
  }

  @Test
  void functionalOfFeaturesAloneLeavesTheGaussians() {
    Flow flow =
        dynamics()
            .start(
                new PotentialFunctional(
                    (point, classId, gradient) -> {
                      gradient[0] = 1;
                      return point[0];
                    }),
                CLOUDS,
                1);
    LabelMeasures before = flow.state().labelMeasures();
    flow.runTo(3, (step, f) -> true);
    assertEquals(before, flow.state().labelMeasures());
  }

  @Test
  void diagonalAndLowRankCovariancesMoveToo() {
    GaussianMeasure axes = new GaussianMeasure(new double[] {1, 1}, Covariance.diagonal(0.25, 4));
    Flow diagonal =
        jdFl(LabelCovariance.DIAGONAL, 1)
            .start(new GaussianPull(List.of(axes), new int[] {0, 0}), CLOUDS, 1);
    diagonal.advance();
    assertClose(axes, Block.gaussians(diagonal.state()).get(1), 1e-5);
    Flow thin = jdFl(LabelCovariance.LOW_RANK, 1).start(functional(), CLOUDS, 1);
    assertEquals(1, Block.gaussians(thin.state()).rootRows());
    double determinant =
        Block.gaussians(thin.state()).get(0).covariance().get(0, 0)
                * Block.gaussians(thin.state()).get(0).covariance().get(1, 1)
            - Math.pow(Block.gaussians(thin.state()).get(0).covariance().get(0, 1), 2);
    assertEquals(0, determinant, 1e-6);
  }

  @Test
  void backtrackingJudgesAllBlocksTogether() {
    Flow flow =
        jdFl(new Backtracking(new BacktrackingSettings(64, 0.3, 0.5, 1.5, 20)))
            .start(new GaussianPull(List.of(ROUND, FLAT), new int[] {0, 1}), CLOUDS, 1);
    double start = flow.measure().value();
    double[] last = {start};
    flow.runTo(
        20,
        (step, f) -> {
          assertTrue(step.value() <= last[0]);
          last[0] = step.value();
          return true;
        });
    assertTrue(flow.measure().value() < 1e-4 * start, "ended at " + flow.measure().value());
  }

  @Test
  void trialsInOneBlockAloneAreRefused() {
    FlowDynamics mixed =
        new JointFixedDynamics(
            new JointFixedSettings(
                new Backtracking(BacktrackingSettings.defaults()),
                Optional.of(new Sgd(new SgdSettings(1))),
                Optional.empty(),
                false,
                LabelCovariance.FULL,
                1),
            COMPUTE);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> mixed.start(functional(), CLOUDS, 1));
    assertTrue(refused.what().contains("means"), refused.what());
  }

  @Test
  void checkpointOfOtherDynamicsIsRefused() {
    Flow fd =
        new FeatureDrivenDynamics(new FeatureDrivenSettings(new Sgd(new SgdSettings(0.1)), false))
            .start(functional(), CLOUDS, 1);
    assertThrows(
        InvalidInputException.class, () -> dynamics().resume(functional(), fd.checkpoint()));
  }
}
