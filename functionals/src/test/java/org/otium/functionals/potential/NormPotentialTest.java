package org.otium.functionals.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.PotentialFunctional;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class NormPotentialTest extends FunctionalContract {
  private static final NormPotential NORM = new NormPotential(new NormPotentialSettings());

  @Override
  protected Functional functional() {
    return new PotentialFunctional(NORM);
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 2, 5, 3, 3);
  }

  @Test
  void isTheLengthWithAUnitGradient() {
    float[] gradient = new float[2];
    assertEquals(5, NORM.evaluate(new float[] {3, -4}, 0, gradient), 1e-12);
    assertArrayEquals(new float[] {0.6f, -0.8f}, gradient, 1e-7f);
  }

  @Test
  void originIsAMinimumWithoutAGradient() {
    float[] gradient = new float[2];
    assertEquals(0, NORM.evaluate(new float[2], 0, gradient));
    assertArrayEquals(new float[2], gradient);
  }
}
