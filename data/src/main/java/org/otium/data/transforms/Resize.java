package org.otium.data.transforms;

import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.data.Resampling;

/** Images in another size, see {@link Resampling#toShape}; their range is kept. */
public final class Resize implements DatasetTransform {
  private final ResizeSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings the size
   */
  public Resize(ResizeSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    return Resampling.toShape(
        dataset,
        new FeatureShape(
            settings.height(),
            settings.width(),
            settings.channels().orElse(dataset.shape().channels()),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
  }

  @Override
  public Optional<DatasetTransform> rowWise(long seed) {
    return Optional.of(this);
  }
}
