package org.otium.solvers.sinkhorn;

import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class Sinkhorn extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SinkhornProvider();
    }
  }
}
