package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.otium.api.Matrix;
import org.otium.interpolation.BlockProjection;

/**
 * Where the samples of a block go.
 *
 * @param epsilon the ε that the block was solved with
 * @param samples which samples of the target, ascending
 * @param masses the mass of each in the block
 * @param images features and shares of classes, one row a sample
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record BlockFile(double epsilon, int[] samples, double[] masses, Matrix images) {
  private static final int HEAD = 2 * Integer.BYTES;

  void write(WorkFiles files, Path file) throws IOException {
    files.write(
        file,
        fresh -> {
          try (NumberFile out = NumberFile.to(fresh)) {
            out.ints(new int[] {samples.length, images.columns()});
            out.doubles(new double[] {epsilon});
            out.ints(samples);
            out.doubles(masses);
            out.floats(images.array());
          }
        });
  }

  static double epsilon(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return NumberFile.doubles(channel, HEAD, 1)[0];
    }
  }

  /** Those samples of a block that lie in a range. */
  static BlockFile read(Path file, int from, int to) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] head = NumberFile.ints(channel, 0, 2);
      long ids = HEAD + Double.BYTES;
      long masses = ids + (long) Integer.BYTES * head[0];
      long images = masses + (long) Double.BYTES * head[0];
      int[] samples = NumberFile.ints(channel, ids, head[0]);
      int first = place(samples, from);
      int count = place(samples, to) - first;
      return new BlockFile(
          NumberFile.doubles(channel, HEAD, 1)[0],
          Arrays.copyOfRange(samples, first, first + count),
          NumberFile.doubles(channel, masses + (long) Double.BYTES * first, count),
          Matrix.wrap(
              count,
              head[1],
              NumberFile.floats(
                  channel,
                  images + (long) Float.BYTES * head[1] * first,
                  Math.multiplyExact(count, head[1]))));
    }
  }

  private static int place(int[] samples, int wanted) {
    int found = Arrays.binarySearch(samples, wanted);
    return found >= 0 ? found : -found - 1;
  }

  /** Adds the images to those of other blocks, whose order decides the last digits. */
  void addTo(float[] sums, BlockTable table) {
    for (int r = 0; r < samples.length; r++) {
      int at = samples[r] - table.from();
      BlockProjection.add(images, r, masses[r], table.whole()[at], sums, at * images.columns());
    }
  }
}
