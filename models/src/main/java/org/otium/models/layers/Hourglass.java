package org.otium.models.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.models.torch.Parameters;

/**
 * A network of the autoencoder type (DD app. C): two convolutions and some linear layers, ever
 * narrower, and the same the other way around. Samples that are no images have the linear layers
 * alone.
 */
public final class Hourglass {
  private static final double GAIN = Math.sqrt(6);
  private static final int SMALLEST_SIDE = 8;
  private static final int CHANNELS = 16;
  private static final List<Integer> WIDTHS = List.of(512, 384, 256, 192, 128);

  private Hourglass() {}

  /**
   * Whether convolutions see anything.
   *
   * @param shape the shape of samples
   * @return true for images that are large enough
   */
  public static boolean takesConvolutions(FeatureShape shape) {
    return Math.min(shape.height(), shape.width()) >= SMALLEST_SIDE;
  }

  /**
   * The whole network, with five linear layers on each side as in the paper.
   *
   * @param p gets what is learned
   * @param shape the shape of samples
   * @return n×channels×height×width to the same
   */
  public static Layer build(Parameters p, FeatureShape shape) {
    boolean image = takesConvolutions(shape);
    return Layer.sequence(
        narrowing(p, shape, image, WIDTHS), Layers.relu(), widening(p, shape, image, WIDTHS));
  }

  /**
   * Its first half.
   *
   * @param p gets what is learned
   * @param shape the shape of samples
   * @param convolutions whether it begins with convolutions
   * @param widths features of the linear layers, the last of which is linear to its end
   * @return n×channels×height×width to n×(the last width)
   */
  public static Layer narrowing(
      Parameters p, FeatureShape shape, boolean convolutions, List<Integer> widths) {
    List<Layer> layers = new ArrayList<>();
    if (convolutions) {
      layers.add(Layers.convolution(p, "in1", shape.channels(), CHANNELS, 3, 2, 1));
      layers.add(Layers.relu());
      layers.add(Layers.convolution(p, "in2", CHANNELS, 2 * CHANNELS, 3, 2, 1));
      layers.add(Layers.relu());
    }
    layers.add(Layers.flatten());
    linear(p, "narrow", features(shape, convolutions), widths, layers);
    return Layer.sequence(layers);
  }

  /**
   * Its second half, a mirror image of the first.
   *
   * @param p gets what is learned
   * @param shape the shape of samples
   * @param convolutions whether it ends with convolutions
   * @param widths features of the linear layers of the first half
   * @return n×(the last width) to n×channels×height×width
   */
  public static Layer widening(
      Parameters p, FeatureShape shape, boolean convolutions, List<Integer> widths) {
    List<Integer> back = new ArrayList<>(widths);
    Collections.reverse(back);
    List<Integer> outs = new ArrayList<>(back.subList(1, back.size()));
    outs.add(Math.toIntExact(features(shape, convolutions)));
    List<Layer> layers = new ArrayList<>();
    linear(p, "wide", back.getFirst(), outs, layers);
    if (!convolutions) {
      layers.add(Layers.unflatten(shape.channels(), shape.height(), shape.width()));
      return Layer.sequence(layers);
    }
    long height = half(shape.height());
    long width = half(shape.width());
    layers.add(Layers.relu());
    layers.add(Layers.unflatten(2L * CHANNELS, half(height), half(width)));
    layers.add(Layers.enlarge(height, width));
    layers.add(Layers.convolution(p, "out1", 2 * CHANNELS, CHANNELS, 3, 1, 1));
    layers.add(Layers.relu());
    layers.add(Layers.enlarge(shape.height(), shape.width()));
    layers.add(Layers.convolution(p, "out2", CHANNELS, shape.channels(), 3, 1, 1));
    return Layer.sequence(layers);
  }

  private static void linear(
      Parameters p, String name, long from, List<Integer> widths, List<Layer> layers) {
    long in = from;
    for (int k = 0; k < widths.size(); k++) {
      if (k > 0) {
        layers.add(Layers.relu());
      }
      // Where no rectifier takes half of the features away, what comes out is as large as what went
      // in with a gain of √3.
      double gain = widths.size() == 1 ? Math.sqrt(3) : GAIN;
      layers.add(Layers.linear(p, name + (k + 1), in, widths.get(k), gain));
      in = widths.get(k);
    }
  }

  /** How many features the linear layers get. */
  private static long features(FeatureShape shape, boolean convolutions) {
    return convolutions
        ? 2L * CHANNELS * half(half(shape.height())) * half(half(shape.width()))
        : shape.dimension();
  }

  private static long half(long side) {
    return (side + 1) / 2;
  }
}
