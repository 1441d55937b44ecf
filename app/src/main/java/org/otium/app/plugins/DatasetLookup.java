package org.otium.app.plugins;

import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/** Finds the datasets that settings refer to. */
public interface DatasetLookup {
  /**
   * Checks, without reading all of it, that a dataset can be read.
   *
   * @param reference what the user wrote: text or a tree
   * @throws InvalidInputException if it cannot
   */
  void check(Object reference);

  /**
   * Reads a dataset.
   *
   * @param reference what the user wrote: text or a tree
   * @return the dataset
   * @throws InvalidInputException if it cannot be read
   */
  LabeledDataset read(Object reference);

  /**
   * No datasets.
   *
   * @return a lookup that refuses every reference
   */
  static DatasetLookup none() {
    return new DatasetLookup() {
      @Override
      public void check(Object reference) {
        read(reference);
      }

      @Override
      public LabeledDataset read(Object reference) {
        throw new InvalidInputException(
            "dataset '" + reference + "' cannot be read here",
            "No dataset can be named in this place.");
      }
    };
  }
}
