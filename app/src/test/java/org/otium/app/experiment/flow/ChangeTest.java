package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The percentages of the summary. */
class ChangeTest {
  @Test
  void changeOfASoundStartIsToldInPercent() {
    assertEquals(" (−75\u202f%)", FlowOutputs.change(4, 1));
    assertEquals(" (+100\u202f%)", FlowOutputs.change(4, 8));
  }

  @Test
  void startOfAboutNothingHasNoPercent() {
    assertEquals("", FlowOutputs.change(1e-9, 8.9));
    assertEquals("", FlowOutputs.change(0, 1));
    assertEquals("", FlowOutputs.change(1e-9, -8.9));
  }

  @Test
  void endOfAboutNothingHasOne() {
    assertEquals(" (−99.99\u202f%)", FlowOutputs.change(8.9, 1e-9));
  }

  @Test
  void changeOfSignHasNoPercent() {
    assertEquals("", FlowOutputs.change(7.057, -0.0139));
  }
}
