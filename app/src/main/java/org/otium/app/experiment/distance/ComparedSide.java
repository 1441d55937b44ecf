package org.otium.app.experiment.distance;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.LabeledDataset;

/**
 * What is told of one of two datasets that were compared.
 *
 * @param name what it is called
 * @param samples how many of its samples are used
 * @param shape its shape, in words
 * @param classNames what its classes are called, by their ids
 */
public record ComparedSide(
    String name, int samples, String shape, SortedMap<Integer, String> classNames) {
  /** Copies the names. */
  public ComparedSide {
    classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
  }

  static ComparedSide of(LabeledDataset dataset, int[] classes) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int id : classes) {
      names.put(id, dataset.className(id));
    }
    return new ComparedSide(dataset.name(), dataset.size(), dataset.shape().describe(), names);
  }

  /**
   * What a class is called.
   *
   * @param id its id
   * @return its name, or the id
   */
  public String className(int id) {
    return classNames.getOrDefault(id, Integer.toString(id));
  }
}
