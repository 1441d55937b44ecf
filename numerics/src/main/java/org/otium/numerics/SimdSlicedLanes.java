package org.otium.numerics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link SlicedLanes} on vectors: one direction a lane. */
final class SimdSlicedLanes implements SlicedLanes {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = FLOATS.withLanes(double.class);
  private static final int WIDTH = FLOATS.length();

  /** Whether the processor has vectors that are worth it. */
  static boolean wideEnough() {
    return FLOATS.vectorShape().vectorBitSize() >= VectorShape.S_128_BIT.vectorBitSize();
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public boolean load(float[] from, int offset, int stride, float[] to, int toOffset, int n) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector nans = zero; // 0·x is NaN where x is not finite, and stays
    for (int i = 0; i < n; i++) {
      FloatVector x = FloatVector.fromArray(FLOATS, from, offset + i * stride);
      nans = x.fma(zero, nans);
      x.intoArray(to, toOffset + i * WIDTH);
    }
    return nans.eq(0f).allTrue();
  }

  @Override
  public void sort(float[] tiles, int offset, int n) {
    SimdLaneSort.sort(tiles, offset, n);
  }

  @Override
  public void sort(float[] tiles, int offset, int[] tags, int tagOffset, int n) {
    SimdLaneSort.sort(tiles, offset, tags, tagOffset - offset, n);
  }

  @Override
  public void equalSums(
      SlicedOrder order, float[] tiles, int a, int[] b, int count, int n, double[] out) {
    // Fewer than four: the last is computed again and the copy written beyond the others.
    int b0 = b[0];
    int b1 = b[Math.min(1, count - 1)];
    int b2 = b[Math.min(2, count - 1)];
    int b3 = b[Math.min(3, count - 1)];
    for (int l = 0; l < TILES_AT_ONCE * WIDTH; l++) {
      out[l] = 0;
    }
    for (int block = 0; block < n; block += TERMS_A_FLOAT_SUM) {
      int rows = Math.min(n - block, TERMS_A_FLOAT_SUM);
      int shift = block * WIDTH;
      if (order == SlicedOrder.TWO) {
        squares(tiles, a + shift, b0 + shift, b1 + shift, b2 + shift, b3 + shift, rows, out);
      } else {
        distances(tiles, a + shift, b0 + shift, b1 + shift, b2 + shift, b3 + shift, rows, out);
      }
    }
  }

  private static void squares(
      float[] tiles, int a, int b0, int b1, int b2, int b3, int n, double[] out) {
    FloatVector sum0 = FloatVector.zero(FLOATS);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int i = 0; i < n * WIDTH; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, tiles, a + i);
      FloatVector d0 = x.sub(FloatVector.fromArray(FLOATS, tiles, b0 + i));
      FloatVector d1 = x.sub(FloatVector.fromArray(FLOATS, tiles, b1 + i));
      FloatVector d2 = x.sub(FloatVector.fromArray(FLOATS, tiles, b2 + i));
      FloatVector d3 = x.sub(FloatVector.fromArray(FLOATS, tiles, b3 + i));
      sum0 = d0.fma(d0, sum0);
      sum1 = d1.fma(d1, sum1);
      sum2 = d2.fma(d2, sum2);
      sum3 = d3.fma(d3, sum3);
    }
    add(sum0, out, 0);
    add(sum1, out, WIDTH);
    add(sum2, out, 2 * WIDTH);
    add(sum3, out, 3 * WIDTH);
  }

  private static void distances(
      float[] tiles, int a, int b0, int b1, int b2, int b3, int n, double[] out) {
    FloatVector sum0 = FloatVector.zero(FLOATS);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int i = 0; i < n * WIDTH; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, tiles, a + i);
      sum0 = sum0.add(x.sub(FloatVector.fromArray(FLOATS, tiles, b0 + i)).abs());
      sum1 = sum1.add(x.sub(FloatVector.fromArray(FLOATS, tiles, b1 + i)).abs());
      sum2 = sum2.add(x.sub(FloatVector.fromArray(FLOATS, tiles, b2 + i)).abs());
      sum3 = sum3.add(x.sub(FloatVector.fromArray(FLOATS, tiles, b3 + i)).abs());
    }
    add(sum0, out, 0);
    add(sum1, out, WIDTH);
    add(sum2, out, 2 * WIDTH);
    add(sum3, out, 3 * WIDTH);
  }

  private static void add(FloatVector sum, double[] out, int at) {
    int half = WIDTH / 2;
    addHalf((DoubleVector) sum.convertShape(VectorOperators.F2D, DOUBLES, 0), out, at);
    addHalf((DoubleVector) sum.convertShape(VectorOperators.F2D, DOUBLES, 1), out, at + half);
  }

  private static void addHalf(DoubleVector sum, double[] out, int at) {
    sum.add(DoubleVector.fromArray(DOUBLES, out, at)).intoArray(out, at);
  }

  @Override
  public void segmentSums(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, double[] out) {
    int[] rowsA = segments.rowsA();
    int[] rowsB = segments.rowsB();
    int[] units = segments.units();
    for (int l = 0; l < WIDTH; l++) {
      out[l] = 0;
    }
    for (int block = 0; block < segments.count(); block += TERMS_A_FLOAT_SUM) {
      int end = Math.min(segments.count(), block + TERMS_A_FLOAT_SUM);
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int q = block; q < end; q++) {
        FloatVector x =
            FloatVector.fromArray(FLOATS, tiles, a + rowsA[q] * WIDTH)
                .sub(FloatVector.fromArray(FLOATS, tiles, b + rowsB[q] * WIDTH));
        FloatVector u = FloatVector.broadcast(FLOATS, (float) units[q]);
        sum = order == SlicedOrder.TWO ? x.mul(u).fma(x, sum) : x.abs().fma(u, sum);
      }
      add(sum, out, 0);
    }
  }

  @Override
  public void equalGradient(
      SlicedOrder order, float[] tiles, int a, int[] b, float[] c, int count, int n, float[] g) {
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = 0; i < n * WIDTH; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, tiles, a + i);
      FloatVector sum = zero;
      for (int q = 0; q < count; q++) {
        FloatVector y = FloatVector.fromArray(FLOATS, tiles, b[q] + i);
        FloatVector scale = FloatVector.broadcast(FLOATS, c[q]);
        sum = order == SlicedOrder.TWO ? x.sub(y).fma(scale, sum) : addSigned(sum, x, y, scale);
      }
      sum.intoArray(g, i);
    }
  }

  private static FloatVector addSigned(
      FloatVector sum, FloatVector x, FloatVector y, FloatVector scale) {
    return sum.add(scale, y.lt(x)).sub(scale, x.lt(y));
  }

  @Override
  public void segmentGradient(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, float c, float[] g) {
    int[] rowsA = segments.rowsA();
    int[] rowsB = segments.rowsB();
    int[] units = segments.units();
    for (int q = 0; q < segments.count(); q++) {
      int row = rowsA[q] * WIDTH;
      FloatVector x = FloatVector.fromArray(FLOATS, tiles, a + row);
      FloatVector y = FloatVector.fromArray(FLOATS, tiles, b + rowsB[q] * WIDTH);
      FloatVector scale = FloatVector.broadcast(FLOATS, c * units[q]);
      FloatVector sum = FloatVector.fromArray(FLOATS, g, row);
      sum = order == SlicedOrder.TWO ? x.sub(y).fma(scale, sum) : addSigned(sum, x, y, scale);
      sum.intoArray(g, row);
    }
  }
}
