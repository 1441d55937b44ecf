package org.otium.data.io;

import java.util.Arrays;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.SampleBatches;

/** Holds batches against what was promised about them. */
public final class Batches {
  private Batches() {}

  /**
   * Refuses a batch of another shape, or one too many.
   *
   * @param samples what was promised
   * @param batch the next batch
   * @param before how many samples came before it
   */
  public static void require(SampleBatches samples, LabeledDataset batch, long before) {
    if (batch.dimension() != samples.shape().dimension()) {
      throw new InvalidInputException(
          "a batch of '" + samples.name() + "' has " + batch.dimension() + " features",
          "All batches must have " + samples.shape().dimension() + ".");
    }
    if (before + batch.size() > samples.count()) {
      throw wrongCount(samples, before + batch.size());
    }
  }

  /**
   * Refuses a class that was not promised.
   *
   * @param samples what was promised
   * @param known its classes
   * @param classId the class of a sample
   */
  public static void requireKnown(SampleBatches samples, int[] known, int classId) {
    if (Arrays.binarySearch(known, classId) < 0) {
      throw new InvalidInputException(
          "a sample of '" + samples.name() + "' is of class " + classId,
          "Only these classes were announced: " + Arrays.toString(known) + ".");
    }
  }

  /**
   * Refuses an early end.
   *
   * @param samples what was promised
   * @param came how many samples came
   */
  public static void requireAll(SampleBatches samples, long came) {
    if (came != samples.count()) {
      throw wrongCount(samples, came);
    }
  }

  private static InvalidInputException wrongCount(SampleBatches samples, long came) {
    return new InvalidInputException(
        came + " samples of '" + samples.name() + "', where " + samples.count() + " were announced",
        "Announce as many samples as the batches hold.");
  }
}
