package org.otium.app.imports;

import java.io.IOException;
import org.otium.api.LabeledDataset;

/**
 * A split of a published dataset, not yet read.
 *
 * @param dataset what the dataset is called, as part of a file name
 * @param split what the split is called, as part of a file name; empty if there is only one
 * @param origin where it lies, for people
 * @param reading reads it
 */
public record PublishedSplit(String dataset, String split, String origin, Reading reading) {
  /** Reads a split. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads it.
     *
     * @return the dataset
     * @throws IOException if it cannot be read
     */
    LabeledDataset read() throws IOException;
  }

  /**
   * The name of the imported dataset.
   *
   * @return dataset and split
   */
  public String name() {
    return split.isEmpty() ? dataset : dataset + "-" + split;
  }
}
