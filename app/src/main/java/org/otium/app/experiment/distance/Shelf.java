package org.otium.app.experiment.distance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otium.app.experiment.SampledDataset;

/**
 * Datasets that a process keeps for the pairs to come, no more of them than a number of bytes; what
 * was not used for longest goes first, into a file from which it comes back. Each is read by the
 * first that needs it, while others wait.
 *
 * <p>The jobs of one comparison share a shelf, which goes when another comparison begins.
 */
final class Shelf {
  /** The share of the heap that datasets may take which no pair is using. */
  private static final int HEAP_SHARE = 4;

  private static @Nullable Shelf current;

  private final String comparison;
  private final long capacity;
  private final ReadingRoom room;
  private final SampleFile file;
  private long held;

  /** Least recently used first; guarded by this. */
  private final Map<String, CompletableFuture<SampledDataset>> places =
      new LinkedHashMap<>(16, 0.75f, true);

  /** What went and is not in the file yet; guarded by this. */
  private final Map<String, SampledDataset> leaving = new HashMap<>();

  /**
   * An empty shelf.
   *
   * @param comparison whose datasets it holds
   * @param capacity how many bytes it holds
   */
  Shelf(String comparison, long capacity) {
    this(comparison, capacity, new SampleFile());
  }

  /** The same with another file. */
  Shelf(String comparison, long capacity, SampleFile file) {
    this.file = file;
    this.comparison = comparison;
    this.capacity = capacity;
    this.room = new ReadingRoom(capacity);
  }

  /**
   * Reads a dataset when there is room for that.
   *
   * @param bytes what it takes to read it
   */
  SampledDataset reading(long bytes, Supplier<SampledDataset> reading) {
    return room.read(bytes, reading);
  }

  /** How many bytes of datasets a process keeps whose heap is so large. */
  static long capacity(long heap) {
    return heap / HEAP_SHARE;
  }

  /** The shelf of a comparison in this process. */
  static synchronized Shelf of(String comparison) {
    Shelf known = current;
    if (known == null || !known.comparison.equals(comparison)) {
      if (known != null) {
        known.file.close();
      }
      known = new Shelf(comparison, capacity(Runtime.getRuntime().maxMemory()));
      current = known;
    }
    return known;
  }

  /** Lets go of what a comparison kept in this process. */
  static synchronized void forget(String comparison) {
    Shelf known = current;
    if (known != null && known.comparison.equals(comparison)) {
      known.file.close();
      current = null;
    }
  }

  /**
   * A dataset.
   *
   * @param key which
   * @param reading makes it if it is not there; fails for all who wait if it does
   */
  SampledDataset get(String key, Supplier<SampledDataset> reading) {
    CompletableFuture<SampledDataset> place;
    boolean isMine = false;
    synchronized (this) {
      CompletableFuture<SampledDataset> known = places.get(key);
      if (known == null) {
        known = new CompletableFuture<>();
        places.put(key, known);
        isMine = true;
      }
      place = known;
    }
    if (isMine) {
      read(key, place, reading);
    }
    try {
      return place.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void read(
      String key, CompletableFuture<SampledDataset> place, Supplier<SampledDataset> reading) {
    Map<String, SampledDataset> gone;
    try {
      SampledDataset made = gone(key).orElseGet(reading);
      synchronized (this) {
        held += made.bytes();
        place.complete(made);
        gone = evicted();
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        places.remove(key);
      }
      place.completeExceptionally(e);
      return;
    }
    // Without the lock: a disk takes seconds, and who needs other datasets need not wait.
    for (Map.Entry<String, SampledDataset> each : gone.entrySet()) {
      try {
        file.put(each.getKey(), each.getValue());
      } finally {
        synchronized (this) {
          leaving.remove(each.getKey());
        }
      }
    }
  }

  /** A dataset that went before. */
  private Optional<SampledDataset> gone(String key) {
    synchronized (this) {
      SampledDataset stillHere = leaving.get(key);
      if (stillHere != null) {
        return Optional.of(stillHere);
      }
    }
    return file.get(key);
  }

  /** Takes a dataset from the shelf, where it was put and is not being read at this moment. */
  Optional<SampledDataset> take(String key) {
    synchronized (this) {
      CompletableFuture<SampledDataset> place = places.get(key);
      if (place != null) {
        if (!place.isDone()) {
          return Optional.empty();
        }
        places.remove(key);
        SampledDataset taken = place.join();
        held -= taken.bytes();
        return Optional.of(taken);
      }
    }
    return gone(key);
  }

  /** Those for which there is no room, and which nobody is writing yet. */
  private Map<String, SampledDataset> evicted() {
    Map<String, SampledDataset> evicted = new LinkedHashMap<>();
    var oldest = places.entrySet().iterator();
    while (held > capacity && oldest.hasNext()) {
      Map.Entry<String, CompletableFuture<SampledDataset>> entry = oldest.next();
      if (entry.getValue().isDone()) {
        SampledDataset dataset = entry.getValue().join();
        if (leaving.putIfAbsent(entry.getKey(), dataset) == null) {
          evicted.put(entry.getKey(), dataset);
        }
        held -= dataset.bytes();
        oldest.remove();
      }
    }
    return evicted;
  }

  /** How many bytes it holds. */
  synchronized long held() {
    return held;
  }
}
