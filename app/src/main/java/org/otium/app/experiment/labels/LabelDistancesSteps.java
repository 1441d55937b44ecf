package org.otium.app.experiment.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cluster;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.Faults;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.AtomicFile;
import org.otium.app.text.Numbers;
import org.otium.numerics.ParallelLoop;

/**
 * The two steps of a comparison of classes, here or on a cluster: the same pieces, merged in the
 * same order. What a step made lies in the run folder and is not made again.
 */
final class LabelDistancesSteps {
  /** More results than that are told now and then, and not one by one. */
  private static final int MOST_TOLD = 100;

  private final ClassesPlan plan;
  private final WholeDatasets whole;
  private final LabelDistancesSettings settings;
  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;

  LabelDistancesSteps(
      ClassesPlan plan,
      WholeDatasets whole,
      LabelDistancesSettings settings,
      Workspace workspace,
      Progress progress,
      StopSignal stop) {
    this.plan = plan;
    this.whole = whole;
    this.settings = settings;
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /** Shows a job, and tells of each result when it is kept. */
  private ClusterProgress telling(String unit, int total, BiConsumer<String, byte[]> done) {
    int[] count = {0};
    return new ClusterProgress(unit, progress, stop) {
      @Override
      public void done(String key, byte[] result) {
        done.accept(key, result);
        count[0]++;
        if (total <= MOST_TOLD) {
          progress.note(count[0] + " of " + Numbers.counted(total, unit) + " done");
        }
      }

      @Override
      protected boolean isToldNowAndThen() {
        return total > MOST_TOLD;
      }
    };
  }

  private static void keep(Path file, byte[] content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the moments of the classes of all datasets.
   *
   * @param faults why those of some datasets cannot be made, to be added to; the others are kept
   * @return what the datasets are; incomplete where there are faults
   */
  List<AboutDataset> statistics(Faults faults) throws IOException {
    ClassesFiles files = plan.files();
    List<Integer> missing =
        IntStream.range(0, plan.datasets().size())
            .filter(k -> !Files.exists(files.about(k)) || !Files.exists(files.moments(k)))
            .boxed()
            .toList();
    StatisticsPieces pieces =
        new StatisticsPieces(plan, whole, workspace.machine().compute().linearAlgebra(), missing);
    // By dataset, so that they are told in one order whichever was done first.
    SortedMap<Integer, Faults> found = new TreeMap<>();
    BiConsumer<Integer, byte[]> received =
        (dataset, result) -> {
          Faults own = Faults.in(result);
          if (own.isEmpty()) {
            keep(files.about(dataset), result);
          } else {
            found.put(dataset, own);
          }
        };
    Optional<Cluster> cluster = workspace.cluster();
    if (cluster.isPresent() && !missing.isEmpty()) {
      List<String> keys =
          missing.stream().flatMap(k -> StatisticsPieces.keys(plan, k).stream()).toList();
      cluster
          .get()
          .exchange(
              plan.job(workspace, ClassesPlan.Stage.STATISTICS, missing, keys),
              missing.stream().map(String::valueOf).toList(),
              telling(
                  "dataset",
                  missing.size(),
                  (key, result) -> received.accept(Integer.valueOf(key), result)));
    } else {
      for (int k : missing) {
        int dataset = k;
        progress.phase(
            "Statistics of the classes, dataset " + (k + 1) + " of " + plan.datasets().size());
        received.accept(
            k, pieces.receive(String.valueOf(k), new ReadHere(pieces, dataset), stop::isRequested));
      }
    }
    found.values().forEach(faults::addAll);
    List<AboutDataset> abouts = new ArrayList<>();
    for (int k = 0; k < plan.datasets().size() && faults.isEmpty(); k++) {
      abouts.add(AboutDataset.of(Files.readString(files.about(k), StandardCharsets.UTF_8)));
    }
    return abouts;
  }

  /** What the pieces of a dataset send, in their order; some are made at a time. */
  private final class ReadHere implements Iterator<byte[]> {
    private final StatisticsPieces pieces;
    private final int dataset;
    private final int count;
    private int next;
    private Iterator<byte[]> ahead = List.<byte[]>of().iterator();

    ReadHere(StatisticsPieces pieces, int dataset) {
      this.pieces = pieces;
      this.dataset = dataset;
      this.count = plan.datasets().get(dataset).pieces();
    }

    @Override
    public boolean hasNext() {
      while (!ahead.hasNext() && next < count) {
        int threads = workspace.machine().threads();
        int from = next;
        int to = Math.min(count, from + threads);
        @Nullable List<byte[]>[] made = slots(to - from);
        ParallelLoop.run(
            threads,
            from,
            to,
            1,
            (first, end) -> {
              for (int f = first; f < end; f++) {
                try {
                  made[f - from] = pieces.records(dataset, f, stop::isRequested);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
        List<byte[]> all = new ArrayList<>();
        for (List<byte[]> records : made) {
          if (records != null) {
            all.addAll(records);
          }
        }
        ahead = all.iterator();
        next = to;
      }
      return ahead.hasNext();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    private static @Nullable List<byte[]>[] slots(int count) {
      return new List[count];
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all pieces are made");
      }
      return ahead.next();
    }
  }

  /** Compares the classes of all pairs of datasets, and of each with its own. */
  void distances() {
    int m = plan.datasets().size();
    ClassesFiles files = plan.files();
    List<int[]> missing = new ArrayList<>();
    for (int a = 0; a < m; a++) {
      for (int b = a; b < m; b++) {
        if (!Files.exists(files.distances(a, b))) {
          missing.add(new int[] {a, b});
        }
      }
    }
    List<String> keys =
        missing.stream().map(pair -> DistancesPieces.key(pair[0], pair[1])).toList();
    BiConsumer<String, byte[]> done =
        (key, result) -> {
          String[] words = key.split(" ", -1);
          keep(files.distances(Integer.parseInt(words[0]), Integer.parseInt(words[1])), result);
        };
    Optional<Cluster> cluster = workspace.cluster();
    if (cluster.isPresent() && !missing.isEmpty()) {
      cluster
          .get()
          .run(
              plan.job(workspace, ClassesPlan.Stage.DISTANCES, List.of(), keys),
              telling("pair", keys.size(), done));
      return;
    }
    DistancesPieces pieces = new DistancesPieces(plan, whole, settings.labelDistance());
    int total = m * (m + 1) / 2;
    int made = total - missing.size();
    for (String key : keys) {
      if (stop.isRequested()) {
        throw new CancellationException("stopped");
      }
      progress.phase(
          "Comparing classes of datasets, " + ++made + " of " + Numbers.counted(total, "pair"));
      try {
        done.accept(key, pieces.piece(key, stop::isRequested));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
