package org.otium.app.experiment.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.runs.RunFolder;
import org.otium.app.runs.WeightsFile;
import org.otium.data.Concatenation;

/**
 * The space that particles flow in: their own, or that of an encoder, from which they come back
 * wherever they are looked at.
 */
public final class FlowSpace {
  /** What an encoder learned, so that a run that goes on embeds as it did. */
  static final String FILE = "encoder.npz";

  /** Particles flow where samples are. */
  public static final FlowSpace OWN = new FlowSpace(Optional.empty(), FeatureShape.vector(1));

  private final Optional<Encoder.Embedding> embedding;
  private final FeatureShape shape;

  private FlowSpace(Optional<Encoder.Embedding> embedding, FeatureShape shape) {
    this.embedding = embedding;
    this.shape = shape;
  }

  /**
   * The space of an encoder that learns from the samples of both datasets.
   *
   * @param encoder embeds samples and brings them back
   * @param data what flows, and what it flows to
   * @param seed decides everything random
   * @throws InvalidInputException if there is no way back
   */
  static FlowSpace learned(Encoder encoder, DatasetPair data, long seed) {
    List<LabeledDataset> both = List.of(bare(data.source()), bare(data.target()));
    return of(encoder.fit(Concatenation.of("both datasets", both), seed), data);
  }

  /** Classes of both may be called as they like: encoders learn nothing from them. */
  private static LabeledDataset bare(LabeledDataset samples) {
    return samples.withClassNames(Map.of()).withLabels(Labels.hard(new int[samples.size()]));
  }

  /**
   * The space that was learned by a run before, or is learned again where nothing was kept.
   *
   * @throws IOException if the file cannot be read
   */
  static FlowSpace again(Encoder encoder, DatasetPair data, RunFolder folder, long seed)
      throws IOException {
    if (!Files.exists(folder.file(FILE))) {
      return learned(encoder, data, seed);
    }
    NamedArrays state = WeightsFile.read(folder.file(FILE)).weights();
    return of(encoder.restore(state), data);
  }

  private static FlowSpace of(Encoder.Embedding embedding, DatasetPair data) {
    LabeledDataset some = embedding.encode(data.source().select(new int[] {0}));
    if (embedding.decode(some).isEmpty()) {
      throw new InvalidInputException(
          "an encoder without a way back, in which particles would not be seen any more",
          "Choose autoencoder or pca, or embed both datasets for good: from-transforms and"
              + " to-transforms with embed.");
    }
    return new FlowSpace(Optional.of(embedding), data.source().shape());
  }

  /**
   * Keeps what the encoder learned, if that can be kept.
   *
   * @param name what the encoder is called
   * @throws IOException if the file cannot be written
   */
  void keep(String name, RunFolder folder) throws IOException {
    Optional<NamedArrays> state = embedding.flatMap(Encoder.Embedding::state);
    if (state.isPresent()) {
      new WeightsFile(name, shape, state.get()).write(folder.file(FILE));
    }
  }

  /** Both datasets as they flow. */
  DatasetPair entered(DatasetPair data) {
    if (embedding.isEmpty()) {
      return data;
    }
    return new DatasetPair(
        data.from(),
        data.to(),
        embedding.get().encode(data.source()),
        embedding.get().encode(data.target()),
        data.leftOut(),
        data.truth());
  }

  /**
   * Particles as they are looked at. Pixels that come back darker or brighter than any are as dark
   * or bright as pixels are.
   *
   * @param particles where they flow
   * @return where samples are
   */
  LabeledDataset seen(LabeledDataset particles) {
    if (embedding.isEmpty()) {
      return particles;
    }
    LabeledDataset back = embedding.get().decode(particles).orElseThrow();
    if (!back.shape().isImage()) {
      return back;
    }
    float[] pixels = back.features().toArray();
    for (int v = 0; v < pixels.length; v++) {
      pixels[v] = (float) Math.clamp(pixels[v], back.shape().low(), back.shape().high());
    }
    return back.withFeatures(Matrix.wrap(back.size(), back.dimension(), pixels))
        .withShape(back.shape());
  }

  /** How near to themselves samples come back, in words; nothing where they stay where they are. */
  Optional<String> fidelity(DatasetPair data) {
    if (embedding.isEmpty()) {
      return Optional.empty();
    }
    double error = 0;
    double spread = 0;
    for (LabeledDataset samples : List.of(data.source(), data.target())) {
      LabeledDataset back = seen(embedding.get().encode(samples));
      float[] was = samples.features().array();
      float[] is = back.features().array();
      double[] mean = new double[samples.dimension()];
      for (int v = 0; v < was.length; v++) {
        mean[v % mean.length] += (double) was[v] / samples.size();
      }
      for (int v = 0; v < was.length; v++) {
        error += Math.pow((double) is[v] - was[v], 2);
        spread += Math.pow(was[v] - mean[v % mean.length], 2);
      }
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The encoder keeps %.1f %% of the variance of the samples in %d features.",
            100 * (1 - error / spread),
            entered(data).source().dimension()));
  }
}
