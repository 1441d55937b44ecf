package org.otium.solvers.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;
import org.otium.solvers.exact.ExactSettings.Algorithm;

class ExactSolverProviderTest {
  @Test
  void describesItself() {
    ExactSolverProvider provider = new ExactSolverProvider();
    assertEquals("exact", provider.name());
    assertTrue(provider.summary().length() <= 120);
    assertTrue(provider.available().isAvailable());
    for (RecordComponent component : provider.settings().getRecordComponents()) {
      assertNotNull(component.getAnnotation(Setting.class), component.getName());
    }
  }

  @Test
  void aLimitOfNoPivotsIsRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> new ExactSettings(Algorithm.AUTO, Optional.of(0L), false));
    assertThrows(
        InvalidInputException.class, () -> new ExactSolver(ExactSettings.defaults(), 0, 1));
  }
}
