package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.testkit.Samples;

class SlicedLanesTest {
  static Stream<SlicedLanes> lanes() {
    return Stream.of(new ScalarSlicedLanes(), new SimdSlicedLanes());
  }

  private static float[] values(int n, RandomGenerator random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      // few different values, so that there are ties, zeros of both signs included
      values[i] = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : (float) random.nextGaussian();
      values[i] = random.nextInt(9) == 0 ? -0f : values[i];
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void everyLaneIsSorted(SlicedLanes lanes) {
    int width = lanes.width();
    for (int n = 1; n < 140; n += n < 40 ? 1 : 9) {
      float[] tiles = values((n + 2) * width, Samples.random(n));
      float[] before = tiles.clone();
      lanes.sort(tiles, width, n);
      for (int l = 0; l < width; l++) {
        assertArrayEquals(sortedLane(before, width, n, l), lane(tiles, width, n, l));
      }
      assertArrayEquals(
          Arrays.copyOf(before, width), Arrays.copyOf(tiles, width), "wrote before the tile");
      assertArrayEquals(
          Arrays.copyOfRange(before, (n + 1) * width, (n + 2) * width),
          Arrays.copyOfRange(tiles, (n + 1) * width, (n + 2) * width),
          "wrote behind the tile");
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void tagsFollowTheirValues(SlicedLanes lanes) {
    int width = lanes.width();
    for (int n = 1; n < 140; n += n < 40 ? 1 : 9) {
      float[] tiles = values((n + 2) * width, Samples.random(n));
      float[] before = tiles.clone();
      int[] tags = new int[(n + 5) * width];
      for (int i = 0; i < n * width; i++) {
        tags[3 * width + i] = width + i;
      }
      lanes.sort(tiles, width, tags, 3 * width, n);
      boolean[] seen = new boolean[before.length];
      for (int l = 0; l < width; l++) {
        assertArrayEquals(sortedLane(before, width, n, l), lane(tiles, width, n, l));
        for (int i = 0; i < n; i++) {
          int tag = tags[(3 + i) * width + l];
          assertEquals(l, tag % width, "the tag stays in its lane");
          assertFalse(seen[tag], "a tag twice");
          seen[tag] = true;
          assertEquals(before[tag] + 0f, tiles[(1 + i) * width + l] + 0f);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void loadTellsWhetherAllIsFinite(SlicedLanes lanes) {
    int width = lanes.width();
    int stride = width + 3;
    float[] to = new float[5 * width];
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] from = values(7 * stride, Samples.random(1));
      assertTrue(lanes.load(from, 2, stride, to, width, 4));
      assertEquals(from[2 + 3 * stride + 1], to[4 * width + 1]);
      from[2 + stride + width - 1] = bad;
      assertFalse(lanes.load(from, 2, stride, to, width, 4));
    }
  }

  private static float[] lane(float[] tiles, int width, int n, int l) {
    float[] lane = new float[n];
    for (int i = 0; i < n; i++) {
      lane[i] = tiles[(1 + i) * width + l] + 0f; // one zero
    }
    return lane;
  }

  private static float[] sortedLane(float[] tiles, int width, int n, int l) {
    float[] lane = lane(tiles, width, n, l);
    Arrays.sort(lane);
    return lane;
  }
}
