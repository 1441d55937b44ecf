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
import org.otium.functionals.potential.CollapsePotentialSettings.Distance;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class CollapsePotentialTest {
  private static CollapsePotential collapse(
      int dimension, List<Double> direction, double position, Distance distance) {
    return new CollapsePotential(
        new CollapsePotentialSettings(dimension, direction, position, distance));
  }

  @Nested
  class SquaredAlongAFeature extends FunctionalContract {
    @Override
    protected Functional functional() {
      return new PotentialFunctional(collapse(2, List.of(), 0.5, Distance.SQUARED));
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 5, 3, 3);
    }
  }

  @Nested
  class AbsoluteAlongADirection extends FunctionalContract {
    @Override
    protected Functional functional() {
      return new PotentialFunctional(collapse(0, List.of(1.0, 2.0, -1.0), 30, Distance.ABSOLUTE));
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 5, 3, 3);
    }
  }

  @Test
  void isTheDistanceToTheHyperplane() {
    float[] gradient = new float[2];
    CollapsePotential slanted = collapse(0, List.of(3.0, 4.0), 1, Distance.ABSOLUTE);
    // (3·2 + 4·1)/5 − 1
    assertEquals(1, slanted.evaluate(new float[] {2, 1}, 0, gradient), 1e-12);
    assertArrayEquals(new float[] {0.6f, 0.8f}, gradient, 1e-7f);
    float[] other = new float[2];
    assertEquals(
        9, collapse(1, List.of(), 4, Distance.SQUARED).evaluate(new float[] {2, 1}, 0, other));
    assertArrayEquals(new float[] {0, -6}, other);
  }

  @Test
  void samplesOnTheHyperplaneStay() {
    float[] gradient = new float[1];
    assertEquals(
        0, collapse(0, List.of(), 2, Distance.ABSOLUTE).evaluate(new float[] {2}, 0, gradient));
    assertEquals(0f, gradient[0]);
  }

  @Test
  void hyperplanesOfAnotherSpaceAreRefused() {
    assertThrows(
        InvalidInputException.class, () -> collapse(0, List.of(0.0, 0.0), 0, Distance.SQUARED));
    for (CollapsePotential wrong :
        List.of(
            collapse(2, List.of(), 0, Distance.SQUARED),
            collapse(0, List.of(1.0), 0, Distance.SQUARED))) {
      assertThrows(
          InvalidInputException.class, () -> wrong.evaluate(new float[2], 0, new float[2]));
    }
  }
}
