package org.otium.numerics;

import org.otium.api.Matrix;

/**
 * Two sets of points as a {@link SquaredEuclidean} cost reads them: as they are in few dimensions,
 * centred on their common mean and with their squared norms in many.
 *
 * @param rows number of source points
 * @param columns number of target points
 * @param dimension number of features
 * @param self whether both sets are one
 * @param x row-major
 * @param y row-major like x, or one feature after the other in few dimensions
 * @param xNorms squared norms, none in few dimensions
 * @param yNorms squared norms, none in few dimensions
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record PreparedPoints(
    int rows,
    int columns,
    int dimension,
    boolean self,
    float[] x,
    float[] y,
    float[] xNorms,
    float[] yNorms) {
  private static final float[] NONE = {};

  static PreparedPoints of(Matrix x, Matrix y, boolean self) {
    int d = x.columns();
    if (d <= SquaredEuclidean.DIRECT_DIMENSIONS) {
      float[] byFeature = new float[y.array().length];
      for (int j = 0; j < y.rows(); j++) {
        for (int p = 0; p < d; p++) {
          byFeature[p * y.rows() + j] = y.get(j, p);
        }
      }
      return new PreparedPoints(x.rows(), y.rows(), d, self, x.array(), byFeature, NONE, NONE);
    }
    float[] centre = Centring.commonMean(x, y);
    float[] cx = Centring.centred(x, centre);
    float[] cy = self ? cx : Centring.centred(y, centre);
    float[] nx = Centring.squaredNorms(cx, d);
    float[] ny = self ? nx : Centring.squaredNorms(cy, d);
    return new PreparedPoints(x.rows(), y.rows(), d, self, cx, cy, nx, ny);
  }

  /** Some of the points, as of two different sets. */
  PreparedPoints select(int[] sources, int[] targets) {
    float[] chosenX = new float[Math.multiplyExact(sources.length, dimension)];
    for (int i = 0; i < sources.length; i++) {
      System.arraycopy(x, sources[i] * dimension, chosenX, i * dimension, dimension);
    }
    boolean byFeature = dimension <= SquaredEuclidean.DIRECT_DIMENSIONS;
    float[] chosenY = new float[Math.multiplyExact(targets.length, dimension)];
    for (int j = 0; j < targets.length; j++) {
      for (int p = 0; p < dimension; p++) {
        if (byFeature) {
          chosenY[p * targets.length + j] = y[p * columns + targets[j]];
        } else {
          chosenY[j * dimension + p] = y[targets[j] * dimension + p];
        }
      }
    }
    return new PreparedPoints(
        sources.length,
        targets.length,
        dimension,
        false,
        chosenX,
        chosenY,
        byFeature ? NONE : entries(xNorms, sources),
        byFeature ? NONE : entries(yNorms, targets));
  }

  private static float[] entries(float[] values, int[] indices) {
    float[] chosen = new float[indices.length];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = values[indices[k]];
    }
    return chosen;
  }
}
