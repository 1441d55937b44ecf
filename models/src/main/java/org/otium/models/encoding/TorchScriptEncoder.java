package org.otium.models.encoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.models.layers.FeatureScale;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.LoadedScripts;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Tensors;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchScript;

/**
 * Embeds samples by a network that was trained elsewhere and saved as TorchScript, and brings them
 * back by another one where there is one. The networks see features as they are, channels first;
 * nothing is learned here. What they give is flattened. Networks stay loaded between calls.
 */
public final class TorchScriptEncoder implements Encoder {
  private final TorchScriptSettings settings;
  private final Compute compute;

  /**
   * Makes the encoder; files are read when something is embedded.
   *
   * @param settings the files
   * @param compute threads
   */
  public TorchScriptEncoder(TorchScriptSettings settings, Compute compute) {
    Torch.check(settings.device());
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * Remembers the shape of the samples, and tries the network on one of them.
   *
   * @throws InvalidInputException if a file is missing, or its network does not take such samples
   */
  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    FeatureShape shape = samples.shape();
    Through network = new Through(Path.of(settings.encoder()), plain(shape));
    network.of(samples.select(new int[] {0}).features(), Optional.empty());
    return new Networks(shape, network);
  }

  private static FeatureScale plain(FeatureShape shape) {
    double[] ones = new double[shape.channels()];
    Arrays.fill(ones, 1);
    return new FeatureScale(shape, new double[shape.channels()], ones);
  }

  /** One network, for samples of one shape. */
  private final class Through {
    private final Path file;
    private final FeatureScale scale;

    Through(Path file, FeatureScale scale) {
      this.file = file;
      this.scale = scale;
    }

    /** What it gives, or Jᵀg where there is g. */
    Matrix of(Matrix features, Optional<Matrix> gradient) {
      int d = scale.shape().dimension();
      if (features.columns() != d) {
        throw new InvalidInputException(
            "samples of " + features.columns() + " features for a network of " + d,
            "Bring them to one shape first.");
      }
      int n = features.rows();
      int[] order = Orders.ascending(n);
      float[][] parts = new float[(n + settings.batch() - 1) / settings.batch()][];
      Torch torch = Torch.start(settings.device(), compute);
      return LoadedScripts.use(
          file,
          torch,
          network -> {
            for (int part = 0; part < parts.length; part++) {
              int from = part * settings.batch();
              int to = Math.min(n, from + settings.batch());
              try (NDManager step = torch.scope()) {
                NDArray x = scale.tensor(features.array(), order, from, to, step);
                parts[part] =
                    gradient.isPresent()
                        ? pulled(network, x, gradient.get(), from, to)
                        : Autograd.withoutDerivatives(
                            () -> network.forward(x, false).toFloatArray());
              }
            }
            return joined(parts, n);
          });
    }

    private float[] pulled(TorchScript network, NDArray x, Matrix gradient, int from, int to) {
      int k = gradient.columns();
      float[] rows = Arrays.copyOfRange(gradient.array(), from * k, to * k);
      NDArray g = Tensors.of(x.getManager(), rows, new Shape(to - from, k));
      x.setRequiresGradient(true);
      Autograd.backward(() -> network.forward(x, true).reshape(to - from, k).mul(g).sum());
      float[] back = new float[Math.toIntExact(x.size())];
      scale.pullBack(x.getGradient(), back, 0);
      return back;
    }
  }

  private static Matrix joined(float[][] parts, int n) {
    int total = Arrays.stream(parts).mapToInt(part -> part.length).reduce(0, Math::addExact);
    float[] all = new float[total];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return Matrix.wrap(n, total / n, all);
  }

  /** The way there and, where there is one, back. */
  private final class Networks implements Embedding {
    private final FeatureShape shape;
    private final Through encoder;

    Networks(FeatureShape shape, Through encoder) {
      this.shape = shape;
      this.encoder = encoder;
    }

    @Override
    public LabeledDataset encode(LabeledDataset samples) {
      Matrix embedded = encoder.of(samples.features(), Optional.empty());
      return samples.withFeatures(embedded).withShape(FeatureShape.vector(embedded.columns()));
    }

    /** The decoder gets n×k rows, and what it gives is read channels first. */
    @Override
    public Optional<LabeledDataset> decode(LabeledDataset embedded) {
      if (settings.decoder().isBlank()) {
        return Optional.empty();
      }
      int n = embedded.size();
      int k = embedded.dimension();
      float[] decoded = new float[Math.multiplyExact(n, shape.dimension())];
      Torch torch = Torch.start(settings.device(), compute);
      return LoadedScripts.use(
          Path.of(settings.decoder()),
          torch,
          network -> {
            for (int from = 0; from < n; from += settings.batch()) {
              int to = Math.min(n, from + settings.batch());
              float[] rows = Arrays.copyOfRange(embedded.features().array(), from * k, to * k);
              decode(network, rows, to - from, torch, decoded, from * shape.dimension());
            }
            return Optional.of(
                embedded.withFeatures(Matrix.wrap(n, shape.dimension(), decoded)).withShape(shape));
          });
    }

    private void decode(
        TorchScript network, float[] rows, int n, Torch torch, float[] out, int at) {
      try (NDManager step = torch.scope()) {
        NDArray x = Tensors.of(step, rows, new Shape(n, rows.length / n));
        NDArray image = Autograd.withoutDerivatives(() -> network.forward(x, false));
        if (image.size() != (long) n * shape.dimension()) {
          throw new InvalidInputException(
              settings.decoder() + " gives " + image.getShape() + " for " + shape.describe(),
              "Give the decoder that belongs to the encoder.");
        }
        plain(shape).restore(image, out, at);
      }
    }

    @Override
    public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
      return Optional.of(encoder.of(features, Optional.of(gradient)));
    }
  }
}
