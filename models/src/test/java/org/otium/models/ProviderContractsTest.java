package org.otium.models;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.otium.models.classification.LeNet5Provider;
import org.otium.models.classification.LinearProvider;
import org.otium.models.classification.MlpProvider;
import org.otium.models.classification.ResNet18Provider;
import org.otium.models.classification.SpinalNetProvider;
import org.otium.models.encoding.AutoencoderProvider;
import org.otium.models.encoding.TorchScriptEncoderProvider;
import org.otium.models.maps.FlowMapProvider;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class LeNet5 extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new LeNet5Provider();
    }
  }

  @Nested
  class Linear extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new LinearProvider();
    }
  }

  @Nested
  class Mlp extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MlpProvider();
    }
  }

  @Nested
  class ResNet18 extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ResNet18Provider();
    }
  }

  @Nested
  class SpinalNet extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SpinalNetProvider();
    }
  }

  @Nested
  class FlowMap extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new FlowMapProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("before", "start.npz", "after", "result.npz");
    }
  }

  @Nested
  class Autoencoder extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new AutoencoderProvider();
    }
  }

  @Nested
  class TorchScript extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new TorchScriptEncoderProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("encoder", "encoder.pt");
    }
  }
}
