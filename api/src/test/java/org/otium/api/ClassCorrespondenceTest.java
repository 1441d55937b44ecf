package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassCorrespondenceTest {
  private static final ClassCorrespondence COUPLING =
      ClassCorrespondence.of(
          new int[] {2, 5}, new int[] {10, 20, 30}, new double[][] {{0.3, 0.1, 0}, {0, 0.2, 0.4}});

  @Test
  void sharesGoThroughTheRowsOfTheCoupling() {
    Labels labels = Labels.soft(new int[] {2, 5}, Matrix.of(new double[][] {{1, 0}, {0.5, 0.5}}));
    Labels expressed = COUPLING.applyTo(labels);
    assertArrayEquals(new int[] {10, 20, 30}, expressed.classIds());
    assertEquals(0.75, expressed.share(0, 10), 1e-6);
    assertEquals(0.25, expressed.share(0, 20), 1e-6);
    assertEquals(0.375, expressed.share(1, 10), 1e-6);
    assertEquals(0.125 + 1.0 / 6, expressed.share(1, 20), 1e-6);
    assertEquals(1.0 / 3, expressed.share(1, 30), 1e-6);
  }

  @Test
  void mappingTakesTheLargestShare() {
    assertEquals(Map.of(2, 10, 5, 30), COUPLING.mapping());
    assertEquals(Labels.hard(30, 10), COUPLING.relabel(Labels.hard(5, 2)));
  }

  @Test
  void reversedItIsTransposed() {
    ClassCorrespondence reversed = COUPLING.reversed();
    assertArrayEquals(new int[] {10, 20, 30}, reversed.fromIds());
    assertArrayEquals(new double[] {0.1, 0.2}, reversed.coupling()[1]);
    assertEquals(COUPLING, reversed.reversed());
  }

  @Test
  void unknownClassesAreRefused() {
    assertThrows(InvalidInputException.class, () -> COUPLING.applyTo(Labels.hard(3)));
    assertThrows(InvalidInputException.class, () -> COUPLING.relabel(Labels.hard(3)));
  }

  @Test
  void couplingsThatCannotBeAreRefused() {
    int[] two = {1, 2};
    double[][] good = {{1, 0}, {0, 1}};
    ClassCorrespondence.of(two, two, good);
    double[][][] bad = {
      {{1, 0}}, {{1, 0}, {0, 0}}, {{1, 0}, {0, -1}}, {{1, 0}, {0, Double.NaN}}, {{1}, {1}}
    };
    for (double[][] coupling : bad) {
      assertThrows(InvalidInputException.class, () -> ClassCorrespondence.of(two, two, coupling));
    }
    assertThrows(
        InvalidInputException.class, () -> ClassCorrespondence.of(new int[] {2, 1}, two, good));
  }

  @Test
  void agreementIsTheWeightedContingencyTable() {
    Labels clusters = Labels.hard(0, 0, 1, 1, 7);
    Labels truth = Labels.hard(4, 5, 5, 5, 4);
    Weights weights = Weights.probability(0.1, 0.2, 0.3, 0.4, 0);
    ClassCorrespondence agreement = ClassCorrespondence.agreement(clusters, truth, weights);
    assertArrayEquals(new int[] {0, 1}, agreement.fromIds());
    assertArrayEquals(new double[] {0.1, 0.2}, agreement.coupling()[0], 1e-12);
    assertArrayEquals(new double[] {0, 0.7}, agreement.coupling()[1], 1e-12);
  }

  /** Cluster 0 holds more of class 5, but class 5 is worth more to cluster 1. */
  @Test
  void assignmentIsOneToOneAtMostAgreement() {
    Labels clusters = Labels.hard(0, 0, 0, 1, 1);
    Labels truth = Labels.hard(4, 5, 5, 5, 5);
    ClassCorrespondence agreement =
        ClassCorrespondence.agreement(clusters, truth, Weights.uniform(5));
    assertEquals(Map.of(0, 5, 1, 5), agreement.mapping());
    assertEquals(Map.of(0, 4, 1, 5), agreement.assigned().mapping());
  }

  @Test
  void clustersLeftOverGoWhereMostOfThemIs() {
    Labels clusters = Labels.hard(0, 0, 1, 1, 2, 2, 2);
    Labels truth = Labels.hard(4, 4, 5, 5, 4, 5, 5);
    ClassCorrespondence assigned =
        ClassCorrespondence.agreement(clusters, truth, Weights.uniform(7)).assigned();
    assertEquals(Map.of(0, 4, 1, 5, 2, 5), assigned.mapping());
  }

  @Test
  void renamedClustersKeepTheirClasses() {
    Labels truth = Labels.hard(4, 5, 5, 6, 6, 6);
    Weights weights = Weights.uniform(6);
    Labels clusters = Labels.hard(0, 1, 1, 2, 2, 0);
    Labels renamed = Labels.hard(9, 3, 3, -4, -4, 9);
    assertEquals(
        ClassCorrespondence.agreement(clusters, truth, weights).assigned().relabel(clusters),
        ClassCorrespondence.agreement(renamed, truth, weights).assigned().relabel(renamed));
  }
}
