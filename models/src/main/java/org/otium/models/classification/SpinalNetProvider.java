package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.ClassifierProvider;

/** Provides {@code spinal-net}. */
public final class SpinalNetProvider implements ClassifierProvider<WidthSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public SpinalNetProvider() {}

  @Override
  public String name() {
    return "spinal-net";
  }

  @Override
  public String summary() {
    return "VGG-5 whose linear layers take turns at the features (SpinalNet), for images.";
  }

  @Override
  public Class<WidthSettings> settings() {
    return WidthSettings.class;
  }

  @Override
  public Classifier create(WidthSettings settings, Compute compute) {
    return NeuralClassifier.spinalNet(settings, compute);
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
