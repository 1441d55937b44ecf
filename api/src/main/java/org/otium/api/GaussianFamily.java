package org.otium.api;

/**
 * k Gaussians on ℝᵈ that stand for labels, as the variables of a flow: means, and a root of each
 * covariance. Σ_j = L_jᵀL_j with L_j of r×d (full, of rank r at most), or Σ_j = diag(s_j²)
 * (diagonal).
 *
 * <p>Roots instead of covariances keep every Σ_j symmetric positive semi-definite whatever step is
 * taken, and they make the plain gradient step the step along the geodesic of the Bures–Wasserstein
 * metric: with G = ∂F/∂Σ, ∂F/∂L = 2LG, and L ← L − τ·2LG gives Σ ← (I − 2τG)·Σ·(I − 2τG).
 *
 * @param form what the roots are
 * @param means k×d
 * @param roots full: the k·r rows of L_1, …, L_k; diagonal: k×d standard deviations, of any sign
 */
public record GaussianFamily(Form form, Matrix means, Matrix roots) {
  /** What the roots of the covariances are. */
  public enum Form {
    /** Σ = LᵀL with L of r×d; r &lt; d makes Σ of low rank. */
    FULL,
    /** Σ = diag(s²). */
    DIAGONAL
  }

  /** Checks the shapes. */
  public GaussianFamily {
    boolean whole =
        switch (form) {
          case FULL -> means.rows() > 0 && roots.rows() % means.rows() == 0;
          case DIAGONAL -> roots.rows() == means.rows();
        };
    if (!whole || roots.columns() != means.columns()) {
      throw new InvalidInputException(
          "roots of "
              + roots.rows()
              + "×"
              + roots.columns()
              + " for "
              + means.rows()
              + " means of dimension "
              + means.columns(),
          "Give every Gaussian equally many rows of its root, each as long as its mean.");
    }
  }

  /**
   * Number of Gaussians.
   *
   * @return k
   */
  public int size() {
    return means.rows();
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return means.columns();
  }

  /**
   * Rows of {@link #roots()} that each Gaussian has.
   *
   * @return r if full, 1 if diagonal
   */
  public int rootRows() {
    return roots.rows() / means.rows();
  }

  /**
   * One Gaussian, with its covariance multiplied out.
   *
   * @param j which
   * @return N(m_j, Σ_j)
   */
  public GaussianMeasure get(int j) {
    int d = dimension();
    double[] mean = new double[d];
    for (int c = 0; c < d; c++) {
      mean[c] = means.get(j, c);
    }
    return switch (form) {
      case DIAGONAL -> {
        double[] variances = new double[d];
        for (int c = 0; c < d; c++) {
          double s = roots.get(j, c);
          variances[c] = s * s;
        }
        yield new GaussianMeasure(mean, Covariance.diagonal(variances));
      }
      case FULL -> {
        double[] sigma = new double[Math.multiplyExact(d, d)];
        for (int row = j * rootRows(); row < (j + 1) * rootRows(); row++) {
          for (int a = 0; a < d; a++) {
            double left = roots.get(row, a);
            for (int b = 0; b < d; b++) {
              sigma[a * d + b] += left * roots.get(row, b);
            }
          }
        }
        yield new GaussianMeasure(mean, Covariance.full(d, sigma));
      }
    };
  }
}
