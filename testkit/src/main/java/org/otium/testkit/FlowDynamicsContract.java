package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Flow;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowListener;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;

/** What every {@link FlowDynamics} must do. */
public abstract class FlowDynamicsContract {
  /** For subclasses. */
  protected FlowDynamicsContract() {}

  /**
   * The dynamics under test, with steps that suit ½‖x‖².
   *
   * @return a fresh one
   */
  protected abstract FlowDynamics dynamics();

  /**
   * The functional that the tests descend: ½‖x‖², and the same of the means and roots of the
   * Gaussians that labels stand for, unless the dynamics need another.
   *
   * @return a functional
   */
  protected Functional functional() {
    return new QuadraticEnergy();
  }

  private static LabeledDataset start() {
    return Samples.clouds(3, 3, 4, 2, 2);
  }

  @Test
  final void valueFallsAlongTheFlow() {
    Flow flow = dynamics().start(functional(), start(), 1);
    double first = flow.measure().value();
    assertTrue(flow.runTo(30, (step, f) -> true));
    assertTrue(flow.measure().value() < 0.5 * first, first + " to " + flow.measure().value());
  }

  @Test
  final void massAndNumberOfParticlesAreConserved() {
    Flow flow = dynamics().start(functional(), start(), 1);
    flow.runTo(5, (step, f) -> true);
    assertEquals(start().weights(), flow.state().particles().weights());
    assertEquals(start().size(), flow.state().particles().size());
    assertEquals(5, flow.state().step());
  }

  @Test
  final void listenerSeesEveryStepAndTheEnd() {
    List<Long> steps = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    Flow flow = dynamics().start(functional(), start(), 1);
    flow.runTo(
        4,
        new FlowListener() {
          @Override
          public boolean onStep(FlowStep step, Flow at) {
            steps.add(step.step());
            assertEquals(step.step() + 1, at.state().step());
            return true;
          }

          @Override
          public void onEnd(FlowStep last, Flow at) {
            ends.add(last.step());
          }
        });
    assertEquals(List.of(0L, 1L, 2L, 3L), steps);
    assertEquals(List.of(4L), ends);
  }

  @Test
  final void listenerStopsTheFlow() {
    Flow flow = dynamics().start(functional(), start(), 1);
    assertFalse(flow.runTo(10, (step, f) -> step.step() < 2));
    assertEquals(3, flow.state().step());
  }

  @Test
  final void resumedFlowEndsInTheSameBytes() {
    Flow whole = dynamics().start(functional(), start(), 1);
    whole.runTo(12, (step, f) -> true);
    for (int stop = 0; stop <= 9; stop += 3) {
      Flow first = dynamics().start(functional(), start(), 1);
      first.runTo(stop, (step, f) -> true);
      Flow second = dynamics().resume(functional(), first.checkpoint());
      second.runTo(12, (step, f) -> true);
      assertSame(whole, second);
    }
  }

  @Test
  final void resumedFlowOfFeaturesAloneEndsInTheSameBytes() {
    Functional features =
        state -> functional().evaluate(state.withLabelMeasures(new LabelMeasures.Empirical()));
    Flow whole = dynamics().start(features, start(), 1);
    whole.runTo(12, (step, f) -> true);
    for (int stop = 1; stop <= 9; stop += 2) {
      Flow first = dynamics().start(features, start(), 1);
      first.runTo(stop, (step, f) -> true);
      Flow second = dynamics().resume(features, first.checkpoint());
      second.runTo(12, (step, f) -> true);
      assertSame(whole, second);
    }
  }

  @Test
  final void stoppedFlowEndsInTheSameBytes() {
    Flow whole = dynamics().start(functional(), start(), 1);
    whole.runTo(7, (step, f) -> true);
    Flow flow = dynamics().start(functional(), start(), 1);
    while (flow.state().step() < 7) {
      // As after a kill: a new flow for every step, and none was measured at its end.
      flow.runTo(flow.state().step() + 1, (step, f) -> false);
      flow = dynamics().resume(functional(), flow.checkpoint());
    }
    assertSame(whole, flow);
  }

  @Test
  final void measuringChangesNothing() {
    Flow plain = dynamics().start(functional(), start(), 1);
    Flow measured = dynamics().start(functional(), start(), 1);
    for (int step = 0; step < 5; step++) {
      plain.advance();
      double value = measured.measure().value();
      assertEquals(value, measured.measure().value());
      assertEquals(value, measured.advance().value());
    }
    assertSame(plain, measured);
  }

  @Test
  final void permutingParticlesPermutesTheFlow() {
    LabeledDataset start = start();
    int[] order = Samples.permutation(start.size(), Samples.random(5));
    Flow plain = dynamics().start(functional(), start, 1);
    Flow permuted = dynamics().start(functional(), start.select(order), 1);
    plain.runTo(6, (step, f) -> true);
    permuted.runTo(6, (step, f) -> true);
    LabeledDataset expected = plain.state().particles().select(order);
    LabeledDataset actual = permuted.state().particles();
    assertEquals(expected.labels(), actual.labels());
    assertArrayEquals(expected.features().array(), actual.features().array(), 1e-4f);
  }

  @Test
  final void renamingClassesRenamesThemInTheFlow() {
    Flow plain = dynamics().start(functional(), start(), 1);
    Flow renamed = dynamics().start(functional(), Samples.renamedClasses(start()), 1);
    plain.runTo(6, (step, f) -> true);
    renamed.runTo(6, (step, f) -> true);
    assertArrayEquals(
        plain.state().particles().features().array(),
        renamed.state().particles().features().array(),
        1e-4f);
    int[] groups = plain.state().particles().classPositions();
    int[] others = renamed.state().particles().classPositions();
    for (int i = 0; i < groups.length; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(groups[i] == groups[j], others[i] == others[j], i + " and " + j);
      }
    }
  }

  private static void assertSame(Flow expected, Flow actual) {
    assertEquals(expected.state().step(), actual.state().step());
    assertEquals(expected.state().particles(), actual.state().particles());
    assertEquals(expected.state().labelMeasures(), actual.state().labelMeasures());
    assertEquals(expected.measure().value(), actual.measure().value());
  }
}
