package org.otium.data.synthetic;

import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;
import org.otium.data.common.Draws;

/**
 * Gaussians whose means lie on a square grid about the origin; the k-th, row by row, is of class (k
 * + shift) mod classes. Two grids that differ in their shift alone have the same points in
 * distribution and other labels (GG fig. 8).
 */
public final class GaussianGridSource implements DatasetSource {
  private final GaussianGridSettings settings;

  /**
   * The source.
   *
   * @param settings its numbers
   */
  public GaussianGridSource(GaussianGridSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    Draws draws = new Draws(seed);
    int side = settings.side();
    PointCloud cloud = new PointCloud(side * side, settings.perGaussian(), 2);
    double first = -settings.spacing() * (side - 1) / 2;
    for (int k = 0; k < side * side; k++) {
      int classId = (int) ((k + (long) settings.shift()) % settings.classes());
      int row = k / side;
      double x = first + settings.spacing() * (k % side);
      double y = first + settings.spacing() * row;
      for (int i = 0; i < settings.perGaussian(); i++) {
        double right = settings.deviation() * draws.normal();
        double up = settings.deviation() * draws.normal();
        cloud.add(classId, x + right, y + up);
      }
    }
    return cloud.toDataset("gaussian-grid");
  }
}
