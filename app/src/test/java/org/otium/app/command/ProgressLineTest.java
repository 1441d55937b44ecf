package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowStep;

final class ProgressLineTest {
  private static final double SECONDS = 1e-3;

  private static FlowStep step(long number) {
    return new FlowStep(number, 1, 1, Map.of(), SECONDS, List.of());
  }

  @Test
  void timeOfLoadingIsNoneOfTheStepsThatAreLeftAfterOldOnes() {
    long ms = 1_000_000;
    ProgressLine.Begun begun = ProgressLine.Begun.with(0, 1);
    for (int step = 2; step <= 100; step++) {
      begun = begun.next(step, step); // a nanosecond between what an earlier process made
    }
    begun = begun.next(400 * ms, 101);
    assertEquals(101, begun.made(), "the first new step is none to count with");
    begun = begun.next(460 * ms, 102);
    assertEquals(0.06 * 1000, begun.left(460 * ms, 102, 1102), 1e-9);
    begun = begun.next(500 * ms, 103);
    assertEquals(0.05 * 1000, begun.left(500 * ms, 103, 1103), 1e-9);
  }

  @Test
  void learningThatBeginsIsCountedFromItsFirstStep() {
    long ms = 1_000_000;
    ProgressLine.Begun begun = ProgressLine.Begun.with(0, 1).next(60 * ms, 2);
    assertEquals(0.06 * 10, begun.left(60 * ms, 2, 12), 1e-9);
  }

  @Test
  void timeBetweenTwoRunsIsNoStepOfTheSecond() throws InterruptedException {
    StringWriter told = new StringWriter();
    ProgressLine line = new ProgressLine(new PrintWriter(told, true), true, false);
    line.step(step(1), 1, 2);
    line.step(step(2), 2, 2);
    // What is read, learned and tested before another run begins.
    Thread.sleep(200);
    told.getBuffer().setLength(0);
    line.step(step(1), 1, 1000);
    assertTrue(told.toString().contains("1.0 ms a step   999 ms left"), told.toString());
  }
}
