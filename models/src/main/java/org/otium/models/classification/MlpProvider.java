package org.otium.models.classification;

import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.ClassifierProvider;

/** Provides {@code mlp}. */
public final class MlpProvider implements ClassifierProvider<MlpSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public MlpProvider() {}

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "Linear layers with ReLU between them, for samples of any shape.";
  }

  @Override
  public Class<MlpSettings> settings() {
    return MlpSettings.class;
  }

  @Override
  public Classifier create(MlpSettings settings, Compute compute) {
    return NeuralClassifier.mlp(settings, compute);
  }

  @Override
  public Optional<String> device(MlpSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
