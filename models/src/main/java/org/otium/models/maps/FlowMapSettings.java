package org.otium.models.maps;

import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * How a map is learned from where a flow took its particles. The numbers are those of DD app. C.
 *
 * @param before the particles before the flow
 * @param after the same particles after it, in the same order
 * @param restarts how often learning starts anew; the best network is taken
 * @param epochs how often all particles are seen each time
 * @param batch how many particles a step looks at
 * @param learningRate the step size of Adam
 * @param heldOut the share of the particles by which the best network is found
 * @param device where to compute
 */
public record FlowMapSettings(
    @Setting(doc = "The particles before the flow.") LabeledDataset before,
    @Setting(doc = "The same particles after the flow, in the same order.") LabeledDataset after,
    @Setting(
            doc = "How often learning starts anew; the best network is taken.",
            defaultValue = "10",
            min = 1)
        int restarts,
    @Setting(doc = "How often all particles are seen.", defaultValue = "20", min = 1) int epochs,
    @Setting(doc = "How many particles a step looks at.", defaultValue = "64", min = 1) int batch,
    @Setting(doc = "Step size of Adam.", defaultValue = "1e-3", min = 0, exclusiveMin = true)
        double learningRate,
    @Setting(
            doc = "Share of the particles that is held out to find the best network.",
            defaultValue = "0.1",
            min = 0,
            exclusiveMin = true,
            max = 0.9)
        double heldOut,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {
  /** Checks the numbers, and that the particles are pairs. */
  public FlowMapSettings {
    if (before.size() != after.size() || !before.shape().equals(after.shape())) {
      throw new InvalidInputException(
          "particles before a flow (" + before + ") and after it (" + after + ") are no pairs",
          "Give both from one run, in the same order and shape.");
    }
    if (before.size() < 3) {
      throw new InvalidInputException(
          before.size() + " particles to learn a map from", "Give three or more.");
    }
    if (restarts < 1 || epochs < 1 || batch < 1) {
      throw new InvalidInputException(
          restarts + " restarts of " + epochs + " epochs in batches of " + batch,
          "Each must be at least one.");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InvalidInputException(
          "a learning rate of " + learningRate, "It must be positive and finite.");
    }
    if (!(heldOut > 0 && heldOut <= 0.9)) {
      throw new InvalidInputException(
          "a share of " + heldOut + " held out", "It must be positive and at most 0.9.");
    }
  }

  /**
   * Everything else as by default, on the processor.
   *
   * @param before the particles before the flow
   * @param after the same particles after it
   * @return the settings
   */
  public static FlowMapSettings of(LabeledDataset before, LabeledDataset after) {
    return new FlowMapSettings(before, after, 10, 20, 64, 1e-3, 0.1, TensorDevice.CPU);
  }

  /**
   * The same with another effort.
   *
   * @param starts how often learning starts anew
   * @param passes epochs each time
   * @return new settings
   */
  public FlowMapSettings withEffort(int starts, int passes) {
    return new FlowMapSettings(before, after, starts, passes, batch, learningRate, heldOut, device);
  }
}
