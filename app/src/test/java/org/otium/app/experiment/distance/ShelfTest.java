package org.otium.app.experiment.distance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** Keeps bytes in memory. */
  private static class Bytes implements SampleFile.Storage {
    private final byte[] all = new byte[1 << 20];
    private volatile boolean isClosed;

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
      int count = from.remaining();
      from.get(all, (int) at, count);
      return count;
    }

    @Override
    public int read(ByteBuffer into, long at) {
      int count = into.remaining();
      into.put(all, (int) at, count);
      return count;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  @Test
  void othersAreServedWhileADatasetIsWritten() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(1);
    SampleFile file =
        new SampleFile(
            () ->
                new Bytes() {
                  @Override
                  public int write(ByteBuffer from, long at) throws IOException {
                    begun.countDown();
                    try {
                      if (!served.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("nobody else was served");
                      }
                    } catch (InterruptedException e) {
                      throw new IOException(e);
                    }
                    return super.write(from, at);
                  }
                });
    SampledDataset first = dataset();
    Shelf shelf = new Shelf("test", 2 * first.bytes(), file);
    shelf.get("a", () -> first);
    shelf.get("b", ShelfTest::dataset);
    Thread third = Thread.ofPlatform().start(() -> shelf.get("c", ShelfTest::dataset));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    // On the shelf, on its way to the file, and taken from it.
    shelf.get("b", () -> fail("it is there"));
    assertSame(first, shelf.take("a").orElseThrow());
    assertTrue(shelf.take("b").isPresent());
    shelf.get("d", ShelfTest::dataset);
    assertEquals(1, served.getCount(), "nothing was written meanwhile");
    served.countDown();
    third.join();
    assertEquals(first.samples().features(), file.get("a").orElseThrow().samples().features());
  }

  @Test
  void aFullDiskIsFreedAndDatasetsAreReadAgain() {
    List<Bytes> opened = new ArrayList<>();
    long most = 2L * Float.BYTES * dataset().samples().features().array().length;
    SampleFile file =
        new SampleFile(
            () -> {
              opened.add(
                  new Bytes() {
                    @Override
                    public int write(ByteBuffer from, long at) throws IOException {
                      if (at + from.remaining() > most) {
                        throw new IOException("No space left on device");
                      }
                      return super.write(from, at);
                    }
                  });
              return opened.getLast();
            });
    Shelf shelf = new Shelf("test", dataset().bytes(), file);
    for (String key : List.of("a", "b", "c")) {
      shelf.get(key, ShelfTest::dataset);
    }
    assertFalse(opened.getFirst().isClosed, "there is room for two");
    assertTrue(file.get("a").isPresent());
    shelf.get("d", ShelfTest::dataset);
    assertTrue(opened.getFirst().isClosed, "nothing is left of the file");
    assertEquals(Optional.empty(), file.get("a"));
    SampledDataset again = dataset();
    assertSame(again, shelf.get("a", () -> again));
    assertEquals(1, opened.size(), "and it is not tried again");
  }
}
