package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.otium.api.Matrix;

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

  static BlockFile none() {
    return new BlockFile(0, new int[0], new double[0], Matrix.wrap(0, 0, new float[0]));
  }

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

  static BlockFile read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] head = NumberFile.ints(channel, 0, 2);
      long ids = HEAD + Double.BYTES;
      long masses = ids + (long) Integer.BYTES * head[0];
      long images = masses + (long) Double.BYTES * head[0];
      return new BlockFile(
          NumberFile.doubles(channel, HEAD, 1)[0],
          NumberFile.ints(channel, ids, head[0]),
          NumberFile.doubles(channel, masses, head[0]),
          Matrix.wrap(
              head[0],
              head[1],
              NumberFile.floats(channel, images, Math.multiplyExact(head[0], head[1]))));
    }
  }
}
