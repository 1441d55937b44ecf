package org.otium.app.estimate;

import java.util.List;
import java.util.Map;
import org.otium.api.FeatureShape;

/**
 * The work of a network, counted layer by layer.
 *
 * @param multiplications in convolutions and linear layers, a sample
 * @param values that layers hand on, a sample
 * @param numbers that are learned
 * @param layers how many layers there are
 * @param rows how many samples of a step go through it at a time, on a thread of their own
 */
record NetworkWork(double multiplications, double values, double numbers, int layers, double rows) {
  /** Multiplications and additions a second of PyTorch's products on small batches, one thread. */
  private static final double PRODUCTS = 2.5e10;

  /** Values a second that a layer reads, writes and takes the derivative of. */
  private static final double VALUES = 1.2e8;

  /** Learned numbers a second that Adam moves. */
  private static final double MOVED = 2.5e8;

  /** What calling a layer and its derivative takes, however small it is. */
  private static final double CALL = 6e-5;

  /** A backward pass is two forward ones: by what is learned, and by what came in. */
  private static final double BACK = 2;

  /** What a thread beside the first one brings: 0.6 with lenet5, 0.9 with neural-map. */
  private static final double BESIDE = 0.75;

  /** Samples that are worth a thread, as in the plugin; those of an image network of neural-map. */
  private static final double ROWS = 32;

  private static final double IMAGES = 16;

  /** Samples that are answered at a time. */
  private static final double ANSWERED = 256;

  /** How many times as fast as on one thread so many things are done side by side. */
  private static double fold(double things, int threads) {
    return 1 + BESIDE * (Math.clamp(things, 1, threads) - 1);
  }

  /** Into how many parts a step is cut. */
  private double shards(double samples, double steps) {
    return Math.ceil(samples / Math.max(1, steps) / rows);
  }

  /** The time of steps with so many samples in all. */
  double learning(double samples, double steps, int threads) {
    double shards = shards(samples, steps);
    return ((1 + BACK) * forward(samples) + steps * shards * layers * CALL) / fold(shards, threads)
        + steps * numbers / MOVED / fold(layers, threads);
  }

  /** The time of derivatives by what comes in alone, through a network that stays as it is. */
  double throughout(double samples, double steps, int threads) {
    double shards = shards(samples, steps);
    return (2 * forward(samples) + steps * shards * layers * CALL) / fold(shards, threads);
  }

  /** The time to answer. */
  double answering(double samples, int threads) {
    return forward(samples) / fold(Math.ceil(samples / ANSWERED), threads);
  }

  private double forward(double samples) {
    return samples * (multiplications / PRODUCTS + values / (3 * VALUES));
  }

  /**
   * A classifier of the plugin folder torch.
   *
   * @param spec its name and settings
   * @param shape of the samples
   */
  static NetworkWork classifier(Map<?, ?> spec, FeatureShape shape, int classes) {
    Stack stack = new Stack(shape);
    boolean isImage = Math.min(shape.height(), shape.width()) >= 12;
    switch (isImage || "linear".equals(spec.get("name")) ? "" + spec.get("name") : "mlp") {
      case "linear" -> {}
      case "spinal-net" -> spinal(stack, width(spec, 64));
      case "resnet18" -> residual(stack, width(spec, 64));
      case "mlp" -> hidden(spec).forEach(out -> stack.linear(out).each(1));
      default -> {
        int padding = Math.min(shape.height(), shape.width()) < 32 ? 2 : 0;
        stack.convolution(6, 5, 1, padding).each(1).halved();
        stack.convolution(16, 5, 1, 0).each(1).halved();
        stack.linear(120).each(1).linear(84).each(1);
      }
    }
    return stack.linear(classes).work();
  }

  private static int width(Map<?, ?> spec, int otherwise) {
    return spec.get("width") instanceof Number width ? width.intValue() : otherwise;
  }

  private static List<Integer> hidden(Map<?, ?> spec) {
    return spec.get("hidden") instanceof List<?> list
        ? list.stream().map(w -> Integer.valueOf(String.valueOf(w))).toList()
        : List.of(256, 128);
  }

  private static void spinal(Stack stack, int width) {
    int[][] blocks = {{width, 2}, {2 * width, 2}, {4 * width, 3}, {4 * width, 3}};
    for (int[] block : blocks) {
      for (int k = 0; k < block[1]; k++) {
        stack.convolution(block[0], 3, 1, 1).each(2);
      }
      stack.halved();
    }
    stack.linear(8 * width).each(2);
  }

  private static void residual(Stack stack, int width) {
    int side = Math.max(stack.height, stack.width);
    stack.convolution(width, side > 64 ? 7 : 3, side > 32 ? 2 : 1, side > 64 ? 3 : 1).each(2);
    if (side > 64) {
      stack.halved();
    }
    for (int stage = 0; stage < 4; stage++) {
      for (int k = 0; k < 4; k++) {
        stack.convolution(width << stage, 3, stage > 0 && k == 0 ? 2 : 1, 1).each(2);
      }
    }
    stack.averaged();
  }

