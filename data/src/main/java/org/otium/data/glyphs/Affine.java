package org.otium.data.glyphs;

import org.otium.data.common.Draws;

/** A map of the plane about the centre of the unit square. */
record Affine(double xx, double xy, double yx, double yy, double dx, double dy) {
  private static final double CENTRE = 0.5;

  /**
   * Draws a map: scale, then shear, then rotation, then shift.
   *
   * @param scaleX mean horizontal scale
   * @param scaleY mean vertical scale
   * @param scaleSpread how far scales go up and down
   * @param slant mean of the shear; positive leans to the right
   * @param slantSpread its standard deviation
   * @param degrees standard deviation of the rotation
   * @param shift how far the centre moves at most
   */
  static Affine random(
      Draws draws,
      double scaleX,
      double scaleY,
      double scaleSpread,
      double slant,
      double slantSpread,
      double degrees,
      double shift) {
    double sx = scaleX + draws.uniform(-scaleSpread, scaleSpread);
    double sy = scaleY + draws.uniform(-scaleSpread, scaleSpread);
    double shear = slant + slantSpread * draws.normal();
    double angle = StrictMath.toRadians(degrees * Math.clamp(draws.normal(), -2.5, 2.5));
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double dx = draws.uniform(-shift, shift);
    double dy = draws.uniform(-shift, shift);
    return new Affine(
        cos * sx, -cos * shear * sy - sin * sy, sin * sx, cos * sy - sin * shear * sy, dx, dy);
  }

  double[] apply(double x, double y) {
    double u = x - CENTRE;
    double v = y - CENTRE;
    return new double[] {
      CENTRE + xx * u + xy * v + dx, CENTRE + yx * u + yy * v + dy,
    };
  }
}
