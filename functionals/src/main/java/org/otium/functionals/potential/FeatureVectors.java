package org.otium.functionals.potential;

import java.util.List;
import org.otium.api.InvalidInputException;

/** Vectors of feature space that users write down. */
final class FeatureVectors {
  private FeatureVectors() {}

  /** The numbers of a list, all finite. */
  static double[] finite(String what, List<Double> values) {
    double[] vector = new double[values.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = values.get(j);
      if (!Double.isFinite(vector[j])) {
        throw new InvalidInputException(what + " holds " + vector[j], "Give finite numbers.");
      }
    }
    return vector;
  }

  /** The Euclidean norm of a vector. */
  static double norm(double[] vector) {
    double squared = 0;
    for (double v : vector) {
      squared += v * v;
    }
    return Math.sqrt(squared);
  }

  /** Refuses a vector of another length than samples have features; an empty one stands for all. */
  static void requireFits(String what, int length, int features) {
    if (length != 0 && length != features) {
      throw new InvalidInputException(
          what + " has " + length + " numbers but samples have " + features + " features",
          "Give one number a feature.");
    }
  }
}
