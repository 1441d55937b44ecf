package org.otium.app.experiment.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.otium.api.Cluster;
import org.otium.api.Weights;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartsPlan.Stage;
import org.otium.app.runs.AtomicFile;
import org.otium.interpolation.BlockProjection;
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

  /** Makes the label distances of pairs of datasets. */
  void labels(PartsPlan plan, List<int[]> pairs) {
    List<String> keys =
        pairs.stream()
            .filter(pair -> !Files.exists(plan.files().labels(pair[0], pair[1])))
            .map(pair -> LabelPieces.key(pair[0], pair[1]))
            .toList();
    cluster.run(
        plan.job(workspace, Stage.LABELS, Map.of(), keys),
        telling(
            "pair",
            (key, result) -> {
              String[] words = key.split(" ", -1);
              keep(
                  plan.files().labels(Integer.parseInt(words[0]), Integer.parseInt(words[1])),
                  result);
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

  /** Makes the files of the result that are missing. */
  void synthesis(PartsPlan plan, List<SeenDataset> seen, Weights weights, int rows) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("rows", rows);
    more.put("weights", weights.toArray());
    more.put("weighted", seen.getFirst().weighted());
    more.put("classes", seen.subList(1, seen.size()).stream().map(SeenDataset::ids).toList());
    int parts = (int) ((plan.target().size() + (long) rows - 1) / rows);
    List<String> keys =
        IntStream.range(0, parts)
            .filter(part -> !Files.exists(plan.files().part(part)))
            .mapToObj(Integer::toString)
            .toList();
    cluster.run(
        plan.job(workspace, Stage.SYNTHESIS, more, keys), telling("file", (key, result) -> {}));
  }
}
