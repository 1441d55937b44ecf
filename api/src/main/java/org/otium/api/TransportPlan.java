package org.otium.api;

/**
 * A coupling π of n and m points. It need not be stored: large entropic plans are computed from the
 * potentials.
 */
public interface TransportPlan {
  /**
   * Number of source points.
   *
   * @return n
   */
  int rows();

  /**
   * Number of target points.
   *
   * @return m
   */
  int columns();

  /**
   * How much mass goes from one point to another.
   *
   * @param i source point
   * @param j target point
   * @return π_ij
   */
  double mass(int i, int j);

  /**
   * Σ_j π_ij.
   *
   * @return n row sums
   */
  double[] rowSums();

  /**
   * Σ_i π_ij.
   *
   * @return m column sums
   */
  double[] columnSums();

  /**
   * The product π·V, not divided by the row sums.
   *
   * @param values m×k
   * @return n×k
   */
  Matrix applyTo(Matrix values);

  /**
   * The barycentric projection T(x_i) = Σ_j π_ij y_j / Σ_j π_ij (GG eq. 3). Rows without mass get
   * zeros.
   *
   * @param targets m×d
   * @return n×d
   */
  Matrix barycentricProjection(Matrix targets);

  /**
   * The plan summed over groups of rows and columns, for instance classes.
   *
   * @param rowGroup the group of each row, in [0, rowGroups)
   * @param rowGroups number of row groups
   * @param columnGroup the group of each column, in [0, columnGroups)
   * @param columnGroups number of column groups
   * @return rowGroups × columnGroups masses
   */
  double[][] aggregate(int[] rowGroup, int rowGroups, int[] columnGroup, int columnGroups);

  /**
   * The column that gets most of each row; the lowest wins a tie.
   *
   * @return n column indices
   */
  int[] rowArgmax();

  /**
   * The whole plan, stored.
   *
   * @return n×m
   * @throws OtiumException if it does not fit the memory budget
   */
  Matrix toMatrix();
}
