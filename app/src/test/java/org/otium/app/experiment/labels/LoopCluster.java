package org.otium.app.experiment.labels;

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
import org.otium.app.cluster.LabelsWork;
import org.otium.spi.ClusterWork;

/** One machine that does the last piece first and every piece twice, as a bad day of a cluster. */
final class LoopCluster implements Cluster {
  final List<String> done = new ArrayList<>();
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
    return new LabelsWork().open(job.settings(), 1);
  }

  private void note(String key) {
    if (done.size() == most) {
      throw new CancellationException("stopped");
    }
    done.add(key);
  }

  @Override
  public void run(ClusterJob job, ClusterListener listener) {
    ClusterWork.Pieces pieces = open(job);
    for (String key : job.keys().reversed()) {
      note("pair " + key);
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
    throw new UnsupportedOperationException("nothing is reduced");
  }

  @Override
  public void exchange(ClusterJob job, List<String> receivers, ClusterListener listener) {
    ClusterWork.Pieces pieces = open(job);
    Map<Integer, List<byte[]>> sent = new TreeMap<>();
    try {
      for (String key : job.keys()) {
        try (ClusterWork.Pieces.Sending sending = pieces.send(key, () -> false)) {
          while (sending.next()) {
            sent.computeIfAbsent(sending.receiver(), r -> new ArrayList<>()).add(sending.record());
          }
        }
      }
      for (int r = receivers.size() - 1; r >= 0; r--) {
        note("dataset " + receivers.get(r));
        List<byte[]> own = sent.getOrDefault(r, List.of());
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
