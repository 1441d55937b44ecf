package org.otium.solvers.neural;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * How a neural map is learned (GG eq. 4, app. B). Step sizes, inner steps, weights and the batch
 * are those of the authors' program for images of digits and letters. Costs are in units of the
 * target's variance (of all its features, pooled), so that the numbers mean the same whatever the
 * features are measured in.
 *
 * @param labelDistance W₂² between classes, M in yᵀMȳ
 * @param featureWeight φ, what ‖x − G(z)‖² is multiplied by
 * @param labelWeight λ, what yᵀMȳ is multiplied by
 * @param networks which networks G, f and ℓ are
 * @param width features of hidden layers, or channels of the first convolutions
 * @param seesLabels whether G is given the label of a sample beside its features
 * @param smoothness what E‖∇f‖² is multiplied by and subtracted from the gain of f
 * @param iterations how often the potential f steps
 * @param innerIterations how often the map G steps before each step of f
 * @param batch samples of either dataset in a step
 * @param mapRate the step size of G
 * @param potentialRate the step size of f
 * @param identityIterations steps for which G is taught the identity first
 * @param classifierIterations steps for which the classifier ℓ learns the target first
 * @param classifierRate the step size of ℓ
 * @param averaging how much of the running mean of G is kept at each step; the mean is the map
 * @param checkpoints a folder for what was learned so far, from where learning goes on
 * @param checkpointEvery after how many iterations that is written
 * @param device where to compute
 */
