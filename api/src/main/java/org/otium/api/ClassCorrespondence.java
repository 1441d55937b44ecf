package org.otium.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which classes of one label set stand for which of another: a k'×k coupling of the classes (DD
 * §6.4). It lets a classifier of one label set speak in the classes of another.
 *
 * <p>A coupling is found by optimal transport between the class masses of two datasets with the
 * label distances as cost ({@link #between}), by how often two labellings of the same samples agree
 * ({@link #agreement}), or as the one-to-one assignment at least label distance ({@link
 * #byDistance}); {@link #assigned} turns any of them into a one-to-one assignment.
 */
public final class ClassCorrespondence {
  private final int[] fromIds;
  private final int[] toIds;
  private final double[][] coupling;

  private ClassCorrespondence(int[] fromIds, int[] toIds, double[][] coupling) {
    this.fromIds = fromIds;
    this.toIds = toIds;
    this.coupling = coupling;
  }

  /**
   * A known coupling.
   *
   * @param fromIds the classes of the rows, ascending and distinct
   * @param toIds the classes of the columns, ascending and distinct
   * @param coupling k'×k finite masses, not negative, none of the rows zero; copied
   * @return the correspondence
   */
  public static ClassCorrespondence of(int[] fromIds, int[] toIds, double[][] coupling) {
    requireAscending(fromIds);
    requireAscending(toIds);
    if (coupling.length != fromIds.length) {
      throw new InvalidInputException(
          fromIds.length + " classes but " + coupling.length + " rows of a coupling",
          "A coupling needs one row a class.");
    }
    double[][] copy = new double[coupling.length][];
    for (int i = 0; i < copy.length; i++) {
      if (coupling[i].length != toIds.length) {
        throw new InvalidInputException(
            toIds.length + " classes but " + coupling[i].length + " columns of a coupling",
            "A coupling needs one column a class.");
      }
      double sum = 0;
      for (double mass : coupling[i]) {
        if (!(mass >= 0)) {
          throw new InvalidInputException(
              "a mass of " + mass + " in a coupling", "Masses must not be negative.");
        }
        sum += mass;
      }
      if (!(sum > 0) || Double.isInfinite(sum)) {
        throw new InvalidInputException(
            "class " + fromIds[i] + " is coupled with a mass of " + sum,
            "Give every class a positive, finite mass.");
      }
      copy[i] = coupling[i].clone();
    }
    return new ClassCorrespondence(fromIds.clone(), toIds.clone(), copy);
  }

  private static void requireAscending(int[] ids) {
    for (int c = 1; c < ids.length; c++) {
      if (ids[c] <= ids[c - 1]) {
        throw new InvalidInputException(
            "class ids " + ids[c - 1] + " then " + ids[c],
            "Class ids must be distinct and ascending.");
      }
    }
  }

  /**
   * The optimal transport between the class masses of two datasets, its cost the distances between
   * the classes (DD §6.4). It needs no sample that is labelled in both ways.
   *
   * @param from the dataset whose classes are to be expressed
   * @param to the dataset in whose classes, in the same feature space
   * @param labelDistance W₂² between classes
   * @param solver solves the transport; with an exact one the coupling is sparse
   * @return the coupling of the classes that have mass
   * @throws InvalidInputException if the features differ in dimension
   */
  public static ClassCorrespondence between(
      LabeledDataset from, LabeledDataset to, LabelDistance labelDistance, OtSolver solver) {
    List<ClassConditional> a = from.classConditionals();
    List<ClassConditional> b = to.classConditionals();
    double[][] squared = labelDistance.between(a, b).squared();
    float[] cost = new float[a.size() * b.size()];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = (float) squared[i / b.size()][i % b.size()];
    }
    TransportPlan plan =
        solver
            .solve(
                new TransportProblem(
                    CostMatrix.stored(a.size(), b.size(), cost), masses(a), masses(b)))
            .plan();
    double[][] coupling = new double[a.size()][b.size()];
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        coupling[i][j] = plan.mass(i, j);
      }
    }
    return of(ids(a), ids(b), coupling);
  }

  /**
   * The one-to-one assignment of classes at the least sum of distances, whatever the masses of the
   * classes. Where there are more classes on the first side, those that are left over go to the
   * nearest class each.
   *
   * @param from the dataset whose classes are to be expressed
   * @param to the dataset in whose classes, in the same feature space
   * @param labelDistance W₂² between classes
   * @return each class with mass coupled with one class
   * @throws InvalidInputException if the features differ in dimension
   */
  public static ClassCorrespondence byDistance(
      LabeledDataset from, LabeledDataset to, LabelDistance labelDistance) {
    List<ClassConditional> a = from.classConditionals();
    List<ClassConditional> b = to.classConditionals();
    double[] mass = a.stream().mapToDouble(ClassConditional::mass).toArray();
    return oneToOne(ids(a), ids(b), labelDistance.between(a, b).squared(), mass);
  }

  /**
   * How much mass two labellings of the same samples give to each pair of classes: the contingency
   * table of, say, clusters and true classes. Soft labels count by their shares.
   *
   * @param from n labels in the classes that are to be expressed
   * @param to n labels in the other classes
   * @param weights n masses
   * @return the coupling of the classes of {@code from} that have mass and all classes of {@code
   *     to}
   */
  public static ClassCorrespondence agreement(Labels from, Labels to, Weights weights) {
    if (from.size() != to.size() || from.size() != weights.size()) {
      throw new InvalidInputException(
          from.size() + " and " + to.size() + " labels with " + weights.size() + " weights",
          "Give two labels and a weight a sample.");
    }
    int[] rows = from.classIds();
    int[] columns = to.classIds();
    double[][] table = new double[rows.length][columns.length];
    for (int i = 0; i < from.size(); i++) {
      int sample = i;
      double weight = weights.get(i);
      from.forEachShare(
          i,
          (fromId, fromShare) -> {
            double[] row = table[Arrays.binarySearch(rows, fromId)];
            to.forEachShare(
                sample,
                (toId, toShare) ->
                    row[Arrays.binarySearch(columns, toId)] += weight * fromShare * toShare);
          });
    }
    int kept = 0;
    for (int r = 0; r < rows.length; r++) {
      if (Arrays.stream(table[r]).sum() > 0) {
        rows[kept] = rows[r];
        table[kept++] = table[r];
      }
    }
    return of(Arrays.copyOf(rows, kept), columns, Arrays.copyOf(table, kept));
  }

  /**
   * The one-to-one assignment that keeps most mass of this coupling. Where there are more classes
   * on the first side, those that are left over go to the class each shares most mass with.
   *
   * @return each class coupled with one class
   */
  public ClassCorrespondence assigned() {
    double[][] cost = new double[fromIds.length][toIds.length];
    double[] mass = new double[fromIds.length];
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < toIds.length; j++) {
        cost[i][j] = -coupling[i][j];
        mass[i] += coupling[i][j];
      }
    }
    return oneToOne(fromIds, toIds, cost, mass);
  }

  private static ClassCorrespondence oneToOne(
      int[] fromIds, int[] toIds, double[][] cost, double[] mass) {
    int[] columnOf = OptimalAssignment.minimise(cost);
    double[][] coupling = new double[fromIds.length][toIds.length];
    for (int i = 0; i < fromIds.length; i++) {
      int column = columnOf[i];
      if (column == OptimalAssignment.UNMATCHED) {
        column = 0;
        for (int j = 1; j < toIds.length; j++) {
          column = cost[i][j] < cost[i][column] ? j : column;
        }
      }
      coupling[i][column] = mass[i];
    }
    return of(fromIds, toIds, coupling);
  }

  /**
   * The correspondence in the other direction.
   *
   * @return the transposed coupling
   * @throws InvalidInputException if a class of the second side is coupled with none
   */
  public ClassCorrespondence reversed() {
    double[][] transposed = new double[toIds.length][fromIds.length];
    for (int i = 0; i < fromIds.length; i++) {
      for (int j = 0; j < toIds.length; j++) {
        transposed[j][i] = coupling[i][j];
      }
    }
    return of(toIds, fromIds, transposed);
  }

  /**
   * The classes that are expressed.
   *
   * @return the ids of the rows, ascending
   */
  public int[] fromIds() {
    return fromIds.clone();
  }

  /**
   * The classes in which they are expressed.
   *
   * @return the ids of the columns, ascending
   */
  public int[] toIds() {
    return toIds.clone();
  }

  /**
   * How much mass each pair of classes shares.
   *
   * @return k'×k masses, a copy
   */
  public double[][] coupling() {
    double[][] copy = new double[coupling.length][];
    Arrays.setAll(copy, i -> coupling[i].clone());
    return copy;
  }

  /**
   * The class that each class shares most mass with; the lowest id wins a tie.
   *
   * @return a class of the second side for each of the first
   */
  public SortedMap<Integer, Integer> mapping() {
    SortedMap<Integer, Integer> mapping = new TreeMap<>();
    for (int i = 0; i < fromIds.length; i++) {
      mapping.put(fromIds[i], toIds[partner(i)]);
    }
    return Collections.unmodifiableSortedMap(mapping);
  }

  /**
   * Expresses labels in the other classes: the share of class j is Σ_i p_i·π_ij / Σ_l π_il, the
   * fixed last layer of a classifier in DD §6.4.
   *
   * @param labels shares p of the classes of the first side
   * @return shares of the classes of the second side
   * @throws InvalidInputException if a sample has a share of a class that is not coupled
   */
  public Labels applyTo(Labels labels) {
    double[] sums = new double[fromIds.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.stream(coupling[i]).sum();
    }
    float[] shares = new float[Math.multiplyExact(labels.size(), toIds.length)];
    double[] row = new double[toIds.length];
    for (int s = 0; s < labels.size(); s++) {
      Arrays.fill(row, 0);
      labels.forEachShare(
          s,
          (id, share) -> {
            int i = position(id);
            for (int j = 0; j < row.length; j++) {
              row[j] += share * coupling[i][j] / sums[i];
            }
          });
      for (int j = 0; j < row.length; j++) {
        shares[s * row.length + j] = (float) row[j];
      }
    }
    return Labels.soft(toIds, Matrix.wrap(labels.size(), toIds.length, shares));
  }

  /**
   * Gives every sample the class that its most likely class is mapped to by {@link #mapping}.
   *
   * @param labels labels in the classes of the first side
   * @return a class of the second side a sample
   * @throws InvalidInputException if the class of a sample is not coupled
   */
  public Labels relabel(Labels labels) {
    int[] ids = new int[labels.size()];
    for (int s = 0; s < ids.length; s++) {
      ids[s] = toIds[partner(position(labels.classOf(s)))];
    }
    return Labels.hard(ids);
  }

  /** The column that a row shares most mass with. */
  private int partner(int row) {
    int best = 0;
    for (int j = 1; j < toIds.length; j++) {
      best = coupling[row][j] > coupling[row][best] ? j : best;
    }
    return best;
  }

  private int position(int id) {
    int position = Arrays.binarySearch(fromIds, id);
    if (position < 0) {
      throw new InvalidInputException(
          "class " + id + " corresponds to no class",
          "Find the correspondence from labels with all classes: it knows "
              + Arrays.toString(fromIds)
              + ".");
    }
    return position;
  }

  private static Weights masses(List<ClassConditional> classes) {
    return Weights.proportional(classes.stream().mapToDouble(ClassConditional::mass).toArray());
  }

  private static int[] ids(List<ClassConditional> classes) {
    return classes.stream().mapToInt(ClassConditional::classId).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCorrespondence c
        && Arrays.equals(c.fromIds, fromIds)
        && Arrays.equals(c.toIds, toIds)
        && Arrays.deepEquals(c.coupling, coupling);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(fromIds) + Arrays.hashCode(toIds))
        + Arrays.deepHashCode(coupling);
  }

  @Override
  public String toString() {
    return "ClassCorrespondence" + mapping();
  }
}
