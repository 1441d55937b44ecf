package org.otium.solvers.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A spanning tree of the sources 0..n−1 and the sinks n..n+m−1, rooted at the last sink, with the
 * flow and the cost of every tree arc kept at the arc's lower end. Arcs run from sources to sinks,
 * so the kind of the lower end tells which way an arc points: up at a source, down at a sink.
 *
 * <p>The tree is kept strongly feasible (Cunningham 1976): a positive amount can be sent from every
 * node to the root, that is, arcs without flow point up. Then no sequence of degenerate pivots
 * repeats a tree.
 */
final class SpanningTree {
  private static final int NONE = -1;

  private final int sources;
  private final int nodes;
  private final int[] parent;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] previousSibling;
  private final int[] size;
  private final long[] flow;
  private final double[] arcCost;
  private final double[] level;
  private @Nullable FixedLevels exact;

  /**
   * Builds the tree that a list of arcs makes.
   *
   * @param sources n
   * @param sinks m
   * @param arcSource the source of each of the n+m−1 arcs
   * @param arcSink the sink of each arc, in [0, m)
   * @param arcFlow the flow of each arc
   * @param cost n×m
   */
  SpanningTree(
      int sources, int sinks, int[] arcSource, int[] arcSink, long[] arcFlow, float[] cost) {
    this.sources = sources;
    this.nodes = sources + sinks;
    parent = new int[nodes];
    firstChild = new int[nodes];
    nextSibling = new int[nodes];
    previousSibling = new int[nodes];
    size = new int[nodes];
    flow = new long[nodes];
    arcCost = new double[nodes];
    level = new double[nodes];
    hangFromRoot(arcSource, arcSink, arcFlow, cost, sinks);
    refreshLevels();
  }

  private void hangFromRoot(
      int[] arcSource, int[] arcSink, long[] arcFlow, float[] cost, int sinks) {
    int arcs = arcSource.length;
    int[] start = new int[nodes + 1];
    for (int e = 0; e < arcs; e++) {
      start[arcSource[e] + 1]++;
      start[sources + arcSink[e] + 1]++;
    }
    for (int u = 0; u < nodes; u++) {
      start[u + 1] += start[u];
    }
    int[] incident = new int[2 * arcs];
    int[] filled = start.clone();
    for (int e = 0; e < arcs; e++) {
      incident[filled[arcSource[e]]++] = e;
      incident[filled[sources + arcSink[e]]++] = e;
    }
    int root = nodes - 1;
    Arrays.fill(parent, NONE);
    Arrays.fill(firstChild, NONE);
    Arrays.fill(nextSibling, NONE);
    Arrays.fill(previousSibling, NONE);
    int[] queue = new int[nodes];
    queue[0] = root;
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int u = queue[head];
      for (int k = start[u]; k < start[u + 1]; k++) {
        int e = incident[k];
        int v = u < sources ? sources + arcSink[e] : arcSource[e];
        if (v == parent[u]) {
          continue;
        }
        link(v, u);
        flow[v] = arcFlow[e];
        arcCost[v] = cost[arcSource[e] * sinks + arcSink[e]];
        queue[tail++] = v;
      }
    }
    if (tail != nodes) {
      throw new IllegalStateException(
          "the starting arcs reach " + tail + " of " + nodes + " nodes");
    }
    Arrays.fill(size, 1);
    for (int k = nodes - 1; k > 0; k--) {
      size[parent[queue[k]]] += size[queue[k]];
    }
  }

  /**
   * The dual level of every node: f_i of source i, and −g_j of sink j, so that C_ij − f_i − g_j =
   * C_ij − level_i + level_j. Changes with every pivot.
   *
   * @return n+m values, read-only by agreement
   */
  double[] levels() {
    return level;
  }

  /**
   * Counts the levels without rounding from now on; {@link #levels} are then those levels, each
   * rounded once.
   *
   * @param exactLevels one a node
   */
  void countExactly(FixedLevels exactLevels) {
    exact = exactLevels;
    refreshLevels();
  }

  /**
   * The arcs' upper ends.
   *
   * @param u a node
   * @return its parent; −1 for the root
   */
  int parent(int u) {
    return parent[u];
  }

  /**
   * The flow of the arc between a node and its parent.
   *
   * @param u a node, not the root
   * @return mass units
   */
  long flow(int u) {
    return flow[u];
  }

  /**
   * Brings an arc into the tree, sends as much as possible around the cycle that it closes, and
   * takes out the arc that blocks.
   *
   * @param source i
   * @param sink j, in [0, m)
   * @param cost C_ij
   * @return the amount sent around the cycle
   */
  long pivot(int source, int sink, double cost) {
    int first = source;
    int second = sources + sink;
    int join = join(first, second);

    // Among equal blockers, the first seen from the join against the cycle's direction keeps the
    // tree strongly feasible: strict on the source's path, not strict on the sink's.
    long delta = Long.MAX_VALUE;
    int out = NONE;
    boolean outOnFirst = true;
    for (int u = first; u != join; u = parent[u]) {
      if (u < sources && flow[u] < delta) {
        delta = flow[u];
        out = u;
      }
    }
    for (int u = second; u != join; u = parent[u]) {
      if (u >= sources && flow[u] <= delta) {
        delta = flow[u];
        out = u;
        outOnFirst = false;
      }
    }
    if (delta != 0) {
      for (int u = first; u != join; u = parent[u]) {
        flow[u] += u < sources ? -delta : delta;
      }
      for (int u = second; u != join; u = parent[u]) {
        flow[u] += u < sources ? delta : -delta;
      }
    }

    double reduced =
        exact == null
            ? cost - level[first] + level[second]
            : exact.reducedCost(cost, first, second);
    int in = outOnFirst ? first : second;
    int onto = outOnFirst ? second : first;
    int moved = size[out];
    for (int u = parent[out]; u != join; u = parent[u]) {
      size[u] -= moved;
    }
    for (int u = onto; u != join; u = parent[u]) {
      size[u] += moved;
    }
    rehang(in, onto, out, delta, cost);
    shift(in, outOnFirst ? reduced : -reduced, !outOnFirst);
    return delta;
  }

  private int join(int first, int second) {
    int u = first;
    int v = second;
    while (u != v) {
      if (size[u] < size[v]) {
        u = parent[u];
      } else if (size[v] < size[u]) {
        v = parent[v];
      } else {
        u = parent[u];
        v = parent[v];
      }
    }
    return u;
  }

  /**
   * Cuts the subtree below {@code out}, turns it so that {@code in} is its top, and hangs that
   * below {@code onto}.
   */
  private void rehang(int in, int onto, int out, long newFlow, double newCost) {
    int u = in;
    int above = onto;
    long carriedFlow = newFlow;
    double carriedCost = newCost;
    int whole = size[out];
    int turned = 0;
    while (true) {
      int oldParent = parent[u];
      long oldFlow = flow[u];
      double oldCost = arcCost[u];
      int oldSize = size[u];
      size[u] = whole - turned;
      unlink(u);
      link(u, above);
      flow[u] = carriedFlow;
      arcCost[u] = carriedCost;
      if (u == out) {
        return;
      }
      above = u;
      u = oldParent;
      carriedFlow = oldFlow;
      carriedCost = oldCost;
      turned = oldSize;
    }
  }

  private void link(int u, int above) {
    parent[u] = above;
    int next = firstChild[above];
    nextSibling[u] = next;
    previousSibling[u] = NONE;
    if (next != NONE) {
      previousSibling[next] = u;
    }
    firstChild[above] = u;
  }

  private void unlink(int u) {
    int previous = previousSibling[u];
    int next = nextSibling[u];
    if (previous == NONE) {
      firstChild[parent[u]] = next;
    } else {
      nextSibling[previous] = next;
    }
    if (next != NONE) {
      previousSibling[next] = previous;
    }
  }

  /**
   * Raises the levels at and below {@code top} against all others. Levels count up to a constant,
   * so the smaller side is the one to change.
   */
  private void shift(int top, double amount, boolean negated) {
    boolean small = 2 * size[top] <= nodes;
    if (exact != null && negated == small) {
      exact.negateLast();
    }
    if (small) {
      add(top, amount);
      return;
    }
    int above = parent[top];
    unlink(top);
    add(nodes - 1, -amount);
    link(top, above);
  }

  private void add(int top, double amount) {
    int u = top;
    while (true) {
      level[u] = exact == null ? level[u] + amount : exact.addLast(u);
      int next = firstChild[u];
      while (next == NONE) {
        if (u == top) {
          return;
        }
        next = nextSibling[u];
        if (next == NONE) {
          u = parent[u];
        }
      }
      u = next;
    }
  }

  /**
   * Recomputes the levels from the arcs' costs, which takes away the rounding that pivots pile up.
   */
  void refreshLevels() {
    int root = nodes - 1;
    level[root] = 0;
    if (exact != null) {
      exact.set(root, 0);
    }
    int u = root;
    while (true) {
      int next = firstChild[u];
      while (next == NONE) {
        if (u == root) {
          return;
        }
        next = nextSibling[u];
        if (next == NONE) {
          u = parent[u];
        }
      }
      u = next;
      int above = parent[u];
      double step = u < sources ? arcCost[u] : -arcCost[u];
      if (exact == null) {
        level[u] = level[above] + step;
      } else {
        exact.setAbove(u, above, step);
        level[u] = exact.get(u);
      }
    }
  }
}
