package org.otium.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** SIMD twins of {@link ScalarCostRows}. */
final class SimdCostRows {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private SimdCostRows() {}

  /** The largest magnitude; NaN if any value is. */
  static float largest(float[] values) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int step = 2 * SPECIES.length();
    int k = 0;
    for (; k <= values.length - step; k += step) {
      even = even.max(FloatVector.fromArray(SPECIES, values, k).abs());
      odd = odd.max(FloatVector.fromArray(SPECIES, values, k + SPECIES.length()).abs());
    }
    float largest = even.max(odd).reduceLanes(VectorOperators.MAX);
    return ScalarCostRows.largest(values, k, largest);
  }

  /** out ← max(0, norm + scale·norms + out). */
  static void finish(
      float norm, float[] norms, int from, float scale, float[] out, int at, int length) {
    FloatVector own = FloatVector.broadcast(SPECIES, norm);
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    int bound = SPECIES.loopBound(length);
    for (int j = 0; j < bound; j += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, norms, from + j)
          .fma(factor, own)
          .add(FloatVector.fromArray(SPECIES, out, at + j))
          .max(0f)
          .intoArray(out, at + j);
    }
    ScalarCostRows.finish(norm, norms, from + bound, scale, out, at + bound, length - bound);
  }

  /** One row of scale·‖x − y_j‖², y stored feature by feature. */
  static void direct(
      float[] x, int xAt, float[] y, int d, int m, float scale, float[] out, int at) {
    int bound = SPECIES.loopBound(m);
    for (int j = 0; j < bound; j += SPECIES.length()) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < d; p++) {
        FloatVector gap =
            FloatVector.broadcast(SPECIES, x[xAt + p])
                .sub(FloatVector.fromArray(SPECIES, y, p * m + j));
        sum = gap.fma(gap, sum);
      }
      sum.mul(scale).intoArray(out, at + j);
    }
    for (int j = bound; j < m; j++) {
      float sum = 0;
      for (int p = 0; p < d; p++) {
        float gap = x[xAt + p] - y[p * m + j];
        sum = Math.fma(gap, gap, sum);
      }
      out[at + j] = sum * scale;
    }
  }
}
