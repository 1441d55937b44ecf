package org.otium.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sorts the lanes of a tile, each for itself, by Batcher's odd-even merge sort (Knuth, The Art of
 * Computer Programming 3, §5.3.4).
 *
 * <p>Every exchange puts the smaller value first, so the network for the next power of two, without
 * the exchanges that reach beyond the last row, sorts any number of rows. Two stages of a merge are
 * done in one walk over the rows, because loads and stores, not comparisons, are what takes time.
 */
final class SimdLaneSort {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final int WIDTH = FLOATS.length();

  /** Walks over rows farther apart would leave the cache between two steps. */
  private static final int FARTHEST = 32;

  private SimdLaneSort() {}

  /** Stages are paired from the end: distances 2 and 1, 8 and 4, 32 and 16. */
  private static boolean isDoneAlone(int distance) {
    boolean firstOfPair = Integer.numberOfTrailingZeros(distance) % 2 == 1;
    return distance > FARTHEST || (distance > 0 && !firstOfPair);
  }

  /**
   * Sorts a tile ascending.
   *
   * @param tiles all tiles
   * @param offset where the tile starts
   * @param n rows
   */
  static void sort(float[] tiles, int offset, int n) {
    if (n == 4) {
      sortFour(tiles, offset, WIDTH);
      return;
    }
    if (n < 2) {
      return;
    }
    int half = Integer.highestOneBit(n - 1);
    sort(tiles, offset, half);
    sort(tiles, offset + half * WIDTH, n - half);
    for (int i = half; i < n; i++) {
      exchange(tiles, offset + (i - half) * WIDTH, half * WIDTH);
    }
    int k = half / 2;
    while (isDoneAlone(k)) {
      for (int j = k; j + k < n; j += 2 * k) {
        for (int i = j; i < Math.min(j + k, n - k); i++) {
          exchange(tiles, offset + i * WIDTH, k * WIDTH);
        }
      }
      k /= 2;
    }
    for (; k > 1; k /= 4) {
      for (int i = 0; i < k / 2; i++) {
        mergeTwice(tiles, offset + i * WIDTH, (n - i + k / 2 - 1) / (k / 2), k / 2 * WIDTH);
      }
    }
  }

  private static void exchange(float[] tiles, int offset, int step) {
    FloatVector x = FloatVector.fromArray(FLOATS, tiles, offset);
    FloatVector y = FloatVector.fromArray(FLOATS, tiles, offset + step);
    VectorMask<Float> swap = y.lt(x);
    FloatVector low = x.blend(y, swap);
    FloatVector high = y.blend(x, swap);
    low.intoArray(tiles, offset);
    high.intoArray(tiles, offset + step);
  }

  private static void sortFour(float[] tiles, int offset, int step) {
    FloatVector a = FloatVector.fromArray(FLOATS, tiles, offset);
    FloatVector b = FloatVector.fromArray(FLOATS, tiles, offset + step);
    FloatVector c = FloatVector.fromArray(FLOATS, tiles, offset + 2 * step);
    FloatVector d = FloatVector.fromArray(FLOATS, tiles, offset + 3 * step);
    VectorMask<Float> s1 = b.lt(a);
    FloatVector a1 = a.blend(b, s1);
    FloatVector b1 = b.blend(a, s1);
    VectorMask<Float> s2 = d.lt(c);
    FloatVector c1 = c.blend(d, s2);
    FloatVector d1 = d.blend(c, s2);
    VectorMask<Float> s3 = c1.lt(a1);
    FloatVector first = a1.blend(c1, s3);
    FloatVector c2 = c1.blend(a1, s3);
    VectorMask<Float> s4 = d1.lt(b1);
    FloatVector b2 = b1.blend(d1, s4);
    FloatVector last = d1.blend(b1, s4);
    VectorMask<Float> s5 = c2.lt(b2);
    FloatVector second = b2.blend(c2, s5);
    FloatVector third = c2.blend(b2, s5);
    first.intoArray(tiles, offset);
    second.intoArray(tiles, offset + step);
    third.intoArray(tiles, offset + 2 * step);
    last.intoArray(tiles, offset + 3 * step);
  }

