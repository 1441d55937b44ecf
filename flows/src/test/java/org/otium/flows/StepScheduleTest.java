package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepScheduleTest {
  @Test
  void constantStaysAtOne() {
    assertEquals(1, StepSchedule.constant().at(0));
    assertEquals(1, StepSchedule.constant().at(1000));
  }

  @Test
  void inverseTimeIsHalvedAfterOneOverTheRate() {
    StepSchedule schedule = StepSchedule.of(StepSchedule.Kind.INVERSE_TIME);
    assertEquals(1, schedule.at(0));
    assertEquals(0.5, schedule.at(100), 1e-15);
  }

  @Test
  void exponentialMultipliesByOneFactorAStep() {
    StepSchedule schedule = StepSchedule.of(StepSchedule.Kind.EXPONENTIAL);
    assertEquals(Math.exp(-0.01), schedule.at(8) / schedule.at(7), 1e-15);
  }

  @Test
  void staircaseGoesDownOnceAStair() {
    StepSchedule schedule = StepSchedule.of(StepSchedule.Kind.STAIRCASE);
    assertEquals(1, schedule.at(49));
    assertEquals(0.5, schedule.at(50));
    assertEquals(0.25, schedule.at(149));
  }

  @Test
  void cosineIsHalfwayInTheMiddleAndEndsAtItsFloor() {
    StepSchedule schedule = new StepSchedule(StepSchedule.Kind.COSINE, 0, 1, 1, 10, 0.2);
    assertEquals(1, schedule.at(0));
    assertEquals(0.6, schedule.at(5), 1e-15);
    assertEquals(0.2, schedule.at(10), 1e-15);
    assertEquals(0.2, schedule.at(99), 1e-15);
  }
}
