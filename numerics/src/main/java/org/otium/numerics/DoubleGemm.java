package org.otium.numerics;

import org.otium.api.LinearAlgebra.Transpose;

/**
 * C ← α·op(A)·op(B) + β·C in double precision: panels of A and B are packed so that the innermost
 * tile reads memory in order, and blocks are sized for the caches (Goto and van de Geijn, "Anatomy
 * of high-performance matrix multiplication", 2008). The order of the sums depends on the shapes
 * alone, so the result does not depend on the number of threads.
 */
final class DoubleGemm {
  /** Inner indices a panel: a panel of B of two vectors then stays in the first-level cache. */
  private static final int INNER = 256;

  /** Rows a block of A, a common multiple of the tile heights: the block stays in level two. */
  private static final int ROWS = 96;

  /** Columns a panel of B: 256 × 4096 doubles are 8 MiB. */
  private static final int COLUMNS = 4096;

  /** How many packed values one chunk of the packing loop copies. */
  private static final int PACKING_GRAIN = 1 << 14;

  private final DoubleMicroKernel kernel;

  DoubleGemm(DoubleMicroKernel kernel) {
    this.kernel = kernel;
  }

  /** A stored operand and how to read it: the value of op at (i, j). */
  record Operand(double[] values, int offset, int stride, boolean transposed) {
    static Operand of(double[] values, int offset, int stride, Transpose transpose) {
      return new Operand(values, offset, stride, transpose == Transpose.YES);
    }

    int index(int i, int j) {
      return transposed ? offset + j * stride + i : offset + i * stride + j;
    }
  }

  void run(
      int threads,
      int m,
      int n,
      int k,
      double alpha,
      Operand a,
      Operand b,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0 || alpha == 0) {
      scale(m, n, beta, c, cOffset, ldc);
      return;
    }
    int width = kernel.columns();
    int deepest = Math.min(k, INNER);
    int widest = (Math.min(n, COLUMNS) + width - 1) / width * width;
    double[] packedB = new double[deepest * widest];
    for (int j0 = 0; j0 < n; j0 += COLUMNS) {
      int nj = Math.min(COLUMNS, n - j0);
      int column = j0;
      for (int p0 = 0; p0 < k; p0 += INNER) {
        int np = Math.min(INNER, k - p0);
        int inner = p0;
        double betaHere = p0 == 0 ? beta : 1;
        int panels = (nj + width - 1) / width;
        ParallelLoop.run(
            threads,
            0,
            panels,
            Math.max(1, PACKING_GRAIN / (np * width)),
            (from, to) -> packB(b, inner, np, column, nj, from, to, packedB));
        ParallelLoop.run(
            threads,
            0,
            m,
            ROWS,
            (from, to) -> {
              double[] packedA = packA(a, from, to, inner, np);
              int origin = cOffset + column;
              block(from, to, np, nj, alpha, packedA, packedB, betaHere, c, origin, ldc);
            });
      }
    }
  }

  private static void scale(int m, int n, double beta, double[] c, int cOffset, int ldc) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      for (int j = 0; j < n; j++) {
        c[row + j] = beta == 0 ? 0 : beta * c[row + j];
      }
    }
  }

  /** Panels of {@code kernel.columns()} columns, inner index by inner index, padded with zeros. */
  private void packB(
      Operand b, int p0, int np, int j0, int nj, int fromPanel, int toPanel, double[] packed) {
    int width = kernel.columns();
    double[] values = b.values;
    for (int panel = fromPanel; panel < toPanel; panel++) {
      int first = panel * width;
      int used = Math.min(width, nj - first);
      int base = panel * width * np;
      if (b.transposed) {
        for (int j = 0; j < used; j++) {
          int from = b.index(p0, j0 + first + j);
          for (int p = 0; p < np; p++) {
            packed[base + p * width + j] = values[from + p];
          }
        }
        for (int j = used; j < width; j++) {
          for (int p = 0; p < np; p++) {
            packed[base + p * width + j] = 0;
          }
        }
      } else {
        for (int p = 0; p < np; p++) {
          int to = base + p * width;
          System.arraycopy(values, b.index(p0 + p, j0 + first), packed, to, used);
          for (int j = used; j < width; j++) {
            packed[to + j] = 0;
          }
        }
      }
    }
  }

  /** Strips of {@code kernel.rows()} rows, inner index by inner index, padded with zeros. */
  private double[] packA(Operand a, int fromRow, int toRow, int p0, int np) {
    int height = kernel.rows();
    int strips = (toRow - fromRow + height - 1) / height;
    double[] packed = new double[strips * height * np];
    double[] values = a.values;
    for (int strip = 0; strip < strips; strip++) {
      int first = fromRow + strip * height;
      int used = Math.min(height, toRow - first);
      int base = strip * height * np;
      if (a.transposed) {
        for (int p = 0; p < np; p++) {
          System.arraycopy(values, a.index(first, p0 + p), packed, base + p * height, used);
        }
      } else {
        for (int i = 0; i < used; i++) {
          int from = a.index(first + i, p0);
          for (int p = 0; p < np; p++) {
            packed[base + p * height + i] = values[from + p];
          }
        }
      }
    }
    return packed;
  }

  private void block(
      int fromRow,
      int toRow,
      int np,
      int nj,
      double alpha,
      double[] packedA,
      double[] packedB,
      double beta,
      double[] c,
      int origin,
      int ldc) {
    int height = kernel.rows();
    int width = kernel.columns();
    double[] tile = new double[height * width];
    for (int j = 0; j < nj; j += width) {
      int usedColumns = Math.min(width, nj - j);
      int bAt = j * np;
      for (int i = fromRow; i < toRow; i += height) {
        int usedRows = Math.min(height, toRow - i);
        int aAt = (i - fromRow) * np;
        int cAt = origin + i * ldc + j;
        if (usedRows == height && usedColumns == width) {
          kernel.run(np, packedA, aAt, packedB, bAt, alpha, beta, c, cAt, ldc);
        } else {
          kernel.run(np, packedA, aAt, packedB, bAt, alpha, 0, tile, 0, width);
          addTile(tile, width, usedRows, usedColumns, beta, c, cAt, ldc);
        }
      }
    }
  }

  private static void addTile(
      double[] tile, int width, int rows, int columns, double beta, double[] c, int cAt, int ldc) {
    for (int i = 0; i < rows; i++) {
      int row = cAt + i * ldc;
      for (int j = 0; j < columns; j++) {
        double old = beta == 0 ? 0 : beta * c[row + j];
        c[row + j] = tile[i * width + j] + old;
      }
    }
  }
}
