package org.otium.numerics;

/**
 * Optimal transport of two weighted samples on a line: both are walked in ascending order, and each
 * step moves as much mass as the lighter of the two points at hand has left. That is the integral
 * of |q_μ(u) − q_ν(u)|^p over u on the merged grid of the two distribution functions.
 */
final class SlicedMerge {
  private SlicedMerge() {}

  /**
   * W_p^p.
   *
   * @param order p
   * @param x the points of μ, ascending
   * @param wx their masses, of sum one
   * @param nx number of points of μ
   * @param y the points of ν, ascending
   * @param wy their masses, of sum one
   * @param ny number of points of ν
   * @return ∫|q_μ − q_ν|^p
   */
  static double cost(
      SlicedOrder order, double[] x, double[] wx, int nx, double[] y, double[] wy, int ny) {
    double sum = 0;
    double leftX = wx[0];
    double leftY = wy[0];
    int i = 0;
    int j = 0;
    while (true) {
      double step = Math.min(leftX, leftY);
      double difference = x[i] - y[j];
      sum +=
          order == SlicedOrder.TWO ? step * difference * difference : step * Math.abs(difference);
      leftX -= step;
      leftY -= step;
      if (leftX <= 0) {
        if (++i == nx) {
          return sum;
        }
        leftX = wx[i];
      }
      if (leftY <= 0) {
        if (++j == ny) {
          return sum;
        }
        leftY = wy[j];
      }
    }
  }

  /**
   * Adds c/p times the gradient of W_p^p with respect to the points of μ.
   *
   * @param order p
   * @param x the points of μ, ascending
   * @param wx their masses, of sum one
   * @param nx number of points of μ
   * @param y the points of ν, ascending
   * @param wy their masses, of sum one
   * @param ny number of points of ν
   * @param c factor
   * @param g nx values, added to
   */
  static void addGradient(
      SlicedOrder order,
      double[] x,
      double[] wx,
      int nx,
      double[] y,
      double[] wy,
      int ny,
      double c,
      double[] g) {
    double leftX = wx[0];
    double leftY = wy[0];
    int i = 0;
    int j = 0;
    while (true) {
      double step = Math.min(leftX, leftY);
      double difference = x[i] - y[j];
      g[i] += c * step * (order == SlicedOrder.TWO ? difference : Math.signum(difference));
      leftX -= step;
      leftY -= step;
      if (leftX <= 0) {
        if (++i == nx) {
          return;
        }
        leftX = wx[i];
      }
      if (leftY <= 0) {
        if (++j == ny) {
          return;
        }
        leftY = wy[j];
      }
    }
  }
}
