package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.experiment.LearnedClassifiers;
import org.otium.app.experiment.flow.EvaluationSettings.Match;
import org.otium.functionals.MeansLabelDistance;
import org.otium.learners.classification.NearestNeighbours;
import org.otium.learners.classification.NearestNeighboursSettings;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;

class FlowEvaluationTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(1), 1, 1 << 28);

  /** Learned from {@link #DATA}: class 0 below 5 and class 1 from there on. */
  private static final Classifier NEAREST =
      new NearestNeighbours(new NearestNeighboursSettings(1), COMPUTE);

  private static LabeledDataset points(float[] x, int... labels) {
    return LabeledDataset.of("points", Matrix.wrap(x.length, 1, x), Labels.hard(labels));
  }

  private static final LabeledDataset DATA = points(new float[] {0, 1, 9, 10}, 0, 0, 1, 1);

  /** Class 7 lies high but for one sample, class 3 low. */
  private static final LabeledDataset PARTICLES =
      points(new float[] {8, 9, 2, 0, 1}, 7, 7, 7, 3, 3);

  private static final LearnedClassifiers KNOWN = new LearnedClassifiers();

  private static FlowEvaluation evaluation(Match match, int every) {
    return FlowEvaluation.of(
        settings(match, every), DATA, Optional.empty(), false, 0, "k-nn", "java", KNOWN);
  }

  private static EvaluationSettings settings(Match match, int every) {
    return new EvaluationSettings(
        NEAREST,
        DATA,
        100,
        every,
        match,
        new MeansLabelDistance(COMPUTE),
        new ExactSolver(ExactSettings.defaults(), COMPUTE));
  }

  @Test
  void classesStandForThoseThatTheyLieNearest() {
    assertEquals(0.8, evaluation(Match.BY_DISTANCE, 1).at(0, 9, PARTICLES).orElseThrow(), 1e-9);
  }

  @Test
  void byAgreementMostLabelsAreRight() {
    LabeledDataset mixed = points(new float[] {8, 9, 2, 0, 6, 7}, 7, 7, 7, 3, 3, 3);
    // 7 as 1 and 3 as 0: three of six; 7 as 0 and 3 as 1 are right for three as well.
    assertEquals(0.5, evaluation(Match.BY_AGREEMENT, 1).at(0, 9, mixed).orElseThrow(), 1e-9);
    assertEquals(0.8, evaluation(Match.BY_AGREEMENT, 1).at(0, 9, PARTICLES).orElseThrow(), 1e-9);
  }

  /** Classes of other masses than those that were learned are coupled with more than one. */
  @Test
  void transportBetweenClassesIsTheLastLayer() {
    LabeledDataset mixed = points(new float[] {8, 9, 10, 0, 1}, 7, 7, 7, 3, 3);
    assertEquals(1, evaluation(Match.BY_TRANSPORT, 1).at(0, 9, mixed).orElseThrow(), 1e-9);
    // Class 7 lies low but for one sample, which is taken for one of class 3.
    LabeledDataset low = points(new float[] {1, 0, 8, 9, 10}, 7, 7, 7, 3, 3);
    assertEquals(0.8, evaluation(Match.BY_TRANSPORT, 1).at(0, 9, low).orElseThrow(), 1e-9);
  }

  /** Clusters 5 and 6 are classes 3 and 7, but for one sample that the clustering got wrong. */
  @Test
  void clustersThatFlowAreMeasuredByTheClassesOfTheirSamples() {
    LabeledDataset clusters = points(new float[] {8, 9, 10, 0, 1}, 6, 6, 6, 5, 5);
    FlowEvaluation evaluation =
        FlowEvaluation.of(
            settings(Match.BY_DISTANCE, 1),
            clusters,
            Optional.of(Labels.hard(7, 7, 3, 3, 3)),
            false,
            0,
            "k-nn",
            "java",
            KNOWN);
    assertEquals(0.8, evaluation.at(0, 9, clusters).orElseThrow(), 1e-9);
  }

  @Test
  void asNamedIdsAreCompared() {
    assertEquals(OptionalDouble.of(0), evaluation(Match.AS_NAMED, 1).at(0, 9, PARTICLES));
    assertEquals(OptionalDouble.of(1), evaluation(Match.AS_NAMED, 1).of(DATA));
  }

  @Test
  void itIsAskedEverySoManyStepsAndAtTheEnd() {
    FlowEvaluation evaluation = evaluation(Match.AS_NAMED, 4);
    for (long step : new long[] {0, 4, 8, 9}) {
      assertEquals(OptionalDouble.of(1), evaluation.at(step, 9, DATA), "step " + step);
    }
    assertEquals(OptionalDouble.empty(), evaluation.at(3, 9, DATA));
    assertEquals(OptionalDouble.empty(), FlowEvaluation.NONE.at(0, 9, DATA));
    assertEquals(OptionalDouble.empty(), FlowEvaluation.NONE.of(DATA));
  }
}
