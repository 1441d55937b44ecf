package org.otium.app.pictures;

import java.awt.Color;

/** Colours of classes, distinct from each other and legible on white and on black. */
public final class Palette {
  private static final int[] FIRST = {
    0x3b7dd8, 0xe07b28, 0x2f9e6e, 0xc9485b, 0x8a63c9, 0x9a7048, 0xd264a4, 0x6f7f8f, 0xa59a1f,
    0x1fa3b5
  };
  private static final float GOLDEN_ANGLE = 0.381966f;

  private Palette() {}

  /**
   * The colour of a class.
   *
   * @param position the class's position among all classes
   * @return an opaque colour
   */
  public static Color of(int position) {
    if (position < FIRST.length) {
      return new Color(FIRST[position]);
    }
    float hue = position * GOLDEN_ANGLE;
    return Color.getHSBColor(hue - (float) Math.floor(hue), 0.55f, 0.75f);
  }

  /**
   * The colour of a class as style sheets write it.
   *
   * @param position the class's position among all classes
   * @return {@code #rrggbb}
   */
  public static String css(int position) {
    return "#" + Integer.toHexString(0x1000000 | (of(position).getRGB() & 0xffffff)).substring(1);
  }
}
