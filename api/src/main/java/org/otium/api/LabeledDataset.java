package org.otium.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classification dataset: n samples of d features, a label and a weight each. Immutable; every
 * feature is finite.
 *
 * <p>Class ids are values of a dictionary, not positions: sparse ids, label sets that differ
 * between datasets, unequal class sizes and weighted samples are all legal.
 */
public final class LabeledDataset {
  private final String name;
  private final Matrix features;
  private final Labels labels;
  private final Weights weights;
  private final SortedMap<Integer, String> classNames;
  private final FeatureShape shape;

  private LabeledDataset(
      String name,
      Matrix features,
      Labels labels,
      Weights weights,
      Map<Integer, String> classNames,
      FeatureShape shape) {
    this.name = name;
    this.features = features;
    this.labels = labels;
    this.weights = weights;
    this.classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
    this.shape = shape;
  }

  /**
   * A dataset with equal weights and no class names, its features a plain vector.
   *
   * @param name what to call it
   * @param features n×d, finite, n ≥ 1, d ≥ 1
   * @param labels n labels
   * @return the dataset
   * @throws InvalidInputException if it is empty, a feature is not finite, or the counts differ
   */
  public static LabeledDataset of(String name, Matrix features, Labels labels) {
    if (features.rows() == 0 || features.columns() == 0) {
      throw new InvalidInputException(
          "dataset '"
              + name
              + "' is empty ("
              + features.rows()
              + " samples of "
              + features.columns()
              + " features)",
          "Give it at least one sample with at least one feature.");
    }
    if (labels.size() != features.rows()) {
      throw new InvalidInputException(
          "dataset '"
              + name
              + "' has "
              + features.rows()
              + " samples but "
              + labels.size()
              + " labels",
          "Check that features and labels come from the same split.");
    }
    long bad = features.firstNonFinite();
    if (bad >= 0) {
      throw new InvalidInputException(
          "dataset '"
              + name
              + "' holds "
              + features.array()[(int) bad]
              + " at sample "
              + bad / features.columns()
              + ", feature "
              + bad % features.columns(),
          "Remove or impute the sample: every feature must be finite.");
    }
    return new LabeledDataset(
        name,
        features,
        labels,
        Weights.uniform(features.rows()),
        Map.of(),
        FeatureShape.vector(features.columns()));
  }

  /**
   * The same dataset under another name.
   *
   * @param newName what to call it
   * @return a new dataset
   */
  public LabeledDataset withName(String newName) {
    return new LabeledDataset(newName, features, labels, weights, classNames, shape);
  }

  /**
   * The same dataset with other weights.
   *
   * @param newWeights n masses that sum to one
   * @return a new dataset
   */
  public LabeledDataset withWeights(Weights newWeights) {
    if (newWeights.size() != size()) {
      throw new InvalidInputException(
          "dataset '" + name + "' has " + size() + " samples but " + newWeights.size() + " weights",
          "Give one weight a sample.");
    }
    if (Math.abs(newWeights.total() - 1) > Weights.SUM_TOLERANCE) {
      throw new InvalidInputException(
          "the weights of dataset '" + name + "' sum to " + newWeights.total(),
          "They must sum to one.");
    }
    return new LabeledDataset(name, features, labels, newWeights, classNames, shape);
  }

  /**
   * The same dataset with names for its classes.
   *
   * @param names a name for some or all class ids
   * @return a new dataset
   */
  public LabeledDataset withClassNames(Map<Integer, String> names) {
    return new LabeledDataset(name, features, labels, weights, names, shape);
  }

  /**
   * The same dataset with its features read in another shape.
   *
   * @param newShape a shape of {@link #dimension()} features
   * @return a new dataset
   */
  public LabeledDataset withShape(FeatureShape newShape) {
    if (newShape.dimension() != dimension()) {
      throw new InvalidInputException(
          "dataset '" + name + "' has " + dimension() + " features, not " + newShape.dimension(),
          "Choose a shape whose height × width × channels is " + dimension() + ".");
    }
    return new LabeledDataset(name, features, labels, weights, classNames, newShape);
  }

  /**
   * The same samples with their features moved.
   *
   * @param moved n×d, finite
   * @return a new dataset
   */
  public LabeledDataset withFeatures(Matrix moved) {
    if (moved.rows() != size()) {
      throw new InvalidInputException(
          "dataset '" + name + "' has " + size() + " samples, not " + moved.rows(),
          "Give one row a sample.");
    }
    LabeledDataset checked = of(name, moved, labels);
    FeatureShape kept = moved.columns() == dimension() ? shape : checked.shape;
    return new LabeledDataset(name, moved, labels, weights, classNames, kept);
  }

