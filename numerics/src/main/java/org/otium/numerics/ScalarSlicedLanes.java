package org.otium.numerics;

import java.util.Arrays;

/** The loops of {@link SlicedLanes} in plain Java. */
final class ScalarSlicedLanes implements SlicedLanes {
  private static final int WIDTH = 16;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public boolean load(float[] from, int offset, int stride, float[] to, int toOffset, int n) {
    boolean finite = true;
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < WIDTH; l++) {
        float value = from[offset + i * stride + l];
        finite &= Float.isFinite(value);
        to[toOffset + i * WIDTH + l] = value;
      }
    }
    return finite;
  }

  @Override
  public void sort(float[] tiles, int offset, int n) {
    float[] lane = new float[n];
    for (int l = 0; l < WIDTH; l++) {
      for (int i = 0; i < n; i++) {
        lane[i] = tiles[offset + i * WIDTH + l];
      }
      Arrays.sort(lane);
      for (int i = 0; i < n; i++) {
        tiles[offset + i * WIDTH + l] = lane[i];
      }
    }
  }

  @Override
  public void sort(float[] tiles, int offset, int[] tags, int tagOffset, int n) {
    // A key in the order of the values above the row that it came from: sorting numbers of the
    // language beats sorting with a comparator by far.
    long[] packed = new long[n];
    int[] oldTags = new int[n];
    for (int l = 0; l < WIDTH; l++) {
      for (int i = 0; i < n; i++) {
        int bits = Float.floatToRawIntBits(tiles[offset + i * WIDTH + l]);
        packed[i] = ((long) ordered(bits) << Integer.SIZE) | i;
        oldTags[i] = tags[tagOffset + i * WIDTH + l];
      }
      Arrays.sort(packed);
      for (int i = 0; i < n; i++) {
        int bits = ordered((int) (packed[i] >> Integer.SIZE));
        tiles[offset + i * WIDTH + l] = Float.intBitsToFloat(bits);
        tags[tagOffset + i * WIDTH + l] = oldTags[(int) packed[i]];
      }
    }
  }

  /** Maps the bits of floats to integers of the same order, and back. */
  private static int ordered(int bits) {
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  @Override
  public void equalSums(
      SlicedOrder order, float[] tiles, int a, int[] b, int count, int n, double[] out) {
    for (int q = 0; q < count; q++) {
      for (int l = 0; l < WIDTH; l++) {
        double total = 0;
        for (int block = 0; block < n; block += TERMS_A_FLOAT_SUM) {
          int end = Math.min(n, block + TERMS_A_FLOAT_SUM);
          float sum = 0;
          for (int i = block; i < end; i++) {
            float x = tiles[a + i * WIDTH + l] - tiles[b[q] + i * WIDTH + l];
            sum = order == SlicedOrder.TWO ? Math.fma(x, x, sum) : sum + Math.abs(x);
          }
          total += sum;
        }
        out[q * WIDTH + l] = total;
      }
    }
  }

  @Override
  public void segmentSums(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, double[] out) {
    for (int l = 0; l < WIDTH; l++) {
      double total = 0;
      for (int block = 0; block < segments.count(); block += TERMS_A_FLOAT_SUM) {
        int end = Math.min(segments.count(), block + TERMS_A_FLOAT_SUM);
        float sum = 0;
        for (int q = block; q < end; q++) {
          float units = segments.units()[q];
          float x =
              tiles[a + segments.rowsA()[q] * WIDTH + l]
                  - tiles[b + segments.rowsB()[q] * WIDTH + l];
          sum =
              order == SlicedOrder.TWO
                  ? Math.fma(x * units, x, sum)
                  : Math.fma(Math.abs(x), units, sum);
        }
        total += sum;
      }
      out[l] = total;
    }
  }

  @Override
  public void equalGradient(
      SlicedOrder order, float[] tiles, int a, int[] b, float[] c, int count, int n, float[] g) {
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < WIDTH; l++) {
        float sum = 0;
        for (int q = 0; q < count; q++) {
          float x = tiles[a + i * WIDTH + l] - tiles[b[q] + i * WIDTH + l];
          sum = Math.fma(c[q], order == SlicedOrder.TWO ? x : Math.signum(x), sum);
        }
        g[i * WIDTH + l] = sum;
      }
    }
  }

  @Override
  public void segmentGradient(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, float c, float[] g) {
    for (int q = 0; q < segments.count(); q++) {
      int row = segments.rowsA()[q] * WIDTH;
      int other = segments.rowsB()[q] * WIDTH;
      float scale = c * segments.units()[q];
      for (int l = 0; l < WIDTH; l++) {
        float x = tiles[a + row + l] - tiles[b + other + l];
        g[row + l] = Math.fma(scale, order == SlicedOrder.TWO ? x : Math.signum(x), g[row + l]);
      }
    }
  }
}
