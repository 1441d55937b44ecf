package org.otium.numerics;

/** One row of a cost, in the precision that the kernel at work reads. */
final class CostRow {
  /** Where the row lies; one of the two. */
  float[] floats = {};

  double[] doubles = {};

  /** Where it begins. */
  int offset;

  void set(float[] array, int at) {
    floats = array;
    offset = at;
  }

  void set(double[] array, int at) {
    doubles = array;
    offset = at;
  }
}
