package org.otium.app.command;

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
