package org.otium.numerics;

import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.OtiumException;
import org.otium.api.TransportPlan;

/** What every transport plan asks of the arguments of its methods. */
public final class PlanArguments {
  private PlanArguments() {}

  /**
   * Refuses values that are not one row a target point.
   *
   * @param plan n×m
   * @param values what it is to be applied to
   * @throws InvalidInputException if there are not m rows
   */
  public static void requireTargets(TransportPlan plan, Matrix values) {
    if (values.rows() != plan.columns()) {
      throw new InvalidInputException(
          "a plan of " + plan.columns() + " columns applied to " + values.rows() + " rows",
          "Give one row for each target point.");
    }
  }

  /**
   * Refuses groups that are not one a point.
   *
   * @param plan n×m
   * @param rowGroup the groups of its rows
   * @param columnGroup the groups of its columns
   * @throws InvalidInputException if there are not n and m of them
   */
  public static void requireGroups(TransportPlan plan, int[] rowGroup, int[] columnGroup) {
    if (rowGroup.length != plan.rows() || columnGroup.length != plan.columns()) {
      throw new InvalidInputException(
          "groups of "
              + rowGroup.length
              + " rows and "
              + columnGroup.length
              + " columns for a plan of "
              + plan.rows()
              + "×"
              + plan.columns(),
          "Give one group for each row and each column.");
    }
  }

  /**
   * Refuses to store a plan that takes too much.
   *
   * @param plan n×m
   * @param memoryBudget bytes that its floats may take
   * @throws OtiumException if they take more, or more than an array holds
   */
  public static void requireStorable(TransportPlan plan, long memoryBudget) {
    long entries = (long) plan.rows() * plan.columns();
    if (entries > memoryBudget / Float.BYTES || entries > Integer.MAX_VALUE - 8) {
      throw new OtiumException(
          "a stored plan of "
              + plan.rows()
              + "×"
              + plan.columns()
              + " takes "
              + MemoryText.of(Float.BYTES * entries)
              + " of a budget of "
              + MemoryText.of(memoryBudget),
          "Use applyTo, barycentricProjection or aggregate, which need no stored plan, or raise"
              + " the memory budget.");
    }
  }
}
