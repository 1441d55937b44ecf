package org.otium.solvers.neural;

import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure the plugin of this module. */
class ProviderContractsTest {
  @Nested
  class NeuralMap extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new NeuralMappingProvider();
    }
  }
}
