package org.otium.app.experiment.distance;

import java.util.function.Supplier;

/**
 * Lets as many datasets be read at a time as the memory allows: formats hold all of a dataset while
 * they read it, whatever is used of it afterwards.
 */
final class ReadingRoom {
  private final long capacity;
  private long taken;

  /**
   * An empty room.
   *
   * @param capacity how many bytes what is being read may take; one dataset is always let in
   */
  ReadingRoom(long capacity) {
    this.capacity = capacity;
  }

  /** Waits until there is room, and reads. */
  <T> T read(long bytes, Supplier<T> reading) {
    long room = Math.clamp(bytes, 0, capacity);
    enter(room);
    try {
      return reading.get();
    } finally {
      leave(room);
    }
  }

  private synchronized void enter(long room) {
    boolean isInterrupted = false;
    while (taken > 0 && taken + room > capacity) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    taken += room;
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void leave(long room) {
    taken -= room;
    notifyAll();
  }
}
