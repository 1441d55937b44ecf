package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * How a network is trained. The numbers are those of DD app. C where it gives them.
 *
 * @param epochs how often all samples are seen
 * @param fineTuneEpochs how often the samples of fine-tuning are seen
 * @param head whether fine-tuning keeps the last layer
 * @param fewestSteps how many steps are made at least: few samples are seen more often than the
 *     epochs say
 * @param fewestFineTuneSteps the same for fine-tuning; empty for as many
 * @param batch how many samples a step looks at
 * @param learningRate the step size of Adam
 * @param weightDecay times each number itself is added to its gradient
 * @param heldOut the share of samples that is only looked at to stop early; 0 for none
 * @param patience after how many epochs without a better one learning stops, where samples are held
 *     out
 * @param device where to compute
 */
public record NetworkSettings(
    @Setting(doc = "How often all samples are seen.", defaultValue = "20", min = 1) int epochs,
    @Setting(doc = "How often the samples of fine-tuning are seen.", defaultValue = "10", min = 1)
        int fineTuneEpochs,
    @Setting(
            doc =
                "What fine-tuning does with the last layer: auto keeps it for classes of the same ids"
                    + " and names, kept for the same ids whatever their names, new never.",
            defaultValue = "auto")
        Head head,
    @Setting(
            doc = "Few samples are seen more often than that, until so many steps were made.",
            defaultValue = "200",
            min = 1)
        int fewestSteps,
    @Setting(
            doc = "The same for the samples of fine-tuning; empty for fewest-steps.",
            defaultValue = "",
            min = 1)
        Optional<Integer> fewestFineTuneSteps,
    @Setting(doc = "How many samples a step looks at.", defaultValue = "64", min = 1) int batch,
    @Setting(doc = "Step size of Adam.", defaultValue = "1e-3", min = 0, exclusiveMin = true)
        double learningRate,
    @Setting(
            doc = "Times each number itself is added to its gradient.",
            defaultValue = "1e-6",
            min = 0)
        double weightDecay,
    @Setting(
            doc = "Share of the samples that is held out to stop early and to keep the best epoch.",
            defaultValue = "0",
            min = 0,
            max = 0.9)
        double heldOut,
    @Setting(
            doc = "Stop after this many epochs without a better one on the samples held out.",
            defaultValue = "5",
            min = 1)
        int patience,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {
  /** Checks the numbers. */
  public NetworkSettings {
    if (epochs < 1 || fineTuneEpochs < 1) {
      throw new InvalidInputException(
          Math.min(epochs, fineTuneEpochs) + " epochs", "Learn for at least one epoch.");
    }
    int fewest = Math.min(fewestSteps, fewestFineTuneSteps.orElse(fewestSteps));
    if (fewest < 1) {
      throw new InvalidInputException(
          "at least " + fewest + " steps", "Learn for at least one step.");
    }
    if (batch < 1) {
      throw new InvalidInputException(
          "batches of " + batch + " samples", "Look at one sample or more in each step.");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InvalidInputException(
          "a learning rate of " + learningRate, "It must be positive and finite.");
    }
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new InvalidInputException(
          "a weight decay of " + weightDecay, "It must be finite and not negative.");
    }
    if (!(heldOut >= 0 && heldOut <= 0.9)) {
      throw new InvalidInputException(
          "a share of " + heldOut + " held out", "It must lie between 0 and 0.9.");
    }
    if (patience < 1) {
      throw new InvalidInputException(
          "a patience of " + patience + " epochs", "Wait for at least one.");
    }
  }

  /**
   * Everything as by default, on the processor.
   *
   * @return the settings
   */
  public static NetworkSettings defaults() {
    return new NetworkSettings(
        20, 10, Head.AUTO, 200, Optional.empty(), 64, 1e-3, 1e-6, 0, 5, TensorDevice.CPU);
  }

  /**
   * The same for another time.
   *
   * @param fit how often the samples of training are seen
   * @param fineTune how often those of fine-tuning
   * @return new settings
   */
  public NetworkSettings withEpochs(int fit, int fineTune) {
    return new NetworkSettings(
        fit,
        fineTune,
        head,
        fewestSteps,
        fewestFineTuneSteps,
        batch,
        learningRate,
        weightDecay,
        heldOut,
        patience,
        device);
  }

  /**
   * The same with another choice of the last layer.
   *
   * @param choice what fine-tuning does with it
   * @return new settings
   */
  public NetworkSettings withHead(Head choice) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        choice,
        fewestSteps,
        fewestFineTuneSteps,
        batch,
        learningRate,
        weightDecay,
        heldOut,
        patience,
        device);
  }

  /**
   * The same with another least number of steps.
   *
   * @param steps how many are made, however few samples there are
   * @return new settings
   */
  public NetworkSettings withFewestSteps(int steps) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        head,
        steps,
        fewestFineTuneSteps,
        batch,
        learningRate,
        weightDecay,
        heldOut,
        patience,
        device);
  }

  /**
   * The same with a least number of steps of its own for fine-tuning.
   *
   * @param steps how many are made then, however few samples there are
   * @return new settings
   */
  public NetworkSettings withFewestFineTuneSteps(int steps) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        head,
        fewestSteps,
        Optional.of(steps),
        batch,
        learningRate,
        weightDecay,
        heldOut,
        patience,
        device);
  }

  /** The same where the samples are those of fine-tuning. */
  NetworkSettings forFineTuning() {
    return withFewestSteps(fewestFineTuneSteps.orElse(fewestSteps));
  }

  /**
   * The same with other steps.
   *
   * @param samples how many samples a step looks at
   * @param rate its size
   * @return new settings
   */
  public NetworkSettings withSteps(int samples, double rate) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        head,
        fewestSteps,
        fewestFineTuneSteps,
        samples,
        rate,
        weightDecay,
        heldOut,
        patience,
        device);
  }

  /**
   * The same elsewhere.
   *
   * @param where where to compute
   * @return new settings
   */
  public NetworkSettings withDevice(TensorDevice where) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        head,
        fewestSteps,
        fewestFineTuneSteps,
        batch,
        learningRate,
        weightDecay,
        heldOut,
        patience,
        where);
  }

  /**
   * The same with samples held out.
   *
   * @param share the share of them
   * @param epochsToWait how many epochs to wait for a better one
   * @return new settings
   */
  public NetworkSettings withHeldOut(double share, int epochsToWait) {
    return new NetworkSettings(
        epochs,
        fineTuneEpochs,
        head,
        fewestSteps,
        fewestFineTuneSteps,
        batch,
        learningRate,
        weightDecay,
        share,
        epochsToWait,
        device);
  }
}
