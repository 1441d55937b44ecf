package org.otium.functionals.wow;

import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this package. */
class WowProvidersTest {
  @Nested
  class DistributionMatching extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new DistributionMatchingProvider();
    }
  }

  @Nested
  class GaussianSw extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GaussianSwProvider();
    }
  }

  @Nested
  class ImqSw extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new ImqSwProvider();
    }
  }

  @Nested
  class LabelProduct extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new LabelProductProvider();
    }
  }

  @Nested
  class LaplaceSw extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new LaplaceSwProvider();
    }
  }

  @Nested
  class MeanEmbedding extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MeanEmbeddingProvider();
    }
  }

  @Nested
  class Mmd extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MmdProvider();
    }
  }

  @Nested
  class RieszSw extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new RieszSwProvider();
    }
  }

  @Nested
  class WowGeodesicInterpolation extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new WowGeodesicProvider();
    }
  }

  @Nested
  class WowDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new WowDistanceProvider();
    }
  }
}
