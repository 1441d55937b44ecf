package org.otium.numerics;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * W₂² between all pairs of two lists of Gaussians (DD §3.3), and its gradient with respect to the
 * means and roots of the first:
 *
 * <p>W₂² = ‖m₁ − m₂‖² + ‖L₁‖² + ‖L₂‖² − 2‖L₁L₂ᵀ‖_*, whose derivatives are 2(m₁ − m₂) and 2(L₁ −
 * P·L₂) with P the polar factor of L₁L₂ᵀ.
 *
 * <p>The singular values of L₁L₂ᵀ give the value; a gradient decomposes it for the pairs that have
 * a coefficient, and the products are kept for that as long as they fit a quarter of the memory
 * budget. Between roots of 64 rows and more that lie apart by at least a tenth of their traces, the
 * values come from a Gram matrix alone: what is off by then are singular values near 1e-7 of the
 * largest, by as much as they are. All other distances are exact to rounding. Directions in which
 * L₁L₂ᵀ vanishes are left out of P: where the distance has a kink, because a covariance is of low
 * rank, this is an element of its superdifferential that keeps the rank.
 */
public final class BuresDistances {
  /**
   * Coefficients up to this part of the largest of their row are left out of a gradient: plans are
   * no more exact than that, and most pairs of classes share no more mass.
   */
  private static final double NEGLIGIBLE = 1e-5;

  /** Pairs of small Gaussians that one thread takes at a time. */
  private static final int SMALL_PAIRS = 1024;

  /** Decompositions are kept up to this part of the memory budget. */
  private static final int KEPT_SHARE = 4;

  private final List<RootedGaussian> a;
  private final List<RootedGaussian> b;
  private final double[] tracesA;
  private final double[] tracesB;
  private final boolean within;
  private final Compute compute;
  private final double[][] values;

  /** One a pair; empty where decompositions are made again, because they are small or too large. */
  private final @Nullable RootProduct[] kept;

  private BuresDistances(List<RootedGaussian> a, List<RootedGaussian> b, Compute compute) {
    this.a = a;
    this.b = b;
    this.within = a.equals(b);
    this.compute = compute;
    this.tracesA = a.stream().mapToDouble(RootedGaussian::trace).toArray();
    this.tracesB = within ? tracesA : b.stream().mapToDouble(RootedGaussian::trace).toArray();
    this.kept = new @Nullable RootProduct[worthKeeping() ? a.size() * b.size() : 0];
    this.values = new double[a.size()][b.size()];
  }

  /**
   * Compares all pairs. Where both lists hold the same Gaussians every pair is compared once, so
   * the result is symmetric to the bit with zeros on the diagonal.
   *
   * @param a k Gaussians
   * @param b l Gaussians of the same dimension
   * @param compute for decompositions; what a gradient needs of all pairs is kept if together it
   *     fits a quarter of the memory budget
   * @return their distances
   * @throws InvalidInputException if the dimensions differ
   */
  public static BuresDistances between(
      List<RootedGaussian> a, List<RootedGaussian> b, Compute compute) {
    List<RootedGaussian> first = List.copyOf(a);
    List<RootedGaussian> second = List.copyOf(b);
    int d = first.isEmpty() ? 0 : first.get(0).dimension();
    requireDimension(d, first);
    requireDimension(d, second);
    BuresDistances distances = new BuresDistances(first, second, compute);
    distances.compare();
    return distances;
  }

  private static void requireDimension(int d, List<RootedGaussian> gaussians) {
    for (RootedGaussian g : gaussians) {
      if (g.dimension() != d) {
        throw new InvalidInputException(
            "a distance between Gaussians on " + d + " and on " + g.dimension() + " features",
            "Both must live in one feature space.");
      }
    }
  }

  /** Whether decompositions cost more than the memory that they take. */
  private boolean worthKeeping() {
    if ((long) a.size() * b.size() > Integer.MAX_VALUE - 8) {
      return false;
    }
    long bytes = 0;
    boolean large = false;
    for (RootedGaussian g : a) {
      for (RootedGaussian h : b) {
        large |= !SmallPolar.fits(g.rows(), h.rows());
        bytes += PolarDecomposition.bytes(g.rows(), h.rows());
        if (bytes > compute.memoryBudget() / KEPT_SHARE) {
          return false;
        }
      }
    }
    return large;
  }

