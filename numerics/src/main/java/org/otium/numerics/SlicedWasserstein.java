package org.otium.numerics;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * Sliced Wasserstein distances between discrete measures of any sizes and masses (WoW, "Synthetic
 * Data"; Rabin et al. 2011, Bonneel et al. 2015). For distances that are wanted again and again for
 * moving points see {@link SlicedFamily}, which this stands on, and which tells the accuracy.
 */
public final class SlicedWasserstein {
  private final Compute compute;

  /**
   * Makes it for a machine.
   *
   * @param compute matrix products, threads and memory for projections
   */
  public SlicedWasserstein(Compute compute) {
    this.compute = compute;
  }

  /**
   * SW₂²(μ, ν), the mean of W₂² over the directions.
   *
   * @param a μ, a probability measure
   * @param b ν, a probability measure in the same space
   * @param directions along which to project
   * @return SW₂² ≥ 0, in squared feature units
   * @throws InvalidInputException if dimensions differ or a point is not finite
   */
  public double squared(DiscreteMeasure a, DiscreteMeasure b, SlicedDirections directions) {
    return between(SlicedOrder.TWO, List.of(a), List.of(b), directions).values()[0][0];
  }

  /**
   * W_p^p of the projections of two measures along each direction.
   *
   * @param order p
   * @param a μ, a probability measure
   * @param b ν, a probability measure in the same space
   * @param directions along which to project
   * @return L values ≥ 0, whose mean is SW_p^p
   * @throws InvalidInputException if dimensions differ or a point is not finite
   */
  public double[] perDirection(
      SlicedOrder order, DiscreteMeasure a, DiscreteMeasure b, SlicedDirections directions) {
    return family(List.of(a), List.of(b), directions).perDirection(order, 0, 1);
  }

  /**
   * SW_p^p between all pairs of measures of one list.
   *
   * @param order p
   * @param measures at least one probability measure, all in one space
   * @param directions along which to project
   * @return a symmetric matrix with zeros on its diagonal, a new array
   * @throws InvalidInputException if dimensions differ or a point is not finite
   */
  public double[][] among(
      SlicedOrder order, List<DiscreteMeasure> measures, SlicedDirections directions) {
    return family(measures, List.of(), directions).distances(order);
  }

  /**
   * SW_p^p between the measures of two lists.
   *
   * @param order p
   * @param a at least one probability measure
   * @param b probability measures in the same space
   * @param directions along which to project
   * @return the distances, with their gradient; it keeps the projections in memory
   * @throws InvalidInputException if dimensions differ or a point is not finite
   */
  public Distances between(
      SlicedOrder order,
      List<DiscreteMeasure> a,
      List<DiscreteMeasure> b,
      SlicedDirections directions) {
    return new Distances(order, a, b.size(), family(a, b, directions));
  }

  private SlicedFamily family(
      List<DiscreteMeasure> moving, List<DiscreteMeasure> fixed, SlicedDirections directions) {
    int d = directions.dimension();
    List<Weights> movingMasses = moving.stream().map(DiscreteMeasure::weights).toList();
    List<Weights> fixedMasses = fixed.stream().map(DiscreteMeasure::weights).toList();
    SlicedFamily family =
        new SlicedFamily(compute, movingMasses, fixedMasses, d, directions.count());
    family.project(stacked(moving, d), stacked(fixed, d), directions);
    return family;
  }

  private static Matrix stacked(List<DiscreteMeasure> measures, int d) {
    long rows = 0;
    for (DiscreteMeasure measure : measures) {
      if (measure.dimension() != d) {
        throw new InvalidInputException(
            "points in dimension " + measure.dimension() + ", directions in dimension " + d,
            "Compare measures in one space, along directions of that space.");
      }
      rows += measure.size();
    }
    if (measures.size() == 1) {
      return measures.getFirst().points();
    }
    float[] values = new float[Math.toIntExact(rows * d)];
    int at = 0;
    for (DiscreteMeasure measure : measures) {
      float[] points = measure.points().array();
      System.arraycopy(points, 0, values, at, points.length);
      at += points.length;
    }
    return Matrix.wrap(Math.toIntExact(rows), d, values);
  }

  /** Sliced distances between two lists of measures, and their gradient. Not thread-safe. */
  public static final class Distances {
    private final SlicedOrder order;
    private final List<DiscreteMeasure> moving;
    private final int fixed;
    private final SlicedFamily family;
    private final double[][] values;

    private Distances(
        SlicedOrder order, List<DiscreteMeasure> moving, int fixed, SlicedFamily family) {
      this.order = order;
      this.moving = List.copyOf(moving);
      this.fixed = fixed;
      this.family = family;
      this.values = family.distancesToFixed(order);
    }

    /**
     * The distances.
     *
     * @return SW_p^p(a_k, b_l), one row a measure of the first list, a new array
     */
    public double[][] values() {
      double[][] copy = new double[values.length][];
      for (int k = 0; k < copy.length; k++) {
        copy[k] = values[k].clone();
      }
      return copy;
    }

    /**
     * The gradient of Σ_kl c_kl·SW_p^p(a_k, b_l) with respect to the points of the first list's
     * measures, the second list's fixed. Euclidean: not divided by the points' masses.
     *
     * @param c finite, one a pair
     * @return one matrix a measure of the first list, its points × d
     * @throws InvalidInputException if a coefficient is not finite
     */
    public List<Matrix> gradient(double[][] c) {
      int p = moving.size();
      double[][] all = new double[p + fixed][p + fixed];
      int rows = 0;
      for (int k = 0; k < p; k++) {
        System.arraycopy(c[k], 0, all[k], p, fixed);
        rows += moving.get(k).size();
      }
      int d = moving.getFirst().dimension();
      float[] stacked = new float[rows * d];
      family.gradient(order, all, stacked);
      List<Matrix> gradients = new ArrayList<>(p);
      int at = 0;
      for (DiscreteMeasure measure : moving) {
        float[] own = new float[measure.size() * d];
        System.arraycopy(stacked, at, own, 0, own.length);
        gradients.add(Matrix.wrap(measure.size(), d, own));
        at += own.length;
      }
      return List.copyOf(gradients);
    }
  }
}
