package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.PotentialFunctional;
import org.otium.functionals.MeansLabelDistance;
import org.otium.functionals.wow.MmdFunctional;
import org.otium.functionals.wow.MmdSettings;
import org.otium.functionals.wow.RieszSwSettings;
import org.otium.functionals.wow.SlicedKernel;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class WowDynamicsTest extends FlowDynamicsContract {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);
  private static final LabelDistance MEANS = new MeansLabelDistance(COMPUTE);

  @Override
  protected FlowDynamics dynamics() {
    return wow(0.1, 0.5, 0);
  }

  private static FlowDynamics wow(double stepSize, double momentum, int batch) {
    return new WowDynamics(
        new WowSettings(
            new Momentum(new MomentumSettings(stepSize, momentum)),
            false,
            batch,
            0,
            Optional.empty(),
            MEANS));
  }

  /** ½‖x‖². */
  private static Functional quadratic() {
    return new PotentialFunctional(
        (point, classId, gradient) -> {
          double sum = 0;
          for (int j = 0; j < point.length; j++) {
            gradient[j] = point[j];
            sum += point[j] * point[j];
          }
          return sum / 2;
        });
  }

  private static LabeledDataset classes(String name, float[] features, int n, int d) {
    int[] labels = new int[features.length / d];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / n;
    }
    return LabeledDataset.of(name, Matrix.wrap(labels.length, d, features), Labels.hard(labels));
  }

  @Test
  void tenStepsOfTheHeavyBallEndAtTheReference() {
    LabeledDataset x = classes("x", Golden.floats("B_x.npy"), 20, 5);
    LabeledDataset y = classes("y", Golden.floats("B_y.npy"), 20, 5);
    MeasureKernel kernel =
        SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 16), COMPUTE)
            .along(Matrix.wrap(16, 5, Golden.floats("B_directions.npy")));
    Functional mmd = new MmdFunctional(MmdSettings.of(y, kernel), COMPUTE);
    Flow flow = wow(0.1, 0.9, 0).start(mmd, x, 0);
    double[] losses = Golden.doubles("B_riesz1.0_exact_flow10_loss.npy");
    for (int step = 0; step < 10; step++) {
      FlowStep made = flow.advance();
      assertEquals(losses[step], made.value(), 1e-4, "step " + step);
    }
    float[] expected = Golden.floats("B_riesz1.0_exact_flow10_lr0.1_m0.9_x.npy");
    assertArrayEquals(expected, flow.state().particles().features().array(), 1e-3f);
  }

  @Test
  void threeRingsAreReached() {
    LabeledDataset start = classes("start", Golden.floats("B_rings_start.npy"), 80, 2);
    LabeledDataset target = classes("target", Golden.floats("B_rings_target.npy"), 80, 2);
    MeasureKernel kernel = SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 50), COMPUTE);
    Functional mmd = new MmdFunctional(MmdSettings.of(target, kernel), COMPUTE);
    Flow flow = wow(0.1, 0.9, 0).start(mmd, start, 0);
    double first = flow.measure().value();
    flow.runTo(300, (step, f) -> true);
    double last = flow.measure().value();
    assertTrue(last < 0.05 * first, first + " to " + last);
  }

  @Test
  void batchMovesSomeSamplesOfEachClass() {
    LabeledDataset start = Samples.clouds(3, 3, 6, 2, 2);
    Flow flow = wow(0.1, 0, 2).start(quadratic(), start, 1);
    Set<Integer> moved = new HashSet<>();
    for (int step = 0; step < 30; step++) {
      Matrix before = flow.state().particles().features();
      flow.advance();
      Matrix after = flow.state().particles().features();
      int[] perClass = new int[3];
      for (int i = 0; i < start.size(); i++) {
        if (before.get(i, 0) != after.get(i, 0)) {
          perClass[start.classPositions()[i]]++;
          moved.add(i);
          assertEquals(0.9 * before.get(i, 0), after.get(i, 0), 1e-6); // x ← (1 − τ)x
        }
      }
      assertArrayEquals(new int[] {2, 2, 2}, perClass);
    }
    assertEquals(start.size(), moved.size());
  }

  @Test
  void batchedFlowIsResumedToTheSameBytes() {
    LabeledDataset start = Samples.clouds(3, 3, 6, 2, 2);
    Flow whole = wow(0.1, 0.9, 2).start(quadratic(), start, 1);
    whole.runTo(9, (step, f) -> true);
    Flow first = wow(0.1, 0.9, 2).start(quadratic(), start, 1);
    first.runTo(4, (step, f) -> true);
    Flow second = wow(0.1, 0.9, 2).resume(quadratic(), first.checkpoint());
    second.runTo(9, (step, f) -> true);
    assertEquals(whole.state().particles(), second.state().particles());
  }

  @Test
  void classesTakeTheIdsOfTheTargetClassesAssignedToThem() {
    LabeledDataset start = classes("start", new float[] {9, 9.5f, 0, 0.5f}, 2, 1);
    LabeledDataset target =
        LabeledDataset.of("target", Matrix.of(new double[][] {{0.2}, {10}}), Labels.hard(7, 8))
            .withClassNames(Map.of(7, "left", 8, "right"));
    FlowDynamics relabelling =
        new WowDynamics(
            new WowSettings(
                new Sgd(new SgdSettings(0.01)), false, 0, 2, Optional.of(target), MEANS));
    Flow flow = relabelling.start(quadratic(), start, 1);
    flow.advance();
    assertEquals(start.labels(), flow.state().particles().labels());
    flow.advance();
    assertEquals(Labels.hard(8, 8, 7, 7), flow.state().particles().labels());
    assertEquals("right", flow.state().particles().className(8));
    flow.advance();
    flow.advance();
    assertEquals(Labels.hard(8, 8, 7, 7), flow.state().particles().labels());
  }

  @Test
  void relabellingWithoutATargetIsRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> new WowSettings(new Sgd(new SgdSettings(0.1)), false, 0, 1, Optional.empty(), MEANS));
  }

  @Test
  void trialsInBatchesAreRefused() {
    FlowDynamics trials =
        new WowDynamics(
            new WowSettings(
                new Backtracking(BacktrackingSettings.defaults()),
                false,
                2,
                0,
                Optional.empty(),
                MEANS));
    assertThrows(
        InvalidInputException.class,
        () -> trials.start(quadratic(), Samples.clouds(3, 3, 6, 2, 2), 1));
  }

  @Test
  void stepsByTrialNeedTheSameDirectionsAtEachStep() {
    FlowDynamics trials =
        new WowDynamics(
            new WowSettings(
                new Backtracking(BacktrackingSettings.defaults()),
                false,
                0,
                0,
                Optional.empty(),
                MEANS));
    LabeledDataset start = Samples.clouds(1, 3, 6, 2, 2);
    LabeledDataset target = Samples.clouds(2, 2, 7, 2, 3);
    MeasureKernel kernel = SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 20), COMPUTE);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                trials.start(new MmdFunctional(MmdSettings.of(target, kernel), COMPUTE), start, 1));
    assertTrue(refused.remedy().contains("fixed"));
    MmdSettings fixed = new MmdSettings(target, kernel, MmdSettings.Directions.FIXED, 0);
    Flow flow = trials.start(new MmdFunctional(fixed, COMPUTE), start, 1);
    double first = flow.measure().value();
    flow.runTo(20, (step, at) -> true);
    assertTrue(flow.measure().value() < first);
  }

  /** The rings of the reference: 2πi/80 along each circle, the first at its top. */
  @Test
  void flowTowardsOurOwnRingsIsThatTowardsTheReferenceRings() {
    LabeledDataset start = classes("start", Golden.floats("B_rings_start.npy"), 80, 2);
    LabeledDataset golden = classes("target", Golden.floats("B_rings_target.npy"), 80, 2);
    float[] own = new float[golden.features().array().length];
    for (int i = 0; i < own.length / 2; i++) {
      int ring = i / 80;
      double angle = 2 * Math.PI * (i % 80) / 80;
      own[2 * i] = (float) (0.3 * Math.sin(angle) - 0.75 * ring);
      own[2 * i + 1] = (float) (0.3 * Math.cos(angle));
    }
    MeasureKernel kernel = SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 50), COMPUTE);
    float[][] ends = new float[2][];
    for (int k = 0; k < 2; k++) {
      LabeledDataset target = k == 0 ? golden : classes("own", own, 80, 2);
      Flow flow =
          wow(0.1, 0.9, 0)
              .start(new MmdFunctional(MmdSettings.of(target, kernel), COMPUTE), start, 0);
      flow.runTo(50, (step, at) -> true);
      ends[k] = flow.state().particles().features().toArray();
    }
    assertArrayEquals(ends[0], ends[1], 1e-3f);
  }
}