  private void compare() {
    int columns = b.size();
    boolean small = true;
    for (int k = 0; small && k < a.size(); k++) {
      small = a.get(k).rows() <= SmallPolar.LARGEST;
    }
    ParallelLoop.run(
        compute.threads(),
        0,
        Math.multiplyExact(a.size(), columns),
        small ? SMALL_PAIRS : 1,
        (from, to) -> {
          Scratch scratch = new Scratch();
          for (int pair = from; pair < to; pair++) {
            int k = pair / columns;
            int l = pair % columns;
            if (!within || l < k) {
              values[k][l] = compare(k, l, scratch);
            }
          }
        });
    if (within) {
      for (int k = 0; k < columns; k++) {
        for (int l = 0; l < k; l++) {
          values[l][k] = values[k][l];
        }
      }
    }
  }

  /** What a thread works in. */
  private static final class Scratch {
    final SmallPolar polar = new SmallPolar();
    final double[] cross = new double[SmallPolar.LARGEST * SmallPolar.LARGEST];
  }

  private double compare(int k, int l, Scratch scratch) {
    RootedGaussian g = a.get(k);
    RootedGaussian h = b.get(l);
    if (g.equals(h)) {
      return 0;
    }
    double gap = 0;
    for (int j = 0; j < g.dimension(); j++) {
      double apart = g.mean()[j] - h.mean()[j];
      gap += apart * apart;
    }
    double traces = tracesA[k] + tracesB[l];
    if (g.rows() == 0 || h.rows() == 0) {
      return gap + traces;
    }
    if (SmallPolar.fits(g.rows(), h.rows())) {
      return Math.max(0, gap + traces - 2 * small(k, l, scratch));
    }
    RootProduct product = product(k, l);
    if (kept.length > 0) {
      kept[k * b.size() + l] = product;
    }
    return product.squaredDistance(gap, tracesA[k] + tracesB[l], compute.linearAlgebra());
  }

  /** The nuclear norm of a small cross matrix, its polar factor in the scratch. */
  private double small(int k, int l, Scratch scratch) {
    RootedGaussian g = a.get(k);
    RootedGaussian h = b.get(l);
    int d = g.dimension();
    for (int i = 0; i < g.rows(); i++) {
      for (int j = 0; j < h.rows(); j++) {
        double sum = 0;
        for (int c = 0; c < d; c++) {
          sum += g.root()[i * d + c] * h.root()[j * d + c];
        }
        scratch.cross[i * h.rows() + j] = sum;
      }
    }
    return scratch.polar.decompose(
        scratch.cross, g.rows(), h.rows(), PolarDecomposition.RANK_TOLERANCE * scale(k, l));
  }

  private double scale(int k, int l) {
    return Math.sqrt(tracesA[k] * tracesB[l]);
  }

  private RootProduct product(int k, int l) {
    return RootProduct.of(a.get(k), b.get(l), scale(k, l), compute.linearAlgebra());
  }

