package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LongWaitTest {
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void whatTakesLongIsToldOnceWhileItHappens() throws InterruptedException {
    CountDownLatch isTold = new CountDownLatch(1);
    Runnable tell =
        () -> {
          told.incrementAndGet();
          isTold.countDown();
        };
    try (LongWait _ = LongWait.over(Duration.ofNanos(1), tell)) {
      isTold.await();
    }
    assertEquals(1, told.get());
  }

  @Test
  void whatTakesNoLongerIsNotTold() {
    try (LongWait _ = LongWait.over(Duration.ofDays(1), told::incrementAndGet)) {
      assertEquals(0, told.get());
    }
    assertEquals(0, told.get());
  }
}
