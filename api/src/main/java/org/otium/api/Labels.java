package org.otium.api;

import java.util.Arrays;

/**
 * The labels of n samples. Class ids are values, never positions: they may be sparse, and two
 * datasets need not share them.
 */
public sealed interface Labels permits Labels.Hard, Labels.Soft {
  /**
   * Number of samples.
   *
   * @return n
   */
  int size();

  /**
   * The distinct class ids, ascending.
   *
   * @return a new array
   */
  int[] classIds();

  /**
   * The most likely class of a sample; the lowest id wins a tie.
   *
   * @param sample sample index
   * @return a class id
   */
  int classOf(int sample);

  /**
   * How much of a sample belongs to a class.
   *
   * @param sample sample index
   * @param classId a class id; an unknown one has no share
   * @return a share in [0, 1]; the shares of a sample sum to one
   */
  double share(int sample, int classId);

  /**
   * The labels of some samples, in the given order.
   *
   * @param indices sample indices
   * @return labels of {@code indices.length} samples
   */
  Labels select(int[] indices);

  /**
   * One class a sample.
   *
   * @param ids a class id a sample, copied
   * @return the labels
   */
  static Labels hard(int... ids) {
    return new Hard(ids.clone());
  }

  /**
   * A share of every class a sample.
   *
   * @param classIds the class of each column, ascending and distinct
   * @param shares n × classes, non-negative, rows summing to one within 1e-4
   * @return the labels
   */
  static Labels soft(int[] classIds, Matrix shares) {
    return new Soft(classIds.clone(), shares);
  }

  /** One class a sample. */
  final class Hard implements Labels {
    private final int[] ids;
    private final int[] classIds;

    private Hard(int[] ids) {
      this.ids = ids;
      this.classIds = Arrays.stream(ids).sorted().distinct().toArray();
    }

    @Override
    public int size() {
      return ids.length;
    }

    @Override
    public int[] classIds() {
      return classIds.clone();
    }

    @Override
    public int classOf(int sample) {
      return ids[sample];
    }

    @Override
    public double share(int sample, int classId) {
      return ids[sample] == classId ? 1 : 0;
    }

    @Override
    public Labels select(int[] indices) {
      int[] selected = new int[indices.length];
      for (int i = 0; i < indices.length; i++) {
        selected[i] = ids[indices[i]];
      }
      return new Hard(selected);
    }

    /**
     * A copy of the ids.
     *
     * @return one class id a sample
     */
    public int[] toArray() {
      return ids.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Hard h && Arrays.equals(h.ids, ids);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
      return "Labels[" + ids.length + " samples, " + classIds.length + " classes]";
    }
  }

  /** A share of every class a sample. */
  final class Soft implements Labels {
    private static final double ROW_TOLERANCE = 1e-4;
    private final int[] classIds;
    private final Matrix shares;

    private Soft(int[] classIds, Matrix shares) {
      if (classIds.length != shares.columns()) {
        throw new InvalidInputException(
            classIds.length + " classes but " + shares.columns() + " columns of shares",
            "Soft labels need one column a class.");
      }
      for (int c = 1; c < classIds.length; c++) {
        if (classIds[c] <= classIds[c - 1]) {
          throw new InvalidInputException(
              "class ids " + classIds[c - 1] + " then " + classIds[c],
              "Class ids must be distinct and ascending.");
        }
      }
      for (int i = 0; i < shares.rows(); i++) {
        double sum = 0;
        for (int c = 0; c < classIds.length; c++) {
          float share = shares.get(i, c);
          if (!(share >= 0)) {
            throw new InvalidInputException(
                "soft label of sample " + i + " has a share of " + share,
                "Shares must not be negative.");
          }
          sum += share;
        }
        if (!(Math.abs(sum - 1) <= ROW_TOLERANCE)) {
          throw new InvalidInputException(
              "soft label of sample " + i + " sums to " + sum,
              "The shares of a sample must sum to one.");
        }
      }
      this.classIds = classIds;
      this.shares = shares;
    }

    @Override
    public int size() {
      return shares.rows();
    }

    @Override
    public int[] classIds() {
      return classIds.clone();
    }

    @Override
    public int classOf(int sample) {
      int best = 0;
      for (int c = 1; c < classIds.length; c++) {
        if (shares.get(sample, c) > shares.get(sample, best)) {
          best = c;
        }
      }
      return classIds[best];
    }

    @Override
    public double share(int sample, int classId) {
      int column = Arrays.binarySearch(classIds, classId);
      return column < 0 ? 0 : shares.get(sample, column);
    }

    @Override
    public Labels select(int[] indices) {
      return new Soft(classIds, shares.selectRows(indices));
    }

    /**
     * The shares.
     *
     * @return n × classes, columns in the order of {@link #classIds()}
     */
    public Matrix shares() {
      return shares;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Soft s
          && Arrays.equals(s.classIds, classIds)
          && s.shares.equals(shares);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(classIds) + shares.hashCode();
    }

    @Override
    public String toString() {
      return "SoftLabels[" + shares.rows() + " samples, " + classIds.length + " classes]";
    }
  }
}
