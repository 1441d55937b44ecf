package org.otium.numerics;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.GaussianFamily;

/**
 * Merges moments that come one after the other in a binary tree that depends on their number alone:
 * the same parts in the same order give the same bits, whoever computed them and whenever, and the
 * error grows with the logarithm of their number.
 *
 * <p>Consecutive parts may be merged elsewhere first, by a tree of their own, if all groups but the
 * last have the same number of parts and that is a power of two: the tree of the groups is then the
 * tree of the parts, bit for bit.
 */
public final class MomentTree {
  private final SampleMoments none;

  /** Complete subtrees, the largest first, and the logarithm of how many parts each has. */
  private final List<SampleMoments> subtrees = new ArrayList<>();

  private final List<Integer> levels = new ArrayList<>();

  /**
   * An empty tree.
   *
   * @param form of the moments
   * @param dimension of the points
   */
  public MomentTree(GaussianFamily.Form form, int dimension) {
    this.none = SampleMoments.none(form, dimension);
  }

  /**
   * Adds the next part.
   *
   * @param part moments of the tree's form and dimension; those of no points count as a part too
   */
  public void add(SampleMoments part) {
    SampleMoments merged = none.merge(part);
    int level = 0;
    while (!levels.isEmpty() && levels.getLast() == level) {
      levels.removeLast();
      merged = subtrees.removeLast().merge(merged);
      level++;
    }
    subtrees.add(merged);
    levels.add(level);
  }

  /**
   * The moments of all parts so far.
   *
   * @return those of no points if there was no part
   */
  public SampleMoments merged() {
    SampleMoments all = none;
    for (int k = subtrees.size() - 1; k >= 0; k--) {
      all = subtrees.get(k).merge(all);
    }
    return all;
  }
}
