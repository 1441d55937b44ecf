package org.otium.numerics;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;

/**
 * Directions θ_1, …, θ_L on the unit sphere of ℝᵈ along which measures are projected.
 *
 * @param matrix L×d, one direction of length one a row
 */
public record SlicedDirections(Matrix matrix) {
  /** How far from one the length of a given direction may be. */
  public static final double LENGTH_TOLERANCE = 1e-3;

  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final int ROWS_A_CHUNK = 16;

  /**
   * Checks the directions.
   *
   * @throws InvalidInputException if there is none, one is not finite, or one is not of length one
   */
  public SlicedDirections {
    if (matrix.rows() < 1 || matrix.columns() < 1) {
      throw new InvalidInputException(
          matrix.rows() + " directions in dimension " + matrix.columns(),
          "Slice along at least one direction of at least one coordinate.");
    }
    float[] values = matrix.array();
    int d = matrix.columns();
    for (int l = 0; l < matrix.rows(); l++) {
      double squared = 0;
      for (int j = 0; j < d; j++) {
        double x = values[l * d + j];
        squared += x * x;
      }
      double length = Math.sqrt(squared);
      if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
        throw new InvalidInputException(
            "direction " + l + " has length " + length, "Divide each direction by its length.");
      }
    }
  }

  /**
   * Independent directions, uniform on the sphere (normalised Gaussian vectors), drawn on this
   * thread. Direction l depends on the seed and on l alone, so more directions of one seed continue
   * fewer.
   *
   * @param count L ≥ 1
   * @param dimension d ≥ 1
   * @param seed any number; decides the directions
   * @return the directions
   * @throws InvalidInputException if L or d is less than one
   */
  public static SlicedDirections uniform(int count, int dimension, long seed) {
    return uniform(count, dimension, seed, 1);
  }

  /**
   * The same directions as {@link #uniform(int, int, long)}, drawn on several threads.
   *
   * @param count L ≥ 1
   * @param dimension d ≥ 1
   * @param seed any number; decides the directions
   * @param threads how many threads may work
   * @return the directions, the same for any number of threads
   * @throws InvalidInputException if L or d is less than one
   */
  public static SlicedDirections uniform(int count, int dimension, long seed, int threads) {
    if (count < 1 || dimension < 1) {
      throw new InvalidInputException(
          count + " directions in dimension " + dimension,
          "Slice along at least one direction of at least one coordinate.");
    }
    float[] values = new float[Math.multiplyExact(count, dimension)];
    // Not the seed itself: seeds of callers may lie a multiple of the same constant apart.
    long base = RANDOM.create(seed).nextLong();
    ParallelLoop.run(
        threads,
        0,
        count,
        ROWS_A_CHUNK,
        (from, to) -> {
          double[] row = new double[dimension];
          for (int l = from; l < to; l++) {
            draw(RANDOM.create(base + GOLDEN_GAMMA * l), row);
            for (int j = 0; j < dimension; j++) {
              values[l * dimension + j] = (float) row[j];
            }
          }
        });
    return new SlicedDirections(Matrix.wrap(count, dimension, values));
  }

  private static void draw(RandomGenerator random, double[] row) {
    double squared;
    do {
      squared = 0;
      for (int j = 0; j < row.length; j++) {
        double x = random.nextGaussian();
        row[j] = x;
        squared += x * x;
      }
    } while (squared < 1e-20); // a vector without a direction
    double scale = 1 / Math.sqrt(squared);
    for (int j = 0; j < row.length; j++) {
      row[j] *= scale;
    }
  }

  /**
   * Number of directions.
   *
   * @return L
   */
  public int count() {
    return matrix.rows();
  }

  /**
   * Number of coordinates.
   *
   * @return d
   */
  public int dimension() {
    return matrix.columns();
  }
}
