package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
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
      advance(run, x);
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
      advance(uninterrupted, whole);
      advance(first, parted);
    }
    NamedArrays buffers = first.buffers();
    Optimizer.Run second = optimizer().resume(parted.length, buffers);
    for (int step = 0; step < 7; step++) {
      advance(uninterrupted, whole);
      advance(second, parted);
    }
    assertArrayEquals(whole, parted);
  }

  @Test
  final void stepSizeIsThatOfTheNextStep() {
    Optimizer.Run run = optimizer().start(START.length);
    for (int step = 0; step < 5; step++) {
      OptionalDouble tau = run.stepSize();
      float[] x = START.clone();
      run.step(x, new float[] {1, -2, 3, 0});
      assertEquals(tau.isPresent(), run.stepSize().isPresent());
      if (tau.isPresent()) {
        assertEquals(START[0] - tau.getAsDouble(), x[0], 1e-6);
        assertEquals(START[1] + 2 * tau.getAsDouble(), x[1], 1e-6);
      }
    }
  }

  /** A step down ½‖x‖², by trial if the optimizer works so. */
  private static void advance(Optimizer.Run run, float[] x) {
    float[] from = x.clone();
    boolean accepted = false;
    run.begin();
    while (!accepted) {
      System.arraycopy(from, 0, x, 0, x.length);
      run.step(x, from);
      accepted = !run.isTentative();
      if (run.isTentative()) {
        double predicted = 0;
        for (int i = 0; i < x.length; i++) {
          predicted += from[i] * (from[i] - x[i]);
        }
        accepted = run.accepts(energy(from), energy(x), predicted);
        run.settle(accepted);
        if (!accepted && run.isExhausted()) {
          System.arraycopy(from, 0, x, 0, x.length);
          return;
        }
      }
    }
  }

  private static double energy(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += 0.5 * value * value;
    }
    return sum;
  }

  @Test
  final void gradientIsNotWrittenTo() {
    float[] gradient = {1, -2, 3, 0};
    optimizer().start(4).step(START.clone(), gradient);
    assertArrayEquals(new float[] {1, -2, 3, 0}, gradient);
  }
}
