package org.otium.functionals.wow;

import java.util.List;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.Weights;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;
import org.otium.numerics.SlicedOrder;

/**
 * Kernels of the sliced Wasserstein distance (WoW, "Synthetic Data"; Kolouri et al. 2016), with
 * SW_p^p(μ, ν) = (1/L)·Σ_l W_p^p(θ_l♯μ, θ_l♯ν) for measures of any sizes and masses. SW₂² and SW₁
 * are conditionally negative definite, hence these are (conditionally) positive definite for every
 * choice of directions.
 *
 * <p>The gradient is in closed form, by the chain rule through SW_p^p. SW₂ has no derivative where
 * two measures coincide: the Riesz kernel is smoothed there (see {@link #riesz}), so that the
 * gradient is finite everywhere, and zero for measures that are equal. SW₁ has a kink wherever
 * quantiles meet: there the Laplace kernel has one of its subgradients, zero for equal measures.
 */
public final class SlicedKernel implements MeasureKernel {
  private final KernelProfile profile;
  private final SlicedOrder order;
  private final int directions;
  private final Optional<SlicedDirections> given;
  private final Compute compute;

  private SlicedKernel(
      KernelProfile profile,
      SlicedOrder order,
      int directions,
      Optional<SlicedDirections> given,
      Compute compute) {
    this.profile = profile;
    this.order = order;
    this.directions = directions;
    this.given = given;
    this.compute = compute;
    if (directions < 1) {
      throw new InvalidInputException(
          directions + " directions", "Slice along at least one direction.");
    }
  }

  /**
   * The Riesz kernel −SW₂^r, smoothed near 0 to −s·(s + δ²)^(r/2 − 1) with s = SW₂²: it differs
   * from −SW₂^r by a part δ²/SW₂² of it.
   *
   * @param settings r, δ and the number of directions
   * @param compute matrix products, threads and memory for projections
   * @return the kernel
   */
  public static SlicedKernel riesz(RieszSwSettings settings, Compute compute) {
    return new SlicedKernel(
        new KernelProfile.Riesz(settings.exponent(), settings.smoothing()),
        SlicedOrder.TWO,
        settings.directions(),
        Optional.empty(),
        compute);
  }

  /**
   * The Gaussian kernel exp(−SW₂²/2h).
   *
   * @param settings h and the number of directions
   * @param compute matrix products, threads and memory for projections
   * @return the kernel
   */
  public static SlicedKernel gaussian(GaussianSwSettings settings, Compute compute) {
    return new SlicedKernel(
        new KernelProfile.Gaussian(settings.bandwidth()),
        SlicedOrder.TWO,
        settings.directions(),
        Optional.empty(),
        compute);
  }

  /**
   * The Laplace kernel exp(−SW₁/h).
   *
   * @param settings h and the number of directions
   * @param compute matrix products, threads and memory for projections
   * @return the kernel
   */
  public static SlicedKernel laplace(LaplaceSwSettings settings, Compute compute) {
    return new SlicedKernel(
        new KernelProfile.Laplace(settings.bandwidth()),
        SlicedOrder.ONE,
        settings.directions(),
        Optional.empty(),
        compute);
  }

  /**
   * The inverse multiquadric kernel (h + SW₂²)^−½.
   *
   * @param settings h and the number of directions
   * @param compute matrix products, threads and memory for projections
   * @return the kernel
   */
  public static SlicedKernel inverseMultiquadric(ImqSwSettings settings, Compute compute) {
    return new SlicedKernel(
        new KernelProfile.InverseMultiquadric(settings.bandwidth()),
        SlicedOrder.TWO,
        settings.directions(),
        Optional.empty(),
        compute);
  }

  /**
   * The same kernel along given directions instead of random ones.
   *
   * @param matrix L×d, one direction of length one a row
   * @return a kernel that no seed changes
   * @throws InvalidInputException if there is no direction, or one is not of length one
   */
  public SlicedKernel along(Matrix matrix) {
    SlicedDirections directionsGiven = new SlicedDirections(matrix);
    return new SlicedKernel(profile, order, matrix.rows(), Optional.of(directionsGiven), compute);
  }

  @Override
  public Family family(List<Weights> moving, List<Weights> fixed, int dimension) {
    return new Sliced(
        dimension, moving.size(), new SlicedFamily(compute, moving, fixed, dimension, directions));
  }

  /** Whether directions are drawn; they are not where they were given. */
  @Override
  public boolean isRandom() {
    return given.isEmpty();
  }

  private final class Sliced implements Family {
    private final int dimension;
    private final int moving;
    private final SlicedFamily family;
    private double[][] distances = {};

    Sliced(int dimension, int moving, SlicedFamily family) {
      this.dimension = dimension;
      this.moving = moving;
      this.family = family;
    }

    @Override
    public void place(Matrix points, Matrix fixed, long seed) {
      SlicedDirections along =
          given.orElseGet(
              () -> SlicedDirections.uniform(directions, dimension, seed, compute.threads()));
      family.project(points, fixed, along);
      distances = family.distances(order);
    }

    @Override
    public double[][] values() {
      double[][] values = new double[distances.length][distances.length];
      for (int k = 0; k < values.length; k++) {
        for (int m = 0; m < values.length; m++) {
          values[k][m] = profile.value(distances[k][m]);
        }
      }
      return values;
    }

    @Override
    public void gradient(double[][] c, float[] out) {
      double[][] chained = new double[distances.length][distances.length];
      for (int k = 0; k < chained.length; k++) {
        for (int m = 0; m < chained.length; m++) {
          // Only pairs with a moving measure have a gradient, and none with itself.
          boolean counts = k != m && (k < moving || m < moving);
          chained[k][m] = counts ? c[k][m] * profile.slope(distances[k][m]) : 0;
        }
      }
      family.gradient(order, chained, out);
    }
  }
}
