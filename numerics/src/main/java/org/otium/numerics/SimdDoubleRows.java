package org.otium.numerics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD twin of {@link ScalarDoubleRows}. */
final class SimdDoubleRows {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = D.length();

  private SimdDoubleRows() {}

  /** Scratch memory of one thread. */
  static double[] newLanes() {
    return new double[LANES];
  }

  /** ‖x − y‖² of d features that begin at the given places; overwrites {@code lanes}. */
  static double squaredDistance(double[] x, int xAt, double[] y, int yAt, int d, double[] lanes) {
    if (d < LANES) {
      return ScalarDoubleRows.squaredDistance(x, xAt, y, yAt, d);
    }
    DoubleVector even = DoubleVector.zero(D);
    DoubleVector odd = DoubleVector.zero(D);
    int p = 0;
    for (; p <= d - 2 * LANES; p += 2 * LANES) {
      DoubleVector first = gap(x, xAt + p, y, yAt + p);
      DoubleVector second = gap(x, xAt + p + LANES, y, yAt + p + LANES);
      even = first.fma(first, even);
      odd = second.fma(second, odd);
    }
    for (; p <= d - LANES; p += LANES) {
      DoubleVector gap = gap(x, xAt + p, y, yAt + p);
      even = gap.fma(gap, even);
    }
    even.add(odd).intoArray(lanes, 0);
    double sum = 0;
    // one order of the lanes, compiled or not
    for (double lane : lanes) {
      sum += lane;
    }
    return sum + ScalarDoubleRows.squaredDistance(x, xAt + p, y, yAt + p, d - p);
  }

  private static DoubleVector gap(double[] x, int xAt, double[] y, int yAt) {
    return DoubleVector.fromArray(D, x, xAt).sub(DoubleVector.fromArray(D, y, yAt));
  }
}
