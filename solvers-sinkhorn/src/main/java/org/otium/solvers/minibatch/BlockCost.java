package org.otium.solvers.minibatch;

import org.jspecify.annotations.Nullable;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.numerics.MinibatchPartition.Block;
import org.otium.numerics.ParallelLoop;

/**
 * The costs of one block. They are held in memory while the block is solved; a plan that reads them
 * later has them computed again.
 */
final class BlockCost implements CostMatrix.RowSource {
  private static final int TILE_ENTRIES = 1 << 21;

  private final Block block;
  private final CostMatrix.Tiled source;
  private volatile float @Nullable [] held;

  /**
   * The costs between the points of a block, not read yet.
   *
   * @param cost of the whole problem
   * @param block which points
   */
  BlockCost(CostMatrix cost, Block block) {
    this.block = block;
    source = cost.select(block.rows(), block.columns());
  }

  /** Bytes that the costs of a block take when they are held. */
  static long bytes(Block block) {
    return (long) Float.BYTES * block.rows().length * block.columns().length;
  }

  /** Whether the costs of a block fit an array and a budget. */
  static boolean fits(Block block, long budget) {
    return bytes(block) <= Math.min(budget, (long) Float.BYTES * (Integer.MAX_VALUE - 8));
  }

  /** Reads all costs at once, and keeps them until they are released. */
  float[] hold(int threads) {
    int width = source.columns();
    float[] all = new float[source.rows() * width];
    ParallelLoop.run(
        threads,
        0,
        source.rows(),
        // Rows a tile: enough to be worth a matrix product each.
        Math.clamp(TILE_ENTRIES / width, 64, 1024),
        (from, to) -> {
          float[] tile = new float[(to - from) * width];
          read(from, to, tile);
          System.arraycopy(tile, 0, all, from * width, tile.length);
        });
    held = all;
    return all;
  }

  /** From now on costs are computed when they are read. */
  void release() {
    held = null;
  }

  @Override
  public void fill(int from, int to, float[] out) {
    float[] all = held;
    if (all == null) {
      read(from, to, out);
    } else {
      System.arraycopy(all, from * source.columns(), out, 0, (to - from) * source.columns());
    }
  }

  @Override
  public void fill(int from, int to, double[] out) {
    source.fill(from, to, out);
  }

  private void read(int from, int to, float[] out) {
    source.fill(from, to, out);
    int width = source.columns();
    for (int k = 0; k < (to - from) * width; k++) {
      if (!(Math.abs(out[k]) <= Float.MAX_VALUE)) {
        throw new InvalidInputException(
            "the cost of moving point "
                + block.rows()[from + k / width]
                + " to point "
                + block.columns()[k % width]
                + " is "
                + out[k],
            "Costs must be finite; look for NaN, infinite or huge features.");
      }
    }
  }
}