  /**
   * The distances.
   *
   * @return a copy, k×l, never negative
   */
  public double[][] squared() {
    double[][] copy = values.clone();
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values[k].clone();
    }
    return copy;
  }

  /**
   * A derivative with respect to one Gaussian of the first list.
   *
   * @param mean by its mean, d values
   * @param root by its root, rows×d
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Gradient(double[] mean, double[] root) {}

  /** Σ_l c_l, 2Σ_l c_l(m − m'_l) and Σ_l c_l·P_l·L'_l. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Pull(double total, double[] byMean, double[] byRoot) {}

  /**
   * The gradient of Σ_kl c_kl·W₂²(a_k, b_l) with respect to the means and roots of the first list,
   * the second fixed.
   *
   * @param coefficients c, k×l; those up to 1e-5 of the largest of their row are left out, as are
   *     pairs of one and the same Gaussian, whose gradient is zero
   * @return one derivative a Gaussian of the first list
   */
  public List<Gradient> gradient(double[][] coefficients) {
    prepare(coefficients);
    Gradient[] out = new Gradient[a.size()];
    ParallelLoop.run(
        compute.threads(),
        0,
        out.length,
        1,
        (from, to) -> {
          Scratch scratch = new Scratch();
          for (int k = from; k < to; k++) {
            Pull pull = pull(k, coefficients[k], scratch);
            double[] own = a.get(k).root();
            double[] root = pull.byRoot();
            for (int i = 0; i < root.length; i++) {
              root[i] = 2 * (pull.total() * own[i] - root[i]);
            }
            out[k] = new Gradient(pull.byMean(), root);
          }
        });
    return List.of(out);
  }

  Pull pull(int k, double[] coefficients) {
    return pull(k, coefficients, new Scratch());
  }

  void requireCoefficients(double[][] coefficients) {
    if (coefficients.length != a.size()) {
      throw new InvalidInputException(
          coefficients.length + " rows of coefficients for " + a.size() + " Gaussians",
          "Give one row a Gaussian of the first list.");
    }
    for (double[] row : coefficients) {
      if (row.length != b.size()) {
        throw new InvalidInputException(
            row.length + " coefficients for " + b.size() + " Gaussians",
            "Give one column a Gaussian of the second list.");
      }
    }
  }

  /**
   * Decomposes what a gradient with these coefficients is made of: pair by pair, because the pairs
   * that count may all belong to a few Gaussians.
   */
  void prepare(double[][] coefficients) {
    requireCoefficients(coefficients);
    if (kept.length == 0) {
      return;
    }
    int columns = b.size();
    boolean[] wanted = new boolean[kept.length];
    for (int k = 0; k < a.size(); k++) {
      double negligible = negligible(coefficients[k]);
      for (int l = 0; l < columns; l++) {
        if (Math.abs(coefficients[k][l]) > negligible) {
          wanted[within && l > k ? l * columns + k : k * columns + l] = true;
        }
      }
    }
    RootProduct[] products =
        IntStream.range(0, kept.length)
            .filter(pair -> wanted[pair])
            .mapToObj(pair -> kept[pair])
            .filter(Objects::nonNull)
            .toArray(RootProduct[]::new);
    ParallelLoop.run(
        compute.threads(),
        0,
        products.length,
        1,
        (from, to) -> {
          for (int p = from; p < to; p++) {
            products[p].decomposed(compute.linearAlgebra());
          }
        });
  }

  private static double negligible(double[] coefficients) {
    double largest = 0;
    for (double c : coefficients) {
      largest = Math.max(largest, Math.abs(c));
    }
    return NEGLIGIBLE * largest;
  }

  private Pull pull(int k, double[] coefficients, Scratch scratch) {
    RootedGaussian g = a.get(k);
    int d = g.dimension();
    double total = 0;
    double[] byMean = new double[d];
    double[] byRoot = new double[g.rows() * d];
    double negligible = negligible(coefficients);
    for (int l = 0; l < b.size(); l++) {
      double c = coefficients[l];
      RootedGaussian h = b.get(l);
      // A Gaussian is nearest to itself: the gradient there is zero.
      if (g.equals(h) || Math.abs(c) <= negligible) {
        continue;
      }
      total += c;
      for (int j = 0; j < d; j++) {
        byMean[j] += 2 * c * (g.mean()[j] - h.mean()[j]);
      }
      if (g.rows() == 0 || h.rows() == 0) {
        continue;
      }
      if (SmallPolar.fits(g.rows(), h.rows())) {
        small(k, l, scratch);
        addSmall(c, scratch.cross, h, g.rows(), byRoot);
      } else {
        addPolar(c, k, l, byRoot);
      }
    }
    return new Pull(total, byMean, byRoot);
  }

  private static void addSmall(double c, double[] polar, RootedGaussian h, int rows, double[] out) {
    int d = h.dimension();
    for (int i = 0; i < rows; i++) {
      for (int s = 0; s < h.rows(); s++) {
        double factor = c * polar[i * h.rows() + s];
        for (int j = 0; j < d; j++) {
          out[i * d + j] += factor * h.root()[s * d + j];
        }
      }
    }
  }

  /** out += c·P·L'. Within a list P_kl = P_lkᵀ, and only one of them is decomposed. */
  private void addPolar(double c, int k, int l, double[] out) {
    boolean turned = within && l > k;
    int row = turned ? l : k;
    int column = turned ? k : l;
    RootProduct known = kept.length > 0 ? kept[row * b.size() + column] : null;
    RootProduct product = known != null ? known : product(row, column);
    LinearAlgebra algebra = compute.linearAlgebra();
    PolarDecomposition decomposition = product.decomposed(algebra);
    RootedGaussian h = b.get(l);
    int r = a.get(k).rows();
    int s = h.rows();
    int d = h.dimension();
    algebra.gemm(
        turned ? Transpose.YES : Transpose.NO,
        Transpose.NO,
        r,
        d,
        s,
        c,
        decomposition.polarFactor(algebra),
        0,
        turned ? r : s,
        h.root(),
        0,
        d,
        1.0,
        out,
        0,
        d);
  }
}
