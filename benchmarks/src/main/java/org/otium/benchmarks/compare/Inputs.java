package org.otium.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
record Inputs(LabeledDataset x, LabeledDataset y) {
  private static final long SEED = 2026;
  private static final int DIRECTIONS = 500;

  /** Where x and y come from. */
  enum Origin {
    /** Class-balanced subsets of the test sets of MNIST and Fashion-MNIST. */
    MNIST,
    /** The glyphs that come with Otium. */
    GLYPHS;

    static Origin of(Path data) {
      return Files.exists(images(data, "mnist")) && Files.exists(images(data, "fashion-mnist"))
          ? MNIST
          : GLYPHS;
    }

    String describe() {
      return switch (this) {
        case MNIST -> "class-balanced subsets of the test sets of MNIST and Fashion-MNIST";
        case GLYPHS -> "the built-in glyphs, script digits and garments (MNIST was not found)";
      };
    }
  }

  /** Writes n samples of each side to a folder. */
  static void write(Origin origin, Path data, int n, Path folder) throws IOException {
    Files.createDirectories(folder);
    LabeledDataset x =
        switch (origin) {
          case MNIST -> new IdxFormat().read(images(data, "mnist"));
          case GLYPHS -> glyphs(GlyphSettings.Style.SCRIPT, n);
        };
    LabeledDataset y =
        switch (origin) {
          case MNIST -> new IdxFormat().read(images(data, "fashion-mnist"));
          case GLYPHS -> glyphs(GlyphSettings.Style.PICTOGRAM, n);
        };
    write(Subsets.classBalanced(x, n, SEED).dataset(), "x", folder);
    write(Subsets.classBalanced(y, n, SEED).dataset(), "y", folder);
    Matrix directions = SlicedDirections.uniform(DIRECTIONS, x.dimension(), SEED).matrix();
    NpyFile.write(folder.resolve("directions.npy"), NpyArray.of(directions));
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

  private static Path images(Path data, String name) {
    return data.resolve(name + "-test-images-idx3-ubyte.gz");
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
    return new Inputs(read(folder, "x"), read(folder, "y"));
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