  /** The network of flow-map, and of an autoencoder with its usual layers. */
  static NetworkWork hourglass(FeatureShape shape) {
    Stack stack = new Stack(shape);
    boolean isImage = Math.min(shape.height(), shape.width()) >= 8;
    if (isImage) {
      stack.convolution(16, 3, 2, 1).each(1).convolution(32, 3, 2, 1).each(1);
    }
    double narrow = stack.size();
    for (int width : List.of(512, 384, 256, 192, 128, 192, 256, 384, 512)) {
      stack.linear(width).each(1);
    }
    stack.linear((int) narrow);
    if (isImage) {
      stack.image(32, (shape.height() + 1) / 2, (shape.width() + 1) / 2).each(1);
      stack.convolution(16, 3, 1, 1).each(1);
      stack.image(16, shape.height(), shape.width()).each(1);
      stack.convolution(shape.channels(), 3, 1, 1);
    }
    return stack.work();
  }

  /** Linear layers of one width, as neural-map has for vectors. */
  static NetworkWork perceptron(int in, int width, int out) {
    Stack stack = new Stack(FeatureShape.vector(in)).linear(width);
    for (int k = 0; k < 4; k++) {
      stack.each(2).linear(width);
    }
    return stack.each(1).linear(out).work();
  }

  /** The network for images that neural-map maps with. */
  static NetworkWork uNet(FeatureShape shape, int width, int labels) {
    Stack stack = new Stack(shape).image(shape.channels() + labels, shape.height(), shape.width());
    int levels = 1;
    for (int side = Math.min(shape.height(), shape.width());
        side / 2 >= 2 && levels < 5;
        side /= 2) {
      levels++;
    }
    for (int level = 0; level < levels; level++) {
      if (level > 0) {
        stack.halved();
      }
      twice(stack, width << level);
    }
    for (int level = levels - 2; level >= 0; level--) {
      stack.image(3 * (width << level), shape.height() >> level, shape.width() >> level).each(2);
      twice(stack, width << level);
    }
    return stack.convolution(shape.channels(), 1, 1, 0).work(IMAGES);
  }

  private static void twice(Stack stack, int out) {
    for (int k = 0; k < 2; k++) {
      stack.convolution(out, 3, 1, 1).each(2);
    }
  }

  /** The potential of neural-map for images. */
  static NetworkWork critic(FeatureShape shape, int width) {
    Stack stack = new Stack(shape).convolution(width, 3, 1, 1);
    for (int stage = 1; stage <= 3; stage++) {
      int out = width << Math.min(stage, 2);
      stack.each(1).convolution(out, 3, 1, 1).each(1).convolution(out, 3, 1, 1).each(1).halved();
    }
    return stack.each(1).linear(1).work(IMAGES);
  }

  /** The classifier of neural-map for images. */
  static NetworkWork frozen(FeatureShape shape, int classes) {
    return new Stack(shape)
        .convolution(16, 5, 1, 2)
        .each(1)
        .halved()
        .convolution(32, 5, 1, 2)
        .each(1)
        .halved()
        .linear(128)
        .each(1)
        .linear(classes)
        .work(IMAGES);
  }

  /** Layers, one on the other. */
  private static final class Stack {
    private int channels;
    private int height;
    private int width;
    private double multiplications;
    private double values;
    private double numbers;
    private int layers;

    Stack(FeatureShape shape) {
      image(shape.channels(), shape.height(), shape.width());
    }

    double size() {
      return (double) channels * height * width;
    }

    /** What comes in is of another shape, or more of it. */
    Stack image(int depth, int high, int wide) {
      channels = depth;
      height = high;
      width = wide;
      return this;
    }

    Stack convolution(int out, int side, int stride, int padding) {
      double weights = (double) channels * out * side * side;
      image(
          out,
          Math.max(1, (height + 2 * padding - side) / stride + 1),
          Math.max(1, (width + 2 * padding - side) / stride + 1));
      multiplications += weights * height * width;
      numbers += weights;
      return each(1);
    }

    Stack linear(int out) {
      double weights = size() * out;
      multiplications += weights;
      numbers += weights;
      return image(out, 1, 1).each(1);
    }

    /** Layers that look at each value by itself. */
    Stack each(int times) {
      values += times * size();
      layers += times;
      return this;
    }

    Stack halved() {
      each(1);
      return image(channels, Math.max(1, height / 2), Math.max(1, width / 2));
    }

    Stack averaged() {
      each(1);
      return image(channels, 1, 1);
    }

    NetworkWork work() {
      return work(ROWS);
    }

    NetworkWork work(double rows) {
      return new NetworkWork(multiplications, values, numbers, layers, rows);
    }
  }
}