  /**
   * The stages of distance 2 and 1 of a merge, over {@code count} rows that lie {@code step} apart:
   * 2 with 4, 3 with 5, 6 with 8, …, then 1 with 2, 3 with 4, ….
   */
  private static void mergeTwice(float[] tiles, int offset, int count, int step) {
    if (count < 3) {
      return;
    }
    int at = offset + step;
    FloatVector carry = FloatVector.fromArray(FLOATS, tiles, at);
    int row = 2;
    for (; row + 3 < count; row += 4) {
      FloatVector a = FloatVector.fromArray(FLOATS, tiles, at + step);
      FloatVector b = FloatVector.fromArray(FLOATS, tiles, at + 2 * step);
      FloatVector c = FloatVector.fromArray(FLOATS, tiles, at + 3 * step);
      FloatVector d = FloatVector.fromArray(FLOATS, tiles, at + 4 * step);
      VectorMask<Float> s1 = c.lt(a);
      FloatVector a1 = a.blend(c, s1);
      FloatVector c1 = c.blend(a, s1);
      VectorMask<Float> s2 = d.lt(b);
      FloatVector b1 = b.blend(d, s2);
      FloatVector next = d.blend(b, s2);
      VectorMask<Float> s3 = a1.lt(carry);
      FloatVector first = carry.blend(a1, s3);
      FloatVector second = a1.blend(carry, s3);
      VectorMask<Float> s4 = c1.lt(b1);
      FloatVector third = b1.blend(c1, s4);
      FloatVector fourth = c1.blend(b1, s4);
      first.intoArray(tiles, at);
      second.intoArray(tiles, at + step);
      third.intoArray(tiles, at + 2 * step);
      fourth.intoArray(tiles, at + 3 * step);
      carry = next;
      at += 4 * step;
    }
    carry.intoArray(tiles, at);
    if (row + 2 < count) {
      exchange(tiles, at + step, 2 * step);
      exchange(tiles, at + 2 * step, step);
    }
    if (row < count) {
      exchange(tiles, at, step);
    }
  }

  /**
   * Sorts a tile ascending and permutes the tags alike.
   *
   * @param tiles all tiles
   * @param offset where the tile starts
   * @param tags all tags
   * @param shift where the tags of the tile start, less {@code offset}
   * @param n rows
   */
  static void sort(float[] tiles, int offset, int[] tags, int shift, int n) {
    if (n == 4) {
      sortFour(tiles, offset, tags, shift, WIDTH);
      return;
    }
    if (n < 2) {
      return;
    }
    int half = Integer.highestOneBit(n - 1);
    sort(tiles, offset, tags, shift, half);
    sort(tiles, offset + half * WIDTH, tags, shift, n - half);
    for (int i = half; i < n; i++) {
      exchange(tiles, offset + (i - half) * WIDTH, tags, shift, half * WIDTH);
    }
    int k = half / 2;
    while (isDoneAlone(k)) {
      for (int j = k; j + k < n; j += 2 * k) {
        for (int i = j; i < Math.min(j + k, n - k); i++) {
          exchange(tiles, offset + i * WIDTH, tags, shift, k * WIDTH);
        }
      }
      k /= 2;
    }
    for (; k > 1; k /= 4) {
      for (int i = 0; i < k / 2; i++) {
        mergeTwice(
            tiles, offset + i * WIDTH, tags, shift, (n - i + k / 2 - 1) / (k / 2), k / 2 * WIDTH);
      }
    }
  }

