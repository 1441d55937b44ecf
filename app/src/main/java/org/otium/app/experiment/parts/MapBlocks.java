package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.interpolation.BlockProjection;
import org.otium.numerics.MinibatchPartition.Block;

/**
 * How the samples of the target and of each dataset fall into blocks: how many there are for each
 * map, and what tells the samples of the target in each from others. Which samples they are lies in
 * files.
 *
 * @param counts a number a map; 0 for a map that moves nothing
 * @param signatures one a block
 */
record MapBlocks(List<Integer> counts, List<List<Long>> signatures) {
  /**
   * Cuts the datasets of all maps, one map after the other.
   *
   * @param seen the datasets, the target first
   * @param shown samples of the target that pictures show, which are wanted before all others too
   */
  static MapBlocks of(PartsPlan plan, BlockProjection steps, List<SeenDataset> seen, int[] shown)
      throws IOException {
    List<Integer> counts = new ArrayList<>();
    List<List<Long>> signatures = new ArrayList<>();
    SeenDataset target = seen.getFirst();
    WorkFiles files = plan.files();
    IntStream first = IntStream.of(shown);
    for (int map = 0; map < plan.from().size(); map++) {
      boolean isIdentity = plan.isTarget(map);
      SeenDataset to = seen.get(map + 1);
      List<Block> blocks =
          isIdentity
              ? List.of(everything(target))
              : steps.blocks(target.side(), to.side(), plan.seed());
      counts.add(isIdentity ? 0 : blocks.size());
      signatures.add(blocks.stream().map(block -> signature(block.rows())).toList());
      if (!Files.exists(files.table(map, false))) {
        BlockTable.of(blocks, false, target.classOf(), target.weights())
            .write(files, files.table(map, false));
      }
      if (!isIdentity) {
        if (!Files.exists(files.table(map, true))) {
          BlockTable.of(blocks, true, to.classOf(), to.weights())
              .write(files, files.table(map, true));
        }
        FirstRows.want(files, map + 1, blocks.getFirst().columns());
        first = IntStream.concat(first, IntStream.of(blocks.getFirst().rows())).distinct();
      } else {
        FirstRows.want(files, map + 1, new int[0]);
      }
    }
    FirstRows.want(files, 0, first.distinct().sorted().toArray());
    return new MapBlocks(List.copyOf(counts), List.copyOf(signatures));
  }

  /** Tells samples from others; where it errs, a receiver takes more samples than it could. */
  private static long signature(int[] samples) {
    long hash = samples.length;
    for (int sample : samples) {
      hash = hash * 0x9E3779B97F4A7C15L + sample;
    }
    return hash;
  }

  private static Block everything(SeenDataset target) {
    int[] all = IntStream.range(0, target.weights().size()).toArray();
    double[] masses = target.weights().toArray();
    return new Block(all, masses, all, masses);
  }

  /** The blocks that are not solved, but for the first of each map. */
  List<Routes.Wanted> missing(PartsPlan plan) {
    List<Routes.Wanted> all = new ArrayList<>();
    for (int map = 0; map < counts.size(); map++) {
      int own = map;
      List<Integer> blocks =
          IntStream.range(1, Math.max(1, counts.get(map)))
              .filter(block -> !Files.exists(plan.files().block(own, block)))
              .boxed()
              .toList();
      if (!blocks.isEmpty()) {
        all.add(
            new Routes.Wanted(
                map, blocks, blocks.stream().map(b -> signatures.get(own).get(b)).toList()));
      }
    }
    return all;
  }
}
