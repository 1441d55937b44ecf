package org.otium.app.experiment.interpolation;

import java.util.Optional;
import org.otium.api.Interpolation.Projection;

/** What is told of a projection. */
public final class ProjectionNumbers {
  private ProjectionNumbers() {}

  /**
   * The squared (2, Q)-dataset distances that weights follow from.
   *
   * @param projection onto m datasets
   * @return (m+1)×(m+1), the target last
   */
  public static double[][] square(Projection projection) {
    int m = projection.toReference().length;
    double[][] all = new double[m + 1][m + 1];
    for (int i = 0; i < m; i++) {
      System.arraycopy(projection.among()[i], 0, all[i], 0, m);
      all[i][m] = projection.toReference()[i];
      all[m][i] = projection.toReference()[i];
    }
    return all;
  }

  /**
   * What to keep in mind about the weights.
   *
   * @param projection what gave them
   * @return one line; nothing where they are the best there are
   */
  public static Optional<String> warning(Projection projection) {
    if (projection.convex()) {
      return Optional.empty();
    }
    String found =
        projection.global()
            ? "; its smallest value was found all the same"
            : "; the weights are a local minimum, which need not be the smallest value";
    return Optional.of("The objective of the projection is not convex" + found + ".");
  }
}
