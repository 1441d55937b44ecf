package org.otium.numerics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.numerics.MinibatchPartition.Block;

/** Where the axis of mass that two sides share is cut. */
final class MinibatchCuts {
  private final double[] rowMasses;
  private final double[] columnMasses;
  private final MassUnits units;
  private final int batchSize;

  MinibatchCuts(double[] rowMasses, double[] columnMasses, MassUnits units, int batchSize) {
    this.rowMasses = rowMasses;
    this.columnMasses = columnMasses;
    this.units = units;
    this.batchSize = batchSize;
  }

  List<Block> along(int[] rows, int[] columns) {
    Axis row = new Axis(rows, units.first(), rowMasses);
    Axis column = new Axis(columns, units.second(), columnMasses);
    long[] cuts = cuts(row, column);
    List<Block> blocks = new ArrayList<>();
    long from = 0;
    for (long to : cuts) {
      double share = (to - from) / (double) units.total();
      Part first = row.fits(batchSize) ? row.whole(share) : row.between(from, to);
      Part second = column.fits(batchSize) ? column.whole(share) : column.between(from, to);
      blocks.add(new Block(first.points, first.masses, second.points, second.masses));
      from = to;
    }
    return blocks;
  }

  /** Rising ends of the blocks, the last one the total. */
  private long[] cuts(Axis row, Axis column) {
    boolean rowsFit = row.fits(batchSize);
    boolean columnsFit = column.fits(batchSize);
    if (rowsFit && columnsFit) {
      return new long[] {units.total()};
    }
    Axis finer = row.size() >= column.size() ? row : column;
    int fewest = (finer.size() + batchSize - 1) / batchSize;
    long[] cuts = cuts(fewest, finer, row, column);
    if (cuts.length > fewest) {
      // One block more often spares a small last one, which a split point made necessary.
      long[] more = cuts(fewest + 1, finer, row, column);
      cuts = more.length <= cuts.length ? more : cuts;
    }
    return cuts;
  }

  private long[] cuts(int wanted, Axis finer, Axis row, Axis column) {
    long[] cuts = new long[2 * (row.size() + column.size())];
    int count = 0;
    long from = 0;
    for (int k = 1; k <= wanted; k++) {
      long target =
          k == wanted
              ? units.total()
              : finer.nearestEnd((long) (units.total() / (double) wanted * k));
      while (from < target) {
        long to = target;
        to = row.fits(batchSize) ? to : Math.min(to, row.furthest(from, batchSize));
        to = column.fits(batchSize) ? to : Math.min(to, column.furthest(from, batchSize));
        cuts[count++] = to;
        from = to;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  /** Points of one side in a block. */
  private record Part(int[] points, double[] masses) {}

  /** The points of one side along the axis. */
  private static final class Axis {
    private final int[] order;
    private final double[] masses;

    /** Where each point in order begins; one entry more for the end. */
    private final long[] begin;

    Axis(int[] order, long[] units, double[] masses) {
      this.order = order;
      this.masses = masses;
      begin = new long[order.length + 1];
      for (int k = 0; k < order.length; k++) {
        begin[k + 1] = begin[k] + units[order[k]];
      }
    }

    int size() {
      return order.length;
    }

    boolean fits(int batchSize) {
      return order.length <= batchSize;
    }

    long nearestEnd(long place) {
      int at = Arrays.binarySearch(begin, place);
      if (at >= 0) {
        return place;
      }
      long below = begin[-at - 2];
      long above = begin[-at - 1];
      return place - below < above - place ? below : above;
    }

    /** The end of the last of {@code count} points from a place on. */
    long furthest(long from, int count) {
      return begin[Math.min(size(), pointAt(from) + count)];
    }

    private int pointAt(long place) {
      int at = Arrays.binarySearch(begin, place);
      return at >= 0 ? at : -at - 2;
    }

    Part whole(double share) {
      int[] points = order.clone();
      Arrays.sort(points);
      return new Part(points, Arrays.stream(points).mapToDouble(i -> share * masses[i]).toArray());
    }

    Part between(long from, long to) {
      int first = pointAt(from);
      int end = pointAt(to - 1) + 1;
      int[] places =
          IntStream.range(first, end)
              .boxed()
              .sorted(Comparator.comparingInt(k -> order[k]))
              .mapToInt(Integer::intValue)
              .toArray();
      int[] points = new int[places.length];
      double[] shares = new double[places.length];
      for (int p = 0; p < places.length; p++) {
        int k = places[p];
        points[p] = order[k];
        long inside = Math.min(to, begin[k + 1]) - Math.max(from, begin[k]);
        long all = begin[k + 1] - begin[k];
        shares[p] = inside == all ? masses[order[k]] : masses[order[k]] * (inside / (double) all);
      }
      return new Part(points, shares);
    }
  }
}
