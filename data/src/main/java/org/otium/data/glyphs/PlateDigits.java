package org.otium.data.glyphs;

import java.util.ArrayList;
import java.util.List;
import org.otium.data.common.Draws;

/** Seven-segment digits, cut dark out of a bright rounded plate. */
final class PlateDigits {
  /** Ends of the segments a to g in units of half a digit's width and height. */
  private static final double[][] SEGMENTS = {
    {-1, -1, 1, -1},
    {1, -1, 1, 0},
    {1, 0, 1, 1},
    {-1, 1, 1, 1},
    {-1, 0, -1, 1},
    {-1, -1, -1, 0},
    {-1, 0, 1, 0},
  };

  private static final String[] LIT = {
    "abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcfgd",
  };

  private PlateDigits() {}

  static void draw(int digit, Draws draws, double variation, Canvas canvas) {
    double v = variation;
    Affine affine = Affine.random(draws, 1, 1, .03 * v, .03, .03 * v, 1.5 * v, .016 * v);
    double plateX = .37 + .025 * v * draws.uniform(-1, 1);
    double plateY = .45 + .014 * v * draws.uniform(-1, 1);
    double corner = .08 + .07 * v * draws.uniform(-1, 1);
    double bright = .97 - .1 * v * draws.uniform();
    double fade = .08 * v * draws.uniform(-1, 1);
    Path plate = rectangle(affine, 0, 0, plateX - corner, plateY - corner);
    canvas.paint((x, y) -> plate.areaDistance(x, y) - corner, (x, y) -> bright + fade * (y - 0.5));

    double halfWidth = .18 + .014 * v * draws.uniform(-1, 1);
    double halfHeight = .29 + .014 * v * draws.uniform(-1, 1);
    double thick = .06 + .011 * v * draws.uniform(-1, 1);
    double dark = .06 * v * draws.uniform();
    List<Path> bars = new ArrayList<>();
    // A lone right-hand bar would look lost, so 1 stands in the middle.
    double shift = digit == 1 ? -halfWidth * .6 : 0;
    for (int segment = 0; segment < SEGMENTS.length; segment++) {
      if (LIT[digit].indexOf('a' + segment) < 0) {
        continue;
      }
      double[] ends = SEGMENTS[segment];
      double x = (ends[0] + ends[2]) / 2 * halfWidth + shift;
      double y = (ends[1] + ends[3]) / 2 * halfHeight;
      double alongX = Math.abs(ends[2] - ends[0]) / 2 * halfWidth;
      double alongY = Math.abs(ends[3] - ends[1]) / 2 * halfHeight;
      bars.add(rectangle(affine, x, y, alongX + thick, alongY + thick));
    }
    canvas.paint((x, y) -> nearest(bars, x, y), dark);
  }

  private static double nearest(List<Path> bars, double x, double y) {
    double best = Double.MAX_VALUE;
    for (Path bar : bars) {
      best = Math.min(best, bar.areaDistance(x, y));
    }
    return best;
  }

  private static Path rectangle(Affine affine, double x, double y, double halfX, double halfY) {
    return new Path(
        new double[][] {
          affine.apply(.5 + x - halfX, .5 + y - halfY),
          affine.apply(.5 + x + halfX, .5 + y - halfY),
          affine.apply(.5 + x + halfX, .5 + y + halfY),
          affine.apply(.5 + x - halfX, .5 + y + halfY),
        });
  }
}
