package org.otium.solvers.minibatch;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class MinibatchProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new MinibatchProvider();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> new MinibatchSettings(MinibatchProblems.exact(), 0, 1, 0));
    assertThrows(
        InvalidInputException.class,
        () -> new MinibatchSettings(MinibatchProblems.exact(), 1, 0, 0));
  }
}
