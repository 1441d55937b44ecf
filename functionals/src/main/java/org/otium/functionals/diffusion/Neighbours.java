package org.otium.functionals.diffusion;

import org.otium.api.InvalidInputException;
import org.otium.functionals.pairwise.ParticlePairs;

/** How far particles with mass are from each other. */
final class Neighbours {
  private Neighbours() {}

  /** The mean distance from a particle with mass to the nearest other one. */
  static double spacing(ParticlePairs pairs, double[] mass) {
    int n = mass.length;
    double[] nearest = new double[n];
    pairs.forEachRow(
        (i, row, from) -> {
          double least = Double.POSITIVE_INFINITY;
          for (int j = 0; j < n; j++) {
            if (j != i && mass[j] > 0) {
              least = Math.min(least, row[from + j]);
            }
          }
          nearest[i] = Math.sqrt(least);
        });
    double sum = 0;
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (mass[i] > 0) {
        sum += nearest[i];
        count++;
      }
    }
    double spacing = sum / count;
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new InvalidInputException(
          count < 2
              ? "the spacing of a single particle is not defined"
              : "every particle lies on another one, so their spacing is zero",
          "Give the bandwidth as a length in feature units.");
    }
    return spacing;
  }
}
