package org.otium.learners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Classifier;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.Weights;
import org.otium.functionals.MeansLabelDistance;
import org.otium.learners.classification.LinearProbe;
import org.otium.learners.classification.LinearProbeSettings;
import org.otium.solvers.exact.ExactSettings;
import org.otium.solvers.exact.ExactSolver;
import org.otium.testkit.Samples;

/** Classes of two datasets are matched by where they lie, without a sample labelled twice. */
class ClassCorrespondenceByTransportTest {
  private static final LabelDistance MEANS = new MeansLabelDistance(Machine.COMPUTE);
  private static final OtSolver EXACT = new ExactSolver(ExactSettings.defaults(), Machine.COMPUTE);

  /** One sample a class, on a line. */
  private static LabeledDataset classes(int[] ids, double[] places, double... masses) {
    double[][] rows = new double[places.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {places[i]};
    }
    return LabeledDataset.of("classes", Matrix.of(rows), Labels.hard(ids))
        .withWeights(Weights.probability(masses));
  }

  /** On a line the optimal coupling of masses is the monotone one. */
  @Test
  void couplingIsTheOptimalTransportOfTheClassMasses() {
    LabeledDataset three = classes(new int[] {7, 1, 4}, new double[] {0, 10, 5}, 0.5, 0.3, 0.2);
    LabeledDataset two = classes(new int[] {20, 30}, new double[] {9, 1}, 0.4, 0.6);
    ClassCorrespondence found = ClassCorrespondence.between(three, two, MEANS, EXACT);
    assertArrayEquals(new int[] {1, 4, 7}, found.fromIds());
    assertArrayEquals(new int[] {20, 30}, found.toIds());
    double[][] expected = {{0.3, 0}, {0.1, 0.1}, {0, 0.5}};
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], found.coupling()[i], 1e-9, "class " + found.fromIds()[i]);
    }
  }

  @Test
  void assignmentByDistanceDoesNotLookAtMasses() {
    LabeledDataset three = classes(new int[] {7, 1, 4}, new double[] {0, 10, 5}, 0.9, 0.05, 0.05);
    LabeledDataset two = classes(new int[] {20, 30}, new double[] {9, 1}, 0.5, 0.5);
    assertEquals(
        Map.of(7, 30, 1, 20, 4, 20), ClassCorrespondence.byDistance(three, two, MEANS).mapping());
    assertEquals(Map.of(30, 7, 20, 1), ClassCorrespondence.byDistance(two, three, MEANS).mapping());
  }

  @Test
  void classifierOfOneLabelSetSpeaksInAnother() {
    LabeledDataset training = Samples.clouds(1, 3, 40, 4, 10);
    LabeledDataset test = Samples.renamedClasses(Samples.clouds(2, 3, 40, 4, 10));
    Classifier.Trained trained =
        new LinearProbe(LinearProbeSettings.defaults(), Machine.COMPUTE).fit(training, 1);
    SortedMap<Integer, Integer> renamed = new TreeMap<>();
    for (int id : training.classIds()) {
      renamed.put(id, 1000 - id);
    }
    for (ClassCorrespondence found :
        new ClassCorrespondence[] {
          ClassCorrespondence.between(training, test, MEANS, EXACT),
          ClassCorrespondence.between(training, test, MEANS, EXACT).assigned(),
          ClassCorrespondence.byDistance(training, test, MEANS)
        }) {
      assertEquals(renamed, found.mapping());
      assertEquals(1, Accuracy.of(trained, found, test).value(), 1e-12);
    }
  }
}
