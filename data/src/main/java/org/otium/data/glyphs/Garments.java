package org.otium.data.glyphs;

import java.util.List;
import org.otium.data.common.Draws;

/** Garments and accessories as shaded silhouettes with a few seams. */
final class Garments {
  /**
   * One kind.
   *
   * @param name what it is called
   * @param areas closed outlines
   * @param straps bright lines
   * @param seams dark lines
   */
  @SuppressWarnings("ArrayRecordComponent") // private and never compared
  private record Kind(String name, double[][] areas, double[][] straps, double[][] seams) {}

  private static final double[][] NONE = {};

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "t-shirt",
              new double[][] {
                {
                  .36, .14, .44, .20, .56, .20, .64, .14, .93, .30, .83, .47, .72, .41, .72, .88,
                  .28, .88, .28, .41, .17, .47, .07, .30,
                },
              },
              NONE,
              new double[][] {{.28, .41, .30, .26}, {.72, .41, .70, .26}}),
          new Kind(
              "trousers",
              new double[][] {
                {.31, .07, .69, .07, .77, .94, .57, .94, .50, .36, .43, .94, .23, .94},
              },
              NONE,
              new double[][] {{.31, .15, .69, .15}, {.50, .15, .50, .34}}),
          new Kind(
              "jumper",
              new double[][] {
                {
                  .38, .13, .50, .18, .62, .13, .80, .23, .95, .80, .81, .85, .70, .46, .70, .88,
                  .30, .88, .30, .46, .19, .85, .05, .80, .20, .23,
                },
              },
              NONE,
              new double[][] {{.30, .80, .70, .80}, {.07, .74, .20, .79}, {.93, .74, .80, .79}}),
          new Kind(
              "dress",
              new double[][] {
                {
                  .34, .05, .40, .05, .44, .19, .56, .19, .60, .05, .66, .05, .62, .42, .86, .95,
                  .14, .95, .38, .42,
                },
              },
              NONE,
              new double[][] {{.38, .42, .62, .42}, {.50, .55, .50, .95}}),
          new Kind(
              "skirt",
              new double[][] {{.33, .20, .67, .20, .90, .84, .10, .84}},
              NONE,
              new double[][] {
                {.32, .28, .68, .28}, {.43, .28, .34, .84}, {.57, .28, .66, .84},
              }),
          new Kind(
              "hat",
              new double[][] {
                {.28, .64, .33, .28, .50, .22, .67, .28, .72, .64},
                {.03, .66, .20, .60, .80, .60, .97, .66, .80, .76, .20, .76},
              },
              NONE,
              new double[][] {{.29, .58, .71, .58}}),
          new Kind(
              "sock",
              new double[][] {
                {.40, .06, .64, .06, .63, .54, .84, .72, .82, .87, .66, .92, .46, .82, .38, .62},
              },
              NONE,
              new double[][] {{.40, .16, .64, .16}, {.40, .24, .64, .24}}),
          new Kind(
              "shoe",
              new double[][] {
                {.05, .40, .16, .38, .24, .46, .42, .37, .66, .56, .91, .62, .96, .78, .05, .78},
              },
              NONE,
              new double[][] {{.05, .70, .95, .70}, {.44, .48, .52, .40}, {.54, .56, .61, .48}}),
          new Kind(
              "bag",
              new double[][] {{.14, .40, .86, .40, .93, .88, .07, .88}},
              new double[][] {{.30, .42, .33, .20, .50, .11, .67, .20, .70, .42}},
              new double[][] {{.13, .54, .87, .54}}),
          new Kind(
              "boot",
              new double[][] {
                {.24, .07, .60, .07, .58, .54, .88, .66, .92, .84, .48, .84, .48, .94, .24, .94},
              },
              NONE,
              new double[][] {{.24, .80, .91, .80}, {.25, .16, .59, .16}}));

  private Garments() {}

  static List<String> names() {
    return KINDS.stream().map(Kind::name).toList();
  }

  static void draw(int index, Draws draws, double variation, Canvas canvas) {
    double v = variation;
    Kind kind = KINDS.get(index);
    Affine affine = Affine.random(draws, .88, .88, .07 * v, 0, .04 * v, 3 * v, .03 * v);
    double bright = .84 + .16 * v * draws.uniform(-1, 1);
    double fade = .35 * v * draws.uniform(-1, 1);
    double stripes = draws.chance(.35 * v) ? .18 : 0;
    double frequency = draws.uniform(25, 55);
    double direction = draws.uniform(0, StrictMath.PI);
    double cos = StrictMath.cos(direction);
    double sin = StrictMath.sin(direction);
    Canvas.Shade cloth =
        (x, y) ->
            Math.clamp(
                bright
                    + fade * (x - .5)
                    + stripes * StrictMath.sin(frequency * (cos * x + sin * y)),
                .25,
                1.0);
    double round = .012;
    for (double[] strap : kind.straps()) {
      Path path = Path.smooth(moved(strap, draws, affine, .008 * v), false);
      canvas.paint((x, y) -> path.strokeDistance(x, y, .032, .032), cloth);
    }
    for (double[] area : kind.areas()) {
      Path path = new Path(moved(area, draws, affine, .008 * v));
      canvas.paint((x, y) -> path.areaDistance(x, y) - round, cloth);
    }
    double seam = Math.max(.15, bright - .45);
    for (double[] line : kind.seams()) {
      Path path = new Path(moved(line, draws, affine, .006 * v));
      canvas.paint((x, y) -> path.strokeDistance(x, y, .012, .012), seam);
    }
  }

  private static double[][] moved(double[] xy, Draws draws, Affine affine, double wobble) {
    double[][] points = new double[xy.length / 2][];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          affine.apply(
              xy[2 * i] + wobble * draws.normal(), xy[2 * i + 1] + wobble * draws.normal());
    }
    return points;
  }
}