  private static void exchange(float[] tiles, int offset, int[] tags, int shift, int step) {
    FloatVector x = FloatVector.fromArray(FLOATS, tiles, offset);
    IntVector xTag = IntVector.fromArray(INTS, tags, offset + shift);
    FloatVector y = FloatVector.fromArray(FLOATS, tiles, offset + step);
    IntVector yTag = IntVector.fromArray(INTS, tags, offset + step + shift);
    VectorMask<Float> swap = y.lt(x);
    FloatVector low = x.blend(y, swap);
    FloatVector high = y.blend(x, swap);
    VectorMask<Integer> swapTag = swap.cast(INTS);
    IntVector lowTag = xTag.blend(yTag, swapTag);
    IntVector highTag = yTag.blend(xTag, swapTag);
    low.intoArray(tiles, offset);
    lowTag.intoArray(tags, offset + shift);
    high.intoArray(tiles, offset + step);
    highTag.intoArray(tags, offset + step + shift);
  }

  private static void sortFour(float[] tiles, int offset, int[] tags, int shift, int step) {
    FloatVector a = FloatVector.fromArray(FLOATS, tiles, offset);
    IntVector aTag = IntVector.fromArray(INTS, tags, offset + shift);
    FloatVector b = FloatVector.fromArray(FLOATS, tiles, offset + step);
    IntVector bTag = IntVector.fromArray(INTS, tags, offset + step + shift);
    FloatVector c = FloatVector.fromArray(FLOATS, tiles, offset + 2 * step);
    IntVector cTag = IntVector.fromArray(INTS, tags, offset + 2 * step + shift);
    FloatVector d = FloatVector.fromArray(FLOATS, tiles, offset + 3 * step);
    IntVector dTag = IntVector.fromArray(INTS, tags, offset + 3 * step + shift);
    VectorMask<Float> s1 = b.lt(a);
    FloatVector a1 = a.blend(b, s1);
    FloatVector b1 = b.blend(a, s1);
    VectorMask<Integer> s1Tag = s1.cast(INTS);
    IntVector a1Tag = aTag.blend(bTag, s1Tag);
    IntVector b1Tag = bTag.blend(aTag, s1Tag);
    VectorMask<Float> s2 = d.lt(c);
    FloatVector c1 = c.blend(d, s2);
    FloatVector d1 = d.blend(c, s2);
    VectorMask<Integer> s2Tag = s2.cast(INTS);
    IntVector c1Tag = cTag.blend(dTag, s2Tag);
    IntVector d1Tag = dTag.blend(cTag, s2Tag);
    VectorMask<Float> s3 = c1.lt(a1);
    FloatVector first = a1.blend(c1, s3);
    FloatVector c2 = c1.blend(a1, s3);
    VectorMask<Integer> s3Tag = s3.cast(INTS);
    IntVector firstTag = a1Tag.blend(c1Tag, s3Tag);
    IntVector c2Tag = c1Tag.blend(a1Tag, s3Tag);
    VectorMask<Float> s4 = d1.lt(b1);
    FloatVector b2 = b1.blend(d1, s4);
    FloatVector last = d1.blend(b1, s4);
    VectorMask<Integer> s4Tag = s4.cast(INTS);
    IntVector b2Tag = b1Tag.blend(d1Tag, s4Tag);
    IntVector lastTag = d1Tag.blend(b1Tag, s4Tag);
    VectorMask<Float> s5 = c2.lt(b2);
    FloatVector second = b2.blend(c2, s5);
    FloatVector third = c2.blend(b2, s5);
    VectorMask<Integer> s5Tag = s5.cast(INTS);
    IntVector secondTag = b2Tag.blend(c2Tag, s5Tag);
    IntVector thirdTag = c2Tag.blend(b2Tag, s5Tag);
    first.intoArray(tiles, offset);
    firstTag.intoArray(tags, offset + shift);
    second.intoArray(tiles, offset + step);
    secondTag.intoArray(tags, offset + step + shift);
    third.intoArray(tiles, offset + 2 * step);
    thirdTag.intoArray(tags, offset + 2 * step + shift);
    last.intoArray(tiles, offset + 3 * step);
    lastTag.intoArray(tags, offset + 3 * step + shift);
  }

