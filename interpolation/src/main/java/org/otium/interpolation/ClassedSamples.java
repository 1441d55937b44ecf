package org.otium.interpolation;

import java.util.Arrays;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Weights;

/**
 * Samples and the classes that they belong to. Unlike a {@link Side} it has no measures of classes,
 * which are one more copy of all samples and not needed once label distances are known.
 *
 * @param data the samples
 * @param classIds the classes that hold mass, ascending
 * @param classOf the position in {@code classIds} of each sample's class
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record ClassedSamples(LabeledDataset data, int[] classIds, int[] classOf) {
  static ClassedSamples of(Side side) {
    return new ClassedSamples(side.data(), side.classIds(), side.classOf());
  }

  /** Some of them, with given masses. */
  ClassedSamples part(int[] samples, double[] masses) {
    return new ClassedSamples(
        data.select(samples).withWeights(Weights.proportional(masses)),
        classIds,
        Arrays.stream(samples).map(i -> classOf[i]).toArray());
  }
}
