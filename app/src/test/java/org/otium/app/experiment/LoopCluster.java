package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.spi.ClusterWork;

/** One machine that does the last piece first and every piece twice, as a bad day of a cluster. */
public final class LoopCluster implements Cluster {
  /** The pieces that were done, with their stage. */
  public final List<String> done = new ArrayList<>();

  /** The stages of the jobs that had work. */
  public final List<String> jobs = new ArrayList<>();

  /** How many records each piece sent. */
  public final Map<String, Integer> sent = new TreeMap<>();

  private final ClusterWork work;
  private final int most;

  /**
   * A cluster.
   *
   * @param work the kind of work that it knows
   * @param most how many pieces it does before it is stopped
   */
  public LoopCluster(ClusterWork work, int most) {
    this.work = work;
    this.most = most;
  }

  private ClusterWork.Pieces open(ClusterJob job) {
    assertEquals(work.name(), job.work());
    return work.open(job.settings(), 1);
  }

  private void note(ClusterJob job, String key) {
    if (done.size() == most) {
      throw new CancellationException("stopped");
    }
    done.add(stage(job) + " " + key);
  }

  private static String stage(ClusterJob job) {
    return job.settings().replaceFirst(".*\"stage\":\"([A-Z_]+)\".*", "$1");
  }

  @Override
  public void run(ClusterJob job, ClusterListener listener) {
    if (job.keys().isEmpty()) {
      return;
    }
    jobs.add(stage(job));
    ClusterWork.Pieces pieces = open(job);
    for (String key : job.keys().reversed()) {
      note(job, key);
      try {
        pieces.piece(key, () -> false);
        listener.done(key, pieces.piece(key, () -> false));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void exchange(ClusterJob job, List<String> receivers, ClusterListener listener) {
    if (receivers.isEmpty()) {
      return;
    }
    jobs.add(stage(job));
    ClusterWork.Pieces pieces = open(job);
    Map<Integer, List<byte[]>> arrived = new TreeMap<>();
    try {
      for (String key : job.keys()) {
        try (ClusterWork.Pieces.Sending sending = pieces.send(key, () -> false)) {
          while (sending.next()) {
            arrived
                .computeIfAbsent(sending.receiver(), r -> new ArrayList<>())
                .add(sending.record());
            sent.merge(stage(job) + " " + key, 1, Integer::sum);
          }
        }
      }
      for (int r = receivers.size() - 1; r >= 0; r--) {
        note(job, receivers.get(r));
        List<byte[]> own = arrived.getOrDefault(r, List.of());
        pieces.receive(receivers.get(r), own.iterator(), () -> false);
        listener.done(
            receivers.get(r), pieces.receive(receivers.get(r), own.iterator(), () -> false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long workerMemory() {
    return 0;
  }

  @Override
  public void close() {}
}
