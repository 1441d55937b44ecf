package org.otium.learners;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.otium.learners.classification.LinearProbeProvider;
import org.otium.learners.classification.NearestNeighboursProvider;
import org.otium.learners.clustering.DbscanProvider;
import org.otium.learners.clustering.KMeansProvider;
import org.otium.learners.encoding.IdentityEncoderProvider;
import org.otium.learners.encoding.PrincipalComponentsProvider;
import org.otium.learners.encoding.RandomConvolutionProvider;
import org.otium.learners.transforms.EmbedProvider;
import org.otium.learners.transforms.NeighbourLabelsProvider;
import org.otium.learners.transforms.PseudoLabelsProvider;
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

  @Nested
  class IdentityEncoder extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new IdentityEncoderProvider();
    }
  }

  @Nested
  class PrincipalComponents extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new PrincipalComponentsProvider();
    }
  }

  @Nested
  class RandomConvolution extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new RandomConvolutionProvider();
    }
  }

  @Nested
  class PseudoLabels extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new PseudoLabelsProvider();
    }
  }

  @Nested
  class NeighbourLabels extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new NeighbourLabelsProvider();
    }

    @Override
    protected Map<String, Object> requiredSettings() {
      return Map.of("reference", "few.npz");
    }
  }

  @Nested
  class Embed extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new EmbedProvider();
    }
  }
}
