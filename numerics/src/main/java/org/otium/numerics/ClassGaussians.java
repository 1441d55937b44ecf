package org.otium.numerics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;

/**
 * The Gaussians of the classes of a dataset as variables: what the labels stand for where a flow
 * that moves them starts (DD algorithms 2 and 3). Covariances are unbiased; a class of a single
 * sample has none.
 *
 * <p>The root of a full covariance has the rows √λ_k·q_kᵀ, descending by eigenvalue λ_k and filled
 * up with zero rows. Fewer rows than the covariance has rank keep its largest eigenvalues: the best
 * approximation of that rank.
 */
public final class ClassGaussians {
  /** As many rows as the largest class needs. */
  public static final int ALL_ROWS = Integer.MAX_VALUE;

  private ClassGaussians() {}

  /**
   * A Gaussian for each class that holds mass.
   *
   * @param data labelled samples
   * @param form full or diagonal covariances
   * @param rows how many rows a root of a full covariance has at most, at least one, or {@link
   *     #ALL_ROWS}; fewer are taken where min(samples of the largest class, features) is less.
   *     Diagonal covariances ignore it
   * @param compute algebra, threads, and the memory that the family may take
   * @return the classes, ascending by id, and their Gaussians
   * @throws InvalidInputException if the family does not fit the memory budget, or if no class
   *     holds mass
   */
  public static LabelMeasures.PerClass perClass(
      LabeledDataset data, GaussianFamily.Form form, int rows, Compute compute) {
    List<ClassConditional> classes = classes(data, rows);
    requireMemory(classes.size(), rows(classes, form, rows), data.dimension(), 1, compute);
    return new LabelMeasures.PerClass(
        classes.stream().mapToInt(ClassConditional::classId).toArray(),
        fit(classes, form, rows, compute));
  }

  /**
   * A Gaussian for each sample: that of its class.
   *
   * @param data labelled samples
   * @param form full or diagonal covariances
   * @param rows as for {@link #perClass}
   * @param compute algebra, threads, and the memory that the family may take
   * @return one Gaussian a sample; samples of a class without mass get that of the first class
   * @throws InvalidInputException if the family does not fit the memory budget, or if no class
   *     holds mass
   */
  public static LabelMeasures.PerParticle perParticle(
      LabeledDataset data, GaussianFamily.Form form, int rows, Compute compute) {
    return perParticle(data, form, rows, 1, compute);
  }

  /**
   * A Gaussian for each sample, where several families of this size have to fit beside each other.
   *
   * @param data labelled samples
   * @param form full or diagonal covariances
   * @param rows as for {@link #perClass}
   * @param families how many families whoever uses this one holds at a time, itself included
   * @param compute algebra, threads, and the memory that all families together may take
   * @return one Gaussian a sample; samples of a class without mass get that of the first class
   * @throws InvalidInputException if the families do not fit the memory budget, or if no class
   *     holds mass
   */
  public static LabelMeasures.PerParticle perParticle(
      LabeledDataset data, GaussianFamily.Form form, int rows, int families, Compute compute) {
    List<ClassConditional> classes = classes(data, rows);
    requireMemory(data.size(), rows(classes, form, rows), data.dimension(), families, compute);
    GaussianFamily family = fit(classes, form, rows, compute);
    int[] classOf = new int[data.size()];
    for (int c = 0; c < classes.size(); c++) {
      for (int i : classes.get(c).samples()) {
        classOf[i] = c;
      }
    }
    int r = family.rootRows();
    int[] rootRows = new int[data.size() * r];
    Arrays.setAll(rootRows, row -> classOf[row / r] * r + row % r);
    return new LabelMeasures.PerParticle(
        new GaussianFamily(
            form, family.means().selectRows(classOf), family.roots().selectRows(rootRows)));
  }

  private static List<ClassConditional> classes(LabeledDataset data, int rows) {
    if (rows < 1) {
      throw new InvalidInputException(
          "roots of " + rows + " rows", "Keep at least one row of the root of a covariance.");
    }
    List<ClassConditional> classes = data.classConditionals();
    if (classes.isEmpty()) {
      throw new InvalidInputException(
          "'" + data.name() + "' has no class that holds mass", "Give it labelled samples.");
    }
    return classes;
  }

