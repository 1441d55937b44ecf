package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.ClassifierProvider;

/** Provides {@code resnet18}. */
public final class ResNet18Provider implements ClassifierProvider<WidthSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public ResNet18Provider() {}

  @Override
  public String name() {
    return "resnet18";
  }

  @Override
  public String summary() {
    return "The residual network of 18 layers, its first one made for the size of the images.";
  }

  @Override
  public Class<WidthSettings> settings() {
    return WidthSettings.class;
  }

  @Override
  public Classifier create(WidthSettings settings, Compute compute) {
    return NeuralClassifier.resNet18(settings, compute);
  }

  @Override
  public Optional<String> device(WidthSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
