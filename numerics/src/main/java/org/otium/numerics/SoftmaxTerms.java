package org.otium.numerics;

/**
 * What a pass needs to know about the columns, prepared once a pass: the exponents of row i are
 * {@code (g_j − C_ij + f_i)/ε + log b_j}.
 *
 * <p>In float32 a potential is split into its float {@code high} and the rest, which is kept in
 * units of ε, where it is small and exact enough.
 */
final class SoftmaxTerms {
  /** Stands for log 0 where an infinity would make NaN out of infinity minus infinity. */
  static final float NO_MASS = -1e30f;

  private static final double LOG2_E = 1 / Math.log(2);

  final int columns;
  final float[] high;

  /** log₂ b_j plus what {@code high} misses of g_j/ε, in base 2. */
  final float[] low;

  final double[] g;
  final double[] logB;

  /** log₂(e)/ε. */
  final double perEpsilon;

  final double epsilon;

  private SoftmaxTerms(int columns, int padded, double epsilon, double[] g, double[] logB) {
    this.columns = columns;
    this.high = new float[padded];
    this.low = new float[padded];
    this.epsilon = epsilon;
    this.perEpsilon = LOG2_E / epsilon;
    this.g = g;
    this.logB = logB;
  }

  static SoftmaxTerms of(double epsilon, double[] g, double[] logB, int padded) {
    SoftmaxTerms t = new SoftmaxTerms(g.length, padded, epsilon, g, logB);
    for (int j = 0; j < g.length; j++) {
      t.high[j] = (float) g[j];
      t.low[j] =
          logB[j] == Double.NEGATIVE_INFINITY
              ? NO_MASS
              : (float) (LOG2_E * logB[j] + (g[j] - t.high[j]) * t.perEpsilon);
    }
    for (int j = g.length; j < padded; j++) {
      t.low[j] = NO_MASS;
    }
    return t;
  }

  /** What the float of a row potential misses, in base 2 and units of ε. */
  float lowPart(double f) {
    return (float) ((f - (float) f) * perEpsilon);
  }
}
