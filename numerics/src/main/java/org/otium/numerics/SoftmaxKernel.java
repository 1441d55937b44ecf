package org.otium.numerics;

/**
 * The arithmetic of one cost row: {@code w_j = b_j exp((f + g_j − C_j)/ε)}. There is one kernel in
 * SIMD floats, one in SIMD doubles and one in scalar doubles, and they agree up to rounding.
 */
interface SoftmaxKernel {
  /** Scratch memory of one thread. */
  interface Scratch {
    /** Σ_j w_j C_j of the weights computed last. */
    double costOfWeights(CostRow cost);

    /** Adds {@code scale · w} to the columns summed so far. */
    void addToColumns(double scale);

    /** Adds the columns summed so far to {@code out} and forgets them. */
    void drainColumns(double[] out);

    /** Appends the {@code scale · w} of the weights that are larger than {@code least}. */
    void collect(double scale, float least, SoftmaxEntries out);

    /** Writes {@code scale · w} into a row of a plan. */
    void writePlanRow(double scale, float[] out, int offset);
  }

  /** Whether it reads the doubles of a row, not the floats. */
  boolean readsDoubles();

  /** How long the arrays of the column terms have to be. */
  int padded(int columns);

  Scratch newScratch(int columns);

  /**
   * Computes the weights of a row into the scratch memory.
   *
   * @return Σ_j w_j, which is meaningless outside the range in which exponents are representable
   */
  double weigh(Scratch scratch, SoftmaxTerms terms, CostRow cost, double f);

  /** max_j (f + g_j − C_j)/ε + log b_j, with no limit on its size. */
  double largestExponent(SoftmaxTerms terms, CostRow cost, double f);

  /** reach_j ← max(reach_j, f − C_j). */
  void raiseReach(float[] reach, CostRow cost, double f);

  /** Smallest, largest and summed value of m costs; NaN anywhere gives a NaN sum. */
  void summarize(CostRow cost, int m, double[] minMaxSum);
}
