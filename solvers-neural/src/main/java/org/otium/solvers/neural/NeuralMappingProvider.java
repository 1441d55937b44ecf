package org.otium.solvers.neural;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.DatasetMappingProvider;

/** Provides {@code neural-map}. */
public final class NeuralMappingProvider implements DatasetMappingProvider<NeuralMapSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public NeuralMappingProvider() {}

  @Override
  public String name() {
    return "neural-map";
  }

  @Override
  public String summary() {
    return "OTDD neural map: a network that is learned against a potential and maps new samples too"
        + " (GG eq. 4).";
  }

  @Override
  public Class<NeuralMapSettings> settings() {
    return NeuralMapSettings.class;
  }

  @Override
  public DatasetMapping create(NeuralMapSettings settings, Compute compute) {
    return new NeuralMapping(settings, compute);
  }

  @Override
  public Optional<String> device(NeuralMapSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
