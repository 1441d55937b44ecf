package org.otium.linalg.openblas;

import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class OpenBlasProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new OpenBlasProvider();
  }
}
