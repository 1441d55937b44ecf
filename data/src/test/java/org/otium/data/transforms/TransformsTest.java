package org.otium.data.transforms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.data.transforms.BalancedSubsetSettings.Count;
import org.otium.testkit.DatasetTransformContract;
import org.otium.testkit.Samples;

final class TransformsTest {
  @Nested
  final class Resized extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return resize(6, 3, Optional.of(3));
    }
  }

  @Nested
  final class Balanced extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return subset(7, Count.TOTAL);
    }

    @Override
    protected boolean keepsSamples() {
      return false;
    }
  }

  @Nested
  final class Standardized extends DatasetTransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Standardize(new StandardizeSettings(Optional.empty()));
    }
  }

  private static DatasetTransform resize(int height, int width, Optional<Integer> channels) {
    return new Resize(new ResizeSettings(height, width, channels));
  }

  private static DatasetTransform subset(int samples, Count count) {
    return new BalancedSubset(new BalancedSubsetSettings(samples, count));
  }

  private static int[] sizes(LabeledDataset dataset) {
    return dataset.classConditionals().stream().mapToInt(c -> c.measure().size()).toArray();
  }

  @Test
  void evenImagesStayEvenAndKeepTheirRange() {
    float[] grey = new float[2 * 16];
    Arrays.fill(grey, 0.25f);
    LabeledDataset images =
        LabeledDataset.of("grey", Matrix.wrap(2, 16, grey), Labels.hard(1, 2))
            .withShape(FeatureShape.image(4, 4, 1));
    LabeledDataset resized = resize(8, 2, Optional.empty()).apply(images, 1);
    assertEquals(FeatureShape.image(8, 2, 1), resized.shape());
    for (float value : resized.features().array()) {
      assertEquals(0.25f, value, 1e-6f);
    }
  }

  @Test
  void vectorsCannotBeResized() {
    LabeledDataset vectors = Samples.clouds(1, 2, 4, 16, 1);
    assertThrows(
        InvalidInputException.class, () -> resize(8, 8, Optional.empty()).apply(vectors, 1));
  }

  @Test
  void classesShareATotalEqually() {
    LabeledDataset clouds = Samples.clouds(1, 3, 10, 2, 1);
    assertArrayEquals(new int[] {4, 4, 4}, sizes(subset(12, Count.TOTAL).apply(clouds, 1)));
  }

  @Test
  void everyClassGivesSoManyOrAllItHas() {
    LabeledDataset clouds = Samples.clouds(1, 3, 10, 2, 1);
    assertArrayEquals(new int[] {5, 5, 5}, sizes(subset(5, Count.PER_CLASS).apply(clouds, 1)));
    assertArrayEquals(new int[] {10, 11, 11}, sizes(subset(11, Count.PER_CLASS).apply(clouds, 1)));
    assertTrue(
        !subset(5, Count.PER_CLASS)
            .apply(clouds, 1)
            .equals(subset(5, Count.PER_CLASS).apply(clouds, 2)));
  }

  @Test
  void standardizedFeaturesHaveMeanZeroAndDeviationOneUnlessConstant() {
    // Weighted 1:1:2, the first feature has mean 2 and variance (4 + 0 + 2·1)/4 = 1.5.
    LabeledDataset dataset =
        LabeledDataset.of(
                "table",
                Matrix.wrap(3, 2, new float[] {0, 0.1f, 2, 0.1f, 3, 0.1f}),
                Labels.hard(1, 2, 2))
            .withWeights(Weights.proportional(1, 1, 2));
    float[] values =
        new Standardize(new StandardizeSettings(Optional.empty()))
            .apply(dataset, 1)
            .features()
            .array();
    double deviation = Math.sqrt((4 + 0 + 2) / 4.0);
    double mean = 2;
    for (int i = 0; i < 3; i++) {
      double x = dataset.features().get(i, 0);
      assertEquals((x - mean) / deviation, values[2 * i], 1e-6);
      assertEquals(0, values[2 * i + 1], 1e-6);
    }
  }

  @Test
  void referenceGivesItsScaleToOthers() {
    LabeledDataset reference =
        LabeledDataset.of("r", Matrix.wrap(2, 1, new float[] {1, 5}), Labels.hard(0, 1));
    LabeledDataset other =
        LabeledDataset.of("o", Matrix.wrap(2, 1, new float[] {3, 9}), Labels.hard(0, 1));
    DatasetTransform transform = new Standardize(new StandardizeSettings(Optional.of(reference)));
    assertArrayEquals(new float[] {0, 3}, transform.apply(other, 1).features().array());
    LabeledDataset wide = Samples.clouds(1, 2, 4, 3, 1);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> transform.apply(wide, 1));
    assertTrue(e.what().contains("has 3 features but the reference 'r' has 1"), e.what());
  }
}
