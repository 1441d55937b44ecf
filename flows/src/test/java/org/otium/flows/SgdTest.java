package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.otium.api.Optimizer;
import org.otium.testkit.OptimizerContract;

class SgdTest extends OptimizerContract {
  @Override
  protected Optimizer optimizer() {
    return new Sgd(new SgdSettings(0.1));
  }

  @Test
  void stepIsTheGradientTimesTheStepSize() {
    float[] x = {1, 2};
    new Sgd(new SgdSettings(0.5)).start(2).step(x, new float[] {4, -2});
    assertArrayEquals(new float[] {-1, 3}, x);
  }

  @Test
  void scheduleShortensTheSteps() {
    StepSchedule halving = new StepSchedule(StepSchedule.Kind.STAIRCASE, 0, 1, 0.5, 1, 0);
    Optimizer.Run run = new Sgd(new SgdSettings(1, halving)).start(1);
    float[] x = {0};
    for (int step = 0; step < 4; step++) {
      run.step(x, new float[] {-1});
    }
    assertArrayEquals(new float[] {1.875f}, x);
  }
}
