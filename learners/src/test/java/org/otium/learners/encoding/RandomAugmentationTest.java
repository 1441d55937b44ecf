package org.otium.learners.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.learners.Machine;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.ProviderContract;
import org.otium.testkit.Samples;

class RandomAugmentationTest {
  private static RandomAugmentation augmentation(RandomAugmentationSettings settings) {
    return new RandomAugmentation(settings, Machine.COMPUTE);
  }

  private static RandomAugmentationSettings only(
      double translation, double rotation, double scale, boolean flip, double cutout) {
    return new RandomAugmentationSettings(
        true, translation, rotation, scale, flip, cutout, 0, 0, 0);
  }

  @Nested
  class AllChanges extends EncoderContract {
    @Override
    protected Encoder encoder() {
      return augmentation(
          new RandomAugmentationSettings(true, 0.125, 15, 1.2, true, 0.3, 1, 0.5, 2));
    }
  }

  @Nested
  class OneChange extends EncoderContract {
    @Override
    protected Encoder encoder() {
      return augmentation(RandomAugmentationSettings.defaults());
    }
  }

  @Nested
  class Providing extends ProviderContract {
    @Override
    protected RandomAugmentationProvider provider() {
      return new RandomAugmentationProvider();
    }
  }

  private static LabeledDataset images(int n, FeatureShape shape) {
    float[] values = Samples.gaussian(n, shape.dimension(), Samples.random(3)).toArray();
    for (int v = 0; v < values.length; v++) {
      values[v] = (float) (1 / (1 + Math.exp(-values[v])));
    }
    return LabeledDataset.of(
            "images", Matrix.wrap(n, shape.dimension(), values), Labels.hard(new int[n]))
        .withShape(shape);
  }

  private static float[] changed(
      RandomAugmentationSettings settings, LabeledDataset image, long s) {
    return augmentation(settings).fit(image, s).encode(image).features().array();
  }

