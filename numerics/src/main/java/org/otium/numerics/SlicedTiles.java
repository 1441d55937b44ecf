package org.otium.numerics;

import java.util.Arrays;

/**
 * The sorted projections of a family of measures, cut into tiles of a few directions, and what is
 * computed from one tile. Work on different tiles, and on different measures of one tile, may run
 * on different threads.
 */
final class SlicedTiles {
  private final SlicedLanes lanes;
  private final SlicedLayout layout;
  private final int width;
  private final int stride;
  private final float[] rows;
  private final float[] sorted;
  private final int[] tags; // where in rows each sorted value came from

  /**
   * Allocates.
   *
   * @param lanes the loops to use
   * @param layout sizes and masses
   */
  SlicedTiles(SlicedLanes lanes, SlicedLayout layout) {
    this.lanes = lanes;
    this.layout = layout;
    this.width = layout.width();
    this.stride = layout.stride();
    int block = layout.tiles() * width;
    this.rows = new float[Math.multiplyExact(layout.rows(), stride)];
    this.sorted = new float[Math.multiplyExact(layout.rows(), block)];
    this.tags = new int[Math.multiplyExact(layout.taggedRows(), block)];
  }

  /**
   * Points × directions: the projections before {@link #sort}, and their gradient after {@link
   * #gradient}.
   *
   * @return the array itself
   */
  float[] rows() {
    return rows;
  }

  private boolean isWeighted(int k, int m) {
    return layout.masses(k).length > 0 || layout.masses(m).length > 0;
  }

  private int offset(int tile, int measure) {
    return (tile * layout.rows() + layout.start(measure)) * width;
  }

  private int tagOffset(int tile, int measure) {
    return (tile * layout.taggedRows() + layout.start(measure)) * width;
  }

  /**
   * Takes one measure's projections from {@link #rows()} and sorts them.
   *
   * @return whether all are finite
   */
  boolean sort(int tile, int measure) {
    int n = layout.size(measure);
    int from = layout.start(measure) * stride + tile * width;
    int to = offset(tile, measure);
    boolean finite = lanes.load(rows, from, stride, sorted, to, n);
    if (layout.start(measure) < layout.taggedRows()) {
      int tag = tagOffset(tile, measure);
      for (int i = 0; i < n; i++) {
        for (int l = 0; l < width; l++) {
          tags[tag + i * width + l] = from + i * stride + l;
        }
      }
      lanes.sort(sorted, to, tags, tag, n);
    } else {
      lanes.sort(sorted, to, n);
    }
    return finite;
  }

  /**
   * W_p^p of one pair along each direction of a tile.
   *
   * @param out values of the lanes, overwritten
   */
  void alongLanes(SlicedOrder order, int tile, int k, int m, SlicedScratch scratch, double[] out) {
    int nk = layout.size(k);
    int nm = layout.size(m);
    double scale = 1;
    if (isWeighted(k, m)) {
      for (int l = 0; l < width; l++) {
        gather(tile, k, l, scratch.x, scratch.massesX);
        gather(tile, m, l, scratch.y, scratch.massesY);
        out[l] =
            SlicedMerge.cost(order, scratch.x, scratch.massesX, nk, scratch.y, scratch.massesY, nm);
      }
    } else if (nk == nm) {
      scratch.others[0] = offset(tile, m);
      lanes.equalSums(order, sorted, offset(tile, k), scratch.others, 1, nk, out);
      scale = 1.0 / nk;
    } else {
      SlicedSegments segments = scratch.segments.between(nk, nm);
      lanes.segmentSums(order, sorted, offset(tile, k), offset(tile, m), segments, out);
      scale = 1.0 / nk / nm;
    }
    for (int l = 0; l < width; l++) {
      out[l] *= scale;
    }
  }

  /**
   * Adds up W_p^p between one measure and others over the directions of a tile.
   *
   * @param used how many lanes of the tile hold directions
   * @param from first of the others
   * @param to one past the last
   * @param out one value a measure, from {@code outOffset} on, added to
   */
  void addSums(
      SlicedOrder order,
      int tile,
      int used,
      int k,
      int from,
      int to,
      SlicedScratch scratch,
      double[] out,
      int outOffset) {
    int n = layout.size(k);
    int pending = 0;
    for (int m = from; m < to; m++) {
      if (!isWeighted(k, m) && layout.size(m) == n) {
        scratch.measures[pending] = m;
        scratch.others[pending++] = offset(tile, m);
        if (pending == SlicedLanes.TILES_AT_ONCE) {
          addEqual(order, tile, used, k, pending, scratch, out, outOffset);
          pending = 0;
        }
      }
    }
    if (pending > 0) {
      addEqual(order, tile, used, k, pending, scratch, out, outOffset);
    }
    for (int m = from; m < to; m++) {
      if (isWeighted(k, m) || layout.size(m) != n) {
        alongLanes(order, tile, k, m, scratch, scratch.sums);
        out[outOffset + m] += sum(scratch.sums, 0, used);
      }
    }
  }

