package org.otium.solvers.minibatch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.api.CostMatrix;
import org.otium.api.KantorovichPotentials;
import org.otium.api.TransportProblem;
import org.otium.numerics.MinibatchPartition.Block;

/**
 * The potentials of all blocks side by side, each point's averaged over the blocks that it is in by
 * the mass it has there. Then ⟨a, f⟩ and ⟨b, g⟩ are the means of those of the blocks.
 */
final class BlockPotentials {
  private static final int TILE_ENTRIES = 1 << 20;

  private final TransportProblem problem;
  private final double[] f;
  private final double[] g;

  private BlockPotentials(TransportProblem problem) {
    this.problem = problem;
    f = new double[problem.a().size()];
    g = new double[problem.b().size()];
  }

  static KantorovichPotentials of(TransportProblem problem, List<BlockSolution> solutions) {
    BlockPotentials all = new BlockPotentials(problem);
    double[] rowMass = new double[all.f.length];
    double[] columnMass = new double[all.g.length];
    for (BlockSolution solution : solutions) {
      Block block = solution.block();
      KantorovichPotentials part = solution.result().potentials();
      add(part.f(), block.rows(), block.rowMasses(), all.f, rowMass);
      add(part.g(), block.columns(), block.columnMasses(), all.g, columnMass);
    }
    divide(all.f, rowMass);
    divide(all.g, columnMass);
    all.extendRows(massless(rowMass), solutions.getFirst());
    all.extendColumns(massless(columnMass), solutions.getFirst());
    return new KantorovichPotentials(all.f, all.g);
  }

  private static void add(
      double[] part, int[] points, double[] masses, double[] sums, double[] mass) {
    for (int k = 0; k < points.length; k++) {
      sums[points[k]] += masses[k] * part[k];
      mass[points[k]] += masses[k];
    }
  }

  private static void divide(double[] sums, double[] mass) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = mass[i] > 0 ? sums[i] / mass[i] : 0;
    }
  }

  private static int[] massless(double[] mass) {
    return IntStream.range(0, mass.length).filter(i -> mass[i] == 0).toArray();
  }

  /** Points without mass are in no block: they get what the first block implies for them. */
  private void extendRows(int[] rows, BlockSolution first) {
    double[] terms = terms(first.result().potentials().g(), first.block().columnMasses(), first);
    SoftMinimum minimum = new SoftMinimum(rows.length, first.result().epsilon());
    forEachTile(
        problem.cost().select(rows, first.block().columns()),
        (i, k, cost) -> minimum.add(i, terms[k], cost));
    minimum.writeTo(f, rows);
  }

  private void extendColumns(int[] columns, BlockSolution first) {
    double[] terms = terms(first.result().potentials().f(), first.block().rowMasses(), first);
    SoftMinimum minimum = new SoftMinimum(columns.length, first.result().epsilon());
    forEachTile(
        problem.cost().select(first.block().rows(), columns),
        (k, j, cost) -> minimum.add(j, terms[k], cost));
    minimum.writeTo(g, columns);
  }

  /** Potentials plus ε log of the masses, as they were when the block was solved. */
  private double[] terms(double[] potentials, double[] masses, BlockSolution first) {
    double[] terms = new double[potentials.length];
    double scale = problem.a().total() / first.block().mass();
    double epsilon = first.result().epsilon();
    for (int k = 0; k < terms.length; k++) {
      terms[k] = potentials[k] + (epsilon > 0 ? epsilon * Math.log(masses[k] * scale) : 0);
    }
    return terms;
  }

  /** Takes one cost. */
  @FunctionalInterface
  private interface EntryBody {
    void entry(int i, int j, double cost);
  }

  private static void forEachTile(CostMatrix.Tiled cost, EntryBody body) {
    int width = cost.columns();
    if (cost.rows() == 0 || width == 0) {
      return;
    }
    int height = Math.clamp(TILE_ENTRIES / width, 1, cost.rows());
    float[] tile = new float[height * width];
    for (int from = 0; from < cost.rows(); from += height) {
      int to = Math.min(cost.rows(), from + height);
      cost.fill(from, to, tile);
      for (int i = from; i < to; i++) {
        for (int j = 0; j < width; j++) {
          body.entry(i, j, tile[(i - from) * width + j]);
        }
      }
    }
  }

  /** The minimum of C − t, or −ε log Σ exp((t − C)/ε), gathered term by term. */
  private static final class SoftMinimum {
    private final double epsilon;
    private final double[] largest;
    private final double[] sum;

    SoftMinimum(int points, double epsilon) {
      this.epsilon = epsilon;
      largest = new double[points];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
      sum = new double[points];
    }

    void add(int point, double term, double cost) {
      double gain = term - cost;
      if (epsilon == 0) {
        largest[point] = Math.max(largest[point], gain);
      } else if (gain > largest[point]) {
        sum[point] = sum[point] * Math.exp((largest[point] - gain) / epsilon) + 1;
        largest[point] = gain;
      } else {
        sum[point] += Math.exp((gain - largest[point]) / epsilon);
      }
    }

    void writeTo(double[] potentials, int[] points) {
      for (int p = 0; p < points.length; p++) {
        double soft = epsilon == 0 ? 0 : epsilon * Math.log(sum[p]);
        potentials[points[p]] = -largest[p] - soft;
      }
    }
  }
}
