package org.otium.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otium.api.Covariance;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * Mass, mean and scatter of weighted points, of which some lie here and some elsewhere: moments of
 * two sets of points give those of both (Chan, Golub and LeVeque, "Updating formulae and a pairwise
 * algorithm for computing sample variances", 1979, eq. 2.1):
 *
 * <p>m = m_a + δ·W_b/W, S = S_a + S_b + δδᵀ·W_a·W_b/W with δ = m_b − m_a and W = W_a + W_b.
 *
 * <p>Points are centred before they are squared, and means are moved by differences of means alone,
 * so that a mean that is large next to the deviations costs no digits. Merging is associative and
 * commutative up to rounding; {@link MomentTree} merges in one order.
 *
 * <p>Covariances are those of {@link SampleGaussian}: S/(W − Σw²/W), which is S/(n − 1) for points
 * of mass one. A single point has none. Immutable.
 */
public final class SampleMoments {
  /** Count, mass, Σw². */
  private static final int HEAD = 3;

  /** A gap to the mean below this part of the mean is its rounding error. */
  private static final double ROUNDING = 1e-14;

  /** Below this part of the mass, W − Σw²/W says that all of it sits on one point. */
  private static final double SINGLE_POINT = 1e-14;

  private final GaussianFamily.Form form;
  private final long count;
  private final double mass;

  /** Σw². */
  private final double squares;

  private final double[] mean;

  /** Full: the lower triangle of S, row by row. Diagonal: d values. */
  private final double[] scatter;

  private SampleMoments(
      GaussianFamily.Form form,
      long count,
      double mass,
      double squares,
      double[] mean,
      double[] scatter) {
    this.form = form;
    this.count = count;
    this.mass = mass;
    this.squares = squares;
    this.mean = mean;
    this.scatter = scatter;
  }

  /**
   * The moments of no points.
   *
   * @param form whether all of the scatter is kept, or its diagonal
   * @param dimension d
   * @return what changes nothing when merged
   */
  public static SampleMoments none(GaussianFamily.Form form, int dimension) {
    return new SampleMoments(
        form, 0, 0, 0, new double[dimension], new double[entries(form, dimension)]);
  }

  /**
   * The moments that are kept in numbers.
   *
   * @param form as they were made
   * @param dimension d
   * @param numbers what {@link #numbers} gave
   * @return the same moments
   * @throws InvalidInputException if there are more or fewer numbers, or if one cannot be
   */
  public static SampleMoments of(GaussianFamily.Form form, int dimension, double[] numbers) {
    boolean whole =
        numbers.length == HEAD + dimension + entries(form, dimension)
            && Arrays.stream(numbers).allMatch(Double::isFinite)
            && Arrays.stream(numbers, 0, HEAD).allMatch(number -> number >= 0);
    if (!whole) {
      throw new InvalidInputException(
          numbers.length + " numbers that are no moments of " + dimension + " features",
          "The file of them is damaged: remove it, and they are made again.");
    }
    return new SampleMoments(
        form,
        (long) numbers[0],
        numbers[1],
        numbers[2],
        Arrays.copyOfRange(numbers, HEAD, HEAD + dimension),
        Arrays.copyOfRange(numbers, HEAD + dimension, numbers.length));
  }

  /**
   * The moments in numbers, to be kept or sent.
   *
   * @return count, mass and Σw², the mean, and what is kept of the scatter
   */
  public double[] numbers() {
    double[] numbers = Arrays.copyOf(new double[] {count, mass, squares}, size());
    System.arraycopy(mean, 0, numbers, HEAD, mean.length);
    System.arraycopy(scatter, 0, numbers, HEAD + mean.length, scatter.length);
    return numbers;
  }

  private int size() {
    return HEAD + mean.length + scatter.length;
  }

  /**
   * The moments of some rows of points. Points without mass are left out.
   *
   * @param form whether all of the scatter is kept, or its diagonal
   * @param dimension d
   * @param points rows of d finite features, row-major
   * @param rows which rows
   * @param masses one a row of {@code rows}, finite and not negative; of any sum
   * @param algebra for products
   * @return their moments
   * @throws InvalidInputException if a mass is negative or a number is not finite
   */
  public static SampleMoments of(
      GaussianFamily.Form form,
      int dimension,
      float[] points,
      int[] rows,
      double[] masses,
      LinearAlgebra algebra) {
    int d = dimension;
    double mass = 0;
    double squares = 0;
    int count = 0;
    int first = -1;
    for (int i = 0; i < rows.length; i++) {
      double w = masses[i];
      if (!(w >= 0) || Double.isInfinite(w)) {
        throw new InvalidInputException(
            "a mass of " + w, "Masses must be finite and not negative.");
      }
      if (w > 0) {
        first = first < 0 ? rows[i] : first;
        mass += w;
        squares += w * w;
        count++;
      }
    }
    if (count == 0) {
      return none(form, d);
    }
    double[] mean = mean(d, points, rows, masses, first, mass);
    double[] centred = new double[Math.multiplyExact(count, d)];
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      if (masses[i] > 0) {
        double root = Math.sqrt(masses[i]);
        for (int j = 0; j < d; j++) {
          double gap = points[rows[i] * d + j] - mean[j];
          centred[at++] = Math.abs(gap) > ROUNDING * Math.abs(mean[j]) ? root * gap : 0;
        }
      }
    }
    return new SampleMoments(
        form, count, mass, squares, mean, scatter(form, count, d, centred, algebra));
  }

  /** Around one of the points, which loses no digits to a large offset. */
  private static double[] mean(
      int d, float[] points, int[] rows, double[] masses, int origin, double mass) {
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      double w = masses[i] / mass;
      if (w > 0) {
        for (int j = 0; j < d; j++) {
          mean[j] += w * ((double) points[rows[i] * d + j] - points[origin * d + j]);
        }
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] += points[origin * d + j];
      if (!Double.isFinite(mean[j])) {
        throw new InvalidInputException(
            "feature " + j + " is not finite", "Remove or repair the points that are not finite.");
      }
    }
    return mean;
  }

  private static double[] scatter(
      GaussianFamily.Form form, int n, int d, double[] centred, LinearAlgebra algebra) {
    double[] scatter = new double[entries(form, d)];
    switch (form) {
      case DIAGONAL -> {
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < d; j++) {
            scatter[j] += centred[i * d + j] * centred[i * d + j];
          }
        }
      }
      case FULL -> {
        double[] square = new double[Math.multiplyExact(d, d)];
        algebra.gemm(
            Transpose.YES,
            Transpose.NO,
            d,
            d,
            n,
            1.0,
            centred,
            0,
            d,
            centred,
            0,
            d,
            0.0,
            square,
            0,
            d);
        int at = 0;
        for (int i = 0; i < d; i++) {
          for (int j = 0; j <= i; j++) {
            scatter[at++] = square[i * d + j];
          }
        }
      }
    }
    return scatter;
  }

  private static int entries(GaussianFamily.Form form, int d) {
    return switch (form) {
      case DIAGONAL -> d;
      case FULL -> Math.toIntExact(d * (d + 1L) / 2);
    };
  }

  /**
   * The moments of these points and others.
   *
   * @param other of the same dimension and form
   * @return the moments of all
   * @throws InvalidInputException if dimension or form differ
   */
  public SampleMoments merge(SampleMoments other) {
    if (mean.length != other.mean.length || form != other.form) {
      throw new InvalidInputException(
          "moments of "
              + mean.length
              + " features ("
              + form
              + ") and of "
              + other.mean.length
              + " ("
              + other.form
              + ")",
          "Merge moments of one feature space and one form.");
    }
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    int d = mean.length;
    double total = mass + other.mass;
    double[] gaps = new double[d];
    double[] moved = new double[d];
    for (int j = 0; j < d; j++) {
      double gap = other.mean[j] - mean[j];
      gaps[j] = Math.abs(gap) > ROUNDING * Math.abs(mean[j]) ? gap : 0;
      moved[j] = mean[j] + gaps[j] * (other.mass / total);
    }
    double between = mass * (other.mass / total);
    double[] both = new double[scatter.length];
    int at = 0;
    switch (form) {
      case DIAGONAL -> {
        for (int j = 0; j < d; j++) {
          both[j] = scatter[j] + other.scatter[j] + between * gaps[j] * gaps[j];
        }
      }
      case FULL -> {
        for (int i = 0; i < d; i++) {
          double scaled = between * gaps[i];
          for (int j = 0; j <= i; j++) {
            both[at] = scatter[at] + other.scatter[at] + scaled * gaps[j];
            at++;
          }
        }
      }
    }
    return new SampleMoments(
        form, count + other.count, total, squares + other.squares, moved, both);
  }

  /**
   * Number of points that have mass.
   *
   * @return n
   */
  public long count() {
    return count;
  }

  /**
   * The mass of all points.
   *
   * @return W
   */
  public double mass() {
    return mass;
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return mean.length;
  }

  /**
   * How many bytes these moments take, here and on the way to other machines.
   *
   * @return about 4d² if full, 16d if diagonal
   */
  public long bytes() {
    return (long) Double.BYTES * (mean.length + scatter.length);
  }

  /**
   * The Gaussian with the mean and the unbiased covariance of the points.
   *
   * @return N(m, Σ); Σ is zero for a single point
   * @throws InvalidInputException if there are no points
   */
  public GaussianMeasure gaussian() {
    if (count == 0) {
      throw new InvalidInputException(
          "the mean of points without mass", "Give at least one point a positive weight.");
    }
    int d = mean.length;
    double spread = mass - squares / mass;
    double scale = count > 1 && spread > SINGLE_POINT * mass ? 1 / spread : 0;
    return switch (form) {
      case DIAGONAL ->
          new GaussianMeasure(
              mean, Covariance.diagonal(Arrays.stream(scatter).map(s -> s * scale).toArray()));
      case FULL -> {
        double[] sigma = new double[Math.multiplyExact(d, d)];
        int at = 0;
        for (int i = 0; i < d; i++) {
          for (int j = 0; j <= i; j++) {
            double value = scatter[at++] * scale;
            sigma[i * d + j] = value;
            sigma[j * d + i] = value;
          }
        }
        yield new GaussianMeasure(mean, Covariance.full(d, sigma));
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SampleMoments m
        && m.form == form
        && m.count == count
        && m.mass == mass
        && m.squares == squares
        && Arrays.equals(m.mean, mean)
        && Arrays.equals(m.scatter, scatter);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + Arrays.hashCode(mean);
  }

  @Override
  public String toString() {
    return "moments of " + count + " points of " + mean.length + " features";
  }
}
