package org.otium.data.io;

import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/** Samples that are read without labels: all of them are one class. */
public final class Unlabelled {
  /** What the setting for labels of every format says where there are none. */
  public static final String NONE = "none";

  /** The class of all samples. */
  public static final int CLASS_ID = 0;

  /** What that class is called. */
  public static final String CLASS_NAME = "unlabelled";

  private Unlabelled() {}

  /**
   * A dataset of samples without labels.
   *
   * @param name what it is called
   * @param features n×d
   * @return n samples of one class
   */
  public static LabeledDataset dataset(String name, Matrix features) {
    return LabeledDataset.of(name, features, Labels.hard(new int[features.rows()]))
        .withClassNames(Map.of(CLASS_ID, CLASS_NAME));
  }

  /**
   * Refuses to write with settings that say that there are no labels: every dataset has some.
   *
   * @param unlabelled whether the settings say so
   * @param setting the setting that does
   */
  public static void requireLabels(boolean unlabelled, String setting) {
    if (unlabelled) {
      throw new InvalidInputException(
          "'" + setting + ": none' is for reading, and this dataset is written with its labels",
          "Leave the setting out.");
    }
  }
}
