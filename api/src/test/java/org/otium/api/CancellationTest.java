package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
  @Test
  void nothingHappensWhereNobodyCanAsk() {
    assertDoesNotThrow(Cancellation::check);
  }

  @Test
  void workGoesOnUntilItsEndIsAskedFor() {
    AtomicInteger steps = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            Cancellation.during(
                () -> steps.get() == 3,
                () -> {
                  while (steps.get() < 100) {
                    Cancellation.check();
                    steps.incrementAndGet();
                  }
                  return steps;
                }));
    assertEquals(3, steps.get());
    assertDoesNotThrow(Cancellation::check);
  }

  @Test
  void resultsComeThrough() {
    assertEquals(7, Cancellation.<Integer, RuntimeException>during(() -> false, () -> 7));
  }
}
