package org.otium.numerics;

import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class JavaLinearAlgebraProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new JavaLinearAlgebraProvider();
  }
}
