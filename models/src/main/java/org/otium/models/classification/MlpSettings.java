package org.otium.models.classification;

import java.util.List;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * How a multilayer perceptron is made and trained.
 *
 * @param hidden how many features each hidden layer has
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
public record MlpSettings(
    @Setting(doc = "How many features each hidden layer has.", defaultValue = "[256, 128]")
        List<Integer> hidden,
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
  public MlpSettings {
    hidden = List.copyOf(hidden);
    for (int features : hidden) {
      if (features < 1) {
        throw new InvalidInputException(
            "a hidden layer of " + features + " features", "Give each at least one.");
      }
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
   * Some hidden layers, trained in some way.
   *
   * @param hidden how many features each has
   * @param training how to train
   * @return the settings
   */
  public static MlpSettings of(List<Integer> hidden, NetworkSettings training) {
    return new MlpSettings(
        hidden,
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
