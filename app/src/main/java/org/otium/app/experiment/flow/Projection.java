package org.otium.app.experiment.flow;

import java.util.ArrayList;
import java.util.Arrays;
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
public record Projection(String words, double[] center, double[] across, double[] up) {
  private static final int MOST_SAMPLES = 500;
  private static final double TILT = Math.toRadians(10);

  /**
   * A view of a dataset: as it is in two dimensions, along its least principal axis in three, by
   * principal components in more.
   *
   * @param dataset what is looked at
   * @param algebra finds principal components
   * @return the view
   */
  public static Projection of(LabeledDataset dataset, LinearAlgebra algebra) {
    return switch (dataset.dimension()) {
      case 1 -> new Projection("", new double[1], new double[] {1}, new double[1]);
      case 2 -> new Projection("", new double[2], new double[] {1, 0}, new double[] {0, 1});
      case 3 -> alongLeast(principal(dataset, algebra));
      default -> principal(dataset, algebra);
    };
  }

  /**
   * The same plane, named for space and tilted a little: a sheet that is rolled up about the axis
   * shows its roll, and what is flattened along the axis shows as well.
   */
  private static Projection alongLeast(Projection flat) {
    double[] a = flat.across;
    double[] u = flat.up;
    double[] tilted = new double[3];
    for (int j = 0; j < 3; j++) {
      int k = (j + 1) % 3;
      int l = (j + 2) % 3;
      double least = a[k] * u[l] - a[l] * u[k];
      tilted[j] = Math.cos(TILT) * u[j] + Math.sin(TILT) * least;
    }
    return new Projection(
        "Seen almost along the least principal axis of the target", flat.center, a, tilted);
  }

  /** A direction, turned so that its largest entry is positive: solvers differ in the sign. */
  private static double[] turned(double[] direction) {
    int largest = 0;
    for (int j = 1; j < direction.length; j++) {
      largest = Math.abs(direction[j]) > Math.abs(direction[largest]) ? j : largest;
    }
    if (direction[largest] < 0) {
      for (int j = 0; j < direction.length; j++) {
        direction[j] = -direction[j];
      }
    }
    return direction;
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
        turned(Arrays.copyOfRange(vt, 0, d)),
        turned(Arrays.copyOfRange(vt, d, 2 * d)));
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
