package org.otium.models.maps;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Layers;
import org.otium.models.torch.Parameters;

/**
 * A network of the autoencoder type (DD app. C): two convolutions and five linear layers, and the
 * same the other way around. Samples that are no images have the linear layers alone.
 */
final class Hourglass {
  private static final double GAIN = Math.sqrt(6);
  private static final int SMALLEST_SIDE = 8;
  private static final int CHANNELS = 16;
  private static final long[] WIDTHS = {512, 384, 256, 192, 128};

  private Hourglass() {}

  static Layer build(Parameters p, FeatureShape shape) {
    boolean image = Math.min(shape.height(), shape.width()) >= SMALLEST_SIDE;
    long height = (shape.height() + 1L) / 2;
    long width = (shape.width() + 1L) / 2;
    long innerHeight = (height + 1) / 2;
    long innerWidth = (width + 1) / 2;
    long features = image ? 2 * CHANNELS * innerHeight * innerWidth : shape.dimension();
    List<Layer> layers = new ArrayList<>();
    if (image) {
      layers.add(Layers.convolution(p, "in1", shape.channels(), CHANNELS, 3, 2, 1));
      layers.add(Layers.relu());
      layers.add(Layers.convolution(p, "in2", CHANNELS, 2 * CHANNELS, 3, 2, 1));
      layers.add(Layers.relu());
    }
    layers.add(Layers.flatten());
    long in = features;
    for (int k = 0; k < WIDTHS.length; k++) {
      layers.add(Layers.linear(p, "narrow" + (k + 1), in, WIDTHS[k], GAIN));
      layers.add(Layers.relu());
      in = WIDTHS[k];
    }
    for (int k = WIDTHS.length - 1; k >= 0; k--) {
      long out = k == 0 ? features : WIDTHS[k - 1];
      layers.add(Layers.linear(p, "wide" + (WIDTHS.length - k), in, out, GAIN));
      if (k > 0 || image) {
        layers.add(Layers.relu());
      }
      in = out;
    }
    if (!image) {
      layers.add(Layers.unflatten(shape.channels(), shape.height(), shape.width()));
      return Layer.sequence(layers);
    }
    layers.add(Layers.unflatten(2L * CHANNELS, innerHeight, innerWidth));
    layers.add(Layers.enlarge(height, width));
    layers.add(Layers.convolution(p, "out1", 2 * CHANNELS, CHANNELS, 3, 1, 1));
    layers.add(Layers.relu());
    layers.add(Layers.enlarge(shape.height(), shape.width()));
    layers.add(Layers.convolution(p, "out2", CHANNELS, shape.channels(), 3, 1, 1));
    return Layer.sequence(layers);
  }
}
