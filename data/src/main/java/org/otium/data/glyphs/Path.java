package org.otium.data.glyphs;

import java.util.ArrayList;
import java.util.List;

/** Lines and areas made of points, and their distances. */
record Path(double[][] points) {
  private static final int STEPS = 8;

  /** A curve through the points (Catmull–Rom), as short lines; straight where there are two. */
  static Path smooth(double[][] through, boolean closed) {
    int n = through.length;
    if (n == 2) {
      return new Path(through);
    }
    List<double[]> points = new ArrayList<>();
    int spans = closed ? n : n - 1;
    for (int i = 0; i < spans; i++) {
      double[] before = through[closed ? (i + n - 1) % n : Math.max(0, i - 1)];
      double[] from = through[i];
      double[] to = through[(i + 1) % n];
      double[] after = through[closed ? (i + 2) % n : Math.min(n - 1, i + 2)];
      for (int s = 0; s < STEPS; s++) {
        points.add(between(before, from, to, after, (double) s / STEPS));
      }
    }
    points.add(closed ? through[0] : through[n - 1]);
    return new Path(points.toArray(double[][]::new));
  }

  private static double[] between(double[] a, double[] b, double[] c, double[] d, double t) {
    double[] out = new double[2];
    for (int k = 0; k < 2; k++) {
      out[k] =
          0.5
              * (2 * b[k]
                  + (c[k] - a[k]) * t
                  + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                  + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
    }
    return out;
  }

  /**
   * Distance to a pen stroke along the points whose radius changes evenly from one end to the
   * other.
   */
  double strokeDistance(double x, double y, double startRadius, double endRadius) {
    double best = Double.MAX_VALUE;
    int lines = points.length - 1;
    for (int i = 0; i < lines; i++) {
      double t = nearest(points[i], points[i + 1], x, y);
      double radius = startRadius + (endRadius - startRadius) * (i + t) / lines;
      best = Math.min(best, gap(points[i], points[i + 1], t, x, y) - radius);
    }
    return best;
  }

  /** Signed distance to the area that the points enclose (even-odd rule). */
  double areaDistance(double x, double y) {
    double best = Double.MAX_VALUE;
    boolean inside = false;
    for (int i = 0, j = points.length - 1; i < points.length; j = i++) {
      double[] a = points[j];
      double[] b = points[i];
      best = Math.min(best, gap(a, b, nearest(a, b, x, y), x, y));
      if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
        inside = !inside;
      }
    }
    return inside ? -best : best;
  }

  private static double nearest(double[] a, double[] b, double x, double y) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double length = dx * dx + dy * dy;
    return length == 0 ? 0 : Math.clamp(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0, 1.0);
  }

  private static double gap(double[] a, double[] b, double t, double x, double y) {
    double dx = a[0] + t * (b[0] - a[0]) - x;
    double dy = a[1] + t * (b[1] - a[1]) - y;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
