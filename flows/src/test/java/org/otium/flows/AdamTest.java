package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.otium.api.Optimizer;
import org.otium.testkit.OptimizerContract;

class AdamTest extends OptimizerContract {
  @Override
  protected Optimizer optimizer() {
    return new Adam(new AdamSettings(0.01, 0.9, 0.999, 1e-8));
  }

  @Test
  void firstStepIsTheStepSizeAgainstTheSignOfTheGradient() {
    float[] x = {0, 0};
    optimizer().start(2).step(x, new float[] {1e-3f, -50});
    assertEquals(-0.01, x[0], 1e-6);
    assertEquals(0.01, x[1], 1e-6);
  }

  @Test
  void stepsFollowTheTextbookRecursionInDoublePrecision() {
    float[] gradients = {1, -0.5f, 0.25f, 3, -2};
    float[] x = {0};
    Optimizer.Run run = optimizer().start(1);
    double m = 0;
    double v = 0;
    double expected = 0;
    for (int t = 1; t <= gradients.length; t++) {
      double g = gradients[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double unbiasedMean = m / (1 - Math.pow(0.9, t));
      double unbiasedSquare = v / (1 - Math.pow(0.999, t));
      expected -= 0.01 * unbiasedMean / (Math.sqrt(unbiasedSquare) + 1e-8);
      run.step(x, new float[] {gradients[t - 1]});
      assertEquals(expected, x[0], 1e-6);
    }
  }
}
