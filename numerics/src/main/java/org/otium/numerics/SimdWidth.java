package org.otium.numerics;

import jdk.incubator.vector.DoubleVector;

/** The width of the vectors of this processor; used only where the Vector API is there. */
final class SimdWidth {
  private SimdWidth() {}

  static int bits() {
    return DoubleVector.SPECIES_PREFERRED.vectorBitSize();
  }
}
