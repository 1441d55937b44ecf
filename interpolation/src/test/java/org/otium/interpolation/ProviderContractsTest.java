package org.otium.interpolation;

import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class BarycentricMapping extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new BarycentricMappingProvider();
    }
  }

  @Nested
  class GeneralizedGeodesic extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GeneralizedGeodesicProvider();
    }
  }

  @Nested
  class Mccann extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MccannProvider();
    }
  }

  @Nested
  class Mixup extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MixupProvider();
    }
  }

  @Nested
  class Pooling extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new PoolingProvider();
    }
  }

  @Nested
  class SubPooling extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SubPoolingProvider();
    }
  }
}
