package org.otium.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.random.RandomGenerator;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Tensors;

/**
 * Makes layers. Images are n×channels×height×width. What is learned starts as in PyTorch: uniformly
 * within 1/√(number of inputs).
 */
public final class Layers {
  private static final double NORM_MOMENTUM = 0.1;
  private static final double NORM_EPSILON = 1e-5;

  private Layers() {}

  /**
   * x ↦ W x + b.
   *
   * @param parameters gets W and b
   * @param name unique in the network
   * @param in features of x
   * @param out features of the result
   * @return the layer
   */
  public static Layer linear(Parameters parameters, String name, long in, long out) {
    return linear(parameters, name, in, out, 1);
  }

  /**
   * x ↦ W x + b, which starts with larger numbers. Networks of many linear layers with ReLU between
   * them need √6 (He et al. 2015), or hardly anything of x is left after the last one.
   *
   * @param parameters gets W and b
   * @param name unique in the network
   * @param in features of x
   * @param out features of the result
   * @param gain how many times larger W starts
   * @return the layer
   */
  public static Layer linear(Parameters parameters, String name, long in, long out, double gain) {
    double bound = 1 / Math.sqrt((double) in);
    NDArray weight = parameters.uniform(name + "/weight", gain * bound, out, in);
    NDArray bias = parameters.uniform(name + "/bias", bound, out);
    return (x, _) -> Linear.linear(x, weight, bias).singletonOrThrow();
  }

  /**
   * A convolution with a square kernel.
   *
   * @param parameters gets kernels and biases
   * @param name unique in the network
   * @param in channels of the image
   * @param out channels of the result
   * @param kernel its side
   * @param stride how far it moves each time
   * @param padding zeros on every side
   * @return the layer
   */
  public static Layer convolution(
      Parameters parameters, String name, long in, long out, int kernel, int stride, int padding) {
    double bound = 1 / Math.sqrt(in * (double) kernel * kernel);
    NDArray weight = parameters.uniform(name + "/weight", bound, out, in, kernel, kernel);
    NDArray bias = parameters.uniform(name + "/bias", bound, out);
    Shape strides = new Shape(stride, stride);
    Shape paddings = new Shape(padding, padding);
    return (x, _) -> Conv2d.conv2d(x, weight, bias, strides, paddings).singletonOrThrow();
  }

  /**
   * Enlarges images, each pixel to a square of its value. Together with a convolution it undoes
   * what a strided convolution does.
   *
   * @param height rows of pixels of the result
   * @param width pixels a row of the result
   * @return the layer
   */
  public static Layer enlarge(long height, long width) {
    return (x, _) -> x.getNDArrayInternal().interpolation(new long[] {height, width}, 0, false);
  }

  /**
   * Batch normalisation of each channel (Ioffe, Szegedy 2015). A batch of one sample has no
   * statistics and is normalised by those of earlier ones.
   *
   * @param parameters gets scales, shifts and running statistics
   * @param name unique in the network
   * @param channels channels of images, or features
   * @return the layer
   */
  public static Layer normalisation(Parameters parameters, String name, long channels) {
    PtNDArray scale = (PtNDArray) parameters.constant(name + "/scale", 1, channels);
    PtNDArray shift = (PtNDArray) parameters.constant(name + "/shift", 0, channels);
    PtNDArray mean = (PtNDArray) parameters.fixed(name + "/mean", 0, channels);
    PtNDArray variance = (PtNDArray) parameters.fixed(name + "/variance", 1, channels);
    return (x, pass) ->
        JniUtils.batchNorm(
            (PtNDArray) x,
            mean,
            variance,
            scale,
            shift,
            pass.isLearning() && x.getShape().get(0) > 1,
            NORM_MOMENTUM,
            NORM_EPSILON);
  }

  /**
   * max(0, x).
   *
   * @return the layer
   */
  public static Layer relu() {
    return (x, _) -> x.getNDArrayInternal().relu();
  }

  /**
   * The largest value in each square of pixels. Sides that are smaller than the square stay.
   *
   * @param side of the square, which is also how far it moves
   * @return the layer
   */
  public static Layer maxPooling(int side) {
    return (x, _) -> {
      Shape size =
          new Shape(Math.min(side, x.getShape().get(2)), Math.min(side, x.getShape().get(3)));
      return Pool.maxPool2d(x, size, size, new Shape(0, 0), false);
    };
  }

  /**
   * The mean of each channel.
   *
   * @return the layer, which gives n×channels
   */
  public static Layer channelMeans() {
    return (x, _) -> x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
  }

  /**
   * Makes a row of each sample.
   *
   * @return the layer, which gives n×features
   */
  public static Layer flatten() {
    return (x, _) -> x.reshape(x.getShape().get(0), -1);
  }

  /**
   * Makes an image of each row.
   *
   * @param channels channels
   * @param height rows of pixels
   * @param width pixels a row
   * @return the layer
   */
  public static Layer unflatten(long channels, long height, long width) {
    return (x, _) -> x.reshape(x.getShape().get(0), channels, height, width);
  }

  /**
   * Leaves features out at random while learning, and enlarges the others to make up for it.
   *
   * @param share how many, in [0, 1)
   * @return the layer
   */
  public static Layer dropout(double share) {
    return (x, pass) -> pass.random().map(random -> dropped(x, share, random)).orElse(x);
  }

  private static NDArray dropped(NDArray x, double share, RandomGenerator random) {
    float[] factors = new float[Math.toIntExact(x.size())];
    float kept = (float) (1 / (1 - share));
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < share ? 0 : kept;
    }
    return x.mul(Tensors.of(x.getManager(), factors, x.getShape()));
  }
}
