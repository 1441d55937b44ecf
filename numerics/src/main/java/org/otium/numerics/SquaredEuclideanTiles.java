package org.otium.numerics;

import org.jspecify.annotations.Nullable;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/** Computes the entries of a {@link SquaredEuclidean} cost in floats, tile by tile. */
final class SquaredEuclideanTiles {
  /**
   * Rows and columns of a tile: small enough to be finished in the second-level cache. The columns
   * are a multiple of the rows, so that a tile on the diagonal mirrors into itself.
   */
  private static final int TILE_ROWS = 256;

  private static final int TILE_COLUMNS = 512;

  /** Rows that one chunk of the direct kernel fills. */
  private static final int DIRECT_ROWS = 16;

  private static final boolean SIMD = Simd.PRESENT;

  private final int rows;
  private final int columns;
  private final int dimension;
  private final boolean self;
  private final float[] x;
  private final float[] y;
  private final float[] xNorms;
  private final float[] yNorms;
  private final float scale;
  private final @Nullable GroupConstants groups;

  SquaredEuclideanTiles(PreparedPoints points, float scale, @Nullable GroupConstants groups) {
    this.rows = points.rows();
    this.columns = points.columns();
    this.dimension = points.dimension();
    this.self = points.self();
    this.x = points.x();
    this.y = points.y();
    this.xNorms = points.xNorms();
    this.yNorms = points.yNorms();
    this.scale = scale;
    this.groups = groups;
  }

  /** All entries, row-major. */
  float[] toArray(LinearAlgebra algebra, int threads) {
    float[] out = new float[Math.multiplyExact(rows, columns)];
    if (dimension <= SquaredEuclidean.DIRECT_DIMENSIONS) {
      ParallelLoop.run(
          threads, 0, rows, DIRECT_ROWS, (from, to) -> direct(from, to, out, from * columns));
      return out;
    }
    int tilesDown = (rows + TILE_ROWS - 1) / TILE_ROWS;
    int tilesAcross = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
    ParallelLoop.run(
        threads,
        0,
        Math.multiplyExact(tilesDown, tilesAcross),
        1,
        (from, to) -> {
          for (int tile = from; tile < to; tile++) {
            int i0 = tile / tilesAcross * TILE_ROWS;
            int j0 = tile % tilesAcross * TILE_COLUMNS;
            int i1 = Math.min(rows, i0 + TILE_ROWS);
            int j1 = Math.min(columns, j0 + TILE_COLUMNS);
            if (self) {
              // the diagonal is left of or in this tile, or the mirror image writes the tile
              if (j0 < i1) {
                selfTile(algebra, i0, i1, j0, Math.min(j1, i1), out);
              }
            } else {
              tile(algebra, i0, i1, j0, j1, out, i0 * columns + j0);
            }
          }
        });
    return out;
  }

  /** Some rows, from the start of what they are written to. */
  void fill(LinearAlgebra algebra, int from, int to, float[] out) {
    if (dimension <= SquaredEuclidean.DIRECT_DIMENSIONS) {
      direct(from, to, out, 0);
      return;
    }
    for (int i0 = from; i0 < to; i0 += TILE_ROWS) {
      int i1 = Math.min(to, i0 + TILE_ROWS);
      for (int j0 = 0; j0 < columns; j0 += TILE_COLUMNS) {
        int j1 = Math.min(columns, j0 + TILE_COLUMNS);
        tile(algebra, i0, i1, j0, j1, out, (i0 - from) * columns + j0);
      }
    }
  }

  private void innerProducts(
      LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out, int at) {
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        i1 - i0,
        j1 - j0,
        dimension,
        -2 * scale,
        x,
        i0 * dimension,
        dimension,
        y,
        j0 * dimension,
        dimension,
        0f,
        out,
        at,
        columns);
  }

  private void tile(LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out, int at) {
    innerProducts(algebra, i0, i1, j0, j1, out, at);
    for (int i = i0; i < i1; i++) {
      int row = at + (i - i0) * columns;
      finishRow(i, j0, j1, out, row);
      if (self && i >= j0 && i < j1) {
        out[row + i - j0] = 0;
      }
      addConstants(i, j0, j1, out, row);
    }
  }

  /** Entries below the diagonal and their mirror images. */
  private void selfTile(LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out) {
    innerProducts(algebra, i0, i1, j0, j1, out, i0 * columns + j0);
    for (int i = i0; i < i1; i++) {
      int end = Math.min(j1, i);
      if (end > j0) {
        finishRow(i, j0, end, out, i * columns + j0);
      }
    }
    int block = 32; // mirrored block by block, because a column at a time misses every cache line
    for (int ib = i0; ib < i1; ib += block) {
      for (int jb = j0; jb < j1; jb += block) {
        for (int i = ib; i < Math.min(i1, ib + block); i++) {
          for (int j = jb; j < Math.min(Math.min(j1, i), jb + block); j++) {
            float below = out[i * columns + j];
            out[j * columns + i] = below + constant(j, i);
            out[i * columns + j] = below + constant(i, j);
          }
          if (i >= jb && i < Math.min(j1, jb + block)) {
            out[i * columns + i] = constant(i, i);
          }
        }
      }
    }
  }

  private float constant(int i, int j) {
    GroupConstants g = groups;
    return g == null ? 0 : g.expanded()[g.offset(i) + j];
  }

  private void finishRow(int i, int j0, int j1, float[] out, int row) {
    float norm = xNorms[i] * scale;
    if (SIMD) {
      SimdCostRows.finish(norm, yNorms, j0, scale, out, row, j1 - j0);
    } else {
      ScalarCostRows.finish(norm, yNorms, j0, scale, out, row, j1 - j0);
    }
  }

  private void addConstants(int i, int j0, int j1, float[] out, int row) {
    GroupConstants g = groups;
    if (g == null) {
      return;
    }
    float[] expanded = g.expanded();
    int at = g.offset(i);
    for (int j = j0; j < j1; j++) {
      out[row + j - j0] += expanded[at + j];
    }
  }

  private void direct(int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      int row = at + (i - from) * columns;
      if (SIMD) {
        SimdCostRows.direct(x, i * dimension, y, dimension, columns, scale, out, row);
      } else {
        ScalarCostRows.direct(x, i * dimension, y, dimension, columns, scale, out, row);
      }
      addConstants(i, 0, columns, out, row);
    }
  }
}
