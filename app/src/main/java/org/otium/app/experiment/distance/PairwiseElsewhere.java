package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.text.Numbers;

/**
 * Compares datasets by the processes of a cluster. This one sees names, sizes and hashes of
 * datasets, and no samples.
 */
final class PairwiseElsewhere implements PairwiseWork {
  /** A process holds two datasets, copies of their features, and what others wait for. */
  private static final int HEAP_SHARE = 4;

  private final Workspace workspace;
  private final Cluster cluster;
  private final Progress progress;
  private final StopSignal stop;
  private final List<?> given;
  private final String comparison;
  private PairsJob job;

  PairwiseElsewhere(
      Workspace workspace,
      Cluster cluster,
      Progress progress,
      StopSignal stop,
      List<?> given,
      Map<String, Object> settings) {
    this.workspace = workspace;
    this.cluster = cluster;
    this.progress = progress;
    this.stop = stop;
    this.given = List.copyOf(given);
    this.comparison = ProcessHandle.current().pid() + "-" + System.nanoTime();
    List<Object> references = this.given.stream().map(workspace.library()::anywhere).toList();
    this.job = new PairsJob(comparison, references, settings, Map.of(), List.of());
  }

  @Override
  public List<DatasetLook> look() {
    progress.phase("Looking at " + Numbers.counted(given.size(), "dataset"));
    List<Integer> numbers = IntStream.range(0, given.size()).boxed().toList();
    return List.copyOf(looks("dataset", PairPieces.looks(workspace, job, numbers)).values());
  }

  @Override
  public Map<Integer, DatasetLook> prepare(PairsJob.Target target, List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return Map.of();
    }
    progress.phase("Preparing " + Numbers.counted(numbers.size(), "dataset"));
    PairsJob prepared =
        new PairsJob(comparison, job.references(), job.settings(), job.seen(), List.of(target));
    return looks("prepared dataset", PairPieces.preparations(workspace, prepared, numbers));
  }

  private Map<Integer, DatasetLook> looks(String unit, ClusterJob looks) {
    Map<Integer, DatasetLook> found = new TreeMap<>();
    cluster.run(
        looks,
        new ClusterProgress(unit, progress, stop) {
          @Override
          public void done(String key, byte[] result) {
            int number = PairPieces.number(key);
            found.put(number, called(PairPieces.look(result), number));
          }
        });
    Map<Integer, PairsJob.Known> known = new TreeMap<>(job.seen());
    found.forEach(
        (number, look) ->
            look.found()
                .ifPresent(
                    about ->
                        known.put(
                            number, new PairsJob.Known(about.used().name(), about.hashes()))));
    job = new PairsJob(comparison, job.references(), job.settings(), known, job.shape());
    return found;
  }

  /** As the user wrote it, and not as it is found from everywhere. */
  private DatasetLook called(DatasetLook look, int number) {
    String text = DatasetLibrary.text(given.get(number));
    return new DatasetLook(
        look.found().map(about -> about.calledBy(text)),
        look.leftOut(),
        look.what(),
        look.remedy());
  }

  @Override
  public void compare(ComparedGroup group, List<int[]> missing, Consumer<List<Pair>> compared) {
    requireRoom(group);
    Map<Integer, PairsJob.Known> known = new LinkedHashMap<>();
    group
        .used()
        .forEach(
            (number, about) ->
                known.put(number, new PairsJob.Known(about.used().name(), about.hashes())));
    PairsJob pairs =
        new PairsJob(comparison, job.references(), job.settings(), known, List.of(group.target()));
    long largest =
        group.used().values().stream().mapToLong(about -> about.used().bytes()).max().orElse(1);
    List<List<int[]>> tiles = PairTiles.of(missing, Shelf.capacity(heap()) / Math.max(1, largest));
    int before = group.pairs() - missing.size();
    int[] done = {before};
    try {
      cluster.run(
          PairPieces.pairs(workspace, pairs, tiles),
          new ClusterProgress("pair", progress, stop) {
            @Override
            public void done(String key, byte[] result) {
              List<Pair> tile = PairPieces.pairs(result, group.given());
              done[0] += tile.size();
              compared.accept(tile);
            }

            @Override
            protected boolean isToldNowAndThen() {
              return !MissingPairs.isEachTold(group);
            }

            @Override
            protected long done(int pieces) {
              return done[0];
            }

            @Override
            protected long total(int pieces) {
              return group.pairs();
            }
          });
    } catch (CancellationException e) {
      if (!stop.isRequested()) {
        throw e;
      }
    }
  }

  /** The heap of a process that compares. */
  private long heap() {
    long workers = cluster.workerMemory();
    return workers > 0 ? workers : Runtime.getRuntime().maxMemory();
  }

  /** A process that cannot hold two datasets would die of the first pair, again and again. */
  private void requireRoom(ComparedGroup group) {
    List<UsedDataset> largest = new ArrayList<>(group.used().values());
    largest.sort((a, b) -> Long.compare(b.used().bytes(), a.used().bytes()));
    UsedDataset first = largest.get(0);
    UsedDataset second = largest.get(1);
    long both = first.used().bytes() + second.used().bytes();
    if (both > heap() / HEAP_SHARE) {
      throw new InvalidInputException(
          "'"
              + first.used().name()
              + "' and '"
              + second.used().name()
              + "' take "
              + Numbers.bytes(both)
              + " together, more than a quarter of the heap of a process of the cluster, "
              + Numbers.bytes(heap()),
          "Compare fewer samples of each with --samples, or give executors more memory: --on 'spark{master: …, executor-memory: 8g}'.");
    }
  }

  @Override
  public void close() {
    Shelf.forget(comparison);
  }
}
