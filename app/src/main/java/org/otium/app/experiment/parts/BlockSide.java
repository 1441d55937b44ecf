package org.otium.app.experiment.parts;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.interpolation.BlockProjection;

/** The samples of one side of a block, as they arrive: ascending. */
final class BlockSide {
  private static final int START = 1024;
  private final int d;
  private int[] samples = new int[START];
  private int[] classOf = new int[START];
  private float[] features;
  private int count;

  BlockSide(int d) {
    this.d = d;
    this.features = new float[START * d];
  }

  /** Adds a sample and gives its place. */
  int add(int sample, int classPosition, FloatBuffer row) {
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
      classOf = Arrays.copyOf(classOf, 2 * count);
      features = Arrays.copyOf(features, Math.multiplyExact(2 * count, d));
    }
    samples[count] = sample;
    classOf[count] = classPosition;
    row.get(features, count * d, d);
    return count++;
  }

  /** Some of the samples, or all of them. */
  BlockSide part(int[] places) {
    if (places.length == count) {
      return this;
    }
    BlockSide part = new BlockSide(d);
    for (int place : places) {
      part.add(samples[place], classOf[place], FloatBuffer.wrap(features, place * d, d));
    }
    return part;
  }

  int[] samples() {
    return Arrays.copyOf(samples, count);
  }

  /** With the masses that the samples have in a block. */
  BlockProjection.Samples weighing(String name, int[] ids, double[] masses) {
    features = features.length == count * d ? features : Arrays.copyOf(features, count * d);
    int[] classes = Arrays.copyOf(classOf, count);
    samples = Arrays.copyOf(samples, count);
    classOf = classes;
    return new BlockProjection.Samples(
        LabeledDataset.of(
                name,
                Matrix.wrap(count, d, features),
                Labels.hard(Arrays.stream(classes).map(c -> ids[c]).toArray()))
            .withWeights(Weights.proportional(masses)),
        classes);
  }
}
