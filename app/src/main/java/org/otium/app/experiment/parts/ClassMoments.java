package org.otium.app.experiment.parts;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.api.GaussianFamily;
import org.otium.api.LinearAlgebra;
import org.otium.data.parquet.ParquetParts;
import org.otium.numerics.MomentTree;
import org.otium.numerics.SampleMoments;

/**
 * The moments of the classes of samples that come some at a time. The bytes depend on the samples
 * and their order alone: rows are taken some at a time, and merged in a tree.
 */
public final class ClassMoments {
  /** Rows that are centred at a time. */
  private static final int ROWS = 1024;

  private final GaussianFamily.Form form;
  private final int dimension;
  private final LinearAlgebra algebra;
  private final SortedMap<Integer, MomentTree> trees = new TreeMap<>();

  /**
   * No samples yet.
   *
   * @param form of covariances
   * @param dimension d
   * @param algebra for products
   */
  public ClassMoments(GaussianFamily.Form form, int dimension, LinearAlgebra algebra) {
    this.form = form;
    this.dimension = dimension;
    this.algebra = algebra;
  }

  /** Which classes samples belong to. */
  @FunctionalInterface
  public interface Masses {
    /**
     * Tells the classes of a sample, and how much mass it has in each.
     *
     * @param row the sample
     * @param taker is told
     */
    void forEach(int row, Taker taker);
  }

  /** Is told the classes of a sample. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes a class.
     *
     * @param classId which
     * @param mass how much of the sample is in it
     */
    void accept(int classId, double mass);
  }

  /** Some samples of one class. */
  private static final class Members {
    private final int[] rows = new int[ROWS];
    private final double[] masses = new double[ROWS];
    private int count;
  }

  /**
   * Adds the next samples.
   *
   * @param features rows of d features
   * @param rows how many
   * @param masses the classes of each of these rows
   * @param stopped asked now and then
   */
  public void add(float[] features, int rows, Masses masses, BooleanSupplier stopped) {
    for (int from = 0; from < rows; from += ROWS) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
      SortedMap<Integer, Members> classes = new TreeMap<>();
      for (int i = from; i < Math.min(rows, from + ROWS); i++) {
        int row = i;
        masses.forEach(
            row,
            (classId, mass) -> {
              Members own = classes.computeIfAbsent(classId, id -> new Members());
              own.rows[own.count] = row;
              own.masses[own.count++] = mass;
            });
      }
      classes.forEach(
          (classId, own) ->
              trees
                  .computeIfAbsent(classId, id -> new MomentTree(form, dimension))
                  .add(
                      SampleMoments.of(
                          form,
                          dimension,
                          features,
                          Arrays.copyOf(own.rows, own.count),
                          Arrays.copyOf(own.masses, own.count),
                          algebra)));
    }
  }

  /**
   * Adds the next rows of a file.
   *
   * @param features rows of d features
   * @param rows how many
   * @param labels those of the whole file
   * @param first which row of the file comes first
   * @param stopped asked now and then
   */
  public void add(
      float[] features,
      int rows,
      ParquetParts.Labelled labels,
      int first,
      BooleanSupplier stopped) {
    double[] masses = labels.masses();
    add(
        features,
        rows,
        (row, taker) ->
            taker.accept(
                labels.classIds()[first + row], masses.length == 0 ? 1 : masses[first + row]),
        stopped);
  }

  /**
   * The moments of all samples so far.
   *
   * @return by class
   */
  public SortedMap<Integer, SampleMoments> merged() {
    SortedMap<Integer, SampleMoments> moments = new TreeMap<>();
    trees.forEach((classId, tree) -> moments.put(classId, tree.merged()));
    return moments;
  }
}
