package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.otium.api.Weights;
import org.otium.numerics.MinibatchPartition.Block;

/**
 * Which blocks the samples of one side of a map are in, and with what mass: some consecutive
 * samples of what may be many.
 *
 * @param from the number of the first sample
 * @param starts where the blocks of each sample begin; one entry more for the end
 * @param blocks the blocks, ascending for each sample
 * @param masses the mass that the sample has there
 * @param classOf the position of the class of each sample
 * @param whole what each sample weighs in its dataset
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record BlockTable(
    int from, int[] starts, int[] blocks, double[] masses, int[] classOf, double[] whole) {
  private static final int HEAD = 2 * Integer.BYTES;

  static BlockTable of(List<Block> all, boolean isTarget, int[] classOf, Weights weights) {
    int n = classOf.length;
    int[] starts = new int[n + 1];
    for (Block block : all) {
      for (int sample : isTarget ? block.columns() : block.rows()) {
        starts[sample + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] blocks = new int[starts[n]];
    double[] masses = new double[starts[n]];
    int[] at = starts.clone();
    for (int b = 0; b < all.size(); b++) {
      int[] samples = isTarget ? all.get(b).columns() : all.get(b).rows();
      double[] own = isTarget ? all.get(b).columnMasses() : all.get(b).rowMasses();
      for (int s = 0; s < samples.length; s++) {
        blocks[at[samples[s]]] = b;
        masses[at[samples[s]]++] = own[s];
      }
    }
    return new BlockTable(0, starts, blocks, masses, classOf, weights.toArray());
  }

  void write(WorkFiles files, Path file) throws IOException {
    files.write(
        file,
        fresh -> {
          try (NumberFile out = NumberFile.to(fresh)) {
            out.ints(new int[] {classOf.length, blocks.length});
            out.ints(starts);
            out.ints(classOf);
            out.doubles(whole);
            out.ints(blocks);
            out.doubles(masses);
          }
        });
  }

  /** Some of the samples. */
  static BlockTable read(Path file, int from, int to) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] head = NumberFile.ints(channel, 0, 2);
      long starts = HEAD;
      long classOf = starts + Integer.BYTES * (head[0] + 1L);
      long whole = classOf + (long) Integer.BYTES * head[0];
      long blocks = whole + (long) Double.BYTES * head[0];
      long masses = blocks + (long) Integer.BYTES * head[1];
      int[] own = NumberFile.ints(channel, starts + (long) Integer.BYTES * from, to - from + 1);
      int first = own[0];
      int count = own[to - from] - first;
      for (int i = 0; i < own.length; i++) {
        own[i] -= first;
      }
      return new BlockTable(
          from,
          own,
          NumberFile.ints(channel, blocks + (long) Integer.BYTES * first, count),
          NumberFile.doubles(channel, masses + (long) Double.BYTES * first, count),
          NumberFile.ints(channel, classOf + (long) Integer.BYTES * from, to - from),
          NumberFile.doubles(channel, whole + (long) Double.BYTES * from, to - from));
    }
  }
}
