package org.otium.flows;

import org.otium.api.GaussianFamily;
import org.otium.numerics.ClassGaussians;

/** Which covariances the Gaussians of labels have. */
public enum LabelCovariance {
  /** All of it: roots of min(samples of the largest class, features) rows. */
  FULL,
  /** The variances of the features alone. */
  DIAGONAL,
  /** The largest eigenvalues: roots of a few rows. */
  LOW_RANK;

  GaussianFamily.Form form() {
    return this == DIAGONAL ? GaussianFamily.Form.DIAGONAL : GaussianFamily.Form.FULL;
  }

  /** How many rows a root has at most. */
  int rows(int rank) {
    return this == LOW_RANK ? rank : ClassGaussians.ALL_ROWS;
  }
}
