package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;
import org.otium.testkit.OptimizerContract;

class MomentumTest extends OptimizerContract {
  @Override
  protected Optimizer optimizer() {
    return new Momentum(new MomentumSettings(0.1, 0.9));
  }

  @Test
  void secondStepKeepsPartOfTheFirst() {
    float[] x = {0};
    Optimizer.Run run = new Momentum(new MomentumSettings(0.5, 0.5)).start(1);
    run.step(x, new float[] {2});
    run.step(x, new float[] {2});
    // v = 2, then 0.5·2 + 2 = 3; x = −1, then −1 − 1.5.
    assertArrayEquals(new float[] {-2.5f}, x);
  }

  @Test
  void historyOfAnotherOptimizerIsRefused() {
    assertThrows(InvalidInputException.class, () -> optimizer().resume(1, NamedArrays.empty()));
    assertThrows(
        InvalidInputException.class,
        () -> optimizer().resume(1, NamedArrays.empty().with("velocity", new double[3])));
  }
}