  private static int rows(List<ClassConditional> classes, GaussianFamily.Form form, int atMost) {
    return switch (form) {
      case DIAGONAL -> 1;
      case FULL -> {
        int largest = classes.stream().mapToInt(c -> c.measure().size()).max().orElseThrow();
        yield Math.min(atMost, Math.min(largest, classes.get(0).measure().dimension()));
      }
    };
  }

  private static void requireMemory(int gaussians, int rows, int d, int families, Compute compute) {
    double values = (double) gaussians * d;
    // a mean beside the rows of the root
    double bytes = families * values * (rows + 1) * Float.BYTES;
    if (bytes > compute.memoryBudget() || values * rows > Integer.MAX_VALUE - 8) {
      double fit =
          Math.min(
              compute.memoryBudget() / (families * values * Float.BYTES) - 1,
              (Integer.MAX_VALUE - 8) / values);
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%d Gaussians on %d features with roots of %d rows take %.1f GB%s, more than the memory budget of %.1f GB or than an array",
              gaussians,
              d,
              rows,
              bytes / 1e9,
              families == 1 ? "" : " in " + families + " copies",
              compute.memoryBudget() / 1e9),
          fit >= 1
              ? "Use diagonal covariances, or low-rank ones of a rank of at most "
                  + (long) fit
                  + "."
              : "Use fewer samples, with diagonal covariances if there are many features.");
    }
  }

  private static GaussianFamily fit(
      List<ClassConditional> classes, GaussianFamily.Form form, int atMost, Compute compute) {
    int k = classes.size();
    int d = classes.get(0).measure().dimension();
    int r = rows(classes, form, atMost);
    float[] means = new float[k * d];
    float[] roots = new float[k * r * d];
    ParallelLoop.run(
        compute.threads(),
        0,
        k,
        1,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            SampleGaussian fitted =
                SampleGaussian.of(classes.get(c).measure(), compute.linearAlgebra());
            copy(fitted.sharedMean(), means, c * d);
            switch (form) {
              case DIAGONAL -> copy(fitted.deviations(), roots, c * d);
              case FULL -> copy(root(fitted, r, compute.linearAlgebra()), roots, c * r * d);
            }
          }
        });
    return new GaussianFamily(form, Matrix.wrap(k, d, means), Matrix.wrap(k * r, d, roots));
  }

  /** √λ·qᵀ of the largest eigenvalues, at most {@code atMost} of them. */
  private static double[] root(SampleGaussian fitted, int atMost, LinearAlgebra algebra) {
    int n = fitted.factorRows();
    int d = fitted.dimension();
    if (n == 0) {
      return new double[0];
    }
    double[] factor = fitted.sharedFactor();
    double[] gram = new double[n * n];
    algebra.gemm(
        Transpose.NO, Transpose.YES, n, n, d, 1.0, factor, 0, d, factor, 0, d, 0.0, gram, 0, n);
    Eigen eigen = algebra.symmetricEigen(gram, n);
    int kept = 0;
    double smallest = SampleGaussian.RANK_TOLERANCE * eigen.values()[n - 1];
    while (kept < Math.min(atMost, n) && eigen.values()[n - 1 - kept] > smallest) {
      kept++;
    }
    // QᵀA has the rows √λ·qᵀ
    double[] descending = new double[n * kept];
    for (int i = 0; i < n; i++) {
      for (int e = 0; e < kept; e++) {
        descending[i * kept + e] = eigen.vectors()[i * n + n - 1 - e];
      }
    }
    double[] root = new double[kept * d];
    algebra.gemm(
        Transpose.YES,
        Transpose.NO,
        kept,
        d,
        n,
        1.0,
        descending,
        0,
        kept,
        factor,
        0,
        d,
        0.0,
        root,
        0,
        d);
    return root;
  }

  private static void copy(double[] from, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] = (float) from[i];
    }
  }
}
