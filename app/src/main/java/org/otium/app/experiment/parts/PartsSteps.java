package org.otium.app.experiment.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.otium.api.Cluster;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartsPlan.Stage;
import org.otium.app.runs.AtomicFile;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.TransportMetric;

/**
 * The steps of an interpolation in parts, each a job of a cluster for all datasets at once. What a
 * step made lies in the run folder, and pieces whose file is there are not done again.
 */
final class PartsSteps {
  /** Pairs of a tile share so many datasets of either side, whose moments are read once then. */
  private static final int TILE = 8;

  private static final Comparator<int[]> TILES =
      Comparator.<int[]>comparingInt(pair -> pair[0] / TILE)
          .thenComparingInt(pair -> pair[1] / TILE)
          .thenComparingInt(pair -> pair[0])
          .thenComparingInt(pair -> pair[1]);

  private final Workspace workspace;
  private final Cluster cluster;
  private final Progress progress;
  private final StopSignal stop;

  PartsSteps(Workspace workspace, Cluster cluster, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.cluster = cluster;
    this.progress = progress;
    this.stop = stop;
  }

  private ClusterProgress telling(String phase, String unit, BiConsumer<String, byte[]> done) {
    return new ClusterProgress(phase, unit, progress, stop) {
      @Override
      public void done(String key, byte[] result) {
        done.accept(key, result);
      }
    };
  }

  private ClusterProgress telling(String phase, String unit) {
    return telling(phase, unit, (key, result) -> {});
  }

  private static void keep(Path file, byte[] content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at all files of all datasets. */
  void look(PartsPlan plan) throws IOException {
    List<String> keys = Looks.missing(plan);
    cluster.run(
        plan.job(workspace, Stage.LOOK, Map.of(), keys), telling("Looking at the files", "file"));
  }

  /** What the distances between classes are wanted for. */
  private record Measured(boolean byMaps, boolean byMetric, boolean alike) {
    static Measured of(BarycentricMappingSettings mapping, TransportMetric metric) {
      return new Measured(
          mapping.labelWeight() > 0,
          metric.labelWeight() > 0,
          mapping.labelWeight() > 0 && mapping.labelDistance().equals(metric.labelDistance()));
    }
  }

  /** Reads all files for the moments of classes and the rows that are wanted first. */
  void read(PartsPlan plan, BarycentricMappingSettings mapping, TransportMetric metric) {
    Measured by = Measured.of(mapping, metric);
    List<Integer> wanted = new ArrayList<>();
    List<Integer> measured = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int k = 0; k <= plan.from().size(); k++) {
      if (!Files.exists(plan.files().moments(k))) {
        wanted.add(k);
        if (by.byMetric() || (by.byMaps() && (k == 0 || !plan.isTarget(k - 1)))) {
          measured.add(k);
        }
        for (int f = 0; f < plan.dataset(k).files().size(); f++) {
          keys.add(LookPieces.key(k, f));
        }
      }
    }
    cluster.exchange(
        plan.job(workspace, Stage.READ, Map.of("datasets", wanted, "measured", measured), keys),
        wanted.stream().map(String::valueOf).toList(),
        telling("Moments of the classes", "dataset"));
  }

  /** Makes the label distances of all pairs that maps or distances between datasets ask for. */
  void labels(PartsPlan plan, BarycentricMappingSettings mapping, TransportMetric metric)
      throws IOException {
    Measured by = Measured.of(mapping, metric);
    List<int[]> pairs = new ArrayList<>();
    for (int map = 0; map < plan.from().size(); map++) {
      if (by.byMaps() && !plan.isTarget(map)) {
        pairs.add(new int[] {0, map + 1});
      }
    }
    labels(plan, Stage.LABELS, pairs, plan.files()::labels);
    List<int[]> others = new ArrayList<>();
    for (PairSums.Pair pair : PairSums.pairs(plan)) {
      int a = plan.datasetOf(pair.a());
      int b = plan.datasetOf(pair.b());
      if (by.byMetric() && (b > 0 || !by.alike())) {
        others.add(new int[] {a, b});
      }
    }
    others.sort(TILES);
    labels(plan, Stage.METRIC_LABELS, others, plan.files()::metricLabels);
    if (by.byMetric()) {
      PairSums.together(plan);
    }
  }

