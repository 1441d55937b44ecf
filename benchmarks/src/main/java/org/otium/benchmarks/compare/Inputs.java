package org.otium.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.Subsets;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.idx.IdxFormat;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpyFile;
import org.otium.data.synthetic.RingsSettings;
import org.otium.data.synthetic.RingsSource;
import org.otium.numerics.SlicedDirections;

/**
 * Two labelled sets of images, as npy files that both sides read.
 *
 * @param x n×784 in [0, 1]
 * @param y n×784 in [0, 1]
 * @param others y and two more: n×784 in [0, 1]
 */
record Inputs(LabeledDataset x, LabeledDataset y, List<LabeledDataset> others) {
  private static final long SEED = 2026;
  private static final int DIRECTIONS = 500;

  /** Samples of a test set. */
  private static final int TEST_SIZE = 10_000;

  /** Where x and y come from. */
  enum Origin {
    /** Class-balanced subsets of the test sets of MNIST and Fashion-MNIST. */
    MNIST,
    /** The glyphs that come with Otium. */
    GLYPHS;

    static Origin of(Path data) {
      return Files.exists(images(data, "mnist", 1))
              && Files.exists(images(data, "fashion-mnist", 1))
          ? MNIST
          : GLYPHS;
    }

    String describe() {
      return switch (this) {
        case MNIST ->
            "class-balanced subsets of the test sets of MNIST and Fashion-MNIST (with three targets"
                + " also of KMNIST, and built-in glyphs; the training sets where more are named)";
        case GLYPHS -> "the built-in glyphs, script digits and garments (MNIST was not found)";
      };
    }
  }

  /** Writes n samples of each side to a folder. */
  static void write(Origin origin, Path data, int n, Path folder) throws IOException {
    Files.createDirectories(folder);
    LabeledDataset x =
        switch (origin) {
          case MNIST -> new IdxFormat().read(images(data, "mnist", n));
          case GLYPHS -> glyphs(GlyphSettings.Style.SCRIPT, n);
        };
    LabeledDataset y =
        switch (origin) {
          case MNIST -> new IdxFormat().read(images(data, "fashion-mnist", n));
          case GLYPHS -> glyphs(GlyphSettings.Style.PICTOGRAM, n);
        };
    write(Subsets.classBalanced(x, n, SEED).dataset(), "x", folder);
    write(Subsets.classBalanced(y, n, SEED).dataset(), "y", folder);
    if (n <= TEST_SIZE) {
      write(third(origin, data, n), "z", folder);
      write(glyphs(GlyphSettings.Style.BLOCK, n), "w", folder);
    }
    Matrix directions = SlicedDirections.uniform(DIRECTIONS, x.dimension(), SEED).matrix();
    NpyFile.write(folder.resolve("directions.npy"), NpyArray.of(directions));
  }

  /** The letters of KMNIST, or other glyphs. */
  private static LabeledDataset third(Origin origin, Path data, int n) throws IOException {
    Path file = images(data, "kmnist", n);
    return origin == Origin.MNIST && Files.exists(file)
        ? Subsets.classBalanced(new IdxFormat().read(file), n, SEED).dataset()
        : glyphs(GlyphSettings.Style.OUTLINE, n);
  }

  /** The test set, or the training set where more samples are wanted than that has. */
  private static Path images(Path data, String name, int n) {
    return data.resolve(name + (n > TEST_SIZE ? "-train" : "-test") + "-images-idx3-ubyte.gz");
  }

  /** Writes the heap and the three rings that it flows to, 80 points a class. */
  static void writeRings(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(rings(RingsSettings.Stage.START), "x", folder);
    write(rings(RingsSettings.Stage.TARGET), "y", folder);
    Matrix directions = SlicedDirections.uniform(DIRECTIONS, 2, SEED).matrix();
    NpyFile.write(folder.resolve("directions.npy"), NpyArray.of(directions));
  }

  private static LabeledDataset rings(RingsSettings.Stage stage) {
    return new RingsSource(RingsSettings.of(stage)).generate(SEED);
  }

  private static LabeledDataset glyphs(GlyphSettings.Style style, int n) {
    int perClass = (n + 9) / 10;
    return new GlyphSource(GlyphSettings.of(style).withPerClass(perClass)).generate(SEED);
  }

  private static void write(LabeledDataset dataset, String name, Path folder) throws IOException {
    int[] labels = new int[dataset.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = dataset.labels().classOf(i);
    }
    NpyFile.write(folder.resolve(name + ".npy"), NpyArray.of(dataset.features()));
    NpyFile.write(folder.resolve(name + "-labels.npy"), NpyArray.of(labels, labels.length));
  }

  static Inputs read(Path folder) throws IOException {
    LabeledDataset y = read(folder, "y");
    List<LabeledDataset> others =
        Files.exists(folder.resolve("z.npy"))
            ? List.of(y, read(folder, "z"), read(folder, "w"))
            : List.of(y);
    return new Inputs(read(folder, "x"), y, others);
  }

  private static LabeledDataset read(Path folder, String name) throws IOException {
    int[] labels = NpyFile.read(folder.resolve(name + "-labels.npy")).toInts();
    Matrix features = NpyFile.read(folder.resolve(name + ".npy")).toMatrix();
    return LabeledDataset.of(name, features, Labels.hard(labels));
  }

  static SlicedDirections directions(Path folder) throws IOException {
    return new SlicedDirections(NpyFile.read(folder.resolve("directions.npy")).toMatrix());
  }
}
