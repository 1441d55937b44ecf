package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Layers;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Tensors;

/**
 * The networks of a neural map (GG app. B): the map G, the potential f and the classifier ℓ. None
 * has statistics of batches, so that a sample goes where it goes whatever it is mapped with, and a
 * mean of networks over time is a network of the same kind.
 *
 * @param shape of the samples
 * @param scale the units of samples
 * @param isImage whether convolutions are used
 * @param width features of hidden layers, or channels of the first convolutions
 */
record Networks(FeatureShape shape, MapScale scale, boolean isImage, int width) {
  private static final int BLOCKS = 2;
  private static final int MOST_LEVELS = 4;

  /** Down to here every pixel of an image has a say in every other, and shapes can change. */
  private static final int SMALLEST_SIDE = 2;

  private static final float LEAK = 0.2f;

  /** How much is left of what lies outside of the range of features. */
  private static final double OUTSIDE = 0.1;

  private static final int GROUP = 8;
  private static final double NORM_EPSILON = 1e-5;

  /** G: samples and their labels, n×classes, to samples. */
  @FunctionalInterface
  interface FeatureMap {
    NDArray forward(NDArray x, NDArray y);
  }

  /**
   * G.
   *
   * @param labels how many numbers of the label it sees; 0 for none
   */
  FeatureMap map(Parameters p, int labels) {
    return isImage ? uNet(p, labels) : residualMap(p, labels);
  }

  /** f: samples to n×1. */
  Layer potential(Parameters p) {
    return isImage ? resNet(p) : perceptron(p, shape.dimension(), 1);
  }

  /** ℓ: samples to logits. */
  Layer classifier(Parameters p, int classes) {
    if (!isImage) {
      return perceptron(p, shape.dimension(), classes);
    }
    long features = 2L * 16 * (shape.height() / 4) * (shape.width() / 4);
    return Layer.sequence(
        Layers.convolution(p, "conv1", shape.channels(), 16, 5, 1, 2),
        Layers.relu(),
        Layers.maxPooling(2),
        Layers.convolution(p, "conv2", 16, 32, 5, 1, 2),
        Layers.relu(),
        Layers.maxPooling(2),
        Layers.flatten(),
        Layers.linear(p, "hidden", features, 128),
        Layers.relu(),
        Layers.linear(p, "head", 128, classes));
  }

