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
   * Visits the classes that a sample has a share of, by ascending id.
   *
   * @param sample sample index
   * @param consumer is told each class and its share
   */
  void forEachShare(int sample, ShareConsumer consumer);

  /** Is told the classes of a sample. */
  @FunctionalInterface
  interface ShareConsumer {
    /**
     * A class of the sample.
     *
     * @param classId the class
     * @param share above zero
     */
    void accept(int classId, float share);
  }

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
    return Soft.ofDense(classIds.clone(), shares);
  }

  /**
   * Shares of few classes a sample, in compressed rows: sample i holds the entries from {@code
   * starts[i]} to {@code starts[i + 1]}.
   *
   * @param classIds the classes, ascending and distinct
   * @param starts n + 1 positions, from 0 to the number of entries
   * @param columns the position in {@code classIds} of each entry, ascending within a sample
   * @param shares the share of each entry; those of a sample sum to one within 1e-4
   * @return the labels
   */
  static Labels sparse(int[] classIds, int[] starts, int[] columns, float[] shares) {
    boolean whole =
        starts.length > 0
            && starts[0] == 0
            && starts[starts.length - 1] == columns.length
            && columns.length == shares.length;
    for (int i = 1; whole && i < starts.length; i++) {
      whole = starts[i] >= starts[i - 1];
    }
    if (!whole) {
      throw new InvalidInputException(
          "soft labels in compressed rows whose parts do not fit each other",
          "Give ascending starts from 0 to the number of entries, and a column and share an entry.");
    }
    return Soft.checked(classIds.clone(), starts.clone(), columns.clone(), shares.clone());
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
    public void forEachShare(int sample, ShareConsumer consumer) {
      consumer.accept(ids[sample], 1f);
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

  /** A share of some classes a sample; only shares above zero take memory. */
  final class Soft implements Labels {
    private static final double ROW_TOLERANCE = 1e-4;
    private final int[] classIds;
    private final int[] starts;
    private final int[] columns;
    private final float[] shares;

    private Soft(int[] classIds, int[] starts, int[] columns, float[] shares) {
      this.classIds = classIds;
      this.starts = starts;
      this.columns = columns;
      this.shares = shares;
    }

    private static Soft checked(int[] classIds, int[] starts, int[] columns, float[] shares) {
      for (int c = 1; c < classIds.length; c++) {
        if (classIds[c] <= classIds[c - 1]) {
          throw new InvalidInputException(
              "class ids " + classIds[c - 1] + " then " + classIds[c],
              "Class ids must be distinct and ascending.");
        }
      }
      for (int i = 0; i + 1 < starts.length; i++) {
        double sum = 0;
        for (int e = starts[i]; e < starts[i + 1]; e++) {
          if (!(shares[e] > 0)) {
            throw new InvalidInputException(
                "soft label of sample " + i + " has a share of " + shares[e],
                "Shares must not be negative, and zeros are left out of sparse rows.");
          }
          boolean rises = e == starts[i] || columns[e] > columns[e - 1];
          if (!rises || columns[e] < 0 || columns[e] >= classIds.length) {
            throw new InvalidInputException(
                "soft label of sample "
                    + i
                    + " names class "
                    + columns[e]
                    + " of "
                    + classIds.length,
                "Name the classes of a sample by ascending position.");
          }
          sum += shares[e];
        }
        if (!(Math.abs(sum - 1) <= ROW_TOLERANCE)) {
          throw new InvalidInputException(
              "soft label of sample " + i + " sums to " + sum,
              "The shares of a sample must sum to one.");
        }
      }
      return new Soft(classIds, starts, columns, shares);
    }

    private static Soft ofDense(int[] classIds, Matrix dense) {
      if (classIds.length != dense.columns()) {
        throw new InvalidInputException(
            classIds.length + " classes but " + dense.columns() + " columns of shares",
            "Soft labels need one column a class.");
      }
      int[] starts = new int[dense.rows() + 1];
      int entries = 0;
      for (float share : dense.array()) {
        entries += share == 0 ? 0 : 1;
      }
      int[] columns = new int[entries];
      float[] shares = new float[entries];
      int e = 0;
      for (int i = 0; i < dense.rows(); i++) {
        for (int c = 0; c < classIds.length; c++) {
          float share = dense.get(i, c);
          if (share != 0) {
            columns[e] = c;
            shares[e++] = share;
          }
        }
        starts[i + 1] = e;
      }
      return checked(classIds, starts, columns, shares);
    }

    @Override
    public int size() {
      return starts.length - 1;
    }

    @Override
    public int[] classIds() {
      return classIds.clone();
    }

    @Override
    public int classOf(int sample) {
      int best = starts[sample];
      for (int e = best + 1; e < starts[sample + 1]; e++) {
        if (shares[e] > shares[best]) {
          best = e;
        }
      }
      return classIds[columns[best]];
    }

    @Override
    public double share(int sample, int classId) {
      int column = Arrays.binarySearch(classIds, classId);
      int entry = Arrays.binarySearch(columns, starts[sample], starts[sample + 1], column);
      return column < 0 || entry < 0 ? 0 : shares[entry];
    }

    @Override
    public void forEachShare(int sample, ShareConsumer consumer) {
      for (int e = starts[sample]; e < starts[sample + 1]; e++) {
        consumer.accept(classIds[columns[e]], shares[e]);
      }
    }

    @Override
    public Labels select(int[] indices) {
      int[] chosenStarts = new int[indices.length + 1];
      for (int i = 0; i < indices.length; i++) {
        int length = starts[indices[i] + 1] - starts[indices[i]];
        chosenStarts[i + 1] = Math.addExact(chosenStarts[i], length);
      }
      int[] chosenColumns = new int[chosenStarts[indices.length]];
      float[] chosenShares = new float[chosenColumns.length];
      for (int i = 0; i < indices.length; i++) {
        int length = chosenStarts[i + 1] - chosenStarts[i];
        System.arraycopy(columns, starts[indices[i]], chosenColumns, chosenStarts[i], length);
        System.arraycopy(shares, starts[indices[i]], chosenShares, chosenStarts[i], length);
      }
      return new Soft(classIds, chosenStarts, chosenColumns, chosenShares);
    }

    /**
     * How many shares are above zero.
     *
     * @return at most samples × classes
     */
    public int entries() {
      return shares.length;
    }

    /**
     * All shares, zeros included. Large where there are many classes: prefer {@link #forEachShare}.
     *
     * @return n × classes, columns in the order of {@link #classIds()}
     */
    public Matrix shares() {
      float[] dense = new float[Math.multiplyExact(size(), classIds.length)];
      for (int i = 0; i < size(); i++) {
        for (int e = starts[i]; e < starts[i + 1]; e++) {
          dense[i * classIds.length + columns[e]] = shares[e];
        }
      }
      return Matrix.wrap(size(), classIds.length, dense);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Soft s
          && Arrays.equals(s.classIds, classIds)
          && Arrays.equals(s.starts, starts)
          && Arrays.equals(s.columns, columns)
          && Arrays.equals(s.shares, shares);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(classIds) + Arrays.hashCode(shares);
    }

    @Override
    public String toString() {
      return "SoftLabels[" + size() + " samples, " + classIds.length + " classes]";
    }
  }
}
