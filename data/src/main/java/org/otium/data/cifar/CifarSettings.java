package org.otium.data.cifar;

import org.otium.settings.Setting;

/**
 * How the binary files of CIFAR are read.
 *
 * @param split which files of a folder are read
 * @param labels which labels of CIFAR-100
 * @param kind which of the two datasets
 */
public record CifarSettings(
    @Setting(
            doc = "Which files of a folder: train, test, or the only ones that are there.",
            defaultValue = "auto")
        Split split,
    @Setting(
            doc = "Labels of CIFAR-100: its 100 fine ones, its 20 coarse ones, or none.",
            defaultValue = "fine")
        CifarLabels labels,
    @Setting(
            doc = "cifar10 or cifar100; told from the names and lengths of the files by default.",
            defaultValue = "auto")
        Kind kind) {
  /** Which files of a folder. */
  public enum Split {
    /** Those that are there, if they are all of one split. */
    AUTO,
    /** {@code data_batch_1.bin}, … or {@code train.bin}. */
    TRAIN,
    /** {@code test_batch.bin} or {@code test.bin}. */
    TEST
  }

  /** Which labels. */
  public enum CifarLabels {
    /** All there are. */
    FINE,
    /** The superclasses of CIFAR-100. */
    COARSE,
    /** None: all pictures are one class. */
    NONE
  }

  /** Which dataset. */
  public enum Kind {
    /** Found out. */
    AUTO,
    /** Records of one label and 3072 bytes. */
    CIFAR10,
    /** Records of a coarse label, a fine label and 3072 bytes. */
    CIFAR100
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static CifarSettings defaults() {
    return new CifarSettings(Split.AUTO, CifarLabels.FINE, Kind.AUTO);
  }

  /**
   * The same for another split.
   *
   * @param newSplit which files of a folder
   * @return new settings
   */
  public CifarSettings withSplit(Split newSplit) {
    return new CifarSettings(newSplit, labels, kind);
  }

  /**
   * The same with other labels.
   *
   * @param newLabels which labels
   * @return new settings
   */
  public CifarSettings withLabels(CifarLabels newLabels) {
    return new CifarSettings(split, newLabels, kind);
  }
}
