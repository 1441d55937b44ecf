package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/** What every {@link DatasetDistance} must do. */
public abstract class DatasetDistanceContract {
  private final LabeledDataset a = Samples.clouds(1, 3, 6, 4, 2);
  private final LabeledDataset b = Samples.clouds(2, 2, 8, 4, 3);

  /** For subclasses. */
  protected DatasetDistanceContract() {}

  /**
   * The distance under test.
   *
   * @return a fresh one
   */
  protected abstract DatasetDistance distance();

  /**
   * How far apart two ways of computing one squared distance may be, relative to the distance of
   * two different datasets.
   *
   * @return a relative tolerance
   */
  protected double tolerance() {
    return 1e-5;
  }

  @Test
  final void datasetIsAtDistanceZeroFromItself() {
    double scale = distance().between(a, b).squared();
    assertTrue(scale > 0);
    assertEquals(0, distance().between(a, a).squared(), tolerance() * scale);
    LabeledDataset equal = Samples.clouds(1, 3, 6, 4, 2);
    assertEquals(0, distance().between(a, equal).squared(), tolerance() * scale);
  }

  @Test
  final void distanceIsSymmetric() {
    DatasetDistance.Report there = distance().between(a, b);
    DatasetDistance.Report back = distance().between(b, a);
    assertEquals(there.squared(), back.squared(), tolerance() * there.squared());
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 2; l++) {
        assertEquals(there.classCoupling()[k][l], back.classCoupling()[l][k], 1e-3);
      }
    }
  }

  @Test
  final void orderOfSamplesDoesNotMatter() {
    LabeledDataset shuffled = a.select(Samples.permutation(a.size(), Samples.random(6)));
    double plain = distance().between(a, b).squared();
    assertEquals(plain, distance().between(shuffled, b).squared(), tolerance() * plain);
    assertEquals(0, distance().between(shuffled, a).squared(), tolerance() * plain);
  }

  @Test
  final void classIdsAreNamesAndNotNumbers() {
    LabeledDataset renamed = Samples.renamedClasses(a);
    double plain = distance().between(a, b).squared();
    assertEquals(plain, distance().between(renamed, b).squared(), tolerance() * plain);
    assertEquals(0, distance().between(renamed, a).squared(), tolerance() * plain);
  }

  @Test
  final void sampleWithoutWeightDoesNotCount() {
    double[] masses = a.weights().toArray();
    masses[2] = 0;
    LabeledDataset massless = a.withWeights(Weights.proportional(masses));
    int[] rest = new int[a.size() - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = i < 2 ? i : i + 1;
    }
    double without = distance().between(massless.select(rest), b).squared();
    assertEquals(without, distance().between(massless, b).squared(), tolerance() * without);
  }

  @Test
  final void couplingHasTheMassesOfTheClasses() {
    DatasetDistance.Report report = distance().between(a, b);
    assertArrayEquals(a.classIds(), report.classesA());
    assertArrayEquals(b.classIds(), report.classesB());
    for (int k = 0; k < 3; k++) {
      double mass = report.classCoupling()[k][0] + report.classCoupling()[k][1];
      assertEquals(a.classConditionals().get(k).mass(), mass, 1e-3);
    }
  }

  @Test
  final void otherDimensionIsRefused() {
    LabeledDataset other = Samples.clouds(2, 2, 8, 5, 3);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> distance().between(a, other));
    assertTrue(!refused.remedy().isEmpty());
  }
}
