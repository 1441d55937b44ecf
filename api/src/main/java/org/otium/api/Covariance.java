package org.otium.api;

import java.util.Arrays;

/** A symmetric positive semi-definite matrix, full or diagonal, in double precision. */
public sealed interface Covariance permits Covariance.Full, Covariance.Diagonal {
  /**
   * Number of features.
   *
   * @return d
   */
  int dimension();

  /**
   * The sum of the variances.
   *
   * @return the trace
   */
  double trace();

  /**
   * One entry.
   *
   * @param i row
   * @param j column
   * @return Σ_ij
   */
  double get(int i, int j);

  /**
   * A full covariance.
   *
   * @param dimension d
   * @param values d×d, row-major, symmetric up to rounding; copied
   * @return the covariance
   */
  static Covariance full(int dimension, double[] values) {
    return new Full(dimension, values.clone());
  }

  /**
   * A diagonal covariance.
   *
   * @param variances d non-negative values; copied
   * @return the covariance
   */
  static Covariance diagonal(double... variances) {
    return new Diagonal(variances.clone());
  }

  /** All d×d entries. */
  final class Full implements Covariance {
    private static final double SYMMETRY_TOLERANCE = 1e-8;
    private final int dimension;
    private final double[] values;

    private Full(int dimension, double[] values) {
      if (values.length != (long) dimension * dimension) {
        throw new InvalidInputException(
            values.length + " values for a covariance of dimension " + dimension,
            "A full covariance has dimension × dimension values.");
      }
      double scale = 0;
      for (int i = 0; i < dimension; i++) {
        double variance = values[i * dimension + i];
        if (!(variance >= 0) || Double.isInfinite(variance)) {
          throw new InvalidInputException(
              "variance " + i + " is " + variance, "Variances must not be negative.");
        }
        scale = Math.max(scale, variance);
      }
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < i; j++) {
          double gap = Math.abs(values[i * dimension + j] - values[j * dimension + i]);
          if (!(gap <= SYMMETRY_TOLERANCE * scale)) {
            throw new InvalidInputException(
                "a covariance that is not symmetric at (" + i + ", " + j + ")",
                "Symmetrise it first.");
          }
        }
      }
      this.dimension = dimension;
      this.values = values;
    }

    @Override
    public int dimension() {
      return dimension;
    }

    @Override
    public double trace() {
      double sum = 0;
      for (int i = 0; i < dimension; i++) {
        sum += values[i * dimension + i];
      }
      return sum;
    }

    @Override
    public double get(int i, int j) {
      return values[i * dimension + j];
    }

    /**
     * A copy of the entries.
     *
     * @return d×d, row-major
     */
    public double[] toArray() {
      return values.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Full f && Arrays.equals(f.values, values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "full covariance, trace " + trace();
    }
  }

  /** Variances only. */
  final class Diagonal implements Covariance {
    private final double[] variances;

    private Diagonal(double[] variances) {
      for (int i = 0; i < variances.length; i++) {
        if (!(variances[i] >= 0) || Double.isInfinite(variances[i])) {
          throw new InvalidInputException(
              "variance " + i + " is " + variances[i], "Variances must not be negative.");
        }
      }
      this.variances = variances;
    }

    @Override
    public int dimension() {
      return variances.length;
    }

    @Override
    public double trace() {
      return Arrays.stream(variances).sum();
    }

    @Override
    public double get(int i, int j) {
      return i == j ? variances[i] : 0;
    }

    /**
     * A copy of the variances.
     *
     * @return d values
     */
    public double[] toArray() {
      return variances.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Diagonal d && Arrays.equals(d.variances, variances);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(variances);
    }

    @Override
    public String toString() {
      return "diagonal covariance, trace " + trace();
    }
  }
}
