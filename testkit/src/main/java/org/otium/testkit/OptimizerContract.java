package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/** What every {@link Optimizer} must do. */
public abstract class OptimizerContract {
  private static final float[] START = {2, -1, 0.5f, 0};

  /** For subclasses. */
  protected OptimizerContract() {}

  /**
   * The optimizer under test, with a step size that suits ½‖x‖².
   *
   * @return a fresh one
   */
  protected abstract Optimizer optimizer();

  @Test
  final void comesCloseToTheMinimumOfAQuadratic() {
    float[] x = START.clone();
    Optimizer.Run run = optimizer().start(x.length);
    for (int step = 0; step < 2000; step++) {
      run.step(x, x.clone());
    }
    for (float value : x) {
      assertTrue(Math.abs(value) < 0.05, "ended at " + value);
    }
  }

  @Test
  final void resumedRunMakesTheSameSteps() {
    float[] whole = START.clone();
    Optimizer.Run uninterrupted = optimizer().start(whole.length);
    float[] parted = START.clone();
    Optimizer.Run first = optimizer().start(parted.length);
    for (int step = 0; step < 7; step++) {
      uninterrupted.step(whole, whole.clone());
      first.step(parted, parted.clone());
    }
    NamedArrays buffers = first.buffers();
    Optimizer.Run second = optimizer().resume(parted.length, buffers);
    for (int step = 0; step < 7; step++) {
      uninterrupted.step(whole, whole.clone());
      second.step(parted, parted.clone());
    }
    assertArrayEquals(whole, parted);
  }

  @Test
  final void gradientIsNotWrittenTo() {
    float[] gradient = {1, -2, 3, 0};
    optimizer().start(4).step(START.clone(), gradient);
    assertArrayEquals(new float[] {1, -2, 3, 0}, gradient);
  }
}
