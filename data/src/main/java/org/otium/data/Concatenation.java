package org.otium.data;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/** Puts datasets one after the other. */
public final class Concatenation {
  private Concatenation() {}

  /**
   * All samples of all datasets. Equal class ids are one class; each dataset weighs in proportion
   * to its number of samples. Labels are soft if any are.
   *
   * @param name what to call the result
   * @param parts at least one dataset, all of one feature shape
   * @return the dataset
   * @throws InvalidInputException if the shapes differ, or one class id has two names
   */
  public static LabeledDataset of(String name, List<LabeledDataset> parts) {
    if (parts.isEmpty()) {
      throw new InvalidInputException("no dataset to concatenate", "Give at least one.");
    }
    FeatureShape shape = parts.getFirst().shape();
    int n = 0;
    boolean soft = false;
    SortedMap<Integer, String> names = new TreeMap<>();
    for (LabeledDataset part : parts) {
      if (!part.shape().equals(shape)) {
        throw new InvalidInputException(
            "dataset '"
                + part.name()
                + "' has "
                + part.shape().describe()
                + ", not "
                + shape.describe()
                + " as '"
                + parts.getFirst().name()
                + "', or another range",
            "Bring them into one shape first (Resampling.fit).");
      }
      n = Math.addExact(n, part.size());
      soft |= part.labels() instanceof Labels.Soft;
      part.classNames()
          .forEach(
              (id, className) -> {
                String before = names.putIfAbsent(id, className);
                if (before != null && !before.equals(className)) {
                  throw new InvalidInputException(
                      "class " + id + " is called both '" + before + "' and '" + className + "'",
                      "Give different classes different ids.");
                }
              });
    }
    int d = shape.dimension();
    float[] features = new float[Math.multiplyExact(n, d)];
    double[] weights = new double[n];
    int at = 0;
    for (LabeledDataset part : parts) {
      System.arraycopy(part.features().array(), 0, features, at * d, part.size() * d);
      for (int i = 0; i < part.size(); i++) {
        weights[at + i] = part.weights().get(i) * part.size() / n;
      }
      at += part.size();
    }
    LabeledDataset result =
        LabeledDataset.of(name, Matrix.wrap(n, d, features), soft ? soft(parts, n) : hard(parts, n))
            .withShape(shape)
            .withClassNames(names);
    boolean uniform = parts.stream().allMatch(part -> part.weights().isUniform());
    return uniform ? result : result.withWeights(Weights.proportional(weights));
  }

  private static Labels hard(List<LabeledDataset> parts, int n) {
    int[] ids = new int[n];
    int at = 0;
    for (LabeledDataset part : parts) {
      for (int i = 0; i < part.size(); i++) {
        ids[at++] = part.labels().classOf(i);
      }
    }
    return Labels.hard(ids);
  }

  private static Labels soft(List<LabeledDataset> parts, int n) {
    int[] ids =
        parts.stream().flatMapToInt(p -> Arrays.stream(p.classIds())).sorted().distinct().toArray();
    float[] shares = new float[Math.multiplyExact(n, ids.length)];
    int at = 0;
    for (LabeledDataset part : parts) {
      for (int i = 0; i < part.size(); i++, at++) {
        for (int c = 0; c < ids.length; c++) {
          shares[at * ids.length + c] = (float) part.labels().share(i, ids[c]);
        }
      }
    }
    return Labels.soft(ids, Matrix.wrap(n, ids.length, shares));
  }
}
