package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.ClassifierProvider;

/** Provides {@code linear}. */
public final class LinearProvider implements ClassifierProvider<NetworkSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public LinearProvider() {}

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String summary() {
    return "One linear layer trained by Adam, the smallest network.";
  }

  @Override
  public Class<NetworkSettings> settings() {
    return NetworkSettings.class;
  }

  @Override
  public Classifier create(NetworkSettings settings, Compute compute) {
    return NeuralClassifier.linear(settings, compute);
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
