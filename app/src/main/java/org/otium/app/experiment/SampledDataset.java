package org.otium.app.experiment;

import java.io.IOException;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.datasets.LoadedDataset;
import org.otium.data.Subset;

/**
 * Samples of a dataset, as many as were asked for, and nothing else of it.
 *
 * @param about what is known of the dataset
 * @param samples the samples
 * @param leftOut what was left out, in words; nothing if all samples are there
 */
public record SampledDataset(UsedDataset about, LabeledDataset samples, Optional<String> leftOut) {
  /** What a sample takes beside its features: a label, a weight, and what they are kept in. */
  private static final long BYTES_A_SAMPLE = 32;

  /**
   * Reads a dataset. Of one in Parquet files that holds more samples than were asked for no process
   * holds more than these, the labels and some thousand rows; others are read as a whole, which is
   * let go of.
   *
   * @param library finds it
   * @param reference text or a tree with a {@code name}
   * @param most how many samples at most
   * @param seed decides which
   * @return the same samples as those of {@link Preparation#subset} of the whole dataset
   * @throws InvalidInputException if there is no such dataset or it cannot be read
   */
  public static SampledDataset read(DatasetLibrary library, Object reference, int most, long seed) {
    try {
      Optional<SampledDataset> byFile = ParquetSamples.read(library, reference, most, seed);
      if (byFile.isPresent()) {
        return byFile.get();
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "'" + reference + "' cannot be read: " + e.getMessage(),
          "Check that its files are complete.",
          e);
    }
    LoadedDataset loaded = library.load(reference, seed);
    Subset part = Preparation.subset(loaded.dataset(), most, seed);
    return new SampledDataset(
        UsedDataset.of(loaded, part.dataset()),
        part.dataset(),
        Preparation.leftOut(loaded.dataset(), part));
  }

  /** The same with what became of the samples. */
  public SampledDataset with(LabeledDataset made) {
    return new SampledDataset(about.with(UsedDataset.Extent.of(made)), made, leftOut);
  }

  /** Roughly what it takes in memory. */
  public long bytes() {
    return about.used().bytes()
        + samples.size() * (BYTES_A_SAMPLE + (long) Double.BYTES * shares());
  }

  private int shares() {
    return samples.labels() instanceof org.otium.api.Labels.Soft ? samples.classIds().length : 0;
  }
}
