package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;
import org.otium.api.OtiumException;
import org.otium.testkit.Samples;

class ParticleFlowTest {
  /** ½k‖x‖² with a diffusion. */
  private static Functional quadratic(double curvature, double diffusion, AtomicInteger count) {
    return state -> {
      count.incrementAndGet();
      float[] gradient = state.particles().features().toArray();
      double value = 0;
      for (int i = 0; i < gradient.length; i++) {
        double mass = state.particles().weights().get(i / state.particles().dimension());
        value += 0.5 * curvature * mass * gradient[i] * gradient[i];
        gradient[i] *= (float) curvature;
      }
      return evaluation(state, value, gradient, diffusion);
    };
  }

  private static Functional.Evaluation evaluation(
      FlowState state, double value, float[] gradient, double diffusion) {
    LabeledDataset particles = state.particles();
    return new Functional.Evaluation(
        value,
        Matrix.wrap(particles.size(), particles.dimension(), gradient),
        Optional.empty(),
        diffusion,
        Map.of(),
        NamedArrays.empty(),
        List.of());
  }

  private static FlowDynamics fd(Optimizer optimizer) {
    return new FeatureDrivenDynamics(new FeatureDrivenSettings(optimizer, false));
  }

  private static FlowDynamics sgd(double tau) {
    return fd(new Sgd(new SgdSettings(tau)));
  }

  private static LabeledDataset points(int n, long seed) {
    return LabeledDataset.of(
        "points", Samples.gaussian(n, 1, Samples.random(seed)), Labels.hard(new int[n]));
  }

  private static double variance(Flow flow) {
    double sum = 0;
    double squares = 0;
    float[] values = flow.state().particles().features().array();
    for (float v : values) {
      sum += v;
      squares += (double) v * v;
    }
    double mean = sum / values.length;
    return squares / values.length - mean * mean;
  }

  @Test
  void acceptedStepCostsOneEvaluation() {
    AtomicInteger count = new AtomicInteger();
    Flow flow =
        fd(new Backtracking(new BacktrackingSettings(0.5, 0.3, 0.5, 1, 10)))
            .start(quadratic(1, 0, count), points(5, 1), 1);
    flow.runTo(10, (step, f) -> true);
    // One at the start, then the ten trials; the last of them is the measurement of the end.
    assertEquals(11, count.get());
  }

  @Test
  void refusedTrialsLeaveNoTrace() {
    AtomicInteger count = new AtomicInteger();
    LabeledDataset start = points(5, 1);
    Flow flow =
        fd(new Backtracking(new BacktrackingSettings(4, 0.5, 0.5, 1, 10)))
            .start(quadratic(1, 0, count), start, 1);
    flow.advance();
    // τ = 4 and 2 are too long, τ = 1 is exact.
    assertEquals(4, count.get());
    assertEquals(0, flow.measure().value());
  }

  @Test
  void flowStaysWhereNoStepDescendsAndSaysSo() {
    Functional risesEverywhere =
        state -> {
          float[] x = state.particles().features().toArray();
          double value = Math.abs(x[0] - 1);
          return evaluation(state, value, new float[] {1}, 0);
        };
    LabeledDataset start =
        LabeledDataset.of("one", Matrix.of(new double[][] {{1}}), Labels.hard(0));
    Flow flow =
        fd(new Backtracking(new BacktrackingSettings(1, 0.3, 0.5, 1, 6)))
            .start(risesEverywhere, start, 1);
    FlowStep step = flow.advance();
    assertTrue(step.warnings().getFirst().contains("no step"), step.warnings().toString());
    assertEquals(start.features(), flow.state().particles().features());
    assertEquals(1, flow.state().step());
  }

  @Test
  void trialWhereTheFunctionalIsNotDefinedIsRefused() {
    Functional defined =
        state -> {
          float x = state.particles().features().get(0, 0);
          if (x <= 0) {
            throw new InvalidInputException("the logarithm of " + x, "Stay positive.");
          }
          return evaluation(state, x - Math.log(x), new float[] {1 - 1 / x}, 0);
        };
    LabeledDataset start =
        LabeledDataset.of("one", Matrix.of(new double[][] {{3}}), Labels.hard(0));
    Flow flow =
        fd(new Backtracking(new BacktrackingSettings(16, 0.3, 0.5, 1.5, 20)))
            .start(defined, start, 1);
    flow.runTo(40, (step, f) -> true);
    assertEquals(1, flow.state().particles().features().get(0, 0), 1e-3);
  }

