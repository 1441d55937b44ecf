package org.otium.functionals.composition;

import java.util.List;
import org.otium.api.Discrepancy;
import org.otium.api.Encoder;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * A discrepancy between particles and a target that are both seen through the same maps: {@code
 * {name: embedded, functional: mmd, encoders: [random-augmentation, random-convolution]}}.
 *
 * @param functional what is measured between the images of particles and target
 * @param encoders the maps, applied one after the other; none compares the samples themselves
 * @param fresh whether the maps are made anew at each step
 * @param targetBatch how many samples of each class of the target a step sees; 0 for all
 */
public record EmbeddedSettings(
    @Setting(
            doc = "What compares particles and target: one that has a target, such as mmd.",
            defaultValue = "mmd")
        Functional functional,
    @Setting(
            doc =
                "What both are put through before, in this order; for instance [random-augmentation, random-convolution].",
            defaultValue = "[]")
        List<Encoder> encoders,
    @Setting(
            doc = "Whether encoders are made anew at each step, so that random ones differ.",
            defaultValue = "true")
        boolean fresh,
    @Setting(
            doc = "How many samples of each class of the target a step sees; 0 for all.",
            defaultValue = "0",
            min = 0)
        int targetBatch) {
  /** Checks that there is a target to be put through the maps. */
  public EmbeddedSettings {
    encoders = List.copyOf(encoders);
    if (!(functional instanceof Discrepancy)) {
      throw new InvalidInputException(
          "a functional without a target that could be embedded",
          "Embed one that compares with a dataset: mmd, distribution-matching, otdd or wasserstein.");
    }
    if (targetBatch < 0) {
      throw new InvalidInputException(
          "batches of " + targetBatch + " samples a class",
          "Give a positive number, or 0 for all.");
    }
  }

  Discrepancy discrepancy() {
    return (Discrepancy) functional;
  }
}
