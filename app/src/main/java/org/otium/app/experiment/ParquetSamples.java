package org.otium.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.runs.InputFile;
import org.otium.data.Subset;
import org.otium.data.parquet.DamagedFileException;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.ParquetSettings;
import org.otium.data.parquet.PartRows;

/**
 * Samples of a dataset in Parquet files, read file by file: the labels decide which samples, and
 * features of no others are kept.
 */
final class ParquetSamples {
  private static final System.Logger LOG = System.getLogger("org.otium.app.experiment");

  private ParquetSamples() {}

  /** A file and its labels. */
  private record Labelled(Path file, ParquetParts.Labelled labels) {}

  /**
   * Reads samples.
   *
   * @return nothing if the dataset is of another kind, or has no more samples than are asked for
   */
  static Optional<SampledDataset> read(
      DatasetLibrary library, Object reference, int most, long seed) throws IOException {
    Optional<DatasetLibrary.InParquet> found = library.inParquet(reference);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path path = found.get().path();
    ParquetSettings settings = found.get().settings();
    ParquetParts parts;
    try {
      parts = ParquetParts.of(path, settings);
    } catch (InvalidInputException e) {
      // Pictures and names of classes depend on all files; and damage is told by the format.
      return Optional.empty();
    }
    long rows = parts.parts().stream().mapToLong(ParquetParts.Part::rows).sum();
    if (rows <= most || rows > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    parts.leftOut().forEach(left -> tellLeftOut(left.why()));
    List<Labelled> files = whole(parts, path, settings);
    Subset chosen = chosen(parts, path, files, most, seed);
    LabeledDataset labels = chosen.dataset();
    int size = files.stream().mapToInt(file -> file.labels().classIds().length).sum();
    Matrix features = features(parts, path, settings, files, chosen.indices());
    LabeledDataset samples =
        LabeledDataset.of(parts.name(), features, labels.labels())
            .withClassNames(parts.classNames())
            .withShape(parts.shape())
            .withWeights(labels.weights());
    int classes =
        (int)
            files.stream()
                .flatMapToInt(file -> java.util.Arrays.stream(file.labels().classIds()))
                .distinct()
                .count();
    UsedDataset about =
        new UsedDataset(
            DatasetLibrary.text(reference),
            "format parquet",
            InputFile.at(path),
            new UsedDataset.Extent(parts.name(), size, classes, parts.shape()),
            UsedDataset.Extent.of(samples));
    return Optional.of(
        new SampledDataset(about, samples, Preparation.leftOut(parts.name(), size, chosen)));
  }

  /** Those that are not damaged. Where damage is refused, it shows when features are read. */
  private static List<Labelled> whole(ParquetParts parts, Path path, ParquetSettings settings)
      throws IOException {
    List<Labelled> whole = new ArrayList<>();
    for (ParquetParts.Part part : parts.parts()) {
      try {
        ParquetParts.Labelled labels = ParquetParts.labels(part.file(), settings);
        if (settings.damaged() == ParquetSettings.Damaged.LEAVE_OUT) {
          lookAt(part.file(), settings, parts.shape().dimension());
        }
        whole.add(new Labelled(part.file(), labels));
      } catch (DamagedFileException e) {
        if (settings.damaged() == ParquetSettings.Damaged.REFUSE) {
          throw ParquetParts.damaged(path, settings, e);
        }
        tellLeftOut(e.what());
      }
    }
    if (whole.isEmpty()) {
      throw new InvalidInputException(
          "every file of " + path + " is damaged", "Get them again and compare their sizes.");
    }
    return whole;
  }

  private static void tellLeftOut(String why) {
    LOG.log(System.Logger.Level.WARNING, () -> "Left out: " + why + ".");
  }

  private static void lookAt(Path file, ParquetSettings settings, int dimension)
      throws IOException {
    try (PartRows rows = ParquetParts.rows(file, settings, dimension)) {
      int read = 0;
      while (rows.next()) {
        read += rows.count();
      }
      assert read >= 0;
    }
  }

  /** Which samples; drawn from labels alone, so that features need not be there. */
  private static Subset chosen(
      ParquetParts parts, Path path, List<Labelled> files, int most, long seed) {
    int n = files.stream().mapToInt(file -> file.labels().classIds().length).sum();
    int[] ids = new int[n];
    double[] masses = new double[n];
    boolean weighted = false;
    int at = 0;
    for (Labelled file : files) {
      int[] own = file.labels().classIds();
      System.arraycopy(own, 0, ids, at, own.length);
      double[] given = file.labels().masses();
      System.arraycopy(given, 0, masses, at, given.length);
      weighted |= given.length > 0;
      at += own.length;
    }
    LabeledDataset labels =
        LabeledDataset.of(parts.name(), Matrix.wrap(n, 1, new float[n]), Labels.hard(ids))
            .withClassNames(parts.classNames());
    if (weighted) {
      labels = labels.withWeights(ParquetParts.weights(path, masses));
    }
    return Preparation.subset(labels, most, seed);
  }

  /** The features of some samples, in their order; every page of every file is looked at. */
  private static Matrix features(
      ParquetParts parts, Path path, ParquetSettings settings, List<Labelled> files, int[] chosen)
      throws IOException {
    int d = parts.shape().dimension();
    float[] kept = new float[Math.multiplyExact(chosen.length, d)];
    int next = 0;
    int before = 0;
    for (Labelled file : files) {
      try (PartRows rows = ParquetParts.rows(file.file(), settings, d)) {
        while (rows.next()) {
          int first = before + rows.first();
          while (next < chosen.length && chosen[next] < first + rows.count()) {
            System.arraycopy(rows.features(), (chosen[next] - first) * d, kept, next * d, d);
            next++;
          }
        }
      } catch (DamagedFileException e) {
        throw ParquetParts.damaged(path, settings, e);
      }
      before += file.labels().classIds().length;
    }
    if (next < chosen.length) {
      throw new InvalidInputException(
          "the files of '" + path + "' changed while they were read",
          "Leave the files alone while they are read.");
    }
    return Matrix.wrap(chosen.length, d, kept);
  }
}
