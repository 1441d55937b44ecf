package org.otium.models.torch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells that something goes on, if it takes long. */
final class LongWait implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread watch;

  private LongWait(Duration patience, Runnable tell) {
    watch =
        Thread.ofPlatform()
            .daemon()
            .name("otium-long-wait")
            .unstarted(
                () -> {
                  try {
                    if (!over.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                      tell.run();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /**
   * Begins to wait.
   *
   * @param patience what takes no longer is not told
   * @param tell tells it, once
   */
  static LongWait over(Duration patience, Runnable tell) {
    LongWait wait = new LongWait(patience, tell);
    wait.watch.start();
    return wait;
  }

  /** What was waited for is there; nothing is told after this. */
  @Override
  public void close() {
    over.countDown();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
