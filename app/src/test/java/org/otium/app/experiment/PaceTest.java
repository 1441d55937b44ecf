package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Moments may be of any size, and pass the largest number. */
  private static final long START = Long.MAX_VALUE - SECOND / 2;

  @Test
  void whatIsWrittenAtOnceIsWrittenEverySecond() {
    Pace pace = new Pace(START);
    assertFalse(pace.isDue(START + SECOND - 1));
    assertTrue(pace.isDue(START + SECOND));
    pace.wrote(START + SECOND, START + SECOND + 1);
    assertFalse(pace.isDue(START + 2 * SECOND));
    assertTrue(pace.isDue(START + 2 * SECOND + 1));
  }

  @Test
  void whatTakesLongTakesATwentiethOfTheTime() {
    Pace pace = new Pace(START);
    long writing = 3 * SECOND;
    pace.wrote(START, START + writing);
    assertFalse(pace.isDue(START + 20 * writing - 1));
    assertTrue(pace.isDue(START + 20 * writing));
  }
}
