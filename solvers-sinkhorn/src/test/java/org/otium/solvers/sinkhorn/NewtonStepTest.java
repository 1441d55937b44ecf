package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.CostMatrix;
import org.otium.numerics.SoftmaxPass;
import org.otium.testkit.Samples;

class NewtonStepTest {
  private static final double EPSILON = 0.1;

  private static SinkhornState state(int n, int m) {
    RandomGenerator random = Samples.random(1);
    float[] values = new float[n * m];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextFloat();
    }
    double[] a = new double[n];
    double[] b = new double[m];
    Arrays.fill(a, 1.0 / n);
    Arrays.fill(b, 1.0 / m);
    return new SinkhornState(
        new SoftmaxPass(CostMatrix.stored(n, m, values), 1, SoftmaxPass.Precision.FLOAT64),
        a,
        b,
        new double[n],
        new double[m]);
  }

  private static double error(SinkhornState state, NewtonStep step) {
    step.scaleRows(EPSILON);
    double error = 0;
    for (int j = 0; j < state.b.length; j++) {
      error += Math.abs(state.columnSums[j] - state.b[j]);
    }
    return error;
  }

  @Test
  void errorFallsQuadratically() {
    SinkhornState state = state(20, 30);
    NewtonStep step = new NewtonStep(state);
    for (int k = 0; k < 10; k++) {
      error(state, step);
      for (int j = 0; j < 30; j++) {
        state.g[j] -= EPSILON * Math.log(state.columnSums[j] / state.b[j]);
      }
    }
    double before = error(state, step);
    double after = before;
    for (int k = 0; k < 2; k++) {
      assertTrue(step.isReady());
      step.begin();
      assertTrue(step.move(EPSILON) > 0);
      step.trustMore();
      after = error(state, step);
    }
    assertTrue(before > 1e-6 && after < 0.02 * before, before + " then " + after);
  }

  @Test
  void restoringUndoesAMove() {
    SinkhornState state = state(20, 30);
    NewtonStep step = new NewtonStep(state);
    double before = error(state, step);
    double[] g = state.g.clone();
    double[] f = state.f.clone();
    double[] columns = state.columnSums.clone();
    assertTrue(step.isReady());
    step.begin();
    step.move(EPSILON);
    assertFalse(Arrays.equals(g, state.g));
    error(state, step);
    step.restore();
    assertTrue(Arrays.equals(g, state.g) && Arrays.equals(f, state.f));
    assertTrue(Arrays.equals(columns, state.columnSums));
    assertEquals(before, error(state, step), 1e-12);
  }

  @Test
  void denseLargePlansAreLeftToOtherMeans() {
    SinkhornState state = state(1000, 1000);
    NewtonStep step = new NewtonStep(state);
    for (int k = 0; k < 3; k++) {
      assertFalse(step.isHopeless());
      step.scaleRows(10);
      assertFalse(step.isReady());
    }
    assertTrue(step.isHopeless());
    step.restart(false);
    assertFalse(step.isHopeless());
  }
}