  private void labels(
      PartsPlan plan, Stage stage, List<int[]> pairs, BiFunction<Integer, Integer, Path> file) {
    List<String> keys =
        pairs.stream()
            .filter(pair -> !Files.exists(file.apply(pair[0], pair[1])))
            .map(pair -> LabelPieces.key(pair[0], pair[1]))
            .toList();
    cluster.run(
        plan.job(workspace, stage, Map.of(), keys),
        telling(
            "Distances between classes",
            "pair",
            (key, result) -> {
              String[] words = key.split(" ", -1);
              keep(file.apply(Integer.parseInt(words[0]), Integer.parseInt(words[1])), result);
            }));
  }

  /** Solves all blocks of all maps, those that decide ε first. */
  void map(PartsPlan plan, MapBlocks blocks, List<SeenDataset> seen) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("classes", seen.stream().map(SeenDataset::ids).toList());
    List<String> first =
        IntStream.range(0, plan.from().size())
            .filter(map -> !plan.isTarget(map))
            .filter(map -> !Files.exists(plan.files().block(map, 0)))
            .mapToObj(Integer::toString)
            .toList();
    cluster.run(
        plan.job(workspace, Stage.FIRST, about, first),
        telling("First blocks of the maps", "first block"));
    List<Routes.Lot> lots = Routes.lots(blocks.missing(plan), cluster.slots());
    List<String> receivers = lots.stream().flatMap(lot -> lot.receivers().stream()).toList();
    List<String> keys = new ArrayList<>();
    for (Routes.Lot lot : lots) {
      for (int f = 0; f < plan.target().files().size(); f++) {
        keys.add(BlockPieces.source(lot, f));
      }
      for (int map : lot.maps()) {
        for (int f = 0; f < plan.from().get(map).files().size(); f++) {
          keys.add(BlockPieces.target(map, f));
        }
      }
    }
    about.put("receivers", receivers);
    about.put("blocks", blocks.counts());
    cluster.exchange(
        plan.job(workspace, Stage.BLOCKS, about, keys),
        receivers,
        telling("Mapping " + plan.target().name(), "group of blocks"));
  }

  /**
   * Sends images to the parts of the result, which measure between them.
   *
   * @param about {@code rows}, {@code classes}, {@code weighted}, and {@code weights} if they are
   *     known
   */
  void gather(PartsPlan plan, MapBlocks blocks, Map<String, Object> about, int rows) {
    boolean isLast = about.get("weights") instanceof double[] weights && weights.length > 0;
    WorkFiles files = plan.files();
    List<Integer> parts =
        IntStream.range(0, MappedParts.count(plan, rows))
            .filter(
                part ->
                    !Files.exists(files.distances(part))
                        || (!Files.exists(files.part(part))
                            && (isLast || !Files.exists(files.images(part)))))
            .boxed()
            .toList();
    List<String> keys = new ArrayList<>();
    for (int map = 0; map <= plan.from().size(); map++) {
      int pieces = plan.isTarget(map) ? plan.target().files().size() : blocks.counts().get(map);
      for (int piece = 0; piece < pieces; piece++) {
        keys.add(GatherPieces.key(map, piece));
      }
    }
    Map<String, Object> more = new LinkedHashMap<>(about);
    more.put("parts", parts);
    cluster.exchange(
        plan.job(workspace, Stage.GATHER, more, keys),
        parts.stream().map(String::valueOf).toList(),
        telling("Gathering images", "part"));
  }

  /** Makes the files of the result that are missing. */
  void synthesis(PartsPlan plan, Map<String, Object> about, int rows) {
    List<String> keys =
        IntStream.range(0, MappedParts.count(plan, rows))
            .filter(part -> !Files.exists(plan.files().part(part)))
            .mapToObj(Integer::toString)
            .toList();
    cluster.run(
        plan.job(workspace, Stage.SYNTHESIS, about, keys), telling("Writing the dataset", "file"));
  }

  /** The features of some samples of the target, by map; those of the target itself come last. */
  List<float[]> shown(PartsPlan plan, int[] shown) {
    int maps = plan.from().size() + 1;
    Map<String, float[]> found = new LinkedHashMap<>();
    cluster.run(
        plan.job(
            workspace,
            Stage.SHOWN,
            Map.of("shown", shown),
            IntStream.range(0, maps).mapToObj(Integer::toString).toList()),
        telling(
            "Samples of the pictures",
            "map",
            (key, result) -> found.put(key, ShownPieces.features(result))));
    return IntStream.range(0, maps)
        .mapToObj(map -> Objects.requireNonNull(found.get(Integer.toString(map))))
        .toList();
  }
}
