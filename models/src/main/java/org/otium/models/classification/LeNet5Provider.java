package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.ClassifierProvider;

/** Provides {@code lenet5}. */
public final class LeNet5Provider implements ClassifierProvider<NetworkSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public LeNet5Provider() {}

  @Override
  public String name() {
    return "lenet5";
  }

  @Override
  public String summary() {
    return "LeNet-5 with ReLU: two convolutions and three linear layers, for images.";
  }

  @Override
  public Class<NetworkSettings> settings() {
    return NetworkSettings.class;
  }

  @Override
  public Classifier create(NetworkSettings settings, Compute compute) {
    return NeuralClassifier.leNet5(settings, compute);
  }

  @Override
  public Optional<String> device(NetworkSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