  private void addEqual(
      SlicedOrder order,
      int tile,
      int used,
      int k,
      int count,
      SlicedScratch scratch,
      double[] out,
      int outOffset) {
    int n = layout.size(k);
    lanes.equalSums(order, sorted, offset(tile, k), scratch.others, count, n, scratch.sums);
    for (int q = 0; q < count; q++) {
      out[outOffset + scratch.measures[q]] += sum(scratch.sums, q * width, used) / n;
    }
  }

  private static double sum(double[] values, int from, int count) {
    double sum = 0;
    for (int l = 0; l < count; l++) {
      sum += values[from + l];
    }
    return sum;
  }

  /**
   * Writes to {@link #rows()} Σ_m c_m·∂W_p^p/∂(projection)/p of one measure's points.
   *
   * @param c c_m, one a measure, from {@code cOffset} on; zeros are skipped
   */
  void gradient(
      SlicedOrder order, int tile, int k, double[] c, int cOffset, SlicedScratch scratch) {
    int n = layout.size(k);
    int measures = layout.measures();
    int equal = 0;
    for (int m = 0; m < measures; m++) {
      if (c[cOffset + m] != 0 && !isWeighted(k, m) && layout.size(m) == n) {
        scratch.others[equal] = offset(tile, m);
        scratch.coefficients[equal++] = (float) (c[cOffset + m] / n);
      }
    }
    float[] g = scratch.gradient;
    int a = offset(tile, k);
    lanes.equalGradient(order, sorted, a, scratch.others, scratch.coefficients, equal, n, g);
    boolean weighted = false;
    for (int m = 0; m < measures; m++) {
      if (c[cOffset + m] == 0) {
        continue;
      }
      if (isWeighted(k, m)) {
        weighted = true;
      } else if (layout.size(m) != n) {
        float unit = (float) (c[cOffset + m] / n / layout.size(m));
        SlicedSegments segments = scratch.segments.between(n, layout.size(m));
        lanes.segmentGradient(order, sorted, a, offset(tile, m), segments, unit, g);
      }
    }
    if (weighted) {
      for (int l = 0; l < width; l++) {
        addWeighted(order, tile, k, l, c, cOffset, scratch);
      }
    }
    int tag = tagOffset(tile, k);
    for (int j = 0; j < n * width; j++) {
      rows[tags[tag + j]] = g[j];
    }
  }

  private void addWeighted(
      SlicedOrder order,
      int tile,
      int k,
      int lane,
      double[] c,
      int cOffset,
      SlicedScratch scratch) {
    int n = layout.size(k);
    gather(tile, k, lane, scratch.x, scratch.massesX);
    double[] g = scratch.gradientX;
    for (int i = 0; i < n; i++) {
      g[i] = 0;
    }
    for (int m = 0; m < layout.measures(); m++) {
      if (c[cOffset + m] != 0 && isWeighted(k, m)) {
        gather(tile, m, lane, scratch.y, scratch.massesY);
        SlicedMerge.addGradient(
            order,
            scratch.x,
            scratch.massesX,
            n,
            scratch.y,
            scratch.massesY,
            layout.size(m),
            c[cOffset + m],
            g);
      }
    }
    for (int i = 0; i < n; i++) {
      scratch.gradient[i * width + lane] += (float) g[i];
    }
  }

  private void gather(int tile, int measure, int lane, double[] values, double[] weights) {
    int n = layout.size(measure);
    int from = offset(tile, measure) + lane;
    for (int i = 0; i < n; i++) {
      values[i] = sorted[from + i * width];
    }
    double[] own = layout.masses(measure);
    if (own.length == 0) {
      Arrays.fill(weights, 0, n, 1.0 / n);
      return;
    }
    int tag = tagOffset(tile, measure) + lane;
    for (int i = 0; i < n; i++) {
      weights[i] = own[tags[tag + i * width] / stride - layout.start(measure)];
    }
  }
}
