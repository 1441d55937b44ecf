package org.otium.models.encoding;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.EncoderProvider;

/** Provides {@code autoencoder}. */
public final class AutoencoderProvider implements EncoderProvider<AutoencoderSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public AutoencoderProvider() {}

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public String summary() {
    return "Embeds by a network that learns to bring samples back from few features.";
  }

  @Override
  public Class<AutoencoderSettings> settings() {
    return AutoencoderSettings.class;
  }

  @Override
  public Encoder create(AutoencoderSettings settings, Compute compute) {
    return new Autoencoder(settings, compute);
  }

  @Override
  public Optional<String> device(AutoencoderSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
