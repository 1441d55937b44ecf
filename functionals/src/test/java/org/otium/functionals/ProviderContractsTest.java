package org.otium.functionals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.otium.solvers.sinkhorn.SinkhornProvider;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class SquaredEuclideanCost extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SquaredEuclideanCostProvider();
    }
  }

  @Nested
  class GaussianLabelDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GaussianLabelDistanceProvider();
    }
  }

  @Nested
  class MeansLabelDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MeansLabelDistanceProvider();
    }
  }

  @Nested
  class SlicedLabelDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SlicedLabelDistanceProvider();
    }
  }

  @Nested
  class WassersteinLabelDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new WassersteinLabelDistanceProvider();
    }
  }

  @Nested
  class OtddDistance extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new OtddDistanceProvider();
    }
  }

  @Nested
  class OtddFunctional extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new OtddFunctionalProvider();
    }

    @Override
    protected List<Provider<?, ?>> neighbours() {
      return List.of(new SinkhornProvider());
    }
  }

  @Nested
  class WassersteinFunctional extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new WassersteinFunctionalProvider();
    }
  }
}
