package org.otium.models.maps;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.models.torch.Torch;
import org.otium.models.torch.TorchClassPath;
import org.otium.spi.Availability;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@code flow-map}. */
public final class FlowMapProvider implements DatasetTransformProvider<FlowMapSettings> {
  /** Called by the service loader; touches nothing of PyTorch. */
  public FlowMapProvider() {}

  @Override
  public String name() {
    return "flow-map";
  }

  @Override
  public String summary() {
    return "Maps samples as a flow mapped its particles, by a network that is learned from them.";
  }

  @Override
  public Class<FlowMapSettings> settings() {
    return FlowMapSettings.class;
  }

  @Override
  public DatasetTransform create(FlowMapSettings settings, Compute compute) {
    return new FlowMap(settings, compute);
  }

  @Override
  public Optional<String> device(FlowMapSettings settings) {
    return Torch.used(settings.device());
  }

  @Override
  public Availability available() {
    return TorchClassPath.ofThisModule().check();
  }
}
