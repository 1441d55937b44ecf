package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.api.Covariance;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.flows.JointVariableSettings.Noise;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;
import org.otium.testkit.Samples;

class JointVariableDynamicsTest extends FlowDynamicsContract {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  /** Two classes of four: 3 on the left, 10 on the right. */
  private static final LabeledDataset PAIR =
      LabeledDataset.of(
              "pair",
              Matrix.of(
                  new double[][] {
                    {-5, 0}, {-5, 1}, {-4, 0}, {-4, 1}, {5, 0}, {5, 1}, {4, 0}, {4, 1}
                  }),
              Labels.hard(3, 3, 3, 3, 10, 10, 10, 10))
          .withClassNames(Map.of(3, "left", 10, "right"));

  @Override
  protected FlowDynamics dynamics() {
    return jdVl(0.1, new Linked(0.7, 1), 1, Noise.NEAREST_CLUSTER);
  }

  private static FlowDynamics jdVl(double tau, Clustering clustering, int every, Noise noise) {
    return new JointVariableDynamics(
        new JointVariableSettings(
            new Sgd(new SgdSettings(tau)),
            Optional.empty(),
            Optional.empty(),
            false,
            LabelCovariance.FULL,
            10,
            clustering,
            every,
            noise),
        COMPUTE);
  }

  private static GaussianMeasure at(double x) {
    return new GaussianMeasure(new double[] {x, 0}, Covariance.diagonal(1, 1));
  }

  private static int[] labels(Flow flow) {
    return ((Labels.Hard) flow.state().particles().labels()).toArray();
  }

  /** Half of the right class goes on to the right, the other half joins the left one. */
  private static GaussianPull regrouping() {
    return new GaussianPull(List.of(at(-5), at(20)), new int[] {0, 0, 0, 0, 0, 0, 1, 1});
  }

  @Test
  void labelsStayWhereGaussiansStay() {
    Flow flow =
        jdVl(0.5, new Linked(1, 1), 1, Noise.NEAREST_CLUSTER)
            .start(
                new GaussianPull(List.of(at(-5), at(5)), new int[] {0, 0, 0, 0, 1, 1, 1, 1}),
                PAIR,
                1);
    flow.runTo(5, (step, f) -> true);
    assertEquals(PAIR.labels(), flow.state().particles().labels());
    assertEquals(PAIR.classNames(), flow.state().particles().classNames());
  }