  /**
   * The stages of distance 2 and 1 of a merge, over {@code count} rows that lie {@code step} apart:
   * 2 with 4, 3 with 5, 6 with 8, …, then 1 with 2, 3 with 4, ….
   */
  private static void mergeTwice(
      float[] tiles, int offset, int[] tags, int shift, int count, int step) {
    if (count < 3) {
      return;
    }
    int at = offset + step;
    FloatVector carry = FloatVector.fromArray(FLOATS, tiles, at);
    IntVector carryTag = IntVector.fromArray(INTS, tags, at + shift);
    int row = 2;
    for (; row + 3 < count; row += 4) {
      FloatVector a = FloatVector.fromArray(FLOATS, tiles, at + step);
      IntVector aTag = IntVector.fromArray(INTS, tags, at + step + shift);
      FloatVector b = FloatVector.fromArray(FLOATS, tiles, at + 2 * step);
      IntVector bTag = IntVector.fromArray(INTS, tags, at + 2 * step + shift);
      FloatVector c = FloatVector.fromArray(FLOATS, tiles, at + 3 * step);
      IntVector cTag = IntVector.fromArray(INTS, tags, at + 3 * step + shift);
      FloatVector d = FloatVector.fromArray(FLOATS, tiles, at + 4 * step);
      IntVector dTag = IntVector.fromArray(INTS, tags, at + 4 * step + shift);
      VectorMask<Float> s1 = c.lt(a);
      FloatVector a1 = a.blend(c, s1);
      FloatVector c1 = c.blend(a, s1);
      VectorMask<Integer> s1Tag = s1.cast(INTS);
      IntVector a1Tag = aTag.blend(cTag, s1Tag);
      IntVector c1Tag = cTag.blend(aTag, s1Tag);
      VectorMask<Float> s2 = d.lt(b);
      FloatVector b1 = b.blend(d, s2);
      FloatVector next = d.blend(b, s2);
      VectorMask<Integer> s2Tag = s2.cast(INTS);
      IntVector b1Tag = bTag.blend(dTag, s2Tag);
      IntVector nextTag = dTag.blend(bTag, s2Tag);
      VectorMask<Float> s3 = a1.lt(carry);
      FloatVector first = carry.blend(a1, s3);
      FloatVector second = a1.blend(carry, s3);
      VectorMask<Integer> s3Tag = s3.cast(INTS);
      IntVector firstTag = carryTag.blend(a1Tag, s3Tag);
      IntVector secondTag = a1Tag.blend(carryTag, s3Tag);
      VectorMask<Float> s4 = c1.lt(b1);
      FloatVector third = b1.blend(c1, s4);
      FloatVector fourth = c1.blend(b1, s4);
      VectorMask<Integer> s4Tag = s4.cast(INTS);
      IntVector thirdTag = b1Tag.blend(c1Tag, s4Tag);
      IntVector fourthTag = c1Tag.blend(b1Tag, s4Tag);
      first.intoArray(tiles, at);
      firstTag.intoArray(tags, at + shift);
      second.intoArray(tiles, at + step);
      secondTag.intoArray(tags, at + step + shift);
      third.intoArray(tiles, at + 2 * step);
      thirdTag.intoArray(tags, at + 2 * step + shift);
      fourth.intoArray(tiles, at + 3 * step);
      fourthTag.intoArray(tags, at + 3 * step + shift);
      carry = next;
      carryTag = nextTag;
      at += 4 * step;
    }
    carry.intoArray(tiles, at);
    carryTag.intoArray(tags, at + shift);
    if (row + 2 < count) {
      exchange(tiles, at + step, tags, shift, 2 * step);
      exchange(tiles, at + 2 * step, tags, shift, step);
    }
    if (row < count) {
      exchange(tiles, at, tags, shift, step);
    }
  }
}
