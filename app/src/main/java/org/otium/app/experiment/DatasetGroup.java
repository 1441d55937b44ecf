package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.text.Numbers;
import org.otium.data.Subset;

/**
 * Several datasets of a command, as they were read and as they are used: in one feature space, and
 * each under a name of its own.
 *
 * @param loaded the datasets as they were read
 * @param used what is used of each, in the same order
 * @param leftOut what was left out of them, and how many samples transforms left, in words
 */
public record DatasetGroup(
    List<LoadedDataset> loaded, List<LabeledDataset> used, List<String> leftOut) {
  /**
   * Brings datasets to the size that was asked for and into the feature space of one of them.
   *
   * @param samples the most samples of each
   * @param model which of them decides the shape
   * @param resize whether the others may be resized to it
   * @throws InvalidInputException if they cannot; names every dataset that does not fit
   */
  public static DatasetGroup of(
      List<LoadedDataset> loaded, int samples, int model, long seed, boolean resize) {
    LabeledDataset shape = loaded.get(model).dataset();
    return of(loaded, samples, shape.shape(), shape.name(), seed, resize);
  }

  /**
   * Brings datasets to the size that was asked for and into a feature space.
   *
   * @param samples the most samples of each
   * @param shape the shape of all of them
   * @param owner what has that shape, for messages
   * @param resize whether they may be resized to it
   * @throws InvalidInputException if they cannot; names every dataset that does not fit
   */
  public static DatasetGroup of(
      List<LoadedDataset> loaded,
      int samples,
      FeatureShape shape,
      String owner,
      long seed,
      boolean resize) {
    List<LabeledDataset> used = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    List<InvalidInputException> refused = new ArrayList<>();
    List<String> names = names(loaded.stream().map(dataset -> dataset.dataset().name()).toList());
    for (int k = 0; k < loaded.size(); k++) {
      LabeledDataset whole = loaded.get(k).dataset();
      Subset part = Preparation.subset(whole, samples, seed);
      Preparation.leftOut(whole, part).ifPresent(leftOut::add);
      try {
        LabeledDataset fitted = Preparation.fitted(part.dataset(), shape, owner, resize);
        used.add(fitted.withName(names.get(k)));
      } catch (InvalidInputException e) {
        refused.add(e);
      }
    }
    if (refused.size() > 1) {
      List<String> lines = refused.stream().map(e -> "\n  " + e.what()).distinct().toList();
      throw new InvalidInputException(
          "datasets differ in their features:" + String.join("", lines),
          refused.getFirst().remedy(),
          refused.getFirst());
    }
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
    return new DatasetGroup(loaded, used, leftOut);
  }

  /** The names of the datasets, with a number where several are called alike. */
  public static List<String> names(List<String> own) {
    List<String> names = new ArrayList<>();
    for (String name : own) {
      String free = name;
      for (int i = 2; names.contains(free); i++) {
        free = name + " (" + i + ")";
      }
      names.add(free);
    }
    return names;
  }

  /**
   * The same datasets after transforms.
   *
   * @param transformed what is used of each then
   * @param by the setting that names the transforms of each
   */
  public DatasetGroup with(List<LabeledDataset> transformed, IntFunction<String> by) {
    List<String> notes = new ArrayList<>(leftOut);
    for (int k = 0; k < used.size(); k++) {
      Preparation.leftBy(used.get(k), transformed.get(k), by.apply(k)).ifPresent(notes::add);
    }
    return new DatasetGroup(loaded, List.copyOf(transformed), List.copyOf(notes));
  }

  public List<String> names() {
    return used.stream().map(LabeledDataset::name).toList();
  }

  /** The datasets for the manifest, by name. */
  public Map<String, Object> manifest() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int k = 0; k < used.size(); k++) {
      inputs.put(used.get(k).name(), Manifest.input(loaded.get(k), used.get(k)));
    }
    return inputs;
  }

  /** The datasets in words, for reports. */
  public Map<String, String> words() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int k = 0; k < used.size(); k++) {
      DatasetPair.put(rows, used.get(k).name(), loaded.get(k), used.get(k));
    }
    return rows;
  }

  /** Images of some classes of a dataset, or nothing if it holds none. */
  public static Optional<int[]> firstOfEachClass(LabeledDataset dataset, int mostClasses) {
    int[] ids = dataset.classIds();
    int[] positions = dataset.classPositions();
    int[] first = new int[Math.min(mostClasses, ids.length)];
    Arrays.fill(first, -1);
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < first.length && first[positions[i]] < 0) {
        first[positions[i]] = i;
      }
    }
    int[] found = Arrays.stream(first).filter(i -> i >= 0).toArray();
    return found.length == 0 ? Optional.empty() : Optional.of(found);
  }

  /** How many datasets there are, in words. */
  String counted() {
    return Numbers.counted(used.size(), "dataset");
  }
}
