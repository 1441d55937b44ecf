package org.otium.learners.encoding;

import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.spi.EncoderProvider;

/** Provides {@code random-convolution}. */
public final class RandomConvolutionProvider implements EncoderProvider<RandomConvolutionSettings> {
  /** Called by the service loader. */
  public RandomConvolutionProvider() {}

  @Override
  public String name() {
    return "random-convolution";
  }

  @Override
  public String summary() {
    return "Convolutions with random filters, as distribution matching embeds images; no way back.";
  }

  @Override
  public Class<RandomConvolutionSettings> settings() {
    return RandomConvolutionSettings.class;
  }

  @Override
  public Encoder create(RandomConvolutionSettings settings, Compute compute) {
    return new RandomConvolution(settings, compute);
  }
}
