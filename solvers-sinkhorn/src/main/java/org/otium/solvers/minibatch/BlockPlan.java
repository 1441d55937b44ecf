package org.otium.solvers.minibatch;

import java.util.Arrays;
import java.util.List;
import org.otium.api.Compute;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.numerics.MinibatchPartition.Block;
import org.otium.numerics.PlanArguments;

/** A coupling that is the sum of couplings between blocks of the points, and zero elsewhere. */
final class BlockPlan implements TransportPlan {
  private final int rows;
  private final int columns;
  private final List<BlockSolution> blocks;
  private final boolean overlapping;
  private final Compute compute;

  /**
   * For each row, where it occurs: positions in blockOf and localOf; one entry more for the end.
   */
  private final int[] rowStart;

  private final int[] blockOf;
  private final int[] localOf;

  /**
   * A plan over blocks.
   *
   * @param rows n
   * @param columns m
   * @param blocks the parts
   * @param overlapping whether two blocks may hold the same pair of points
   * @param compute the memory budget
   */
  BlockPlan(
      int rows, int columns, List<BlockSolution> blocks, boolean overlapping, Compute compute) {
    this.rows = rows;
    this.columns = columns;
    this.blocks = List.copyOf(blocks);
    this.overlapping = overlapping;
    this.compute = compute;
    rowStart = new int[rows + 1];
    for (BlockSolution part : blocks) {
      for (int i : part.block().rows()) {
        rowStart[i + 1]++;
      }
    }
    for (int i = 0; i < rows; i++) {
      rowStart[i + 1] = Math.addExact(rowStart[i + 1], rowStart[i]);
    }
    blockOf = new int[rowStart[rows]];
    localOf = new int[rowStart[rows]];
    int[] next = rowStart.clone();
    for (int k = 0; k < blocks.size(); k++) {
      int[] members = blocks.get(k).block().rows();
      for (int local = 0; local < members.length; local++) {
        int at = next[members[local]]++;
        blockOf[at] = k;
        localOf[at] = local;
      }
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double mass(int i, int j) {
    double mass = 0;
    for (int at = rowStart[i]; at < rowStart[i + 1]; at++) {
      BlockSolution part = blocks.get(blockOf[at]);
      int local = Arrays.binarySearch(part.block().columns(), j);
      if (local >= 0) {
        mass += part.share() * part.result().plan().mass(localOf[at], local);
      }
    }
    return mass;
  }

  @Override
  public double[] rowSums() {
    double[] sums = new double[rows];
    for (BlockSolution part : blocks) {
      addScaled(part.share(), part.result().plan().rowSums(), part.block().rows(), sums);
    }
    return sums;
  }

  @Override
  public double[] columnSums() {
    double[] sums = new double[columns];
    for (BlockSolution part : blocks) {
      addScaled(part.share(), part.result().plan().columnSums(), part.block().columns(), sums);
    }
    return sums;
  }

  private static void addScaled(double scale, double[] part, int[] points, double[] sums) {
    for (int k = 0; k < points.length; k++) {
      sums[points[k]] += scale * part[k];
    }
  }

  @Override
  public Matrix applyTo(Matrix values) {
    return product(values, false);
  }

  @Override
  public Matrix barycentricProjection(Matrix targets) {
    return product(targets, true);
  }

  private Matrix product(Matrix values, boolean normalised) {
    PlanArguments.requireTargets(this, values);
    int width = values.columns();
    double[] sums = normalised ? rowSums() : new double[0];
    float[] out = new float[Math.multiplyExact(rows, width)];
    for (BlockSolution part : blocks) {
      Block block = part.block();
      float[] product = part.result().plan().applyTo(values.selectRows(block.columns())).array();
      for (int k = 0; k < block.rows().length; k++) {
        int row = block.rows()[k];
        double scale = part.share();
        if (normalised) {
          scale = sums[row] > 0 ? scale / sums[row] : 0;
        }
        for (int c = 0; c < width; c++) {
          out[row * width + c] += (float) (scale * product[k * width + c]);
        }
      }
    }
    return Matrix.wrap(rows, width, out);
  }

  @Override
  public double[][] aggregate(int[] rowGroup, int rowGroups, int[] columnGroup, int columnGroups) {
    PlanArguments.requireGroups(this, rowGroup, columnGroup);
    double[][] sums = new double[rowGroups][columnGroups];
    for (BlockSolution part : blocks) {
      double[][] inside =
          part.result()
              .plan()
              .aggregate(
                  select(rowGroup, part.block().rows()),
                  rowGroups,
                  select(columnGroup, part.block().columns()),
                  columnGroups);
      for (int p = 0; p < rowGroups; p++) {
        for (int q = 0; q < columnGroups; q++) {
          sums[p][q] += part.share() * inside[p][q];
        }
      }
    }
    return sums;
  }

  private static int[] select(int[] groups, int[] points) {
    return Arrays.stream(points).map(i -> groups[i]).toArray();
  }

  @Override
  public int[] rowArgmax() {
    return overlapping ? argmaxOfSums() : argmaxOfBlocks();
  }

  /** No pair is in two blocks, so the largest mass of a row is the largest of one block. */
  private int[] argmaxOfBlocks() {
    int[] best = new int[rows];
    double[] largest = new double[rows];
    for (BlockSolution part : blocks) {
      int[] points = part.block().rows();
      int[] inside = part.result().plan().rowArgmax();
      for (int k = 0; k < points.length; k++) {
        int row = points[k];
        int column = part.block().columns()[inside[k]];
        if (rowStart[row + 1] - rowStart[row] == 1) {
          best[row] = column;
          continue;
        }
        double mass = part.share() * part.result().plan().mass(k, inside[k]);
        if (mass > largest[row] || (mass == largest[row] && mass > 0 && column < best[row])) {
          largest[row] = mass;
          best[row] = column;
        }
      }
    }
    return best;
  }

  /** Adds up the blocks for as many columns at a time as a quarter of the memory budget holds. */
  private int[] argmaxOfSums() {
    int[] best = new int[rows];
    float[] largest = new float[rows];
    long affordable = compute.memoryBudget() / (4L * Float.BYTES * rows);
    int width = Math.clamp(affordable, 1, Math.min(columns, (Integer.MAX_VALUE - 8) / rows));
    float[] slab = new float[rows * width];
    for (int from = 0; from < columns; from += width) {
      int to = Math.min(columns, from + width);
      Arrays.fill(slab, 0);
      for (BlockSolution part : blocks) {
        addColumns(part, from, to, slab, width);
      }
      for (int i = 0; i < rows; i++) {
        for (int j = from; j < to; j++) {
          float mass = slab[i * width + j - from];
          if (mass > largest[i]) {
            largest[i] = mass;
            best[i] = j;
          }
        }
      }
    }
    return best;
  }

  /** Columns of a plan are its products with unit vectors. */
  private static void addColumns(BlockSolution part, int from, int to, float[] slab, int width) {
    int[] points = part.block().columns();
    int first = lowerBound(points, from);
    int count = lowerBound(points, to) - first;
    if (count == 0) {
      return;
    }
    float[] unit = new float[Math.multiplyExact(points.length, count)];
    for (int c = 0; c < count; c++) {
      unit[(first + c) * count + c] = 1;
    }
    float[] chosen = part.result().plan().applyTo(Matrix.wrap(points.length, count, unit)).array();
    int[] members = part.block().rows();
    for (int k = 0; k < members.length; k++) {
      for (int c = 0; c < count; c++) {
        slab[members[k] * width + points[first + c] - from] +=
            (float) (part.share() * chosen[k * count + c]);
      }
    }
  }

  private static int lowerBound(int[] points, int value) {
    int at = Arrays.binarySearch(points, value);
    return at >= 0 ? at : -at - 1;
  }

  @Override
  public Matrix toMatrix() {
    PlanArguments.requireStorable(this, compute.memoryBudget());
    float[] out = new float[rows * columns];
    for (BlockSolution part : blocks) {
      Matrix inside = part.result().plan().toMatrix();
      Block block = part.block();
      for (int k = 0; k < block.rows().length; k++) {
        int base = block.rows()[k] * columns;
        for (int c = 0; c < block.columns().length; c++) {
          out[base + block.columns()[c]] += (float) (part.share() * inside.get(k, c));
        }
      }
    }
    return Matrix.wrap(rows, columns, out);
  }

  @Override
  public String toString() {
    return "BlockPlan[" + rows + "×" + columns + ", " + blocks.size() + " blocks]";
  }
}
