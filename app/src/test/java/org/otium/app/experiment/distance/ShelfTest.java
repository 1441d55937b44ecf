package org.otium.app.experiment.distance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.SampledDataset;
import org.otium.app.experiment.UsedDataset;
import org.otium.testkit.Samples;

@Timeout(60)
class ShelfTest {
  private static SampledDataset dataset() {
    LabeledDataset samples = Samples.clouds(2, 2, 50, 4, 1);
    UsedDataset.Extent extent = UsedDataset.Extent.of(samples);
    return new SampledDataset(
        new UsedDataset("x", "test", List.of(), extent, extent), samples, Optional.empty());
  }

  @Test
  void holdsNoMoreThanItsBytesAndLetsGoOfWhatWasNotUsedForLongest() {
    long each = dataset().bytes();
    Shelf shelf = new Shelf("test", 3 * each);
    List<String> read = new ArrayList<>();
    for (String key : List.of("a", "b", "c", "a", "d", "a", "b")) {
      shelf.get(
          key,
          () -> {
            read.add(key);
            return dataset();
          });
      assertTrue(shelf.held() <= 3 * each, "holds " + shelf.held());
    }
    assertEquals(List.of("a", "b", "c", "d"), read, "b comes back from the file");
    LabeledDataset wanted = dataset().samples();
    LabeledDataset back = shelf.take("c").orElseThrow().samples();
    assertEquals(wanted.features(), back.features());
    assertEquals(wanted.labels(), back.labels());
    assertArrayEquals(wanted.weights().toArray(), back.weights().toArray(), 0);
    assertEquals(wanted.shape(), back.shape());
    assertEquals(wanted.classNames(), back.classNames());
  }

  @Test
  void twoWhoNeedADatasetAtOnceReadItOnce() throws InterruptedException {
    Shelf shelf = new Shelf("test", Long.MAX_VALUE);
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () ->
                    shelf.get(
                        "a",
                        () -> {
                          reads.incrementAndGet();
                          begun.countDown();
                          try {
                            assertTrue(asked.await(10, TimeUnit.SECONDS));
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return dataset();
                        }));
    assertTrue(begun.await(10, TimeUnit.SECONDS));
    Thread second =
        Thread.ofVirtual()
            .start(
                () ->
                    shelf.get(
                        "a",
                        () -> {
                          reads.incrementAndGet();
                          return dataset();
                        }));
    asked.countDown();
    first.join();
    second.join();
    assertEquals(1, reads.get());
  }

  @Test
  void whatCannotBeReadIsTriedAgainByTheNext() {
    Shelf shelf = new Shelf("test", Long.MAX_VALUE);
    assertThrows(
        InvalidInputException.class,
        () ->
            shelf.get(
                "a",
                () -> {
                  throw new InvalidInputException("damaged", "");
                }));
    SampledDataset known = dataset();
    assertSame(known, shelf.get("a", () -> known));
    assertEquals(Optional.of(known), shelf.take("a"));
    assertEquals(0, shelf.held());
  }
}
