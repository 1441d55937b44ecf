package org.otium.app.experiment.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.otium.api.Cluster;
import org.otium.api.Interpolation.Projection;
import org.otium.api.Weights;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.app.experiment.parts.PartsPlan.Stage;
import org.otium.app.runs.AtomicFile;
import org.otium.interpolation.BlockProjection;
import org.otium.interpolation.TransportMetric;
import org.otium.numerics.MinibatchPartition;

/**
 * The steps of an interpolation in parts, each a job of a cluster. What a step made lies in the run
 * folder, and pieces whose file is there are not done again.
 */
final class PartsSteps {
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

  private ClusterProgress telling(String unit, BiConsumer<String, byte[]> done) {
    return new ClusterProgress(unit, progress, stop) {
      @Override
      public void done(String key, byte[] result) {
        done.accept(key, result);
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

  /** What a look at the files of a dataset found, file by file. */
  List<LookPieces.Seen> look(PartsPlan plan, int dataset) throws IOException {
    WorkFiles files = plan.files();
    List<String> keys = new ArrayList<>();
    int count = plan.dataset(dataset).files().size();
    for (int f = 0; f < count; f++) {
      if (!Files.exists(files.look(dataset, f))) {
        keys.add(LookPieces.key(dataset, f));
      }
    }
    cluster.run(
        plan.job(workspace, Stage.LOOK, Map.of(), keys),
        telling(
            "file",
            (key, result) -> {
              String[] words = key.split(" ", -1);
              keep(files.look(dataset, Integer.parseInt(words[1])), result);
            }));
    List<LookPieces.Seen> seen = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      seen.add(LookPieces.Seen.of(Files.readAllBytes(files.look(dataset, f))));
    }
    return seen;
  }

  /** Makes the moments of the classes of a dataset. */
  void moments(PartsPlan plan, int dataset) {
    Path file = plan.files().moments(dataset);
    if (!Files.exists(file)) {
      List<String> keys =
          IntStream.range(0, plan.dataset(dataset).files().size())
              .mapToObj(f -> MomentPieces.key(dataset, f))
              .toList();
      keep(
          file,
          cluster.reduce(
              plan.job(workspace, Stage.MOMENTS, Map.of(), keys),
              telling("file", (key, result) -> {})));
    }
  }

  /** Makes the label distances of pairs of datasets, for maps. */
  void labels(PartsPlan plan, List<int[]> pairs) {
    labels(plan, Stage.LABELS, pairs, plan.files()::labels);
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
            "pair",
            (key, result) -> {
              String[] words = key.split(" ", -1);
              keep(file.apply(Integer.parseInt(words[0]), Integer.parseInt(words[1])), result);
            }));
  }

