package org.otium.data.glyphs;

import java.util.ArrayList;
import java.util.List;
import org.otium.data.common.Draws;

/** Digits as pen strokes. */
final class PenDigits {
  /** Some digits are written in more than one way. */
  private static final double[][][][][] WAYS = {
    {{loop(.50, .02, .22, .18, .14, .52, .24, .86, .50, .98, .76, .84, .86, .50, .77, .16)}},
    {
      {line(.52, .02, .50, .98)}, {line(.30, .22, .53, .03), line(.53, .03, .51, .98)},
    },
    {
      {
        curve(.18, .26, .28, .08, .54, .02, .78, .14, .79, .36, .60, .60, .36, .80, .14, .96),
        line(.14, .96, .88, .95),
      },
    },
    {
      {
        curve(.20, .13, .46, .02, .74, .11, .77, .30, .62, .44, .40, .48),
        curve(.40, .48, .68, .53, .84, .70, .74, .90, .48, .99, .17, .90),
      },
    },
    {
      {line(.28, .04, .15, .56), line(.15, .56, .88, .55), line(.70, .16, .66, .98)},
      {line(.62, .03, .11, .64), line(.11, .64, .90, .63), line(.64, .03, .64, .98)},
    },
    {
      {
        line(.80, .04, .31, .05),
        line(.31, .05, .25, .45),
        curve(.25, .45, .50, .38, .76, .49, .83, .70, .71, .91, .45, .99, .17, .90),
      },
    },
    {
      {
        curve(
            .70, .03, .44, .19, .24, .47, .20, .74, .36, .96, .63, .97, .80, .78, .69, .58, .45,
            .55, .23, .72),
      },
    },
    {
      {line(.14, .06, .86, .05), curve(.86, .05, .62, .44, .44, .98)},
      {
        line(.14, .06, .86, .05), curve(.86, .05, .62, .44, .44, .98), line(.34, .50, .76, .50),
      },
    },
    {
      {
        loop(
            .74, .15, .50, .02, .26, .15, .32, .36, .52, .49, .75, .66, .78, .86, .50, .99, .22,
            .86, .26, .66, .49, .48, .69, .35),
      },
    },
    {
      {
        curve(.78, .24, .60, .03, .34, .07, .20, .28, .34, .49, .60, .46, .78, .24),
        curve(.78, .24, .76, .60, .60, .98),
      },
    },
  };

  private PenDigits() {}

  /** Marks a closed curve by a third coordinate. */
  private static double[][] loop(double... xy) {
    double[][] points = curve(xy);
    points[0] = new double[] {points[0][0], points[0][1], 1};
    return points;
  }

  private static double[][] line(double... xy) {
    return curve(xy);
  }

  private static double[][] curve(double... xy) {
    double[][] points = new double[xy.length / 2][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {xy[2 * i], xy[2 * i + 1]};
    }
    return points;
  }

  /** Chooses a way to write the digit and moves its points. */
  private static List<Path> write(
      int digit, Draws draws, double wobble, double first, Affine affine) {
    double[][][][] ways = WAYS[digit];
    int way = draws.chance(first) ? 0 : ways.length - 1;
    List<Path> strokes = new ArrayList<>();
    double[] end = {Double.NaN, Double.NaN};
    double[] movedEnd = end;
    for (double[][] stroke : ways[way]) {
      double[][] moved = new double[stroke.length][];
      for (int i = 0; i < stroke.length; i++) {
        double[] p = stroke[i];
        // Strokes that meet stay joined.
        boolean joined = i == 0 && p[0] == end[0] && p[1] == end[1];
        moved[i] =
            joined
                ? movedEnd
                : affine.apply(
                    0.5 + (p[0] - 0.5) * 0.8 + wobble * draws.normal(),
                    p[1] + wobble * draws.normal());
      }
      end = stroke[stroke.length - 1];
      movedEnd = moved[moved.length - 1];
      strokes.add(Path.smooth(moved, stroke[0].length == 3));
    }
    return strokes;
  }

  static void script(int digit, Draws draws, double variation, Canvas canvas) {
    double v = variation;
    Affine affine = Affine.random(draws, .66, .70, .07 * v, .10, .12 * v, 5 * v, .045 * v);
    List<Path> strokes = write(digit, draws, .018 * v, 0.5, affine);
    double radius = .046 + .016 * v * draws.uniform(-1, 1);
    double start = radius * (1 + .2 * v * draws.uniform(-1, 1));
    double end = radius * (1 + .2 * v * draws.uniform(-1, 1));
    double ink = 1 - .12 * v * draws.uniform();
    canvas.paint((x, y) -> distance(strokes, x, y, start, end), ink);
  }

  static void outline(int digit, Draws draws, double variation, Canvas canvas) {
    double v = variation;
    Affine affine = Affine.random(draws, .78, .66, .06 * v, 0, .07 * v, 4 * v, .035 * v);
    List<Path> strokes = write(digit, draws, .010 * v, 0, affine);
    double radius = .088 + .014 * v * draws.uniform(-1, 1);
    double half = .022 + .004 * v * draws.uniform(-1, 1);
    double ink = 1 - .15 * v * draws.uniform();
    canvas.paint((x, y) -> Math.abs(distance(strokes, x, y, radius, radius)) - half, ink);
  }

  private static double distance(List<Path> strokes, double x, double y, double start, double end) {
    double best = Double.MAX_VALUE;
    for (Path stroke : strokes) {
      best = Math.min(best, stroke.strokeDistance(x, y, start, end));
    }
    return best;
  }
}
