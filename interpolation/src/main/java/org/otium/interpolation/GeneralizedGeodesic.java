package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.otium.api.FeatureShape;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * The generalized geodesic P_a = (Σ_i a_i T_i)♯Q through m datasets with base Q (GG §4.2). Q maps
 * onto itself by the identity, so with Q itself among the datasets and m = 2 it is McCann's
 * interpolation (GG app. D.2).
 *
 * <p>Classes of different datasets are different classes even where their ids are equal, so labels
 * live in the concatenation of the label sets: class c of dataset i gets a new id, and its name
 * says where it comes from.
 */
public final class GeneralizedGeodesic implements Interpolation {
  private final GeneralizedGeodesicSettings settings;

  /**
   * Makes the interpolation.
   *
   * @param settings how to learn the maps
   */
  public GeneralizedGeodesic(GeneralizedGeodesicSettings settings) {
    this.settings = settings;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    List<LabeledDataset> projected = new ArrayList<>();
    for (LabeledDataset dataset : datasets) {
      projected.add(
          dataset.equals(reference)
              ? reference
              : settings.mapping().fit(reference, dataset, seed).apply(reference));
    }
    return new Geodesic(List.copyOf(datasets), List.copyOf(projected), reference);
  }

  private record Geodesic(
      List<LabeledDataset> datasets, List<LabeledDataset> projected, LabeledDataset reference)
      implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      if (weights.size() != datasets.size()) {
        throw new InvalidInputException(
            weights.size() + " weights for " + datasets.size() + " datasets",
            "Give one weight a dataset.");
      }
      int n = reference.size();
      int d = reference.dimension();
      int classes = projected.stream().mapToInt(p -> p.classIds().length).sum();
      float[] features = new float[n * d];
      float[] shares = new float[n * classes];
      Map<Integer, String> names = new TreeMap<>();
      int first = 0;
      for (int k = 0; k < projected.size(); k++) {
        LabeledDataset part = projected.get(k);
        float weight = (float) weights.get(k);
        float[] moved = part.features().array();
        for (int i = 0; i < features.length; i++) {
          features[i] += weight * moved[i];
        }
        int[] ids = part.classIds();
        for (int c = 0; c < ids.length; c++) {
          names.put(first + c, datasets.get(k).name() + ": " + part.className(ids[c]));
          for (int i = 0; i < n; i++) {
            shares[i * classes + first + c] = (float) (weight * part.labels().share(i, ids[c]));
          }
        }
        first += ids.length;
      }
      int[] ids = new int[classes];
      for (int c = 0; c < classes; c++) {
        ids[c] = c;
      }
      FeatureShape shape = projected.get(0).shape();
      return LabeledDataset.of(
              "between " + datasets.stream().map(LabeledDataset::name).toList(),
              Matrix.wrap(n, d, features),
              Labels.soft(ids, Matrix.wrap(n, classes, shares)))
          .withWeights(reference.weights())
          .withClassNames(names)
          .withShape(shape);
    }
  }
}