  /** Solves the blocks of a map from the target to a dataset, the first before all others. */
  void map(PartsPlan plan, int map, SeenDataset source, SeenDataset target, long seed)
      throws IOException {
    boolean isIdentity = plan.isTarget(map);
    BlockProjection steps = new BlockProjection(PartsPlan.mapping(plan.bound(workspace)));
    List<MinibatchPartition.Block> blocks =
        isIdentity
            ? ranges(source.weights(), steps.settings().batchSize())
            : steps.blocks(source.side(), target.side(), seed);
    WorkFiles files = plan.files();
    if (!Files.exists(files.table(map, false))) {
      BlockTable.of(blocks, false, source.classOf(), source.weights())
          .write(files, files.table(map, false));
    }
    if (!isIdentity && !Files.exists(files.table(map, true))) {
      BlockTable.of(blocks, true, target.classOf(), target.weights())
          .write(files, files.table(map, true));
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("map", map);
    about.put("blocks", blocks.size());
    about.put("source-classes", source.ids());
    about.put("target-classes", target.ids());
    if (!isIdentity && !Files.exists(files.block(map, 0))) {
      exchange(plan, map, about, List.of(0), "");
    }
    List<Integer> missing =
        IntStream.range(0, blocks.size())
            .filter(block -> !Files.exists(files.block(map, block)))
            .boxed()
            .toList();
    String epsilon = isIdentity ? "0" : Double.toString(BlockFile.epsilon(files.block(map, 0)));
    exchange(plan, map, about, missing, epsilon);
  }

  private void exchange(
      PartsPlan plan, int map, Map<String, Object> about, List<Integer> wanted, String epsilon) {
    Map<String, Object> more = new LinkedHashMap<>(about);
    more.put("wanted", wanted);
    more.put("epsilon", epsilon);
    List<String> keys = new ArrayList<>();
    for (int f = 0; f < plan.target().files().size(); f++) {
      keys.add(BlockPieces.key(false, f));
    }
    if (!plan.isTarget(map)) {
      for (int f = 0; f < plan.from().get(map).files().size(); f++) {
        keys.add(BlockPieces.key(true, f));
      }
    }
    cluster.exchange(
        plan.job(workspace, Stage.BLOCKS, more, keys),
        wanted.stream().map(String::valueOf).toList(),
        telling("block", (key, result) -> ByteBuffer.wrap(result).getDouble()));
  }

  /** Consecutive samples, for a map that moves none. */
  private static List<MinibatchPartition.Block> ranges(Weights weights, int each) {
    List<MinibatchPartition.Block> blocks = new ArrayList<>();
    for (int from = 0; from < weights.size(); from += each) {
      int[] rows = IntStream.range(from, Math.min(weights.size(), from + each)).toArray();
      double[] masses = IntStream.of(rows).mapToDouble(weights::get).toArray();
      blocks.add(new MinibatchPartition.Block(rows, masses, rows, masses));
    }
    return blocks;
  }

  /**
   * Projects the target onto the datasets between others, with the moments and maps that are there
   * and, where its labels count, those that are missing.
   */
  Projection projection(PartsPlan plan, List<SeenDataset> seen, int rows) throws IOException {
    InterpolateSettings settings = plan.bound(workspace);
    TransportMetric metric = PartsPlan.geodesic(settings).metric();
    List<DistancePieces.Pair> pairs = DistancePieces.pairs(plan);
    if (metric.labelWeight() > 0) {
      boolean asMaps = PartsPlan.mapping(settings).labelDistance().equals(metric.labelDistance());
      List<int[]> missing = new ArrayList<>();
      for (DistancePieces.Pair pair : pairs) {
        int a = DistancePieces.Pair.dataset(plan, pair.a());
        int b = DistancePieces.Pair.dataset(plan, pair.b());
        if (b > 0 || !asMaps) {
          missing.add(new int[] {a, b});
          moments(plan, a);
          moments(plan, b);
        }
      }
      labels(plan, Stage.METRIC_LABELS, missing, plan.files()::metricLabels);
    }
    int m = plan.from().size();
    map(plan, m, seen.getFirst(), seen.getFirst(), plan.seed());
    List<SeenDataset> images = new ArrayList<>(seen.subList(1, seen.size()));
    images.add(seen.getFirst());
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("rows", rows);
    more.put("classes", images.stream().map(SeenDataset::ids).toList());
    int parts = MappedParts.count(plan, rows);
    List<String> keys =
        IntStream.range(0, parts)
            .filter(part -> !Files.exists(plan.files().distances(part)))
            .mapToObj(Integer::toString)
            .toList();
    cluster.run(
        plan.job(workspace, Stage.DISTANCES, more, keys),
        telling(
            "part", (key, result) -> keep(plan.files().distances(Integer.parseInt(key)), result)));
    double[] toReference = new double[m];
    double[][] among = new double[m][m];
    double[][] sums = sums(plan, parts, pairs.size());
    for (int p = 0; p < pairs.size(); p++) {
      int a = pairs.get(p).a();
      int b = pairs.get(p).b();
      double squared = TransportMetric.sum(sums[p]);
      if (b == m) {
        toReference[a] = squared;
      } else {
        among[a][b] = squared;
        among[b][a] = squared;
      }
    }
    return metric.projection(toReference, among);
  }

  /** The sums of all parts, a row a pair, in the order of the samples. */
  private static double[][] sums(PartsPlan plan, int parts, int pairs) throws IOException {
    List<DoubleStream.Builder> sums = Stream.generate(DoubleStream::builder).limit(pairs).toList();
    for (int part = 0; part < parts && pairs > 0; part++) {
      DoubleBuffer own =
          ByteBuffer.wrap(Files.readAllBytes(plan.files().distances(part))).asDoubleBuffer();
      int chunks = own.remaining() / pairs;
      for (int at = 0; at < pairs * chunks; at++) {
        sums.get(at / chunks).add(own.get());
      }
    }
    return sums.stream().map(row -> row.build().toArray()).toArray(double[][]::new);
  }

  /** Makes the files of the result that are missing. */
  void synthesis(PartsPlan plan, List<SeenDataset> seen, Weights weights, int rows) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("rows", rows);
    more.put("weights", weights.toArray());
    more.put("weighted", seen.getFirst().weighted());
    more.put("classes", seen.subList(1, seen.size()).stream().map(SeenDataset::ids).toList());
    List<String> keys =
        IntStream.range(0, MappedParts.count(plan, rows))
            .filter(part -> !Files.exists(plan.files().part(part)))
            .mapToObj(Integer::toString)
            .toList();
    cluster.run(
        plan.job(workspace, Stage.SYNTHESIS, more, keys), telling("file", (key, result) -> {}));
  }
}