  /** Linear layers, those in the middle with a way around them; smooth, so that maps are. */
  private Layer perceptron(Parameters p, long in, long out) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layers.flatten());
    layers.add(Layers.linear(p, "in", in, width));
    for (int k = 1; k <= BLOCKS; k++) {
      Layer inner = Layers.linear(p, "block" + k + "/inner", width, width);
      Layer outer = Layers.linear(p, "block" + k + "/outer", width, width);
      layers.add((x, pass) -> x.add(outer.forward(gelu(inner.forward(gelu(x), pass)), pass)));
    }
    Layer last = Layers.linear(p, "out", width, out);
    layers.add((x, pass) -> last.forward(gelu(x), pass));
    return Layer.sequence(layers);
  }

  private FeatureMap residualMap(Parameters p, int labels) {
    int d = shape.dimension();
    Layer residual = perceptron(p, d + (long) labels, d);
    return (x, y) -> {
      NDArray rows = x.reshape(x.getShape().get(0), d);
      NDArray seen = labels == 0 ? rows : NDArrays.concat(new NDList(rows, y), 1);
      return rows.add(residual.forward(seen, Pass.use())).reshape(x.getShape());
    };
  }

  private static NDArray gelu(NDArray x) {
    return x.getNDArrayInternal().gelu();
  }

  /**
   * A UNet (Ronneberger et al. 2015) as in GG, with group instead of batch normalisation; it says
   * how an image changes. A label is an image of one colour for each class.
   */
  private FeatureMap uNet(Parameters p, int labels) {
    List<long[]> sides = new ArrayList<>();
    sides.add(new long[] {shape.height(), shape.width()});
    while (sides.size() <= MOST_LEVELS
        && Math.min(sides.getLast()[0], sides.getLast()[1]) / 2 >= SMALLEST_SIDE) {
      sides.add(new long[] {sides.getLast()[0] / 2, sides.getLast()[1] / 2});
    }
    List<Layer> down = new ArrayList<>();
    List<Layer> up = new ArrayList<>();
    long in = shape.channels() + (long) labels;
    for (int level = 0; level < sides.size(); level++) {
      long out = (long) width << level;
      down.add(twice(p, "down" + level, in, out));
      in = out;
    }
    for (int level = sides.size() - 2; level >= 0; level--) {
      long out = (long) width << level;
      up.add(twice(p, "up" + level, 3 * out, out)); // what comes up, and what it was on this level
    }
    Layer pool = Layers.maxPooling(2);
    Layer last = Layers.convolution(p, "out", width, shape.channels(), 1, 1, 0);
    return (x, y) -> {
      Pass use = Pass.use();
      List<NDArray> levels = new ArrayList<>();
      NDArray at = labels == 0 ? x : NDArrays.concat(new NDList(x, planes(x, y)), 1);
      for (int level = 0; level < down.size(); level++) {
        at = down.get(level).forward(level == 0 ? at : pool.forward(at, use), use);
        levels.add(at);
      }
      for (int k = 0; k < up.size(); k++) {
        int level = sides.size() - 2 - k;
        Layer enlarge = Layers.enlarge(sides.get(level)[0], sides.get(level)[1]);
        NDList both = new NDList(enlarge.forward(at, use), levels.get(level));
        at = up.get(k).forward(NDArrays.concat(both, 1), use);
      }
      return bounded(x.add(last.forward(at, use)));
    };
  }

  /**
   * Images in the range of the target's features, nearly: what is outside comes back but for a
   * tenth, which tells the map the way. Else a background that is not quite black gives every image
   * away.
   */
  private NDArray bounded(NDArray x) {
    if (Double.isInfinite(shape.low()) || Double.isInfinite(shape.high())) {
      return x;
    }
    int channels = shape.channels();
    float[] low = new float[channels];
    float[] high = new float[channels];
    for (int c = 0; c < channels; c++) {
      low[c] = (float) ((shape.low() - scale.mean()[c]) / scale.spread());
      high[c] = (float) ((shape.high() - scale.mean()[c]) / scale.spread());
    }
    NDManager step = x.getManager();
    Shape each = new Shape(1, channels, 1, 1);
    NDArray inside = x.maximum(Tensors.of(step, low, each)).minimum(Tensors.of(step, high, each));
    return inside.add(x.sub(inside).mul(Tensors.of(step, OUTSIDE)));
  }

  private static NDArray planes(NDArray x, NDArray y) {
    Shape image = x.getShape();
    long n = image.get(0);
    long classes = y.getShape().get(1);
    return y.reshape(n, classes, 1, 1).broadcast(new Shape(n, classes, image.get(2), image.get(3)));
  }

  private static Layer twice(Parameters p, String name, long in, long out) {
    return Layer.sequence(
        Layers.convolution(p, name + "/conv1", in, out, 3, 1, 1),
        normalisation(p, name + "/norm1", out),
        Layers.relu(),
        Layers.convolution(p, name + "/conv2", out, out, 3, 1, 1),
        normalisation(p, name + "/norm2", out),
        Layers.relu());
  }

  /** Group normalisation (Wu, He 2018). */
  private static Layer normalisation(Parameters p, String name, long channels) {
    NDArray scale = p.constant(name + "/scale", 1, 1, channels, 1, 1);
    NDArray shift = p.constant(name + "/shift", 0, 1, channels, 1, 1);
    long groups = channels % GROUP == 0 ? channels / GROUP : 1;
    return (x, _) -> {
      Shape whole = x.getShape();
      NDArray rows = x.reshape(whole.get(0), groups, -1);
      Shape group = new Shape(rows.getShape().get(2));
      NDArray even =
          JniUtils.layerNorm(
              (PtNDArray) rows,
              group,
              (PtNDArray) x.getManager().ones(group),
              (PtNDArray) x.getManager().zeros(group),
              NORM_EPSILON);
      return even.reshape(whole).mul(scale).add(shift);
    };
  }

  /** A ResNet without normalisation, as critics are (WGAN-QC, Liu et al. 2019). */
  private Layer resNet(Parameters p) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layers.convolution(p, "stem", shape.channels(), width, 3, 1, 1));
    long in = width;
    long height = shape.height();
    long across = shape.width();
    for (int stage = 1; stage <= 3; stage++) {
      long out = (long) width << Math.min(stage, 2);
      layers.add(residual(p, "stage" + stage, in, out));
      layers.add(Networks::halved);
      in = out;
      height /= 2;
      across /= 2;
    }
    layers.add(Networks::leaky);
    layers.add(Layers.flatten());
    layers.add(Layers.linear(p, "out", in * height * across, 1));
    return Layer.sequence(layers);
  }

  /** Unlike a rectifier it tells the map everywhere which way is up. */
  private static NDArray leaky(NDArray x, Pass pass) {
    return x.getNDArrayInternal().leakyRelu(LEAK);
  }

  private static NDArray halved(NDArray x, Pass pass) {
    Shape two = new Shape(2, 2);
    return Pool.avgPool2d(x, two, two, new Shape(0, 0), false, true);
  }

  private static Layer residual(Parameters p, String name, long in, long out) {
    Layer through =
        Layer.sequence(
            Networks::leaky,
            Layers.convolution(p, name + "/conv1", in, out, 3, 1, 1),
            Networks::leaky,
            Layers.convolution(p, name + "/conv2", out, out, 3, 1, 1));
    Layer around =
        in == out ? (x, _) -> x : Layers.convolution(p, name + "/around", in, out, 1, 1, 0);
    return (x, pass) -> around.forward(x, pass).add(through.forward(x, pass));
  }
}
