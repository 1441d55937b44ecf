package org.otium.api;

import java.util.Arrays;

/**
 * Immutable non-negative masses of the points of a measure, in double precision. Exact zeros are
 * legal.
 */
public final class Weights {
  /**
   * How far from one the sum of a probability vector may lie before it is refused instead of
   * rescaled.
   */
  public static final double SUM_TOLERANCE = 1e-6;

  private final double[] values;
  private final double total;

  private Weights(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double w = values[i];
      if (!(w >= 0) || Double.isInfinite(w)) {
        throw new InvalidInputException(
            "weight " + i + " is " + w, "Weights must be finite and not negative.");
      }
      sum += w;
    }
    this.values = values;
    this.total = sum;
  }

  /**
   * Equal masses 1/n.
   *
   * @param n number of points, at least one
   * @return the weights
   */
  public static Weights uniform(int n) {
    if (n < 1) {
      throw new InvalidInputException("a measure has no points", "Give it at least one.");
    }
    double[] values = new double[n];
    Arrays.fill(values, 1.0 / n);
    return new Weights(values);
  }

  /**
   * A probability vector. Sums within {@link #SUM_TOLERANCE} of one are rescaled to one exactly;
   * others are refused.
   *
   * @param values the masses, copied
   * @return the weights
   * @throws InvalidInputException for a negative, NaN or infinite mass, or a sum that is not one
   */
  public static Weights probability(double... values) {
    Weights raw = new Weights(values.clone());
    if (Math.abs(raw.total - 1) > SUM_TOLERANCE) {
      throw new InvalidInputException(
          "weights sum to " + raw.total + ", not 1",
          "Divide them by their sum, or use Weights.proportional.");
    }
    return raw.scaledTo(1);
  }

  /**
   * A probability vector proportional to the given masses.
   *
   * @param masses non-negative, with a positive sum; copied
   * @return weights that sum to one
   */
  public static Weights proportional(double... masses) {
    Weights raw = new Weights(masses.clone());
    if (Double.isInfinite(raw.total)) {
      throw new InvalidInputException(
          "the weights sum to infinity", "Divide them by the largest of them.");
    }
    if (!(raw.total > 0)) {
      throw new InvalidInputException(
          "all weights are zero", "At least one weight must be positive.");
    }
    return raw.scaledTo(1);
  }

  /**
   * Masses taken as they are; their sum is free (for unbalanced transport).
   *
   * @param masses non-negative; copied
   * @return the weights
   */
  public static Weights masses(double... masses) {
    return new Weights(masses.clone());
  }

  private Weights scaledTo(double sum) {
    if (total == sum) {
      return this;
    }
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= sum / total;
    }
    return new Weights(scaled);
  }

  /**
   * Number of points.
   *
   * @return n
   */
  public int size() {
    return values.length;
  }

  /**
   * One mass.
   *
   * @param i point index
   * @return its mass
   */
  public double get(int i) {
    return values[i];
  }

  /**
   * The sum of all masses.
   *
   * @return one for a probability vector, up to rounding
   */
  public double total() {
    return total;
  }

  /**
   * Whether all masses are the same number.
   *
   * @return true for uniform weights
   */
  public boolean isUniform() {
    for (double w : values) {
      if (w != values[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A copy of the masses.
   *
   * @return a new array
   */
  public double[] toArray() {
    return values.clone();
  }

  /**
   * The masses of some points, rescaled to sum to one.
   *
   * @param indices point indices
   * @return weights of {@code indices.length} points
   */
  public Weights select(int[] indices) {
    double[] selected = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      selected[i] = values[indices[i]];
    }
    return proportional(selected);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights w && Arrays.equals(w.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Weights[" + values.length + ", total " + total + "]";
  }
}