  /**
   * The same samples with other labels.
   *
   * @param newLabels n labels
   * @return a new dataset
   */
  public LabeledDataset withLabels(Labels newLabels) {
    LabeledDataset checked = of(name, features, newLabels);
    return new LabeledDataset(name, features, checked.labels, weights, classNames, shape);
  }

  /**
   * Some of the samples, in the given order, their weights rescaled to sum to one.
   *
   * @param indices sample indices, at least one
   * @return a new dataset
   */
  public LabeledDataset select(int[] indices) {
    if (indices.length == 0) {
      throw new InvalidInputException(
          "no sample of dataset '" + name + "' is selected", "Select at least one.");
    }
    return new LabeledDataset(
        name,
        features.selectRows(indices),
        labels.select(indices),
        weights.select(indices),
        classNames,
        shape);
  }

  /**
   * What the dataset is called.
   *
   * @return its name
   */
  public String name() {
    return name;
  }

  /**
   * The features.
   *
   * @return n×d, finite
   */
  public Matrix features() {
    return features;
  }

  /**
   * The labels.
   *
   * @return n labels
   */
  public Labels labels() {
    return labels;
  }

  /**
   * The weights.
   *
   * @return n masses that sum to one
   */
  public Weights weights() {
    return weights;
  }

  /**
   * How a row of features is to be read.
   *
   * @return the shape
   */
  public FeatureShape shape() {
    return shape;
  }

  /**
   * The names that were given to classes.
   *
   * @return class id to name, ascending, unmodifiable; may lack ids
   */
  public SortedMap<Integer, String> classNames() {
    return classNames;
  }

  /**
   * What to call a class.
   *
   * @param classId a class id
   * @return its name, or the id itself
   */
  public String className(int classId) {
    return classNames.getOrDefault(classId, Integer.toString(classId));
  }

  /**
   * Number of samples.
   *
   * @return n
   */
  public int size() {
    return features.rows();
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return features.columns();
  }

  /**
   * The distinct class ids, ascending.
   *
   * @return a new array
   */
  public int[] classIds() {
    return labels.classIds();
  }

  /**
   * The position of every sample's (most likely) class in {@link #classIds()}.
   *
   * @return n positions
   */
  public int[] classPositions() {
    int[] ids = classIds();
    int[] positions = new int[size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = Arrays.binarySearch(ids, labels.classOf(i));
    }
    return positions;
  }

  /**
   * The features and weights without the labels.
   *
   * @return the feature measure
   */
  public DiscreteMeasure featureMeasure() {
    return new DiscreteMeasure(features, weights);
  }

  /**
   * The dataset as a measure over measures P = Σ_c w_c δ_{μ_c}. A class whose samples all weigh
   * zero is left out. With soft labels a sample belongs to its most likely class.
   *
   * @return one entry a class, ascending by id
   */
  public List<ClassConditional> classConditionals() {
    int[] ids = classIds();
    int[] positions = classPositions();
    int[] counts = new int[ids.length];
    for (int p : positions) {
      counts[p]++;
    }
    int[][] members = new int[ids.length][];
    for (int c = 0; c < ids.length; c++) {
      members[c] = new int[counts[c]];
    }
    int[] filled = new int[ids.length];
    for (int i = 0; i < positions.length; i++) {
      members[positions[i]][filled[positions[i]]++] = i;
    }
    List<ClassConditional> classes = new ArrayList<>(ids.length);
    for (int c = 0; c < ids.length; c++) {
      double mass = 0;
      for (int i : members[c]) {
        mass += weights.get(i);
      }
      if (mass > 0) {
        DiscreteMeasure measure =
            new DiscreteMeasure(features.selectRows(members[c]), weights.select(members[c]));
        classes.add(new ClassConditional(ids[c], className(ids[c]), mass, measure, members[c]));
      }
    }
    return Collections.unmodifiableList(classes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabeledDataset d
        && d.name.equals(name)
        && d.features.equals(features)
        && d.labels.equals(labels)
        && d.weights.equals(weights)
        && d.classNames.equals(classNames)
        && d.shape.equals(shape);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + features.hashCode()) + labels.hashCode();
  }

  @Override
  public String toString() {
    return name
        + " ("
        + size()
        + " samples, "
        + shape.describe()
        + ", "
        + classIds().length
        + " classes)";
  }
}
