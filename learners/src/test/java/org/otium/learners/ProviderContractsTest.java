package org.otium.learners;

import org.junit.jupiter.api.Nested;
import org.otium.learners.classification.LinearProbeProvider;
import org.otium.learners.classification.NearestNeighboursProvider;
import org.otium.learners.clustering.DbscanProvider;
import org.otium.learners.clustering.KMeansProvider;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class KMeans extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new KMeansProvider();
    }
  }

  @Nested
  class Dbscan extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new DbscanProvider();
    }
  }

  @Nested
  class NearestNeighbours extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new NearestNeighboursProvider();
    }
  }

  @Nested
  class LinearProbe extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new LinearProbeProvider();
    }
  }
}
