package org.example.gravity;

import org.junit.jupiter.api.Nested;
import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.spi.Provider;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.ProviderContract;
import org.otium.testkit.Samples;

class SpringsTest {
  @Nested
  class ItsFunctional extends FunctionalContract {
    @Override
    protected Functional functional() {
      Compute compute = Compute.withoutLinearAlgebra(2, 1 << 20);
      return new SpringsProvider().create(new SpringsSettings(0.7), compute);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 2, 6, 3, 2);
    }
  }

  @Nested
  class ItsProvider extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new SpringsProvider();
    }
  }
}
