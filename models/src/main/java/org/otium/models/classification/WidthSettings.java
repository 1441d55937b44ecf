package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * How a convolutional network is made and trained.
 *
 * @param width how many channels the first layers have; later ones have two, four and eight times
 *     as many
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
public record WidthSettings(
    @Setting(
            doc = "Channels of the first layers; the others have multiples of it.",
            defaultValue = "64",
            min = 1)
        int width,
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
  public WidthSettings {
    if (width < 1) {
      throw new InvalidInputException(width + " channels", "Give at least one.");
    }
    var _ =
        new NetworkSettings(
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
            device);
  }

  /**
   * Some width, trained in some way.
   *
   * @param width channels of the first layers
   * @param training how to train
   * @return the settings
   */
  public static WidthSettings of(int width, NetworkSettings training) {
    return new WidthSettings(
        width,
        training.epochs(),
        training.fineTuneEpochs(),
        training.head(),
        training.fewestSteps(),
        training.fewestFineTuneSteps(),
        training.batch(),
        training.learningRate(),
        training.weightDecay(),
        training.heldOut(),
        training.patience(),
        training.device());
  }

  /**
   * How it is trained.
   *
   * @return the settings that all networks share
   */
  public NetworkSettings training() {
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
        device);
  }
}