public record NeuralMapSettings(
    @Setting(doc = "The squared distance between classes.", defaultValue = "gaussian")
        LabelDistance labelDistance,
    @Setting(
            doc = "What the feature cost is multiplied by, in units of the target's variance.",
            defaultValue = "0.01",
            min = 0,
            exclusiveMin = true)
        double featureWeight,
    @Setting(
            doc =
                "What the label cost is multiplied by, in units of the target's variance; 0 ignores"
                    + " the labels.",
            defaultValue = "0.1",
            min = 0)
        double labelWeight,
    @Setting(
            doc =
                "Which networks: mlp (residual layers, for vectors), unet (UNet and ResNet, for"
                    + " images), or auto, which goes by the shape of the samples.",
            defaultValue = "auto")
        MapNetworks networks,
    @Setting(
            doc =
                "Features of hidden layers, or channels of the first convolutions; empty for 128 and"
                    + " 16. The UNet of the authors has 64.",
            defaultValue = "",
            min = 1)
        Optional<Integer> width,
    @Setting(
            doc = "Whether the map sees the label of a sample beside its features.",
            defaultValue = "true")
        boolean seesLabels,
    @Setting(
            doc =
                "What the mean squared slope of the potential, at samples of the target and at images,"
                    + " is multiplied by and subtracted from its gain, so that it does not run ahead"
                    + " of the map; empty for 1 with images and 0 with vectors. The authors have none.",
            defaultValue = "",
            min = 0)
        Optional<Double> smoothness,
    @Setting(doc = "How often the potential steps.", defaultValue = "2000", min = 1) int iterations,
    @Setting(
            doc = "How often the map steps before each step of the potential.",
            defaultValue = "10",
            min = 1)
        int innerIterations,
    @Setting(doc = "Samples of either dataset in a step.", defaultValue = "64", min = 1) int batch,
    @Setting(
            doc = "Step size of Adam for the map.",
            defaultValue = "1e-4",
            min = 0,
            exclusiveMin = true)
        double mapRate,
    @Setting(
            doc = "Step size of Adam for the potential.",
            defaultValue = "1e-4",
            min = 0,
            exclusiveMin = true)
        double potentialRate,
    @Setting(
            doc = "Steps for which the map is taught the identity first.",
            defaultValue = "200",
            min = 0)
        int identityIterations,
    @Setting(
            doc = "Steps for which the classifier of the target learns first.",
            defaultValue = "2000",
            min = 1)
        int classifierIterations,
    @Setting(
            doc = "Step size of Adam for the classifier.",
            defaultValue = "1e-3",
            min = 0,
            exclusiveMin = true)
        double classifierRate,
    @Setting(
            doc =
                "How much of its running mean the map keeps at each of its steps, at most; the mean"
                    + " is the result. 0 takes the last step alone.",
            defaultValue = "0.999",
            min = 0,
            max = 0.999999)
        double averaging,
    @Setting(
            doc =
                "A folder in which learning is kept for good and from which it goes on, also with"
                    + " more iterations; empty keeps it with the run until that is finished.",
            defaultValue = "")
        Optional<String> checkpoints,
    @Setting(
            doc = "After how many iterations learning is kept in the folder.",
            defaultValue = "100",
            min = 1)
        int checkpointEvery,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {
  /** Checks the numbers. */
  public NeuralMapSettings {
    positive("feature weight", featureWeight);
    positive("step size of the map", mapRate);
    positive("step size of the potential", potentialRate);
    positive("step size of the classifier", classifierRate);
    if (!(labelWeight >= 0) || Double.isInfinite(labelWeight)) {
      throw new InvalidInputException(
          "a label weight of " + labelWeight, "It must be finite and not negative.");
    }
    double held = smoothness.orElse(0.0);
    if (!(held >= 0) || Double.isInfinite(held)) {
      throw new InvalidInputException(
          "a smoothness of " + held, "It must be finite and not negative.");
    }
    if (!(averaging >= 0 && averaging < 1)) {
      throw new InvalidInputException(
          "a running mean that keeps " + averaging, "It must keep at least 0 and less than 1.");
    }
    if (width.orElse(1) < 1
        || iterations < 1
        || innerIterations < 1
        || batch < 1
        || identityIterations < 0
        || classifierIterations < 1
        || checkpointEvery < 1) {
      throw new InvalidInputException(
          "a neural map with a width, a batch or a number of iterations that is not positive",
          "Only identity-iterations may be 0.");
    }
  }

  private static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          "a " + what + " of " + value, "It must be positive and finite.");
    }
  }

  /**
   * Everything else as by default, on the processor.
   *
   * @param labelDistance W₂² between classes
   * @return the settings
   */
  public static NeuralMapSettings of(LabelDistance labelDistance) {
    return new NeuralMapSettings(
        labelDistance,
        0.01,
        0.1,
        MapNetworks.AUTO,
        Optional.empty(),
        true,
        Optional.empty(),
        2000,
        10,
        64,
        1e-4,
        1e-4,
        200,
        2000,
        1e-3,
        0.999,
        Optional.empty(),
        100,
        TensorDevice.CPU);
  }

  /**
   * The same with another cost.
   *
   * @param feature φ
   * @param label λ
   * @return new settings
   */
  public NeuralMapSettings withWeights(double feature, double label) {
    return new NeuralMapSettings(
        labelDistance,
        feature,
        label,
        networks,
        width,
        seesLabels,
        smoothness,
        iterations,
        innerIterations,
        batch,
        mapRate,
        potentialRate,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same with other networks.
   *
   * @param kind which ones
   * @param features features of hidden layers, or channels of the first convolutions
   * @return new settings
   */
  public NeuralMapSettings withNetworks(MapNetworks kind, int features) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        kind,
        Optional.of(features),
        seesLabels,
        smoothness,
        iterations,
        innerIterations,
        batch,
        mapRate,
        potentialRate,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same for another time.
   *
   * @param outer steps of the potential
   * @param inner steps of the map before each of them
   * @param identity steps towards the identity
   * @param classifier steps of the classifier
   * @return new settings
   */
  public NeuralMapSettings withIterations(int outer, int inner, int identity, int classifier) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        networks,
        width,
        seesLabels,
        smoothness,
        outer,
        inner,
        batch,
        mapRate,
        potentialRate,
        identity,
        classifier,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same with other steps.
   *
   * @param samples samples of either dataset in a step
   * @param map the step size of G
   * @param potential the step size of f
   * @return new settings
   */
  public NeuralMapSettings withSteps(int samples, double map, double potential) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        networks,
        width,
        seesLabels,
        smoothness,
        iterations,
        innerIterations,
        samples,
        map,
        potential,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same for a map of features alone, or of features and labels.
   *
   * @param whether it sees labels
   * @return new settings
   */
  public NeuralMapSettings withSeenLabels(boolean whether) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        networks,
        width,
        whether,
        smoothness,
        iterations,
        innerIterations,
        batch,
        mapRate,
        potentialRate,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same with a potential that is held back.
   *
   * @param penalty what its mean squared slope is multiplied by
   * @return new settings
   */
  public NeuralMapSettings withSmoothness(double penalty) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        networks,
        width,
        seesLabels,
        Optional.of(penalty),
        iterations,
        innerIterations,
        batch,
        mapRate,
        potentialRate,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        checkpoints,
        checkpointEvery,
        device);
  }

  /**
   * The same, kept while it learns.
   *
   * @param folder where
   * @param every after how many iterations
   * @return new settings
   */
  public NeuralMapSettings withCheckpoints(String folder, int every) {
    return new NeuralMapSettings(
        labelDistance,
        featureWeight,
        labelWeight,
        networks,
        width,
        seesLabels,
        smoothness,
        iterations,
        innerIterations,
        batch,
        mapRate,
        potentialRate,
        identityIterations,
        classifierIterations,
        classifierRate,
        averaging,
        Optional.of(folder),
        every,
        device);
  }
}
