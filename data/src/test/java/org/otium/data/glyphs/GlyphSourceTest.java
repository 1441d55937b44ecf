package org.otium.data.glyphs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.data.glyphs.GlyphSettings.Style;

final class GlyphSourceTest {
  private static LabeledDataset draw(Style style, int size, int samples, long seed) {
    return new GlyphSource(GlyphSettings.of(style).withSize(size).withPerClass(samples))
        .generate(seed);
  }

  /** Share of test samples whose nearest training sample has their class. */
  private static double nearestNeighbour(LabeledDataset training, LabeledDataset test) {
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      double best = Double.MAX_VALUE;
      int nearest = 0;
      for (int j = 0; j < training.size(); j++) {
        double sum = 0;
        for (int k = 0; k < test.dimension() && sum < best; k++) {
          double gap = training.features().get(j, k) - test.features().get(i, k);
          sum += gap * gap;
        }
        if (sum < best) {
          best = sum;
          nearest = j;
        }
      }
      right += training.labels().classOf(nearest) == test.labels().classOf(i) ? 1 : 0;
    }
    return (double) right / test.size();
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void classesAreEasyWithinAStyle(Style style) {
    double right = nearestNeighbour(draw(style, 28, 60, 1), draw(style, 28, 20, 2));
    assertTrue(right > 0.95, "1-NN is right in " + right);
  }

  @Test
  void stylesAreFarApart() {
    LabeledDataset strokes = draw(Style.SCRIPT, 28, 40, 1);
    for (Style other : new Style[] {Style.BLOCK, Style.OUTLINE, Style.PICTOGRAM}) {
      double right = nearestNeighbour(strokes, draw(other, 28, 20, 2));
      assertTrue(right < 0.3, other + ": 1-NN is right in " + right);
    }
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void samplesAreBalancedAndStable(Style style) {
    LabeledDataset few = draw(style, 16, 3, 9);
    LabeledDataset more = draw(style, 16, 5, 9);
    assertEquals(FeatureShape.image(16, 16, 1), few.shape());
    assertEquals(10, few.classNames().size());
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < few.size(); i++) {
      assertEquals(i % 10, few.labels().classOf(i));
      assertArrayEquals(few.features().row(i), more.features().row(i));
      assertTrue(seen.add(java.util.Arrays.hashCode(few.features().row(i))), "a repeated image");
    }
    assertEquals(few, draw(style, 16, 3, 9));
    assertNotEquals(few, draw(style, 16, 3, 10));
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void withoutVariationAllImagesOfAPlainClassAgree(Style style) {
    LabeledDataset plain = new GlyphSource(new GlyphSettings(style, 28, 2, 0)).generate(1);
    for (int c : new int[] {0, 2, 3, 5, 6, 8, 9}) {
      assertArrayEquals(plain.features().row(c), plain.features().row(c + 10));
    }
  }

  /** The checksums were made on x86-64; any other machine has to come to the same. */
  @ParameterizedTest
  @CsvSource({
    "SCRIPT, 1383408209",
    "BLOCK, 682224207",
    "OUTLINE, 2363547845",
    "PICTOGRAM, 2847641182"
  })
  void pixelsAreTheSameOnEveryMachine(Style style, long checksum) {
    CRC32 crc = new CRC32();
    for (float value : draw(style, 28, 10, 42).features().array()) {
      crc.update(Math.round(value * 255));
    }
    assertEquals(checksum, crc.getValue());
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(InvalidInputException.class, () -> GlyphSettings.of(Style.SCRIPT).withSize(20));
    assertThrows(InvalidInputException.class, () -> GlyphSettings.of(Style.SCRIPT).withPerClass(0));
    assertThrows(InvalidInputException.class, () -> new GlyphSettings(Style.BLOCK, 28, 1, 3));
  }
}
