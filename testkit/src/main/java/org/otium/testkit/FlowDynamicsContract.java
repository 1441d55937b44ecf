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
import org.otium.api.LabeledDataset;
import org.otium.api.PotentialFunctional;

/** What every {@link FlowDynamics} must do. */
public abstract class FlowDynamicsContract {
  /** For subclasses. */
  protected FlowDynamicsContract() {}

  /**
   * The dynamics under test, with steps that suit the potential ½‖x‖².
   *
   * @return a fresh one
   */
  protected abstract FlowDynamics dynamics();

  /**
   * The functional that the tests descend: ½‖x‖² unless the dynamics need another.
   *
   * @return a functional
   */
  protected Functional functional() {
    return new PotentialFunctional(
        (point, classId, gradient) -> {
          double sum = 0;
          for (int j = 0; j < point.length; j++) {
            gradient[j] = point[j];
            sum += point[j] * point[j];
          }
          return sum / 2;
        });
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
    Flow first = dynamics().start(functional(), start(), 1);
    first.runTo(5, (step, f) -> true);
    Flow second = dynamics().resume(functional(), first.checkpoint());
    second.runTo(12, (step, f) -> true);
    assertArrayEquals(
        whole.state().particles().features().array(),
        second.state().particles().features().array());
    assertEquals(whole.state().particles().labels(), second.state().particles().labels());
  }
}
