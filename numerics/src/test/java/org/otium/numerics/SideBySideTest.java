package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void everyTaskRunsOnceHoweverManyThreads() {
    for (int threads : new int[] {1, 2, 7}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(5);
      ParallelLoop.sideBySide(threads, 5, runs::incrementAndGet);
      int[] counts = new int[5];
      for (int t = 0; t < 5; t++) {
        counts[t] = runs.get(t);
      }
      assertArrayEquals(new int[] {1, 1, 1, 1, 1}, counts);
    }
  }

  @Test
  void tasksMayUseLoopsOfTheirOwn() {
    AtomicBoolean inside = new AtomicBoolean();
    ParallelLoop.sideBySide(2, 3, t -> inside.compareAndSet(false, ParallelLoop.isInside()));
    assertFalse(inside.get());
  }

  @Test
  void whatATaskThrowsIsThrown() {
    IllegalStateException failure = new IllegalStateException();
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                ParallelLoop.sideBySide(
                    2,
                    4,
                    t -> {
                      if (t == 1) {
                        throw failure;
                      }
                    })));
  }
}
