package org.otium.functionals.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.PotentialFunctional;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class MarginPotentialTest extends FunctionalContract {
  private static final List<Double> W = List.of(1.0, -2.0, 0.5);

  @Override
  protected Functional functional() {
    return new PotentialFunctional(
        new MarginPotential(new MarginPotentialSettings(W, 0.3, 1, List.of(3), List.of(10))));
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 3, 5, 3, 3);
  }

  @Override
  protected boolean dependsOnClassIds() {
    return true;
  }

  private static double value(MarginPotential potential, int classId, float... gradient) {
    return potential.evaluate(new float[] {1, 1, 2}, classId, gradient);
  }

  @Test
  void classesArePushedToOppositeSides() {
    // x·w − b = 1 − 2 + 1 − (−0.5) = 0.5
    MarginPotential margin =
        new MarginPotential(new MarginPotentialSettings(W, -0.5, 0, List.of(1), List.of()));
    float[] gradient = new float[3];
    assertEquals(0.5, value(margin, 1, gradient), 1e-12);
    assertArrayEquals(new float[] {1, -2, 0.5f}, gradient);
    float[] other = new float[3];
    assertEquals(0, value(margin, 2, other));
    assertArrayEquals(new float[3], other);
  }

  @Test
  void marginReachesBeyondTheHyperplane() {
    MarginPotential margin =
        new MarginPotential(new MarginPotentialSettings(W, -0.5, 2, List.of(1), List.of(2)));
    float[] gradient = new float[3];
    assertEquals(1.5, value(margin, 2, gradient), 1e-12);
    assertArrayEquals(new float[] {-1, 2, -0.5f}, gradient);
    assertEquals(0, value(margin, 3, new float[3]), "a class without a side");
  }

  @Test
  void sidesThatContradictAreRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> new MarginPotentialSettings(W, 0, 0, List.of(1, 2), List.of(2)));
    assertThrows(
        InvalidInputException.class,
        () -> new MarginPotentialSettings(W, 0, 0, List.of(), List.of()));
    assertThrows(
        InvalidInputException.class,
        () -> new MarginPotentialSettings(List.of(0.0), 0, 0, List.of(1), List.of()));
    assertThrows(
        InvalidInputException.class,
        () -> functional().evaluate(FlowState.initial(Samples.clouds(1, 2, 2, 2, 1), 0)));
  }
}
