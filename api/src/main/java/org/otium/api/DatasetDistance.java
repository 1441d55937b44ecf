package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A distance between labelled datasets. */
public interface DatasetDistance {
  /**
   * Compares two datasets.
   *
   * @param a one dataset
   * @param b another, in the same feature space; its label set may differ
   * @return the distance and how it came about
   * @throws InvalidInputException if the features differ in dimension
   */
  Report between(LabeledDataset a, LabeledDataset b);

  /**
   * The same distance at a fixed ε, so that several values can be compared.
   *
   * @param epsilon ε in cost units
   * @return a distance with that ε; this distance itself if it has none
   */
  default DatasetDistance withEpsilon(double epsilon) {
    return this;
  }

  /**
   * A distance and how it came about.
   *
   * @param symbol what the distance is called, short ("OTDD")
   * @param squared the squared distance in squared feature units
   * @param meaning what {@code squared} is, in words ("debiased entropic OTDD²")
   * @param epsilon the regularisation in cost units; 0 if none
   * @param classesA the class ids of {@code a}
   * @param classesB the class ids of {@code b}
   * @param classCoupling how much mass goes from each class of a to each class of b
   * @param labelDistances W₂² between the classes
   * @param parts named numbers: the terms that the value is made of
   * @param seconds how long each part took
   * @param warnings what the reader should know, for instance that a solver did not converge
   */
  @SuppressWarnings("ArrayRecordComponent") // a report, never compared
  record Report(
      String symbol,
      double squared,
      String meaning,
      double epsilon,
      int[] classesA,
      int[] classesB,
      double[][] classCoupling,
      double[][] labelDistances,
      Map<String, Double> parts,
      Map<String, Double> seconds,
      List<String> warnings) {
    /** Copies the numbers by name, in their order, and the warnings. */
    public Report {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
      seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
      warnings = List.copyOf(warnings);
    }

    /**
     * The distance itself.
     *
     * @return the root of the squared value; 0 where rounding made it negative
     */
    public double distance() {
      return Math.sqrt(Math.max(0, squared));
    }
  }
}
