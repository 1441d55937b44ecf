package org.otium.linalg.nd4j;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.nd4j.linalg.api.blas.Level3;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products of Java arrays, block by block.
 *
 * <p>ND4J computes outside the heap, so operands are copied there and the result is copied back.
 * Blocks keep the room for that small whatever the size of the matrices (at most 88 MB in double
 * precision for each thread that multiplies at the same time), and keep the result of one block in
 * the processor's cache until it is copied.
 */
final class BlockedGemm {
  private static final int MAX_COLUMNS = 4096;
  private static final int MAX_DEPTH = 2048;

  /** A block of A or C has no more numbers than this, unless it has {@link #MIN_ROWS} rows. */
  private static final int MAX_BLOCK = 1 << 21;

  /** With fewer rows OpenBLAS spends too much of its time on rearranging B. */
  private static final int MIN_ROWS = 256;

  private final DataType type;
  private final ConcurrentLinkedQueue<Room> rooms = new ConcurrentLinkedQueue<>();
  private final Level3 level3 = Nd4j.getBlasWrapper().level3();

  BlockedGemm(DataType type) {
    this.type = type;
  }

  /** The blocks that one product needs at a time. */
  private record Room(Block a, Block b, Block c) {}

  /**
   * C ← α·op(A)·op(B) + β·C.
   *
   * @param transposeA whether A is stored transposed
   * @param transposeB whether B is stored transposed
   * @param alpha α
   * @param a A as stored
   * @param b B as stored
   * @param beta β; with 0, C is not read
   * @param c C
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      double alpha,
      Operand a,
      Operand b,
      double beta,
      Operand c) {
    int depth = transposeA ? a.rows() : a.columns();
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    if (depth == 0 || alpha == 0) {
      scale(c, beta);
      return;
    }
    Room free = rooms.poll();
    Room room = free == null ? new Room(new Block(type), new Block(type), new Block(type)) : free;
    for (int j = 0; j < c.columns(); j += MAX_COLUMNS) {
      int columns = Math.min(MAX_COLUMNS, c.columns() - j);
      for (int p = 0; p < depth; p += MAX_DEPTH) {
        int part = Math.min(MAX_DEPTH, depth - p);
        INDArray right =
            transposeB ? room.b.load(b, j, p, columns, part) : room.b.load(b, p, j, part, columns);
        double factor = p == 0 ? beta : 1;
        int step = Math.max(MIN_ROWS, MAX_BLOCK / Math.max(columns, part));
        for (int i = 0; i < c.rows(); i += step) {
          int rows = Math.min(step, c.rows() - i);
          INDArray left =
              transposeA ? room.a.load(a, p, i, part, rows) : room.a.load(a, i, p, rows, part);
          INDArray result =
              factor == 0 ? room.c.shaped(rows, columns) : room.c.load(c, i, j, rows, columns);
          level3.gemm(left, right, result, transposeA, transposeB, alpha, factor);
          room.c.store(result, c, i, j);
        }
      }
    }
    rooms.add(room); // not after a failure, when a native call may still be using it
  }

  private static void scale(Operand c, double beta) {
    for (int i = 0; i < c.rows(); i++) {
      c.array().scale(beta, c.index(i, 0), c.columns());
    }
  }
}
