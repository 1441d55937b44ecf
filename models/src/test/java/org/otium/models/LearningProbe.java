package org.otium.models;

import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.models.classification.NetworkSettings;
import org.otium.models.classification.NeuralClassifier;
import org.otium.testkit.Samples;

/** A small program in which a network learns images. Run by {@link NativeMemoryTest}. */
final class LearningProbe {
  private LearningProbe() {}

  public static void main(String[] args) {
    LabeledDataset images =
        Samples.clouds(1, 3, 100, 28 * 28, 1).withShape(new FeatureShape(28, 28, 1, -9, 9));
    NeuralClassifier.leNet5(NetworkSettings.defaults().withFewestSteps(200), Machine.COMPUTE)
        .fit(images, 1)
        .predict(images.features());
  }
}
