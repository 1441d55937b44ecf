package org.otium.app.experiment.distance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.numerics.ParallelLoop;
import org.otium.settings.Bound;

/**
 * The pairs of datasets that are not compared yet.
 *
 * @param workspace what they are compared with, on its cluster if there is one
 * @param progress is told each
 * @param stop ends the comparison early
 * @param group the datasets
 * @param settings what compares
 * @param folder where the pairs that were compared are kept, if anywhere
 */
record MissingPairs(
    Workspace workspace,
    Progress progress,
    StopSignal stop,
    DatasetGroup group,
    Bound<PairwiseSettings> settings,
    Optional<RunFolder> folder) {
  /** What a comparison holds at once, in bytes a pair of samples: a few matrices of costs. */
  private static final long BYTES_A_COST = 32;

  /** All pairs are written each time, and of a cluster many come at once. */
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Compares them and adds each to the pairs that are known. */
  void compare(List<Pair> pairs) {
    List<int[]> missing = missing(pairs);
    progress.phase("Comparing " + Numbers.counted(missing.size(), "pair"));
    if (workspace.cluster().isPresent()) {
      elsewhere(workspace.cluster().get(), missing, pairs);
    } else {
      here(missing, pairs);
    }
  }

  /**
   * Several at once, each on one thread, where their costs fit into memory together; else one after
   * the other on all threads. Neither changes a distance.
   */
  private void here(List<int[]> missing, List<Pair> pairs) {
    int total = missing.size() + pairs.size();
    long largest = group.used().stream().mapToLong(LabeledDataset::size).max().orElse(1);
    int threads = Math.min(workspace.machine().threads(), missing.size());
    boolean fit = threads * BYTES_A_COST * largest * largest <= workspace.machine().memoryBudget();
    ParallelLoop.Body body =
        (from, to) -> {
          for (int p = from; p < to && !stop.isRequested(); p++) {
            int first = missing.get(p)[0];
            int second = missing.get(p)[1];
            Pair pair =
                PairPieces.compared(
                    settings.value().metric(),
                    group.used().get(first),
                    group.used().get(second),
                    first,
                    second);
            synchronized (pairs) {
              pairs.add(pair);
              keep(pairs);
              tell(pair, pairs.size(), total);
            }
          }
        };
    if (threads > 1 && fit) {
      ParallelLoop.run(threads, 0, missing.size(), 1, body);
    } else {
      body.run(0, missing.size());
    }
  }

  private void elsewhere(Cluster cluster, List<int[]> missing, List<Pair> pairs) {
    int total = missing.size() + pairs.size();
    List<Object> references =
        group.loaded().stream()
            .map(loaded -> workspace.library().anywhere(loaded.reference()))
            .toList();
    ClusterJob job = PairPieces.job(workspace, references, group, settings.resolved(), missing);
    long[] kept = {System.nanoTime()};
    try {
      cluster.run(
          job,
          new ClusterProgress("pair", progress, stop) {
            @Override
            public void done(String key, byte[] result) {
              Pair pair = PairPieces.pair(result, group.used().size());
              pairs.add(pair);
              tell(pair, pairs.size(), total);
              if (System.nanoTime() - kept[0] > KEEP_NANOS) {
                keep(pairs);
                kept[0] = System.nanoTime();
              }
            }
          });
    } catch (CancellationException e) {
      if (!stop.isRequested()) {
        throw e;
      }
    } finally {
      keep(pairs);
    }
  }

  private void keep(List<Pair> pairs) {
    if (folder.isPresent()) {
      try {
        PairsFile.write(folder.get().file(RunFolder.PAIRS), pairs);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void tell(Pair pair, int done, int total) {
    progress.note(
        done
            + " of "
            + total
            + "   "
            + group.names().get(pair.first())
            + " – "
            + group.names().get(pair.second())
            + "   "
            + pair.symbol()
            + " "
            + Numbers.value(pair.distance())
            + "   "
            + Numbers.duration(pair.seconds()));
  }

  private List<int[]> missing(List<Pair> done) {
    int n = group.used().size();
    boolean[][] known = new boolean[n][n];
    done.forEach(pair -> known[pair.first()][pair.second()] = true);
    List<int[]> missing = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (!known[i][j]) {
          missing.add(new int[] {i, j});
        }
      }
    }
    return missing;
  }
}
