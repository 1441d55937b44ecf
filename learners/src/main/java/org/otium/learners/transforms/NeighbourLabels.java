package org.otium.learners.transforms;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.learners.classification.NearestNeighbours;
import org.otium.learners.classification.NearestNeighboursSettings;

/**
 * Labels by the nearest neighbours in a dataset of few labelled samples (GG fig. 3). The labels
 * that the dataset has are not looked at; nothing is random.
 */
public final class NeighbourLabels implements DatasetTransform {
  private final NeighbourLabelsSettings settings;
  private final Compute compute;

  /**
   * Makes the transform.
   *
   * @param settings the labelled samples and how they vote
   * @param compute what finds the neighbours
   */
  public NeighbourLabels(NeighbourLabelsSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    LabeledDataset reference = settings.reference();
    Labels shares =
        new NearestNeighbours(new NearestNeighboursSettings(settings.k()), compute)
            .fit(reference, seed)
            .predict(dataset.features());
    Labels labels = shares;
    if (!settings.soft()) {
      int[] ids = new int[dataset.size()];
      Arrays.setAll(ids, shares::classOf);
      labels = Labels.hard(ids);
    }
    return dataset.withLabels(labels).withClassNames(reference.classNames());
  }
}