  @Test
  void imagesMoveByWholePixelsAndBlackComesIn() {
    FeatureShape shape = FeatureShape.image(6, 8, 1);
    LabeledDataset image = images(1, shape);
    Set<List<Integer>> shifts = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      float[] moved = changed(only(0.25, 0, 1, false, 0), image, seed);
      List<Integer> shift = new ArrayList<>();
      for (int dy = -2; dy <= 2; dy++) {
        for (int dx = -2; dx <= 2; dx++) {
          boolean fits = true;
          for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 8; x++) {
              boolean inside = y - dy >= 0 && y - dy < 6 && x - dx >= 0 && x - dx < 8;
              float expected = inside ? image.features().get(0, (y - dy) * 8 + x - dx) : 0;
              fits &= Math.abs(moved[y * 8 + x] - expected) < 1e-5;
            }
          }
          if (fits) {
            shift.addAll(List.of(dy, dx));
          }
        }
      }
      assertEquals(2, shift.size(), "seed " + seed + " moved by no whole number of pixels");
      shifts.add(shift);
    }
    assertTrue(shifts.size() > 5, shifts.toString());
  }

  @Test
  void halfOfTheImagesAreMirrored() {
    LabeledDataset image = images(1, FeatureShape.image(3, 5, 2));
    int mirrored = 0;
    for (long seed = 0; seed < 100; seed++) {
      float[] out = changed(only(0, 0, 1, true, 0), image, seed);
      boolean is = Math.abs(out[0] - image.features().get(0, 8)) < 1e-6;
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 5; x++) {
          for (int c = 0; c < 2; c++) {
            int from = (y * 5 + (is ? 4 - x : x)) * 2 + c;
            assertEquals(image.features().get(0, from), out[(y * 5 + x) * 2 + c], 1e-6);
          }
        }
      }
      mirrored += is ? 1 : 0;
    }
    assertEquals(50, mirrored, 20);
  }

  @Test
  void aDiscTurnsIntoItself() {
    int side = 21;
    float[] disc = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        disc[y * side + x] = (float) Math.exp(-((y - 10) * (y - 10) + (x - 10) * (x - 10)) / 18.0);
      }
    }
    LabeledDataset image =
        LabeledDataset.of("disc", Matrix.wrap(1, side * side, disc), Labels.hard(0))
            .withShape(FeatureShape.image(side, side, 1));
    assertArrayEquals(disc, changed(only(0, 180, 1, false, 0), image, 5), 0.02f);
  }

  /** Twice as large, the mass is four times as much: exact for a shape far from the border. */
  @Test
  void scalingMultipliesTheMass() {
    int side = 41;
    float[] disc = new float[side * side];
    double mass = 0;
    for (int v = 0; v < disc.length; v++) {
      int y = v / side - 20;
      int x = v % side - 20;
      disc[v] = (float) Math.exp(-(y * y + x * x) / 32.0);
      mass += disc[v];
    }
    LabeledDataset image =
        LabeledDataset.of("disc", Matrix.wrap(1, side * side, disc), Labels.hard(0))
            .withShape(FeatureShape.image(side, side, 1));
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (long seed = 0; seed < 200; seed++) {
      double sum = 0;
      for (float v : changed(only(0, 0, 1.5, false, 0), image, seed)) {
        sum += v;
      }
      least = Math.min(least, sum / mass);
      most = Math.max(most, sum / mass);
    }
    assertEquals(1 / 2.25, least, 0.1);
    assertEquals(2.25, most, 0.15);
  }

  @Test
  void cutoutBlanksASquare() {
    LabeledDataset image = images(1, FeatureShape.image(8, 8, 1));
    for (long seed = 0; seed < 30; seed++) {
      float[] out = changed(only(0, 0, 1, false, 0.5), image, seed);
      int top = 8;
      int bottom = -1;
      int left = 8;
      int right = -1;
      int blank = 0;
      for (int v = 0; v < 64; v++) {
        if (out[v] == 0) {
          blank++;
          top = Math.min(top, v / 8);
          bottom = Math.max(bottom, v / 8);
          left = Math.min(left, v % 8);
          right = Math.max(right, v % 8);
        } else {
          assertEquals(image.features().get(0, v), out[v], 1e-6);
        }
      }
      assertEquals((bottom - top + 1) * (right - left + 1), blank, "no rectangle");
      assertTrue(blank >= 4 && blank <= 16, blank + " pixels");
    }
  }

  @Test
  void coloursChangeAboutTheirMeans() {
    float[] values = {0.2f, 0.4f, 0.9f, 0.5f, 0.1f, 0.3f};
    float[] changed = values.clone();
    new ColourChange(0.1f, 2f, 0.5f).apply(changed, 0, 6, 3);
    double mean = 2.4 / 6 + 0.1;
    for (int v = 0; v < 6; v++) {
      double pixel = v < 3 ? 0.5 : 0.3;
      double saturated = pixel + 0.1 + 2 * (values[v] - pixel);
      assertEquals(mean + 0.5 * (saturated - mean), changed[v], 1e-6);
    }
  }

  @Test
  void oneChangeAtATimeReachesEachOfThem() {
    LabeledDataset image = images(1, FeatureShape.image(9, 9, 1));
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 80; seed++) {
      float[] out = changed(RandomAugmentationSettings.defaults(), image, seed);
      int zeros = 0;
      int same = 0;
      for (int v = 0; v < out.length; v++) {
        zeros += out[v] == 0 ? 1 : 0;
        same += Math.abs(out[v] - image.features().get(0, v)) < 1e-6 ? 1 : 0;
      }
      seen.add(same == 81 ? "nothing" : same + zeros == 81 && same > 40 ? "cutout" : "other");
    }
    assertTrue(seen.containsAll(Set.of("cutout", "other")), seen.toString());
  }

  @Test
  void samplesThatAreNoImagesAreRefused() {
    LabeledDataset points = Samples.clouds(1, 2, 4, 3, 1);
    RandomAugmentation augmentation = augmentation(RandomAugmentationSettings.defaults());
    assertThrows(InvalidInputException.class, () -> augmentation.fit(points, 1));
    assertThrows(
        InvalidInputException.class,
        () -> new RandomAugmentationSettings(true, 0, 0, 1, false, 0, 0, 0, 0));
  }
}
