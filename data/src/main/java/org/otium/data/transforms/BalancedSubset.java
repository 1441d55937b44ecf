package org.otium.data.transforms;

import org.otium.api.DatasetTransform;
import org.otium.api.LabeledDataset;
import org.otium.data.Subsets;

/** Some samples of every class, drawn without replacement, see {@link Subsets}. */
public final class BalancedSubset implements DatasetTransform {
  private final BalancedSubsetSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings how many samples
   */
  public BalancedSubset(BalancedSubsetSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    return switch (settings.count()) {
      case TOTAL -> Subsets.classBalanced(dataset, settings.samples(), seed).dataset();
      case PER_CLASS -> Subsets.perClass(dataset, settings.samples(), seed).dataset();
    };
  }
}
