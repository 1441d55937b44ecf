package org.otium.models.encoding;

import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.models.TensorDevice;
import org.otium.models.layers.Hourglass;
import org.otium.settings.Setting;

/**
 * How an autoencoder is made and learned. Layers and rates are those of the map of a flow (DD app.
 * C).
 *
 * @param architecture whether images are looked at by convolutions
 * @param latentSize how many features samples are embedded in
 * @param hidden how many features each linear layer before has; those behind mirror them
 * @param epochs how often all samples are seen
 * @param fewestSteps how many steps are made at least: few samples are seen more often than the
 *     epochs say
 * @param batch how many samples a step looks at
 * @param learningRate the step size of Adam
 * @param device where to compute
 */
public record AutoencoderSettings(
    @Setting(
            doc =
                "convolutional begins and ends with two convolutions, mlp has linear layers alone, auto"
                    + " is convolutional for images of 8×8 pixels or more.",
            defaultValue = "auto")
        Architecture architecture,
    @Setting(doc = "How many features samples are embedded in.", defaultValue = "32", min = 1)
        int latentSize,
    @Setting(
            doc =
                "How many features each linear layer before has, mirrored behind; none for a linear map.",
            defaultValue = "[512, 384, 256, 192]",
            min = 1)
        List<Integer> hidden,
    @Setting(doc = "How often all samples are seen.", defaultValue = "20", min = 1) int epochs,
    @Setting(
            doc = "Few samples are seen more often than that, until so many steps were made.",
            defaultValue = "1000",
            min = 1)
        int fewestSteps,
    @Setting(doc = "How many samples a step looks at.", defaultValue = "64", min = 1) int batch,
    @Setting(doc = "Step size of Adam.", defaultValue = "1e-3", min = 0, exclusiveMin = true)
        double learningRate,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {
  /** Which layers there are. */
  public enum Architecture {
    /** Convolutions for images that are large enough. */
    AUTO,
    /** Two convolutions on either side of the linear layers. */
    CONVOLUTIONAL,
    /** Linear layers alone. */
    MLP
  }

  /** Checks the numbers. */
  public AutoencoderSettings {
    hidden = List.copyOf(hidden);
    for (int features : hidden) {
      if (features < 1) {
        throw new InvalidInputException(
            "a hidden layer of " + features + " features", "Give each at least one.");
      }
    }
    if (latentSize < 1) {
      throw new InvalidInputException(
          "an embedding of " + latentSize + " features", "Give it at least one.");
    }
    if (epochs < 1 || fewestSteps < 1 || batch < 1) {
      throw new InvalidInputException(
          epochs + " epochs and " + fewestSteps + " steps in batches of " + batch,
          "Each must be at least one.");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InvalidInputException(
          "a learning rate of " + learningRate, "It must be positive and finite.");
    }
  }

  /**
   * Everything else as by default, on the processor.
   *
   * @param architecture which layers there are
   * @param latentSize how many features samples are embedded in
   * @return the settings
   */
  public static AutoencoderSettings of(Architecture architecture, int latentSize) {
    return new AutoencoderSettings(
        architecture,
        latentSize,
        List.of(512, 384, 256, 192),
        20,
        1000,
        64,
        1e-3,
        TensorDevice.CPU);
  }

  /**
   * The same with other linear layers, and learned for another time.
   *
   * @param layers how many features each linear layer before the embedding has
   * @param passes how often all samples are seen, with no least number of steps
   * @return new settings
   */
  public AutoencoderSettings with(List<Integer> layers, int passes) {
    return new AutoencoderSettings(
        architecture, latentSize, layers, passes, 1, batch, learningRate, device);
  }

  boolean convolves(FeatureShape shape) {
    return switch (architecture) {
      case AUTO -> Hourglass.takesConvolutions(shape);
      case CONVOLUTIONAL -> {
        if (!shape.isImage()) {
          throw new InvalidInputException(
              "convolutions over samples of " + shape.describe(),
              "Set architecture to mlp for samples that are no images.");
        }
        yield true;
      }
      case MLP -> false;
    };
  }
}
