package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.app.pictures.ScatterPlot.Dot;

/**
 * A linear map of feature space onto the plane of a picture.
 *
 * @param words what is seen, for captions; empty where nothing is lost
 * @param center the point that is drawn at the origin
 * @param across the direction that runs to the right
 * @param up the direction that runs upwards
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Projection(String words, double[] center, double[] across, double[] up) {
  private static final int MOST_SAMPLES = 500;
  private static final double TURN = Math.toRadians(35);
  private static final double TILT = Math.toRadians(22);

  /**
   * A view of a dataset: as it is in two dimensions, from the side in three, by principal
   * components in more.
   */
  static Projection of(LabeledDataset dataset, LinearAlgebra algebra) {
    return switch (dataset.dimension()) {
      case 1 -> new Projection("", new double[1], new double[] {1}, new double[1]);
      case 2 -> new Projection("", new double[2], new double[] {1, 0}, new double[] {0, 1});
      case 3 ->
          new Projection(
              "Seen from the side",
              new double[3],
              new double[] {Math.cos(TURN), Math.sin(TURN), 0},
              new double[] {
                -Math.sin(TILT) * Math.sin(TURN), Math.sin(TILT) * Math.cos(TURN), Math.cos(TILT)
              });
      default -> principal(dataset, algebra);
    };
  }

  private static Projection principal(LabeledDataset dataset, LinearAlgebra algebra) {
    int n = Math.min(dataset.size(), MOST_SAMPLES);
    int d = dataset.dimension();
    double[] centered = new double[n * d];
    double[] mean = new double[d];
    for (int i = 0; i < n; i++) {
      int row = (int) ((long) i * dataset.size() / n);
      for (int j = 0; j < d; j++) {
        centered[i * d + j] = dataset.features().get(row, j);
        mean[j] += centered[i * d + j] / n;
      }
    }
    for (int i = 0; i < n * d; i++) {
      centered[i] -= mean[i % d];
    }
    if (n < 2) {
      double[] first = new double[d];
      first[0] = 1;
      double[] second = new double[d];
      second[1] = 1;
      return new Projection("The first two features", mean, first, second);
    }
    double[] vt = algebra.svd(centered, n, d).vt();
    return new Projection(
        "The first two principal components of the target",
        mean,
        java.util.Arrays.copyOfRange(vt, 0, d),
        java.util.Arrays.copyOfRange(vt, d, 2 * d));
  }

  /**
   * Points of the plane.
   *
   * @param samples n×d
   * @param classPositions n positions
   * @return n dots
   */
  List<Dot> dots(Matrix samples, int[] classPositions) {
    List<Dot> dots = new ArrayList<>(samples.rows());
    for (int i = 0; i < samples.rows(); i++) {
      double x = 0;
      double y = 0;
      for (int j = 0; j < samples.columns(); j++) {
        double v = samples.get(i, j) - center[j];
        x += across[j] * v;
        y += up[j] * v;
      }
      dots.add(new Dot(x, y, classPositions[i]));
    }
    return dots;
  }
}
