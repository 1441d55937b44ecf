package org.otium.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

final class ResamplingTest {
  private static LabeledDataset image(FeatureShape shape, float... values) {
    return LabeledDataset.of("i", Matrix.wrap(1, values.length, values), Labels.hard(0))
        .withShape(shape);
  }

  private static float[] resampled(LabeledDataset from, FeatureShape to) {
    LabeledDataset result = Resampling.toShape(from, to);
    assertEquals(to.dimension(), result.dimension());
    return result.features().toArray();
  }

  @Test
  void shrinkingAveragesAreas() {
    LabeledDataset four =
        image(FeatureShape.image(4, 4, 1), 0, 1, 0, 0, 1, 0, 0, 0, .5f, .5f, 1, 1, .5f, .5f, 1, 1);
    assertArrayEquals(
        new float[] {.5f, 0, .5f, 1}, resampled(four, FeatureShape.image(2, 2, 1)), 1e-6f);
  }

  @Test
  void unevenShrinkingSharesPixels() {
    LabeledDataset three =
        image(FeatureShape.image(3, 3, 1), .9f, 0, .3f, .9f, 0, .3f, .9f, 0, .3f);
    // Columns weigh 2/3 and 1/3.
    assertArrayEquals(
        new float[] {.6f, .2f, .6f, .2f}, resampled(three, FeatureShape.image(2, 2, 1)), 1e-6f);
  }

  @Test
  void growingReproducesRamps() {
    float[] ramp = new float[64];
    for (int i = 0; i < 64; i++) {
      ramp[i] = (i % 8) / 8f;
    }
    float[] big =
        resampled(image(FeatureShape.image(8, 8, 1), ramp), FeatureShape.image(16, 16, 1));
    // Cubic convolution is exact on linear data away from the border.
    for (int x = 4; x < 12; x++) {
      assertEquals(((x + 0.5) / 2 - 0.5) / 8, big[5 * 16 + x], 1e-6);
    }
  }

  @Test
  void overshootIsClamped() {
    LabeledDataset edge = image(FeatureShape.image(2, 4, 1), 0, 0, 1, 1, 0, 0, 1, 1);
    float[] big = resampled(edge, FeatureShape.image(4, 16, 1));
    for (float value : big) {
      assertTrue(value >= 0 && value <= 1, "value " + value);
    }
    float[] free =
        resampled(
            edge.withShape(
                new FeatureShape(2, 4, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
            FeatureShape.image(4, 16, 1));
    float highest = 0;
    for (float value : free) {
      highest = Math.max(highest, value);
    }
    assertTrue(highest > 1.01, "cubic convolution overshoots, " + highest);
  }

  @Test
  void meanIsKeptByShrinking() {
    float[] values = new float[28 * 28];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 101) / 100f;
      sum += values[i];
    }
    float[] small =
        resampled(image(FeatureShape.image(28, 28, 1), values), FeatureShape.image(16, 16, 1));
    double newSum = 0;
    for (float value : small) {
      newSum += value;
    }
    assertEquals(sum / 784, newSum / 256, 1e-6);
  }

  @Test
  void channelsAreConverted() {
    LabeledDataset colour = image(FeatureShape.image(2, 2, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1);
    assertArrayEquals(
        new float[] {.299f, .587f, .114f, 1},
        resampled(colour, FeatureShape.image(2, 2, 1)),
        1e-6f);
    LabeledDataset gray = image(FeatureShape.image(2, 2, 1), 0, .25f, .5f, 1);
    assertArrayEquals(
        new float[] {0, 0, 0, .25f, .25f, .25f, .5f, .5f, .5f, 1, 1, 1},
        resampled(gray, FeatureShape.image(2, 2, 3)),
        1e-6f);
    LabeledDataset two = image(FeatureShape.image(2, 2, 2), 0, 0, 0, 0, 0, 0, 0, 0);
    assertThrows(
        InvalidInputException.class, () -> Resampling.toShape(two, FeatureShape.image(2, 2, 3)));
  }

  @Test
  void rangesAreMappedLinearly() {
    LabeledDataset unit = image(FeatureShape.image(2, 2, 1), 0, .25f, .5f, 1);
    assertArrayEquals(
        new float[] {-1, -.5f, 0, 1}, resampled(unit, new FeatureShape(2, 2, 1, -1, 1)), 1e-6f);
  }

  @Test
  void fitBringsOneDatasetIntoTheSpaceOfAnother() {
    LabeledDataset small = image(FeatureShape.image(2, 2, 1), 0, .25f, .5f, 1);
    LabeledDataset large = image(FeatureShape.image(4, 4, 3), new float[48]);
    assertEquals(large.shape(), Resampling.fit(small, large).shape());
    assertSame(small, Resampling.fit(small, small));
    LabeledDataset vector = image(FeatureShape.vector(4), 1, 2, 3, 4);
    assertSame(vector, Resampling.fit(vector, small));
    assertThrows(InvalidInputException.class, () -> Resampling.fit(vector, large));
    assertThrows(
        InvalidInputException.class, () -> Resampling.toShape(vector, FeatureShape.image(2, 2, 1)));
  }
}
