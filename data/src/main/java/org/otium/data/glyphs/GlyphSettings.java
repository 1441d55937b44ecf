package org.otium.data.glyphs;

import org.otium.api.InvalidInputException;
import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * What glyphs to draw.
 *
 * @param style how they look
 * @param size rows and columns of pixels
 * @param perClass images of each of the ten classes
 * @param variation how much the images of a class differ
 */
public record GlyphSettings(
    @Setting(
            doc = "How they look: script, block and outline are digits, pictogram is garments.",
            defaultValue = "script")
        Style style,
    @Setting(doc = "Rows and columns of pixels: 16 or 28.", defaultValue = "28") int size,
    @Setting(
            doc = "Images of each of the ten classes.",
            defaultValue = "100",
            min = 1,
            max = 100_000)
        int perClass,
    @Setting(
            doc = "How much the images of a class differ: 0 not at all, 1 as handwriting does.",
            defaultValue = "1",
            min = 0,
            max = 2)
        double variation) {
  /** How glyphs look. */
  public enum Style {
    /** Digits written with a pen: bright, rounded strokes on black. */
    SCRIPT,
    /** Digits of seven segments, cut dark out of a bright plate. */
    BLOCK,
    /** Hollow digits: the bright outline of a broad stroke. */
    OUTLINE,
    /** Ten garments and accessories as shaded silhouettes. */
    PICTOGRAM
  }

  /** Checks the numbers. */
  public GlyphSettings {
    if (size != 16 && size != 28) {
      throw new InvalidInputException("glyphs of " + size + " pixels", "The size is 16 or 28.");
    }
    Require.between("per-class", perClass, 1, 100_000);
    Require.between("variation", variation, 0, 2);
  }

  /**
   * A hundred images a class at 28×28.
   *
   * @param style how they look
   * @return the settings
   */
  public static GlyphSettings of(Style style) {
    return new GlyphSettings(style, 28, 100, 1);
  }

  /**
   * The same with another number of images.
   *
   * @param number images of each class
   * @return new settings
   */
  public GlyphSettings withPerClass(int number) {
    return new GlyphSettings(style, size, number, variation);
  }

  /**
   * The same at another size.
   *
   * @param pixels 16 or 28
   * @return new settings
   */
  public GlyphSettings withSize(int pixels) {
    return new GlyphSettings(style, pixels, perClass, variation);
  }
}
