package org.otium.models.encoding;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.EncoderProvider;

/** Provides {@code torchscript}. */
public final class TorchScriptEncoderProvider implements EncoderProvider<TorchScriptSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public TorchScriptEncoderProvider() {}

  @Override
  public String name() {
    return "torchscript";
  }

  @Override
  public String summary() {
    return "Embeds by a network in a TorchScript file, such as the encoder of a masked autoencoder.";
  }

  @Override
  public Class<TorchScriptSettings> settings() {
    return TorchScriptSettings.class;
  }

  @Override
  public Encoder create(TorchScriptSettings settings, Compute compute) {
    return new TorchScriptEncoder(settings, compute);
  }

  @Override
  public Optional<String> device(TorchScriptSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