  @Test
  void evaluationThatIsNotFiniteIsAnError() {
    Functional bad = state -> evaluation(state, Double.NaN, new float[5], 0);
    Flow flow = sgd(0.1).start(bad, points(5, 1), 1);
    OtiumException refused = assertThrows(OtiumException.class, flow::advance);
    assertTrue(refused.what().contains("not finite"), refused.what());
  }

  @Test
  void fokkerPlanckReachesTheStationaryVarianceOfItsScheme() {
    double tau = 0.1;
    double curvature = 2;
    double diffusion = 0.8;
    int n = 20_000;
    Flow flow =
        sgd(tau).start(quadratic(curvature, diffusion, new AtomicInteger()), points(n, 3), 1);
    flow.runTo(60, (step, f) -> true);
    // v = (1 − kτ)²v + 2Dτ, which tends to the D/k of the Fokker–Planck equation with τ.
    double expected = diffusion / curvature / (1 - curvature * tau / 2);
    double deviation = expected * Math.sqrt(2.0 / n);
    assertEquals(expected, variance(flow), 4 * deviation);
  }

  @Test
  void heatSpreadsByTwoDiffusionsATime() {
    int n = 20_000;
    Flow flow = sgd(0.25).start(quadratic(0, 0.5, new AtomicInteger()), points(n, 4), 9);
    double start = variance(flow);
    flow.runTo(8, (step, f) -> true);
    double expected = start + 2 * 0.5 * 0.25 * 8;
    assertEquals(expected, variance(flow), 4 * expected * Math.sqrt(2.0 / n));
  }

  @Test
  void noiseDependsOnSeedAndStepAlone() {
    Functional functional = quadratic(1, 0.5, new AtomicInteger());
    Flow whole = sgd(0.1).start(functional, points(10, 1), 7);
    whole.runTo(6, (step, f) -> true);
    Flow first = sgd(0.1).start(functional, points(10, 1), 7);
    first.runTo(2, (step, f) -> true);
    Flow second = sgd(0.1).resume(functional, first.checkpoint());
    second.runTo(6, (step, f) -> true);
    assertEquals(whole.state().particles(), second.state().particles());
    Flow other = sgd(0.1).start(functional, points(10, 1), 8);
    other.runTo(6, (step, f) -> true);
    assertNotEquals(whole.state().particles(), other.state().particles());
  }

  @Test
  void diffusionNeedsAStepSize() {
    Functional functional = quadratic(1, 0.5, new AtomicInteger());
    for (Optimizer optimizer :
        List.of(
            new Adam(new AdamSettings(0.1, 0.9, 0.999, 1e-8)),
            new Momentum(new MomentumSettings(0.1, 0.9)),
            new Backtracking(BacktrackingSettings.defaults()))) {
      Flow flow = fd(optimizer).start(functional, points(3, 1), 1);
      InvalidInputException refused = assertThrows(InvalidInputException.class, flow::advance);
      assertTrue(refused.what().contains("diffuses"), refused.what());
    }
  }

  @Test
  void twoFlowsOfAConvexFunctionalApproachEachOtherAtItsRate() {
    double lambda = 1.5;
    double tau = 1e-3;
    Functional functional = quadratic(lambda, 0, new AtomicInteger());
    Flow first = sgd(tau).start(functional, points(50, 1), 1);
    Flow second = sgd(tau).start(functional, points(50, 2), 1);
    double start = squaredDistance(first, second);
    first.runTo(1000, (step, f) -> true);
    second.runTo(1000, (step, f) -> true);
    // W₂²(t) ≤ e^(−2λt)·W₂²(0) (DD prop. A.2), with equality for a quadratic potential.
    assertEquals(
        Math.exp(-2 * lambda),
        squaredDistance(first, second) / start,
        5e-3 * Math.exp(-2 * lambda));
  }

  /** W₂² on the line: the sorted values are coupled. */
  private static double squaredDistance(Flow a, Flow b) {
    float[] x = a.state().particles().features().toArray();
    float[] y = b.state().particles().features().toArray();
    Arrays.sort(x);
    Arrays.sort(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) (x[i] - y[i]) * (x[i] - y[i]) / x.length;
    }
    return sum;
  }
}
