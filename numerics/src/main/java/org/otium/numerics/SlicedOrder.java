package org.otium.numerics;

/** The order p of a sliced Wasserstein distance. */
public enum SlicedOrder {
  /** SW₁: the mean distance |q_μ − q_ν| between quantiles. Its gradient holds signs. */
  ONE,
  /** SW₂², the square: the mean of |q_μ − q_ν|². */
  TWO
}