  @Test
  void particlesChangeClassWithTheirGaussians() {
    Flow flow = jdVl(1, new Linked(1, 1), 1, Noise.NEAREST_CLUSTER).start(regrouping(), PAIR, 1);
    flow.advance();
    assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3, 10, 10}, labels(flow));
  }

  @Test
  void classSplitsAndTheSmallerPartGetsAFreeId() {
    GaussianPull split =
        new GaussianPull(List.of(at(-5), at(5), at(20)), new int[] {0, 0, 0, 0, 1, 1, 1, 2});
    Flow flow = jdVl(1, new Linked(1, 1), 1, Noise.NEAREST_CLUSTER).start(split, PAIR, 1);
    flow.advance();
    assertArrayEquals(new int[] {3, 3, 3, 3, 10, 10, 10, 0}, labels(flow));
    assertEquals(PAIR.classNames(), flow.state().particles().classNames());
  }

  @Test
  void classVanishesWithItsNameWhenItMerges() {
    GaussianPull merge = new GaussianPull(List.of(at(0)), new int[] {0, 0, 0, 0, 0, 0, 0, 0});
    LabeledDataset heavier = PAIR.select(new int[] {0, 1, 4, 5, 6, 7});
    Flow flow = jdVl(1, new Linked(1, 1), 1, Noise.NEAREST_CLUSTER).start(merge, heavier, 1);
    flow.advance();
    assertArrayEquals(new int[] {10, 10, 10, 10, 10, 10}, labels(flow));
    assertEquals(Map.of(10, "right"), flow.state().particles().classNames());
  }

  @Test
  void labelsAreRecomputedAsOftenAsAsked() {
    Flow flow = jdVl(1, new Linked(1, 1), 3, Noise.NEAREST_CLUSTER).start(regrouping(), PAIR, 1);
    flow.runTo(2, (step, f) -> true);
    assertEquals(PAIR.labels(), flow.state().particles().labels());
    flow.advance();
    assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3, 10, 10}, labels(flow));
  }

  @Test
  void noiseJoinsTheNearestClusterOrMakesItsOwnClass() {
    GaussianPull stray =
        new GaussianPull(List.of(at(-5), at(5), at(8)), new int[] {0, 0, 0, 0, 1, 1, 1, 2});
    Flow nearest = jdVl(1, new Linked(1, 2), 1, Noise.NEAREST_CLUSTER).start(stray, PAIR, 1);
    nearest.advance();
    assertArrayEquals(new int[] {3, 3, 3, 3, 10, 10, 10, 10}, labels(nearest));
    Flow own = jdVl(1, new Linked(1, 2), 1, Noise.OWN_CLASS).start(stray, PAIR, 1);
    own.runTo(3, (step, f) -> true);
    assertArrayEquals(new int[] {3, 3, 3, 3, 10, 10, 10, -1}, labels(own));
    assertEquals("noise", own.state().particles().className(-1));
  }

  @Test
  void labelsStayWhereAllIsNoise() {
    Flow flow = jdVl(1, new Linked(1, 99), 1, Noise.NEAREST_CLUSTER).start(regrouping(), PAIR, 1);
    assertEquals(
        List.of("the clustering found no cluster: labels stay as they are"),
        flow.advance().warnings());
    assertEquals(PAIR.labels(), flow.state().particles().labels());
    Flow own = jdVl(1, new Linked(1, 99), 1, Noise.OWN_CLASS).start(regrouping(), PAIR, 1);
    assertEquals(
        List.of("the clustering found no cluster: all particles are noise"),
        own.advance().warnings());
  }

  @Test
  void classesThatFallIntoOneClusterAtOnceAreReported() {
    Flow flow = jdVl(1, new Linked(99, 1), 2, Noise.NEAREST_CLUSTER).start(regrouping(), PAIR, 1);
    assertEquals(List.of(), flow.advance().warnings());
    String warning = flow.advance().warnings().getFirst();
    assertTrue(warning.contains("a single cluster in all 2 classes"), warning);
    flow.advance();
    assertEquals(List.of(), flow.advance().warnings());
  }

  @Test
  void classesThatMergeLaterAreNot() {
    GaussianPull merge = new GaussianPull(List.of(at(0)), new int[] {0, 0, 0, 0, 0, 0, 0, 0});
    Flow flow = jdVl(0.25, new Linked(1, 1), 1, Noise.NEAREST_CLUSTER).start(merge, PAIR, 1);
    flow.runTo(
        30,
        (step, f) -> {
          assertEquals(List.of(), step.warnings());
          return true;
        });
    assertEquals(1, flow.state().particles().classIds().length);
  }

  @Test
  void clusteringsOfAllStepsHaveTheSeedOfTheFlow() {
    List<Long> seeds = new ArrayList<>();
    Clustering listening =
        (measure, seed) -> {
          seeds.add(seed);
          return new Linked(1, 1).cluster(measure, seed);
        };
    jdVl(1, listening, 1, Noise.NEAREST_CLUSTER)
        .start(regrouping(), PAIR, 7)
        .runTo(3, (step, f) -> true);
    assertEquals(List.of(7L, 7L, 7L), seeds);
  }

  @Test
  void clusterNumbersDoNotMatter() {
    Clustering renumbering =
        (measure, seed) -> {
          int[] plain = new Linked(1, 1).cluster(measure, seed);
          return Arrays.stream(plain).map(c -> c < 0 ? c : 100 - c).toArray();
        };
    Flow flow = jdVl(1, renumbering, 1, Noise.NEAREST_CLUSTER).start(regrouping(), PAIR, 1);
    flow.advance();
    assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3, 10, 10}, labels(flow));
  }

  @Test
  void familyThatDoesNotFitIsRefusedBeforeAnythingStarts() {
    Compute small = new Compute(new JavaLinearAlgebra(1), 1, 10_000);
    LabeledDataset wide = Samples.clouds(1, 2, 20, 30, 1);
    FlowDynamics full =
        new JointVariableDynamics(
            JointVariableSettings.of(new Sgd(new SgdSettings(1)), new Linked(1, 1)), small);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> full.start(functional(), wide, 1));
    assertTrue(refused.remedy().contains("diagonal"), refused.remedy());
  }
}
