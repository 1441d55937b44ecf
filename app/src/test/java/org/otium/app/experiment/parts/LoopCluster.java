package org.otium.app.experiment.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.app.cluster.PartsWork;
import org.otium.spi.ClusterWork;

/** One machine that does the last piece first and every piece twice, as a bad day of a cluster. */
final class LoopCluster implements Cluster {
  /** The pieces that were done, with their stage. */
  final List<String> done = new ArrayList<>();

  /** The stages of the jobs that had work. */
  final List<String> jobs = new ArrayList<>();

  /** How many records each piece sent. */
  final Map<String, Integer> sent = new TreeMap<>();

  private final int most;

  /**
   * A cluster.
   *
   * @param most how many pieces it does before it is stopped
   */
  LoopCluster(int most) {
    this.most = most;
  }

  private static ClusterWork.Pieces open(ClusterJob job) {
    return new PartsWork().open(job.settings(), 1);
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
  public byte[] reduce(ClusterJob job, ClusterListener listener) {
    ClusterWork.Pieces pieces = open(job);
    List<byte[]> results = new ArrayList<>();
    for (String key : job.keys().reversed()) {
      note(job, key);
      try {
        results.add(pieces.piece(key, () -> false));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Collections.reverse(results);
    return pieces.merged(results);
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
