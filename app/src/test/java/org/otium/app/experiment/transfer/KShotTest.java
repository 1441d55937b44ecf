package org.otium.app.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.PotentialFunctional;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.report.LineFigure;
import org.otium.flows.Sgd;
import org.otium.flows.SgdSettings;
import org.otium.flows.WowDynamics;
import org.otium.flows.WowSettings;
import org.otium.functionals.MeansLabelDistance;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.learners.classification.NearestNeighbours;
import org.otium.learners.classification.NearestNeighboursSettings;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.testkit.Samples;

class KShotTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(1), 1, 1 << 28);
  private static final MeansLabelDistance MEANS = new MeansLabelDistance(COMPUTE);
  private static final Classifier NEAREST =
      new NearestNeighbours(new NearestNeighboursSettings(1), COMPUTE);

  private static LabeledDataset points(float[] x, int... labels) {
    return LabeledDataset.of("points", Matrix.wrap(x.length, 1, x), Labels.hard(labels));
  }

  private static final OtSolver EXACT = new ExactSolver(ExactSettings.defaults(), COMPUTE);

  private static KShotSettings settings(List<KShotSettings.Method> methods, Integer... shots) {
    return settings(methods, List.of(KShotSettings.Learning.TOGETHER), shots);
  }

  private static KShotSettings settings(
      List<KShotSettings.Method> methods, List<KShotSettings.Learning> learning, Integer... shots) {
    return new KShotSettings(
        List.of(shots),
        1,
        10,
        10,
        methods,
        3,
        Optional.of((samples, _) -> samples),
        Optional.empty(),
        NEAREST,
        learning,
        MEANS,
        EXACT,
        new SquaredEuclideanCost(COMPUTE),
        0,
        false);
  }

  private static final class Silent implements Progress {
    @Override
    public void phase(String what) {}

    @Override
    public void step(FlowStep step, long made, long total) {}

    @Override
    public void note(String message) {}

    @Override
    public void detail(String message) {}
  }

  /** x ← x + 1 at every step. */
  private static KShotSettings.Method right(int steps, KShotSettings.Given... gives) {
    Functional slope =
        new PotentialFunctional(
            (point, classId, gradient) -> {
              gradient[0] = -1;
              return -point[0];
            });
    FlowDynamics steady =
        new WowDynamics(
            new WowSettings(new Sgd(new SgdSettings(1)), false, 0, 0, Optional.empty(), MEANS));
    return new KShotSettings.Method(
        "right", slope, steady, steps, KShotSettings.Naming.BY_CLASS, List.of(gives));
  }

  private static KShotSettings.Method right(int steps) {
    return right(steps, KShotSettings.Given.FLOWED);
  }

  /** What flows; samples that do not are taken where the mean of those that do went. */
  private static KShot.Samples samples(LabeledDataset source, LabeledDataset... others) {
    return new KShot.Samples(
        source,
        Arrays.stream(others).findFirst(),
        (start, end) ->
            (mapped, _) ->
                Samples.translated(
                    mapped, new float[] {end.features().get(0, 0) - start.features().get(0, 0)}));
  }

  @Test
  void flowedClassesTakeTheNamesOfThoseTheyAreAssignedTo() {
    LabeledDataset few =
        points(new float[] {0, 10, 11, 12}, 4, 5, 5, 5).withClassNames(Map.of(4, "low", 5, "high"));
    LabeledDataset flowed =
        points(new float[] {9, 12, 1, 2}, 0, 0, 1, 1).withClassNames(Map.of(0, "a", 1, "b"));
    LabeledDataset assigned =
        KShot.named(flowed, few, KShotSettings.Naming.BY_CLASS, settings(List.of(), 1));
    assertEquals(Labels.hard(5, 5, 4, 4), assigned.labels());
    assertEquals("high", assigned.className(5));
  }

  @Test
  void flowedSamplesTakeTheNamesOfWhereTheirOwnMassGoes() {
    LabeledDataset few = points(new float[] {0, 10}, 4, 5).withClassNames(Map.of(4, "a", 5, "b"));
    // Each class lies on both samples of the target, so that no name is right for all of it.
    LabeledDataset flowed = points(new float[] {0, 10, 10, 0.5f}, 0, 0, 1, 1);
    LabeledDataset named =
        KShot.named(flowed, few, KShotSettings.Naming.BY_SAMPLE, settings(List.of(), 1));
    assertEquals(Labels.hard(4, 5, 5, 4), named.labels());
    assertEquals("b", named.className(5));
  }

  @Test
  void namesOfSamplesKeepTheMassesOfTheTargetsClasses() {
    // Three quarters of the target are class 5, and so are three of four samples near class 4.
    LabeledDataset few = points(new float[] {0, 10, 10, 10}, 4, 5, 5, 5);
    LabeledDataset flowed = points(new float[] {0, 1, 2, 3}, 0, 0, 0, 0);
    LabeledDataset named =
        KShot.named(flowed, few, KShotSettings.Naming.BY_SAMPLE, settings(List.of(), 1));
    assertEquals(Labels.hard(4, 5, 5, 5), named.labels());
  }

  @Test
  void eachWayToLearnHasARow() {
    LabeledDataset few = points(new float[] {0, 10, 11}, 4, 5, 5);
    LabeledDataset source = points(new float[] {2, 3, 8, 9}, 0, 0, 1, 1);
    LabeledDataset test = points(new float[] {5.2f, 6.1f, 11}, 4, 4, 5);
    Map<String, Double> accuracies =
        new KShot(
                settings(List.of(right(3)), List.of(KShotSettings.Learning.values()), 1),
                samples(source),
                few,
                test,
                0,
                new StopSignal())
            .accuracies((_, measuring) -> measuring.get(), "", new Silent());
    assertEquals(
        List.of("target only", "right", "right, fine-tuned", "right, alone"),
        List.copyOf(accuracies.keySet()));
    // The flowed samples alone are 5, 6, 11 and 12.
    assertEquals(1, accuracies.get("right, alone"), 1e-9);
  }

  @Test
  void whatFlowedIsLearnedFromBesideTheFew() {
    // Classes of the few are of unequal size; test samples lie where only the flowed ones come.
    LabeledDataset few = points(new float[] {0, 10, 11}, 4, 5, 5);
    LabeledDataset source = points(new float[] {2, 3, 8, 9}, 0, 0, 1, 1);
    LabeledDataset test = points(new float[] {5.2f, 6.1f, 11}, 4, 4, 5);
    Map<String, Double> accuracies =
        new KShot(settings(List.of(right(3)), 1), samples(source), few, test, 0, new StopSignal())
            .accuracies((_, measuring) -> measuring.get(), "", new Silent());
    // From 0 and 10 alone, 5.2 and 6.1 are nearer to 10; from 5 and 6 as well they are nearest.
    assertEquals(1 / 3.0, accuracies.get("target only"), 1e-9);
    assertEquals(1, accuracies.get("right"), 1e-9);
  }

  /**
   * Three steps to the right take 2, 3, 8 and 9 to 5, 6, 11 and 12, and others to 0 and 33. Of 7.2,
   * 7.6 and 15, all of the upper class, all are nearest to 8 and 9, the last alone to 11 and 12,
   * the second as well to 9 on its way, and none to 33.
   */
  @Test
  void sourceItsWayAndMappedSamplesAreLearnedFromInRowsOfTheirOwn() {
    LabeledDataset few = points(new float[] {-20, 40, 41}, 4, 5, 5);
    LabeledDataset source = points(new float[] {2, 3, 8, 9}, 0, 0, 1, 1);
    LabeledDataset others = points(new float[] {-3, 30}, 0, 1);
    LabeledDataset test = points(new float[] {7.2f, 7.6f, 15}, 5, 5, 5);
    Map<String, Double> accuracies =
        new KShot(
                settings(
                    List.of(right(3, KShotSettings.Given.values())),
                    List.of(KShotSettings.Learning.FLOWED_ONLY),
                    1),
                samples(source, others),
                few,
                test,
                0,
                new StopSignal())
            .accuracies((_, measuring) -> measuring.get(), "", new Silent());
    assertEquals(1, accuracies.get("right (source), alone"), 1e-9);
    assertEquals(1 / 3.0, accuracies.get("right, alone"), 1e-9);
    assertEquals(2 / 3.0, accuracies.get("right (trajectory), alone"), 1e-9);
    assertEquals(0, accuracies.get("right (learned map), alone"), 1e-9);
    assertEquals(5, accuracies.size());
  }

  @Test
  void mappedSamplesNeedAMap() {
    KShotSettings all = settings(List.of(), 1);
    assertThrows(
        InvalidInputException.class,
        () ->
            new KShotSettings(
                all.shots(),
                1,
                10,
                10,
                List.of(right(1, KShotSettings.Given.MAPPED)),
                3,
                Optional.empty(),
                Optional.empty(),
                NEAREST,
                all.learning(),
                MEANS,
                EXACT,
                all.groundCost(),
                0,
                false));
  }

  @Test
  void tableHasARowAMethodAndACellANumberOfSamples() {
    KShotNumbers numbers =
        new KShotNumbers(
            List.of(1, 5),
            List.of(
                List.of(Map.of("mmd", 0.25), Map.of("mmd", 0.75)),
                List.of(Map.of("mmd", 0.5), Map.of("mmd", 0.5))));
    assertEquals(
        Map.of("mmd", List.of("50.0\u00a0±\u00a035.4\u00a0%", "50.0\u00a0±\u00a00.0\u00a0%")),
        numbers.rows());
    assertEquals(0.5, numbers.means().get("mmd, 1 a class"));
    assertEquals(0.0, numbers.means().get("mmd, 5 a class (s.d.)"));
    assertTrue(numbers.csv().contains("1,2,mmd,0.75"));
    LineFigure.Line curve = numbers.curves().lines().getFirst();
    assertEquals(2, curve.points().size());
    double deviation = 100 * Math.sqrt(0.125);
    assertEquals(50 - deviation, curve.reaches().getFirst().low(), 1e-9);
    assertEquals(50 + deviation, curve.reaches().getFirst().high(), 1e-9);
  }

  @Test
  void namesThatAreTakenAreRefused() {
    assertThrows(InvalidInputException.class, () -> settings(List.of(right(1), right(2)), 1));
    assertThrows(InvalidInputException.class, () -> settings(List.of(), 5, 5));
  }
}
