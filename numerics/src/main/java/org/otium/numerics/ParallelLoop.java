package org.otium.numerics;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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
    IntConsumer chunk =
        c -> {
          int from = begin + c * grain;
          body.run(from, Math.min(end, from + grain));
        };
    share(helpers, chunks, chunk, work -> ScopedValue.where(INSIDE, true).run(work));
  }

  /**
   * Runs tasks side by side that keep one core busy for most of their time, and returns when all
   * are done. Unlike the body of a loop, a task has loops of its own that use several threads.
   *
   * @param threads how many tasks may run at once, one of them on this thread
   * @param tasks how many there are
   * @param task does the one of a number from 0; what it throws first is thrown here
   */
  public static void sideBySide(int threads, int tasks, IntConsumer task) {
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers < 1 || INSIDE.isBound()) {
      for (int t = 0; t < tasks; t++) {
        task.accept(t);
      }
      return;
    }
    share(helpers, tasks, task, Runnable::run);
  }

  /** Shares chunks between this thread and helpers, each of which works inside a scope. */
  private static void share(int helpers, int chunks, IntConsumer chunk, Consumer<Runnable> scope) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(helpers);
    Runnable work =
        () -> {
          for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
            try {
              chunk.accept(c);
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
              scope.accept(work);
            } finally {
              done.countDown();
            }
          });
    }
    scope.accept(work);
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
