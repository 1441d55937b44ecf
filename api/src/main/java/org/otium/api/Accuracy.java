package org.otium.api;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often predicted labels are right, weighted like the samples. A prediction is right when its
 * most likely class is that of the sample.
 *
 * @param value the share of the mass that is labelled rightly, in [0, 1]
 * @param perClass the same for the samples of each class that has mass
 */
public record Accuracy(double value, SortedMap<Integer, Double> perClass) {
  /** Copies the shares. */
  public Accuracy {
    perClass = Collections.unmodifiableSortedMap(new TreeMap<>(perClass));
  }

  /**
   * The accuracy of labels.
   *
   * @param predicted n labels
   * @param truth n samples
   * @return how many are right
   */
  public static Accuracy of(Labels predicted, LabeledDataset truth) {
    if (predicted.size() != truth.size()) {
      throw new InvalidInputException(
          predicted.size() + " predictions for the " + truth.size() + " samples of " + truth.name(),
          "Give one prediction a sample.");
    }
    SortedMap<Integer, double[]> masses = new TreeMap<>();
    double right = 0;
    double total = 0;
    for (int i = 0; i < truth.size(); i++) {
      int id = truth.labels().classOf(i);
      double weight = truth.weights().get(i);
      double rightly = predicted.classOf(i) == id ? weight : 0;
      double[] ofClass = masses.computeIfAbsent(id, _ -> new double[2]);
      ofClass[0] += rightly;
      ofClass[1] += weight;
      right += rightly;
      total += weight;
    }
    SortedMap<Integer, Double> perClass = new TreeMap<>();
    masses.forEach(
        (id, mass) -> {
          if (mass[1] > 0) {
            perClass.put(id, mass[0] / mass[1]);
          }
        });
    return new Accuracy(right / total, perClass);
  }

  /**
   * The accuracy of a classifier that was trained on the classes of the dataset.
   *
   * @param classifier what was learned
   * @param test samples that it did not learn from
   * @return how many it labels rightly
   */
  public static Accuracy of(Classifier.Trained classifier, LabeledDataset test) {
    return of(classifier.predict(test.features()), test);
  }

  /**
   * The accuracy of a classifier that was trained on other classes.
   *
   * @param classifier what was learned
   * @param correspondence from the classes that the classifier knows to those of the dataset
   * @param test samples that it did not learn from
   * @return how many it labels rightly
   */
  public static Accuracy of(
      Classifier.Trained classifier, ClassCorrespondence correspondence, LabeledDataset test) {
    return of(correspondence.applyTo(classifier.predict(test.features())), test);
  }
}
