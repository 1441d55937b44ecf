package org.otium.numerics;

import org.otium.api.InvalidInputException;

/**
 * A number for every pair of groups, to be added to the cost between a point of the one and a point
 * of the other. With classes for groups and λ·W₂²(ν_c, ν_c') for the numbers this is the label part
 * of the OTDD cost (DD eq. 6).
 */
public final class GroupConstants {
  private final int[] rowGroups;
  private final int[] columnGroups;
  private final float[] expanded;
  private final double[][] constants;

  private GroupConstants(
      int[] rowGroups, int[] columnGroups, float[] expanded, double[][] constants) {
    this.rowGroups = rowGroups;
    this.columnGroups = columnGroups;
    this.expanded = expanded;
    this.constants = constants;
  }

  /**
   * Constants between groups of points.
   *
   * @param rowGroups the group of every source point, an index of a row of {@code constants}
   * @param columnGroups the group of every target point, an index of a column
   * @param constants one finite number a pair of groups
   * @return the constants
   * @throws InvalidInputException if a group has no constants or one of them is not finite
   */
  public static GroupConstants of(int[] rowGroups, int[] columnGroups, double[][] constants) {
    int columns = columnGroups.length;
    for (int group : rowGroups) {
      if (group < 0 || group >= constants.length) {
        throw new InvalidInputException(
            "group " + group + " has no row among the " + constants.length + " of the constants",
            "Give one row of constants a source group.");
      }
    }
    float[] expanded = new float[Math.multiplyExact(constants.length, columns)];
    for (int g = 0; g < constants.length; g++) {
      for (int j = 0; j < columns; j++) {
        int group = columnGroups[j];
        if (group < 0 || group >= constants[g].length) {
          throw new InvalidInputException(
              "group "
                  + group
                  + " has no column among the "
                  + constants[g].length
                  + " of the constants",
              "Give one column of constants a target group.");
        }
        if (!Double.isFinite(constants[g][group])) {
          throw new InvalidInputException(
              "the constant of groups (" + g + ", " + group + ") is " + constants[g][group],
              "Constants must be finite.");
        }
        expanded[g * columns + j] = (float) constants[g][group];
      }
    }
    double[][] copies = new double[constants.length][];
    for (int g = 0; g < constants.length; g++) {
      copies[g] = constants[g].clone();
    }
    return new GroupConstants(rowGroups.clone(), columnGroups.clone(), expanded, copies);
  }

  /** The constant of a pair of points, in double precision. */
  double constant(int i, int j) {
    return constants[rowGroups[i]][columnGroups[j]];
  }

  int rows() {
    return rowGroups.length;
  }

  int columns() {
    return columnGroups.length;
  }

  /** One row of constants a row group, one value a column of the cost. */
  float[] expanded() {
    return expanded;
  }

  /** Where the constants of row {@code i} start in {@link #expanded()}. */
  int offset(int i) {
    return rowGroups[i] * columnGroups.length;
  }
}
