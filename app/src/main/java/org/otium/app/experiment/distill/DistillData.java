package org.otium.app.experiment.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.text.Numbers;
import org.otium.data.Split;
import org.otium.data.Subset;

/**
 * The datasets of a distillation.
 *
 * @param loaded the large dataset as it was read
 * @param available how many samples of it may be learned from, all but those held out to test with
 * @param loadedTest the test set as it was read, if one was given
 * @param target what is used of the large one, where every class has the same mass
 * @param test what the score is measured on
 * @param start the small dataset before the first step
 * @param leftOut what was left out, in words
 */
record DistillData(
    LoadedDataset loaded,
    int available,
    Optional<LoadedDataset> loadedTest,
    LabeledDataset target,
    LabeledDataset test,
    LabeledDataset start,
    List<String> leftOut) {
  static final String TEST = "test";

  Map<String, LabeledDataset> byRole() {
    return Map.of(DatasetPair.SOURCE, start, DatasetPair.TARGET, target);
  }

  /**
   * Brings datasets to the sizes that were asked for.
   *
   * @throws InvalidInputException if the small dataset cannot be made or tested
   */
  static DistillData of(
      LoadedDataset loaded, Optional<LoadedDataset> loadedTest, DistillPlan plan) {
    LabeledDataset whole = loaded.dataset();
    List<String> leftOut = new ArrayList<>();
    if (whole.classIds().length < 2) {
      throw new InvalidInputException(
          "'" + whole.name() + "' has one class, " + whole.className(whole.classIds()[0]),
          "Distillation needs labels: two classes or more. Data without labels get some from the"
              + " transform pseudo-labels, in 'otium flow'.");
    }
    LabeledDataset test;
    LabeledDataset rest;
    if (loadedTest.isPresent()) {
      rest = whole;
      test = fitting(loadedTest.get().dataset(), whole, plan.resize());
    } else {
      refuse(
          whole,
          2,
          "no part of which can be held out to test with",
          "Give a test set with --test, or leave such classes out.");
      Split split = Split.stratified(whole, 1 - plan.heldOut(), plan.seed());
      rest = split.first().withName(whole.name());
      test = split.second();
      leftOut.add(
          Numbers.count(test.size())
              + " of "
              + Numbers.counted(whole.size(), "sample")
              + " of '"
              + whole.name()
              + "' were held out to test with; --test names a test set.");
    }
    LabeledDataset target = part(rest, plan.samples(), plan.seed(), leftOut);
    LabeledDataset tested = part(test, plan.testSamples(), plan.seed(), leftOut);
    if (plan.start() == DistillSettings.Start.SAMPLES) {
      refuse(
          target,
          plan.perClass(),
          "fewer than the " + plan.perClass() + " of per-class that samples start from",
          "Ask for fewer a class, or set start=noise or start=means.");
    }
    LabeledDataset start =
        DistillStart.of(target, plan.perClass(), plan.start(), plan.seed())
            .withName(whole.name() + " distilled");
    return new DistillData(
        loaded, rest.size(), loadedTest, balanced(target), tested, start, leftOut);
  }

  /** Refuses classes that are too small, all in one message. */
  private static void refuse(LabeledDataset dataset, int least, String why, String remedy) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    for (int i = 0; i < dataset.size(); i++) {
      sizes.merge(dataset.labels().classOf(i), 1, Integer::sum);
    }
    List<String> small = new ArrayList<>();
    for (int id : dataset.classIds()) {
      int size = sizes.getOrDefault(id, 0);
      if (size < least) {
        small.add(dataset.className(id) + " (" + Numbers.counted(size, "sample") + ")");
      }
    }
    if (!small.isEmpty()) {
      int more = small.size() - 5;
      String words = String.join(", ", small.subList(0, Math.min(5, small.size())));
      throw new InvalidInputException(
          "'"
              + dataset.name()
              + "' has small classes, "
              + why
              + ": "
              + words
              + (more > 0 ? " and " + more + " more" : ""),
          remedy);
    }
  }

  private static LabeledDataset fitting(LabeledDataset test, LabeledDataset whole, boolean resize) {
    LabeledDataset fitted = Preparation.fitted(test, whole, resize);
    List<String> unknown =
        Arrays.stream(fitted.classIds())
            .filter(id -> Arrays.binarySearch(whole.classIds(), id) < 0)
            .mapToObj(fitted::className)
            .limit(5)
            .toList();
    if (!unknown.isEmpty()) {
      throw new InvalidInputException(
          "the test set '"
              + test.name()
              + "' has classes that '"
              + whole.name()
              + "' lacks: "
              + String.join(", ", unknown),
          "Give a test set with the classes of the dataset.");
    }
    return fitted;
  }

  private static LabeledDataset part(
      LabeledDataset dataset, Optional<Integer> samples, long seed, List<String> leftOut) {
    if (samples.isEmpty()) {
      return dataset;
    }
    Subset part = Preparation.subset(dataset, samples.get(), seed);
    Preparation.leftOut(dataset, part).ifPresent(leftOut::add);
    return part.dataset();
  }

  /** The same samples, their masses such that classes weigh alike, as those of the small one do. */
  private static LabeledDataset balanced(LabeledDataset dataset) {
    int[] positions = dataset.classPositions();
    double[] masses = new double[dataset.classIds().length];
    for (int i = 0; i < positions.length; i++) {
      masses[positions[i]] += dataset.weights().get(i);
    }
    double[] weights = new double[positions.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = dataset.weights().get(i) / (masses[positions[i]] > 0 ? masses[positions[i]] : 1);
    }
    return dataset.withWeights(Weights.proportional(weights));
  }

  Map<String, Object> manifest() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put(DatasetPair.TARGET, Manifest.input(loaded, target));
    loadedTest.ifPresent(read -> inputs.put(TEST, Manifest.input(read, test)));
    return inputs;
  }

  /** The datasets in words, for reports. */
  Map<String, String> words() {
    Map<String, String> rows = new LinkedHashMap<>();
    DatasetPair.put(rows, "Dataset", loaded, target);
    if (loadedTest.isPresent()) {
      DatasetPair.put(rows, "Test set", loadedTest.get(), test);
    } else {
      rows.put("Test set", "held out: " + Numbers.counted(test.size(), "sample"));
    }
    FeatureShape shape = start.shape();
    rows.put("Small dataset", Numbers.counted(start.size(), "sample") + ", " + shape.describe());
    return rows;
  }
}
