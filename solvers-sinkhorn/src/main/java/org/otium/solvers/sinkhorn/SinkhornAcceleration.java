package org.otium.solvers.sinkhorn;

/** What is done where plain updates converge slowly. */
public enum SinkhornAcceleration {
  /**
   * Newton steps on the dual with the large entries of the plan (Tang et al. 2024, "Accelerating
   * Sinkhorn algorithm with sparse Newton iterations"), and over-relaxation while the plan has too
   * many large entries.
   */
  NEWTON,
  /** Over-relaxed updates at a rate found while iterating (Lehmann et al. 2021). */
  OVER_RELAXATION,
  /** Plain updates. */
  NONE
}
