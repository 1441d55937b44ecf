package org.otium.app.command;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.otium.app.experiment.StopSignal;

/**
 * Lets a run end well when the process is told to end: while a guard is open, Ctrl-C asks the run
 * to stop, and the process waits until the run has written what it has and until what came of it
 * was told, be it an error.
 */
public final class ShutdownGuard implements AutoCloseable {
  private static final long PATIENCE_MINUTES = 10;

  /** Those whose work has ended while the process waits to end. */
  private static final Queue<ShutdownGuard> ENDING = new ConcurrentLinkedQueue<>();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean isDone = new AtomicBoolean();
  private final Thread hook;

  private ShutdownGuard(StopSignal stop, Runnable onStop) {
    hook =
        Thread.ofPlatform()
            .name("otium-shutdown")
            .unstarted(
                () -> {
                  try {
                    // Before what the work says last.
                    onStop.run();
                  } finally {
                    stop.request();
                  }
                  await();
                  if (isDone.get()) {
                    // A run that was told to end while it made its last step has finished after
                    // all; without this the process would end with the code of the signal.
                    Runtime.getRuntime().halt(Failures.OK);
                  }
                });
  }

  /**
   * Opens a guard.
   *
   * @param stop is requested when the process is told to end
   * @param onStop tells the user
   * @return the guard
   */
  static ShutdownGuard open(StopSignal stop, Runnable onStop) {
    ShutdownGuard guard = new ShutdownGuard(stop, onStop);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** Says that all is done that was to be done, whether or not the process was told to end. */
  void done() {
    isDone.set(true);
  }

  private void await() {
    try {
      boolean inTime = closed.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
      assert inTime || closed.getCount() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets the process end. Errors are told after guards are closed, so that this is for whoever runs
   * commands, when all is told.
   */
  public static void release() {
    for (ShutdownGuard guard = ENDING.poll(); guard != null; guard = ENDING.poll()) {
      guard.closed.countDown();
    }
  }

  /** Ends the watch; where the process waits to end already, it waits on until all is told. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already.
      ENDING.add(this);
    }
  }
}
