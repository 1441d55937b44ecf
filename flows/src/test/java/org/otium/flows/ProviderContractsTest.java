package org.otium.flows;

import org.junit.jupiter.api.Nested;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

/** Users can find, understand and configure every plugin of this module. */
class ProviderContractsTest {
  @Nested
  class FeatureDriven extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new FeatureDrivenProvider();
    }
  }

  @Nested
  class Sgd extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SgdProvider();
    }
  }

  @Nested
  class Momentum extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new MomentumProvider();
    }
  }

  @Nested
  class Adam extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new AdamProvider();
    }
  }

  @Nested
  class JointFixed extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new JointFixedProvider();
    }
  }

  @Nested
  class JointVariable extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new JointVariableProvider();
    }
  }

  @Nested
  class Backtracking extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new BacktrackingProvider();
    }
  }
}
