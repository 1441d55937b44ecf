package org.otium.solvers.exact;

import java.util.Arrays;

/**
 * A first feasible tree: every line of the longer side is served in turn from the cheapest lines of
 * the other side that still have something, after the other side's prices are subtracted. Those
 * that would pay most for missing their cheapest partner come first (as in Vogel's approximation).
 *
 * <p>Every source is given one infinitesimal ε more, every sink but the last one ε less, and the
 * last sink takes the surplus. No two remainders are then equal until the last arc, so that the
 * n+m−1 arcs make a spanning tree, and one that is strongly feasible towards the last sink.
 */
final class GreedyStart {
  private GreedyStart() {}

  /**
   * Makes the tree.
   *
   * @param n number of sources
   * @param m number of sinks
   * @param cost n×m
   * @param a units of the sources, all positive
   * @param b units of the sinks, all positive, of the same sum
   * @param sinkPrices m potentials to subtract from the costs
   * @return the tree
   */
  static SpanningTree tree(int n, int m, float[] cost, long[] a, long[] b, double[] sinkPrices) {
    int[] surplusA = new int[n];
    int[] surplusB = new int[m];
    Arrays.fill(surplusA, 1);
    Arrays.fill(surplusB, -1);
    surplusB[m - 1] = n + m - 1;
    if (n >= m) {
      Arcs arcs = new Arcs(n + m - 1);
      serve(n, m, cost, m, 1, sinkPrices, a, surplusA, b, surplusB, arcs);
      return new SpanningTree(n, m, arcs.line, arcs.other, arcs.flow, cost);
    }
    double[] sourcePrices = new double[n];
    for (int i = 0; i < n; i++) {
      double min = Double.POSITIVE_INFINITY;
      for (int j = 0; j < m; j++) {
        min = Math.min(min, cost[i * m + j] - sinkPrices[j]);
      }
      sourcePrices[i] = min;
    }
    Arcs arcs = new Arcs(n + m - 1);
    serve(m, n, cost, 1, m, sourcePrices, b, surplusB, a, surplusA, arcs);
    return new SpanningTree(n, m, arcs.other, arcs.line, arcs.flow, cost);
  }

  @SuppressWarnings("ArrayRecordComponent") // filled in one place, read in one place
  private record Arcs(int[] line, int[] other, long[] flow) {
    Arcs(int count) {
      this(new int[count], new int[count], new long[count]);
    }
  }

  private static void serve(
      int lines,
      int others,
      float[] cost,
      int lineStride,
      int otherStride,
      double[] otherPrices,
      long[] need,
      int[] needSurplus,
      long[] stock,
      int[] stockSurplus,
      Arcs arcs) {
    double[] price = otherPrices.clone();
    long[] left = stock.clone();
    int[] leftSurplus = stockSurplus.clone();
    int count = 0;
    for (int line : byRegret(cost, lines, lineStride, others, otherStride, price)) {
      long open = need[line];
      int openSurplus = needSurplus[line];
      boolean served = false;
      while (!served && count < arcs.flow.length) {
        int best = cheapest(cost, line * lineStride, otherStride, others, price);
        arcs.line[count] = line;
        arcs.other[count] = best;
        served = open < left[best] || (open == left[best] && openSurplus < leftSurplus[best]);
        if (served) {
          arcs.flow[count++] = open;
          left[best] -= open;
          leftSurplus[best] -= openSurplus;
        } else {
          arcs.flow[count++] = left[best];
          open -= left[best];
          openSurplus -= leftSurplus[best];
          price[best] = Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /** The lines in falling order of what missing their cheapest partner would cost them. */
  private static int[] byRegret(
      float[] cost, int lines, int lineStride, int others, int otherStride, double[] price) {
    double[] regret = new double[lines];
    for (int line = 0; line < lines; line++) {
      double first = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int k = 0, at = line * lineStride; k < others; k++, at += otherStride) {
        double reduced = cost[at] - price[k];
        if (reduced < second) {
          second = Math.max(first, reduced);
          first = Math.min(first, reduced);
        }
      }
      regret[line] = first - second;
    }
    return RisingOrder.of(regret);
  }

  private static int cheapest(float[] cost, int start, int stride, int count, double[] price) {
    int best = 0;
    double min = Double.POSITIVE_INFINITY;
    for (int k = 0, at = start; k < count; k++, at += stride) {
      double reduced = cost[at] - price[k];
      if (reduced < min) {
        min = reduced;
        best = k;
      }
    }
    return best;
  }
}
