package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.LabelDistanceContract;

class DiagonalGaussianLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected boolean comparesGaussians() {
    return true;
  }

  @Override
  protected LabelDistance labelDistance() {
    return new GaussianLabelDistance(
        new GaussianLabelDistanceSettings(GaussianLabelDistanceSettings.Shape.DIAGONAL),
        Parts.COMPUTE);
  }

  @Test
  void standardDeviationsAreComparedFeatureByFeature() {
    LabeledDataset a =
        LabeledDataset.of("a", Matrix.of(new double[][] {{-1, 0}, {1, 0}}), Labels.hard(0, 0));
    LabeledDataset b =
        LabeledDataset.of("b", Matrix.of(new double[][] {{2, -3}, {2, 3}}), Labels.hard(0, 0));
    double squared =
        labelDistance().between(a.classConditionals(), b.classConditionals()).squared()[0][0];
    // Means 2 apart; deviations √2 against 0, and 0 against √18 (unbiased).
    assertEquals(4 + 2 + 18, squared, 1e-5);
  }
}
