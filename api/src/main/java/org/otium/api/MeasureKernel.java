package org.otium.api;

import java.util.List;

/** A kernel K(μ, ν) between probability measures on feature space (WoW). */
public interface MeasureKernel {
  /**
   * The kernel between all pairs of measures.
   *
   * @param a p measures
   * @param b q measures in the same space
   * @param seed decides random directions, where there are any
   * @return p × q values
   */
  double[][] between(List<DiscreteMeasure> a, List<DiscreteMeasure> b, long seed);
}
