package org.otium.learners.encoding;

import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.spi.EncoderProvider;

/** Provides {@code random-augmentation}. */
public final class RandomAugmentationProvider
    implements EncoderProvider<RandomAugmentationSettings> {
  /** Called by the service loader. */
  public RandomAugmentationProvider() {}

  @Override
  public String name() {
    return "random-augmentation";
  }

  @Override
  public String summary() {
    return "Moves, turns, scales, blanks or recolours all images in one random, differentiable way.";
  }

  @Override
  public Class<RandomAugmentationSettings> settings() {
    return RandomAugmentationSettings.class;
  }

  @Override
  public Encoder create(RandomAugmentationSettings settings, Compute compute) {
    return new RandomAugmentation(settings, compute);
  }
}
