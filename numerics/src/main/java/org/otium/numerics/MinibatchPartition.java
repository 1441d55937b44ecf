package org.otium.numerics;

import java.util.List;
import java.util.random.RandomGenerator;
import org.otium.api.InvalidInputException;

/**
 * The points of two measures of equal total, cut into random blocks that hold as much mass of the
 * one as of the other, so that solving a transport problem in each block gives a plan with the
 * right marginals (GG §6: "take a batch from both datasets").
 *
 * <p>Both sides are put in random order along one axis of mass, and the axis is cut into equal
 * lengths, moved to the next end of a point of the side that has more points. Each of its points is
 * in exactly one block. A point of the other side that lies across a cut is in both blocks, with
 * its mass split between them; for equal numbers of equal masses there is none. No block has more
 * than the batch size of points on either side; where masses are so uneven that equal lengths hold
 * more, there are more cuts. A side that fits a batch is in every block as a whole, its masses
 * split proportionally: it then adds no randomness.
 *
 * <p>With groups (classes), the random order spreads the mass of each group evenly along the axis,
 * so that every block holds about its share of every group. The names of the groups do not matter.
 *
 * <p>Points without mass are in no block.
 *
 * @param blocks at least one
 */
public record MinibatchPartition(List<Block> blocks) {
  /** Copies the list. */
  public MinibatchPartition {
    blocks = List.copyOf(blocks);
  }

  /**
   * Some points of both sides, ascending, and how much of their mass belongs here.
   *
   * @param rows points of the first side
   * @param rowMasses their masses in this block, positive
   * @param columns points of the second side
   * @param columnMasses their masses in this block, positive, with the same sum up to rounding
   */
  @SuppressWarnings("ArrayRecordComponent") // one entry a point, never compared
  public record Block(int[] rows, double[] rowMasses, int[] columns, double[] columnMasses) {
    /**
     * The mass of the block.
     *
     * @return Σ of the row masses
     */
    public double mass() {
      double sum = 0;
      for (double w : rowMasses) {
        sum += w;
      }
      return sum;
    }
  }

  /**
   * One side of a problem.
   *
   * @param masses the mass of each point; finite, not negative, not all zero
   * @param groups the group of each point, any numbers; all equal for points without groups
   */
  @SuppressWarnings("ArrayRecordComponent") // one entry a point, never compared
  public record Side(double[] masses, int[] groups) {
    /** Checks the sizes. */
    public Side {
      if (groups.length != masses.length) {
        throw new InvalidInputException(
            "groups of " + groups.length + " points for " + masses.length + " masses",
            "Give every point one group.");
      }
    }

    /**
     * Points without groups.
     *
     * @param masses the mass of each point
     */
    public Side(double[] masses) {
      this(masses, new int[masses.length]);
    }
  }

  /**
   * Cuts two sides into blocks. The same arguments give the same blocks.
   *
   * @param first the rows
   * @param second the columns; its total is taken to be that of the first
   * @param batchSize the most points of either side in a block, at least one
   * @param random decides the order, the rows' before the columns'
   * @return the blocks, in the order of the axis
   * @throws InvalidInputException if a side has no mass or the batch size is not positive
   */
  public static MinibatchPartition of(
      Side first, Side second, int batchSize, RandomGenerator random) {
    if (batchSize < 1) {
      throw new InvalidInputException(
          "batches of " + batchSize + " points", "A batch needs at least one point.");
    }
    MassUnits units = MassUnits.of(first.masses(), second.masses());
    int[] rows = MinibatchOrder.of(first, random);
    int[] columns = MinibatchOrder.of(second, random);
    return new MinibatchPartition(
        new MinibatchCuts(first.masses(), second.masses(), units, batchSize).along(rows, columns));
  }
}
