package org.otium.numerics;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Loops over index ranges on 1..N threads.
 *
 * <p>The range is cut into chunks whose bounds depend on the grain alone, never on the number of
 * threads, so that a body that writes only what its chunk owns gives the same bytes on any number
 * of threads. A loop inside a loop runs on the thread that it is called from.
 */
public final class ParallelLoop {
  private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();
  private static final AtomicInteger THREADS_MADE = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task ->
              Thread.ofPlatform()
                  .daemon()
                  .name("otium-loop-" + THREADS_MADE.incrementAndGet())
                  .unstarted(task));

  private ParallelLoop() {}

  /** Does the work of one chunk. */
  @FunctionalInterface
  public interface Body {
    /**
     * Does the work of the indices in [from, to).
     *
     * @param from first index
     * @param to one past the last index
     */
    void run(int from, int to);
  }

  /**
   * Runs a body over [begin, end) in chunks of {@code grain} indices, in no given order, and
   * returns when all are done.
   *
   * @param threads how many threads may work, this one included
   * @param begin first index
   * @param end one past the last index
   * @param grain indices a chunk, at least one
   * @param body does the work; what it throws first is thrown here
   */
  public static void run(int threads, int begin, int end, int grain, Body body) {
    if (end <= begin) {
      return;
    }
    int chunks = Math.toIntExact(((long) end - begin + grain - 1) / grain);
    int helpers = Math.min(threads, chunks) - 1;
    if (helpers == 0 || INSIDE.isBound()) {
      for (int c = 0; c < chunks; c++) {
        int from = begin + c * grain;
        body.run(from, Math.min(end, from + grain));
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(helpers);
    Runnable work =
        () -> {
          for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
            int from = begin + c * grain;
            try {
              body.run(from, Math.min(end, from + grain));
            } catch (Throwable t) { // carried to the caller, an Error included
              failure.compareAndSet(null, t);
              next.set(chunks);
            }
          }
        };
    for (int h = 0; h < helpers; h++) {
      POOL.execute(
          () -> {
            try {
              ScopedValue.where(INSIDE, true).run(work);
            } finally {
              done.countDown();
            }
          });
    }
    ScopedValue.where(INSIDE, true).run(work);
    awaitUninterruptibly(done);
    Throwable t = failure.get();
    if (t instanceof RuntimeException e) {
      throw e;
    } else if (t instanceof Error e) {
      throw e;
    }
  }

  /**
   * Whether the calling thread works for a loop, which means that the other threads are busy too.
   *
   * @return true inside the body of a loop that runs on more than one thread
   */
  public static boolean isInside() {
    return INSIDE.isBound();
  }

  private static void awaitUninterruptibly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (
          InterruptedException e) { // the chunks in flight own shared arrays: finish them first
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
