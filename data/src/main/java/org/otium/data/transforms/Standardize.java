package org.otium.data.transforms;

import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;

/**
 * Each feature minus its mean, divided by its standard deviation: (x − μ)/σ, with μ and σ those of
 * the weighted samples of a reference. A feature that the reference holds constant is not divided.
 */
public final class Standardize implements DatasetTransform {
  private final StandardizeSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings the reference, if it is not the dataset itself
   */
  public Standardize(StandardizeSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    LabeledDataset reference = settings.reference().orElse(dataset);
    requireSame(dataset, reference);
    double[] means = means(reference);
    return standardized(dataset, means, deviations(reference, means));
  }

  /** By the means and deviations of a reference, which samples of others do not change. */
  @Override
  public Optional<DatasetTransform> rowWise(long seed) {
    return settings
        .reference()
        .map(
            reference -> {
              double[] means = means(reference);
              double[] deviations = deviations(reference, means);
              return (dataset, any) -> {
                requireSame(dataset, reference);
                return standardized(dataset, means, deviations);
              };
            });
  }

  private static LabeledDataset standardized(
      LabeledDataset dataset, double[] means, double[] deviations) {
    int d = dataset.dimension();
    float[] values = dataset.features().toArray();
    for (int i = 0; i < values.length; i++) {
      int j = i % d;
      values[i] = (float) ((values[i] - means[j]) / deviations[j]);
    }
    FeatureShape shape = dataset.shape();
    return dataset
        .withFeatures(Matrix.wrap(dataset.size(), d, values))
        .withShape(
            new FeatureShape(
                shape.height(),
                shape.width(),
                shape.channels(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY));
  }

  private static void requireSame(LabeledDataset dataset, LabeledDataset reference) {
    if (reference.dimension() != dataset.dimension()) {
      throw new InvalidInputException(
          "'"
              + dataset.name()
              + "' has "
              + dataset.dimension()
              + " features but the reference '"
              + reference.name()
              + "' has "
              + reference.dimension(),
          "Name a reference with the same features.");
    }
  }

  private static double[] means(LabeledDataset dataset) {
    int d = dataset.dimension();
    float[] values = dataset.features().array();
    double[] means = new double[d];
    for (int i = 0; i < dataset.size(); i++) {
      double weight = dataset.weights().get(i);
      for (int j = 0; j < d; j++) {
        means[j] += weight * values[i * d + j];
      }
    }
    return means;
  }

  /** One where the feature does not vary. */
  private static double[] deviations(LabeledDataset dataset, double[] means) {
    int d = means.length;
    float[] values = dataset.features().array();
    double[] squares = new double[d];
    boolean[] varies = new boolean[d];
    for (int i = 0; i < dataset.size(); i++) {
      double weight = dataset.weights().get(i);
      for (int j = 0; j < d; j++) {
        double gap = values[i * d + j] - means[j];
        squares[j] += weight * gap * gap;
        // Means of equal values are not exact, so that variances of constants need not vanish.
        varies[j] |= values[i * d + j] != values[j];
      }
    }
    for (int j = 0; j < d; j++) {
      squares[j] = varies[j] && squares[j] > 0 ? Math.sqrt(squares[j]) : 1;
    }
    return squares;
  }
}
