package org.otium.models;

import org.otium.models.classification.NetworkSettings;
import org.otium.models.classification.NeuralClassifier;
import org.otium.testkit.Samples;

/** A small program that ends while a network learns. Run by {@link EndOfProgramTest}. */
final class EndedProbe {
  private EndedProbe() {}

  public static void main(String[] args) throws InterruptedException {
    Thread learning =
        new Thread(
            () ->
                NeuralClassifier.linear(
                        NetworkSettings.defaults().withEpochs(1_000_000, 1), Machine.COMPUTE)
                    .fit(Samples.clouds(1, 3, 200, 50, 1), 1),
            "learning");
    learning.start();
    Thread.sleep(4000);
    System.exit(learning.isAlive() ? 0 : 3);
  }
}
