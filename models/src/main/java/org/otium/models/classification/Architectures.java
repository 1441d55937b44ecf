package org.otium.models.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Layers;
import org.otium.models.torch.Parameters;

/** The networks that classify. */
final class Architectures {
  private Architectures() {}

  static Layer linear(Parameters p, FeatureShape shape, int classes) {
    return perceptron(List.of(), p, shape, classes);
  }

  static Layer perceptron(List<Integer> hidden, Parameters p, FeatureShape shape, int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layers.flatten());
    long in = shape.dimension();
    for (int k = 0; k < hidden.size(); k++) {
      layers.add(Layers.linear(p, "hidden" + (k + 1), in, hidden.get(k)));
      layers.add(Layers.relu());
      in = hidden.get(k);
    }
    layers.add(Layers.linear(p, Architecture.HEAD, in, classes));
    return Layer.sequence(layers);
  }

  /**
   * LeNet-5 (LeCun et al. 1998) with ReLU and max-pooling, as DD app. C uses it. The first
   * convolution is padded where the image is smaller than the 32 pixels that it was made for.
   */
  static Layer leNet5(Parameters p, FeatureShape shape, int classes) {
    requireImage("lenet5", shape, 12);
    int padding = Math.min(shape.height(), shape.width()) < 32 ? 2 : 0;
    long features = 16 * leNetSide(shape.height(), padding) * leNetSide(shape.width(), padding);
    return Layer.sequence(
        Layers.convolution(p, "conv1", shape.channels(), 6, 5, 1, padding),
        Layers.relu(),
        Layers.maxPooling(2),
        Layers.convolution(p, "conv2", 6, 16, 5, 1, 0),
        Layers.relu(),
        Layers.maxPooling(2),
        Layers.flatten(),
        Layers.linear(p, "hidden1", features, 120),
        Layers.relu(),
        Layers.linear(p, "hidden2", 120, 84),
        Layers.relu(),
        Layers.linear(p, Architecture.HEAD, 84, classes));
  }

  /** How many pixels of a side are left after both convolutions. */
  private static long leNetSide(int side, int padding) {
    return ((side + 2L * padding - 4) / 2 - 4) / 2;
  }

  /**
   * VGG-5 with spinal linear layers (Kabir et al., SpinalNet, 2020, the network for 28×28 images):
   * four blocks of convolutions of 1, 2, 4 and 4 times the width, then four small layers, each of
   * which sees half of the features and what the one before gave.
   */
  static Layer spinalNet(int width, Parameters p, FeatureShape shape, int classes) {
    requireImage("spinal-net", shape, 8);
    Layer blocks =
        Layer.sequence(
            block(p, "block1", shape.channels(), width, 2),
            block(p, "block2", width, 2L * width, 2),
            block(p, "block3", 2L * width, 4L * width, 3),
            block(p, "block4", 4L * width, 4L * width, 3),
            Layers.flatten());
    long features = 4L * width * vggSide(shape.height()) * vggSide(shape.width());
    long half = features / 2;
    long rung = 2L * width;
    List<Layer> rungs = new ArrayList<>();
    for (int k = 1; k <= 4; k++) {
      rungs.add(
          Layer.sequence(
              Layers.dropout(0.5),
              Layers.linear(p, "spine" + k, k == 1 ? half : half + rung, rung),
              Layers.normalisation(p, "spine" + k + "/norm", rung),
              Layers.relu()));
    }
    Layer head =
        Layer.sequence(Layers.dropout(0.5), Layers.linear(p, Architecture.HEAD, 4 * rung, classes));
    return (x, pass) -> {
      NDArray all = blocks.forward(x, pass);
      NDArray[] halves = {
        all.get(new NDIndex(":, :{}", half)), all.get(new NDIndex(":, {}:{}", half, 2 * half))
      };
      NDList given = new NDList();
      for (int k = 0; k < 4; k++) {
        NDArray seen = halves[k % 2];
        given.add(
            rungs
                .get(k)
                .forward(
                    k == 0 ? seen : NDArrays.concat(new NDList(seen, given.get(k - 1)), 1), pass));
      }
      return head.forward(NDArrays.concat(given, 1), pass);
    };
  }

  private static Layer block(Parameters p, String name, long in, long out, int convolutions) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k <= convolutions; k++) {
      String one = name + "/conv" + k;
      layers.add(Layers.convolution(p, one, k == 1 ? in : out, out, 3, 1, 1));
      layers.add(Layers.normalisation(p, one + "/norm", out));
      layers.add(Layers.relu());
    }
    layers.add(Layers.maxPooling(2));
    return Layer.sequence(layers);
  }

  /** How many pixels of a side are left after four poolings. */
  private static long vggSide(int side) {
    long left = side;
    for (int k = 0; k < 4; k++) {
      left = Math.max(1, left / 2);
    }
    return left;
  }

  /**
   * ResNet-18 (He et al. 2016). Its first layer halves the sides twice where images are larger than
   * 64 pixels, once where they are larger than 32, and not at all below, so that small images keep
   * pixels to look at.
   */
  static Layer resNet18(int width, Parameters p, FeatureShape shape, int classes) {
    requireImage("resnet18", shape, 8);
    int side = Math.max(shape.height(), shape.width());
    List<Layer> layers = new ArrayList<>();
    layers.add(
        side > 64
            ? Layers.convolution(p, "stem", shape.channels(), width, 7, 2, 3)
            : Layers.convolution(p, "stem", shape.channels(), width, 3, side > 32 ? 2 : 1, 1));
    layers.add(Layers.normalisation(p, "stem/norm", width));
    layers.add(Layers.relu());
    if (side > 64) {
      layers.add(Layers.maxPooling(2));
    }
    long in = width;
    for (int stage = 1; stage <= 4; stage++) {
      long out = (long) width << (stage - 1);
      layers.add(residual(p, "stage" + stage + "/first", in, out, stage == 1 ? 1 : 2));
      layers.add(residual(p, "stage" + stage + "/second", out, out, 1));
      in = out;
    }
    layers.add(Layers.channelMeans());
    layers.add(Layers.linear(p, Architecture.HEAD, in, classes));
    return Layer.sequence(layers);
  }

  /** Two convolutions and a way around them, which is a small convolution where shapes differ. */
  private static Layer residual(Parameters p, String name, long in, long out, int stride) {
    Layer through =
        Layer.sequence(
            Layers.convolution(p, name + "/conv1", in, out, 3, stride, 1),
            Layers.normalisation(p, name + "/conv1/norm", out),
            Layers.relu(),
            Layers.convolution(p, name + "/conv2", out, out, 3, 1, 1),
            Layers.normalisation(p, name + "/conv2/norm", out));
    Layer around =
        in == out && stride == 1
            ? (x, _) -> x
            : Layer.sequence(
                Layers.convolution(p, name + "/around", in, out, 1, stride, 0),
                Layers.normalisation(p, name + "/around/norm", out));
    Layer relu = Layers.relu();
    return (x, pass) -> relu.forward(through.forward(x, pass).add(around.forward(x, pass)), pass);
  }

  static void requireImage(String name, FeatureShape shape, int least) {
    if (Math.min(shape.height(), shape.width()) < least) {
      throw new InvalidInputException(
          name + " on samples of " + shape.describe(),
          "It needs images of " + least + "×" + least + " pixels or more; take mlp for others.");
    }
  }
}
