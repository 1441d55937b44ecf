package org.otium.numerics;

import org.otium.api.LinearAlgebra.Eigen;

/**
 * A root of a covariance Σ = LᵀL with the rows √λ_k·q_kᵀ, eigenvalues below {@link
 * SampleGaussian#RANK_TOLERANCE} of the largest left out.
 *
 * @param rows L, rank×d, row-major, ascending by eigenvalue
 * @param eigenvalues λ
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record CovarianceRoot(double[] rows, double[] eigenvalues) {
  static CovarianceRoot of(Eigen eigen) {
    int d = eigen.values().length;
    double largest = d == 0 ? 0 : Math.max(0, eigen.values()[d - 1]);
    int first = 0;
    while (first < d && !(eigen.values()[first] > SampleGaussian.RANK_TOLERANCE * largest)) {
      first++;
    }
    int rank = d - first;
    double[] values = new double[rank];
    double[] rows = new double[rank * d];
    for (int k = 0; k < rank; k++) {
      values[k] = eigen.values()[first + k];
      double root = Math.sqrt(values[k]);
      for (int j = 0; j < d; j++) {
        rows[k * d + j] = root * eigen.vectors()[j * d + first + k];
      }
    }
    return new CovarianceRoot(rows, values);
  }

  int rank() {
    return eigenvalues.length;
  }
}
