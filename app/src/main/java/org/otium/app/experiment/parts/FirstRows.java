package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Rows of a file that are wanted before all others: those of the first block of each map, which is
 * solved first because its ε is that of all, and those that pictures show.
 *
 * @param samples their numbers in the dataset, ascending
 * @param features one row each
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record FirstRows(int[] samples, float[] features) {
  /** Takes rows as they go by. */
  static final class Taking implements FileMoments.Seeing {
    private final int[] samples;
    private final int first;
    private final int d;
    private final float[] features;
    private int taken;

    /**
     * Nothing is taken yet.
     *
     * @param wanted samples of the dataset, ascending
     * @param first the number of the first sample of the file
     * @param rows how many the file has
     */
    Taking(int[] wanted, int first, int rows, int d) {
      this.samples = Arrays.stream(wanted).filter(i -> i >= first && i - first < rows).toArray();
      this.first = first;
      this.d = d;
      this.features = new float[Math.multiplyExact(samples.length, d)];
    }

    boolean wantsNone() {
      return samples.length == 0;
    }

    @Override
    public void rows(PartedRows rows) {
      while (taken < samples.length && samples[taken] - first < rows.first() + rows.count()) {
        int row = samples[taken] - first - rows.first();
        System.arraycopy(rows.features(), row * d, features, taken * d, d);
        taken++;
      }
    }

    FirstRows taken() {
      return new FirstRows(samples, features);
    }
  }

  void write(WorkFiles files, Path file) throws IOException {
    files.write(
        file,
        fresh -> {
          try (NumberFile out = NumberFile.to(fresh)) {
            out.ints(new int[] {samples.length, features.length});
            out.ints(samples);
            out.floats(features);
          }
        });
  }

  static FirstRows read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] head = NumberFile.ints(channel, 0, 2);
      long samples = 2L * Integer.BYTES;
      return new FirstRows(
          NumberFile.ints(channel, samples, head[0]),
          NumberFile.floats(channel, samples + (long) Integer.BYTES * head[0], head[1]));
    }
  }

  /** Which samples of a dataset are wanted first. */
  static void want(WorkFiles files, int dataset, int[] samples) throws IOException {
    files.write(
        files.wanted(dataset),
        fresh -> {
          try (NumberFile out = NumberFile.to(fresh)) {
            out.ints(new int[] {samples.length});
            out.ints(samples);
          }
        });
  }

  static int[] wanted(WorkFiles files, int dataset) throws IOException {
    try (FileChannel channel = FileChannel.open(files.wanted(dataset))) {
      return NumberFile.ints(channel, Integer.BYTES, NumberFile.ints(channel, 0, 1)[0]);
    }
  }
}
