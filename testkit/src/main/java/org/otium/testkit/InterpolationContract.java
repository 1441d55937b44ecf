package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/** What every {@link Interpolation} must do. */
public abstract class InterpolationContract {
  private static final int D = 3;
  private static final double STEP = 1e-3;

  private final LabeledDataset a = Samples.clouds(1, 2, 5, D, 2).withName("a");
  private final LabeledDataset b = Samples.clouds(2, 3, 4, D, 3).withName("b");
  private final LabeledDataset c = Samples.clouds(3, 2, 6, D, 4).withName("c");
  private final LabeledDataset reference = Samples.clouds(4, 2, 5, D, 2).withName("reference");

  /** For subclasses. */
  protected InterpolationContract() {}

  /**
   * The interpolation under test.
   *
   * @return a fresh one
   */
  protected abstract Interpolation interpolation();

  /**
   * Where the reference goes when all weight is on one dataset, from another source than the
   * interpolation itself: for a geodesic of maps, the image of the reference under the map.
   *
   * @param reference the dataset that the interpolation is seen from
   * @param dataset the dataset with all weight
   * @return the expected samples
   */
  protected abstract LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset);

  /**
   * How far apart two ways of computing one feature or one share of a label may be.
   *
   * @return an absolute tolerance, for samples whose features are a few units large
   */
  protected double tolerance() {
    return 1e-4;
  }

  /**
   * How many datasets to interpolate.
   *
   * @return 2 or 3
   */
  protected int datasets() {
    return 3;
  }

  private List<LabeledDataset> given() {
    return List.of(a, b, c).subList(0, datasets());
  }

  private Interpolation.Prepared prepared() {
    return interpolation().prepare(given(), reference, 1);
  }

  /** A point inside the simplex, a little to the side of the one for shift 0. */
  private Weights inside(double shift) {
    return datasets() == 2
        ? Weights.probability(0.5 + shift, 0.5 - shift)
        : Weights.probability(0.5 + shift, 0.2 - shift, 0.3);
  }

  @Test
  final void allWeightOnOneDatasetGivesItsProjection() {
    Interpolation.Prepared prepared = prepared();
    List<LabeledDataset> datasets = given();
    for (int k = 0; k < datasets.size(); k++) {
      double[] weights = new double[datasets.size()];
      weights[k] = 1;
      LabeledDataset expected = corner(reference, datasets.get(k));
      LabeledDataset actual = prepared.at(Weights.probability(weights));
      assertEquals(expected.size(), actual.size());
      float[] features = expected.features().array();
      for (int i = 0; i < features.length; i++) {
        assertEquals(features[i], actual.features().array()[i], tolerance(), "dataset " + k);
      }
    }
  }

  @Test
  final void sampleKeepsItsWeightAndItsSharesSumToOne() {
    LabeledDataset inside = prepared().at(inside(0));
    assertEquals(D, inside.dimension());
    assertEquals(-1, inside.features().firstNonFinite());
    assertEquals(1, inside.weights().total(), 1e-9);
    for (int i = 0; i < inside.size(); i++) {
      double sum = 0;
      for (int id : inside.classIds()) {
        sum += inside.labels().share(i, id);
      }
      assertEquals(1, sum, 1e-5, "shares of sample " + i);
    }
  }

  @Test
  final void smallChangeOfTheWeightsIsASmallChangeOfTheDataset() {
    Interpolation.Prepared prepared = prepared();
    LabeledDataset here = prepared.at(inside(0));
    LabeledDataset there = prepared.at(inside(STEP));
    // Ten times what moving all samples by their own length would make of such a step.
    assertEquals(0, distance(here, there), 10 * STEP * length(here));
  }

  @Test
  final void preparingTwiceGivesTheSameBytes() {
    LabeledDataset first = prepared().at(inside(0));
    LabeledDataset second = prepared().at(inside(0));
    assertArrayEquals(first.features().array(), second.features().array());
    assertEquals(first.labels(), second.labels());
  }

  @Test
  final void weightsOfAnotherNumberAreRefused() {
    Interpolation.Prepared prepared = prepared();
    for (int other : new int[] {datasets() - 1, datasets() + 1}) {
      Weights wrong = Weights.uniform(other);
      assertThrows(InvalidInputException.class, () -> prepared.at(wrong));
    }
  }

  @Test
  final void noDatasetAtAllIsRefused() {
    assertThrows(
        InvalidInputException.class, () -> interpolation().prepare(List.of(), reference, 1));
  }

  @Test
  final void otherDimensionIsRefused() {
    LabeledDataset other = Samples.clouds(5, 2, 5, D + 1, 2);
    assertThrows(
        InvalidInputException.class,
        () -> interpolation().prepare(List.of(a, other), reference, 1));
  }

  private static double length(LabeledDataset dataset) {
    double sum = 0;
    for (float value : dataset.features().array()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double distance(LabeledDataset one, LabeledDataset other) {
    assertEquals(one.size(), other.size());
    double sum = 0;
    for (int i = 0; i < one.features().array().length; i++) {
      double gap = one.features().array()[i] - other.features().array()[i];
      sum += gap * gap;
    }
    return Math.sqrt(sum);
  }
}
