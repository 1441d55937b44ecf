package org.otium.learners.clustering;

import org.otium.api.Compute;
import org.otium.api.Matrix;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SquaredEuclidean;

/** Which points lie within a distance of each point, computed a few rows at a time. */
final class Neighbourhoods {
  private static final int ROWS = 64;

  private final Matrix points;
  private final double squaredRadius;
  private final SquaredEuclidean costs;
  private final float[] slack;
  private final Compute compute;

  /** Looks at one point. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called once a point, from several threads.
     *
     * @param point which point
     * @param neighbours who is near, ascending, the point itself among them; only valid during the
     *     call
     * @param count how many they are
     */
    void visit(int point, int[] neighbours, int count);
  }

  Neighbourhoods(Matrix points, double radius, Compute compute) {
    this.points = points;
    this.squaredRadius = radius * radius;
    this.costs = SquaredEuclidean.between(points, points);
    this.compute = compute;
    this.slack = slack();
  }

  /**
   * How far rounding may take the squared distances of a point, times a margin: within it of the
   * radius the distance is computed again in double precision.
   */
  private float[] slack() {
    int n = points.rows();
    int d = points.columns();
    double[] mean = new double[d];
    float[] values = points.array();
    for (int v = 0; v < values.length; v++) {
      mean[v % d] += values[v];
    }
    float[] slack = new float[n];
    double unit = (d + 8) * 0x1p-23;
    for (int i = 0; i < n; i++) {
      double norm = 0;
      for (int j = 0; j < d; j++) {
        double v = values[i * d + j] - mean[j] / n;
        norm += v * v;
      }
      slack[i] = (float) (unit * (norm + squaredRadius));
    }
    return slack;
  }

  void forEach(Visitor visitor) {
    int n = points.rows();
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          float[] rows = new float[Math.multiplyExact(to - from, n)];
          int[] neighbours = new int[n];
          costs.fill(compute.linearAlgebra(), from, to, rows);
          for (int i = from; i < to; i++) {
            int count = 0;
            int at = (i - from) * n;
            for (int j = 0; j < n; j++) {
              double gap = rows[at + j] - squaredRadius;
              double doubt = slack[i] + slack[j];
              if (gap < -doubt || (gap <= doubt && squaredDistance(i, j) <= squaredRadius)) {
                neighbours[count++] = j;
              }
            }
            visitor.visit(i, neighbours, count);
          }
        });
  }

  double squaredDistance(int i, int j) {
    int d = points.columns();
    float[] values = points.array();
    double sum = 0;
    for (int p = 0; p < d; p++) {
      double v = (double) values[i * d + p] - values[j * d + p];
      sum += v * v;
    }
    return sum;
  }
}
