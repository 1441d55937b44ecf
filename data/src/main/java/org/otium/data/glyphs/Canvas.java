package org.otium.data.glyphs;

import java.util.Arrays;

/**
 * A square gray image to paint signed-distance shapes on. Shapes live in the unit square, x to the
 * right and y down. A pixel is covered by how far its centre lies inside a shape.
 */
final class Canvas {
  private final int size;
  private final float[] pixels;

  Canvas(int size) {
    this.size = size;
    this.pixels = new float[size * size];
  }

  /** Signed distance to the border of a shape in units of the square, negative inside. */
  @FunctionalInterface
  interface Shape {
    double distance(double x, double y);
  }

  /** How bright a shape is at a place, from 0 to 1. */
  @FunctionalInterface
  interface Shade {
    double at(double x, double y);
  }

  void clear() {
    Arrays.fill(pixels, 0);
  }

  /** Width of a pixel in units of the square. */
  double pixel() {
    return 1.0 / size;
  }

  void paint(Shape shape, double brightness) {
    paint(shape, (x, y) -> brightness);
  }

  /** Paints over what is there. */
  void paint(Shape shape, Shade shade) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double x = (column + 0.5) / size;
        double y = (row + 0.5) / size;
        double cover = Math.clamp(0.5 - shape.distance(x, y) * size, 0.0, 1.0);
        if (cover > 0) {
          int at = row * size + column;
          pixels[at] = (float) (pixels[at] + cover * (shade.at(x, y) - pixels[at]));
        }
      }
    }
  }

  /** Rounds to 1/255, so that a written and read image is the same. */
  void copyTo(float[] out, int at) {
    for (int i = 0; i < pixels.length; i++) {
      out[at + i] = Math.round(Math.clamp(pixels[i], 0f, 1f) * 255) / 255f;
    }
  }
}
