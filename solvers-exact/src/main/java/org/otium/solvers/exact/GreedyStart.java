package org.otium.solvers.exact;

import java.util.Arrays;

/**
 * A first feasible tree. Pairs are taken one by one and filled until one of the two has nothing
 * left, which closes it: first pairs that given prices make tight and that a point has no
 * alternative to, then for every line of the longer side the cheapest partners that are open. Lines
 * that would pay most for missing their cheapest partner come first (as in Vogel's approximation).
 *
 * <p>Every source is given one infinitesimal ε more, every sink but the last one ε less, and the
 * last sink takes the surplus. No two remainders are then equal until the last pair, so that the
 * n+m−1 pairs make a spanning tree, and one that is strongly feasible towards the last sink.
 */
final class GreedyStart {
  /** More tight pairs than this for each point are no tree but a degenerate problem. */
  private static final int TIGHT_PER_POINT = 4;

  private final int sources;
  private final int sinks;
  private final float[] cost;

  // By node: sources first, then sinks. What is left is left[u] + surplus[u]·ε.
  private final long[] left;
  private final int[] surplus;
  private final boolean[] closed;

  private final int[] arcSource;
  private final int[] arcSink;
  private final long[] arcFlow;
  private int arcs;

  /**
   * Prepares a problem.
   *
   * @param cost n×m
   * @param a units of the sources, all positive
   * @param b units of the sinks, all positive, of the same sum
   */
  GreedyStart(CostInMemory cost, long[] a, long[] b) {
    sources = a.length;
    sinks = b.length;
    this.cost = cost.values();
    int nodes = sources + sinks;
    left = Arrays.copyOf(a, nodes);
    System.arraycopy(b, 0, left, sources, sinks);
    surplus = new int[nodes];
    Arrays.fill(surplus, 0, sources, 1);
    Arrays.fill(surplus, sources, nodes, -1);
    surplus[nodes - 1] = nodes - 1;
    closed = new boolean[nodes];
    arcSource = new int[nodes - 1];
    arcSink = new int[nodes - 1];
    arcFlow = new long[nodes - 1];
  }

  /**
   * Makes the tree from prices that have nothing to do with an earlier solution.
   *
   * @param sinkPrices m potentials to subtract from the costs
   * @return the tree
   */
  SpanningTree tree(double[] sinkPrices) {
    double[] sourcePrices = bestFor(sinkPrices);
    if (sources >= sinks) {
      serve(0, sources, sinks, 1, sources, sinks, sinkPrices);
    } else {
      serve(sources, sinks, 1, sinks, 0, sources, sourcePrices);
    }
    return new SpanningTree(sources, sinks, arcSource, arcSink, arcFlow, cost);
  }

  /**
   * Makes the tree from prices that may be optimal: then the tight pairs are the optimal tree, and
   * this finds it.
   *
   * @param sinkPrices m potentials to subtract from the costs
   * @param tight reduced costs up to this count as zero
   * @return the tree
   */
  SpanningTree treeNear(double[] sinkPrices, double tight) {
    takeForcedPairs(sinkPrices, bestFor(sinkPrices), tight);
    return tree(sinkPrices);
  }

  /** The c-transform of the sinks' prices. */
  private double[] bestFor(double[] sinkPrices) {
    double[] best = new double[sources];
    for (int i = 0; i < sources; i++) {
      double min = Double.POSITIVE_INFINITY;
      for (int j = 0; j < sinks; j++) {
        min = Math.min(min, cost[i * sinks + j] - sinkPrices[j]);
      }
      best[i] = min;
    }
    return best;
  }

  /** Fills a pair and closes the one of the two that has less left. */
  private int fill(int source, int sink) {
    boolean sourceFirst =
        left[source] < left[sink]
            || (left[source] == left[sink] && surplus[source] < surplus[sink]);
    int done = sourceFirst ? source : sink;
    int other = sourceFirst ? sink : source;
    arcSource[arcs] = source;
    arcSink[arcs] = sink - sources;
    arcFlow[arcs++] = left[done];
    left[other] -= left[done];
    surplus[other] -= surplus[done];
    closed[done] = true;
    return done;
  }

  /** Takes the tight pairs leaf by leaf: a point with one tight partner has to use it. */
  private void takeForcedPairs(double[] sinkPrices, double[] sourcePrices, double tight) {
    int nodes = sources + sinks;
    int capacity = TIGHT_PER_POINT * nodes;
    int[] from = new int[capacity];
    int[] to = new int[capacity];
    int count = 0;
    for (int i = 0; i < sources; i++) {
      double limit = sourcePrices[i] + tight;
      for (int j = 0; j < sinks; j++) {
        if (cost[i * sinks + j] - sinkPrices[j] <= limit) {
          if (count == capacity) {
            return;
          }
          from[count] = i;
          to[count++] = sources + j;
        }
      }
    }
    int[] degree = new int[nodes];
    for (int e = 0; e < count; e++) {
      degree[from[e]]++;
      degree[to[e]]++;
    }
    int[] end = new int[nodes];
    int sum = 0;
    for (int u = 0; u < nodes; u++) {
      end[u] = sum;
      sum += degree[u];
    }
    int[] start = end.clone();
    int[] partner = new int[2 * count];
    for (int e = 0; e < count; e++) {
      partner[end[from[e]]++] = to[e];
      partner[end[to[e]]++] = from[e];
    }
    int[] leaves = new int[nodes];
    int tail = 0;
    for (int u = 0; u < nodes; u++) {
      if (degree[u] == 1) {
        leaves[tail++] = u;
      }
    }
    for (int head = 0; head < tail && arcs < nodes - 1; head++) {
      int u = leaves[head];
      for (int k = start[u]; k < end[u]; k++) {
        int v = partner[k];
        if (!closed[u] && !closed[v]) {
          int done = u < sources ? fill(u, v) : fill(v, u);
          for (int l = start[done]; l < end[done]; l++) {
            int w = partner[l];
            if (--degree[w] == 1 && !closed[w]) {
              leaves[tail++] = w;
            }
          }
        }
      }
    }
  }

  /** Serves the open lines {@code [line, line + lines)} from the open others. */
  private void serve(
      int line,
      int lines,
      int lineStride,
      int otherStride,
      int other,
      int others,
      double[] prices) {
    double[] price = prices.clone();
    for (int k = 0; k < others; k++) {
      if (closed[other + k]) {
        price[k] = Double.NEGATIVE_INFINITY;
      }
    }
    for (int at : byRegret(line, lines, lineStride, others, otherStride, price)) {
      int u = line + at;
      while (!closed[u] && arcs < arcFlow.length) {
        int best = cheapest(at * lineStride, otherStride, others, price);
        int v = other + best;
        if (u < v) {
          fill(u, v);
        } else {
          fill(v, u);
        }
        if (closed[v]) {
          price[best] = Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /** The lines in falling order of what missing their cheapest partner would cost them. */
  private int[] byRegret(
      int line, int lines, int lineStride, int others, int otherStride, double[] price) {
    double[] regret = new double[lines];
    for (int l = 0; l < lines; l++) {
      if (closed[line + l]) {
        continue;
      }
      double first = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int k = 0, at = l * lineStride; k < others; k++, at += otherStride) {
        double reduced = cost[at] - price[k];
        if (reduced < second) {
          second = Math.max(first, reduced);
          first = Math.min(first, reduced);
        }
      }
      regret[l] = second < Double.POSITIVE_INFINITY ? first - second : 0;
    }
    return RisingOrder.of(regret);
  }

  private int cheapest(int start, int stride, int count, double[] price) {
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
