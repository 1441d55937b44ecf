package org.otium.functionals.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.PotentialFunctional;
import org.otium.functionals.potential.AffineNormPotentialSettings.ClassMap;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class AffineNormPotentialTest {
  private static final List<List<Double>> A =
      List.of(List.of(1.0, 2.0, 0.0), List.of(0.0, 1.0, -1.0));

  private static AffineNormPotential affine(
      List<List<Double>> matrix, List<Double> offset, ClassMap... classes) {
    return new AffineNormPotential(
        new AffineNormPotentialSettings(matrix, offset, List.of(classes)));
  }

  @Nested
  class OneMap extends FunctionalContract {
    @Override
    protected Functional functional() {
      return new PotentialFunctional(affine(A, List.of(5.0, -2.0)));
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 5, 3, 3);
    }
  }

  @Nested
  class ClassWise extends FunctionalContract {
    @Override
    protected Functional functional() {
      return new PotentialFunctional(
          affine(
              List.of(),
              List.of(1.0, 2.0, 3.0),
              new ClassMap(3, A, List.of()),
              new ClassMap(10, List.of(), List.of())));
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 3, 5, 3, 3);
    }

    @Override
    protected boolean dependsOnClassIds() {
      return true;
    }
  }

  @Test
  void isTheNormOfTheImage() {
    float[] gradient = new float[3];
    // A(1, 1, 1) = (3, 0), minus b = (0, −4) is (3, 4)
    double value = affine(A, List.of(0.0, -4.0)).evaluate(new float[] {1, 1, 1}, 0, gradient);
    assertEquals(5, value, 1e-12);
    // Aᵀ(3, 4)/5
    assertArrayEquals(new float[] {0.6f, 2f, -0.8f}, gradient, 1e-6f);
  }

  @Test
  void identityAndZerosNeedNotBeWritten() {
    assertEquals(
        5, affine(List.of(), List.of()).evaluate(new float[] {3, 4}, 0, new float[2]), 1e-12);
    assertEquals(
        5,
        affine(List.of(), List.of(1.0, 1.0)).evaluate(new float[] {4, 5}, 0, new float[2]),
        1e-12);
  }

  @Test
  void classesWithoutAMapAreLeftAloneUnlessThereIsOneForTheRest() {
    ClassMap first = new ClassMap(7, List.of(), List.of(1.0));
    float[] point = {3};
    assertEquals(2, affine(List.of(), List.of(), first).evaluate(point, 7, new float[1]), 1e-12);
    assertEquals(0, affine(List.of(), List.of(), first).evaluate(point, 8, new float[1]));
    assertEquals(
        4, affine(List.of(), List.of(-1.0), first).evaluate(point, 8, new float[1]), 1e-12);
  }

  @Test
  void fixedPointHasNoGradient() {
    float[] gradient = new float[2];
    assertEquals(0, affine(List.of(), List.of(1.0, 2.0)).evaluate(new float[] {1, 2}, 0, gradient));
    assertArrayEquals(new float[2], gradient);
  }

  @Test
  void mapsThatAreNoneAreRefused() {
    List<List<Double>> ragged = List.of(List.of(1.0, 2.0), List.of(1.0));
    assertThrows(InvalidInputException.class, () -> affine(ragged, List.of()));
    assertThrows(InvalidInputException.class, () -> affine(A, List.of(1.0)));
    assertThrows(
        InvalidInputException.class, () -> affine(List.of(List.of(Double.NaN)), List.of()));
    ClassMap twice = new ClassMap(7, List.of(), List.of());
    assertThrows(InvalidInputException.class, () -> affine(List.of(), List.of(), twice, twice));
    assertThrows(
        InvalidInputException.class,
        () -> affine(A, List.of()).evaluate(new float[2], 0, new float[2]));
  }
}
