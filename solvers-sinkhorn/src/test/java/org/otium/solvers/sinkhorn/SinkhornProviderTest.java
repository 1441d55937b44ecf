package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.Epsilon;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.settings.Setting;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class SinkhornProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new SinkhornProvider();
  }

  @Test
  void makesTheSolverThatItsSettingsDescribe() {
    SinkhornProvider provider = new SinkhornProvider();
    SinkhornSettings settings = SinkhornSettings.of(Epsilon.of(2));
    SinkhornSolver solver =
        assertInstanceOf(
            SinkhornSolver.class,
            provider.create(settings, new Compute(new JavaLinearAlgebra(2), 1, 1 << 20)));
    assertEquals(settings, solver.settings());
    assertEquals(3, solver.withEpsilon(3).settings().epsilon().value());
    assertTrue(solver.isBiased());
    assertTrue(provider.summary().length() <= 120);
  }

  @Test
  void defaultsInTheAnnotationsAreThoseOfTheFactory() throws ReflectiveOperationException {
    SinkhornSettings settings = SinkhornSettings.of(Epsilon.parse("0.01 * max cost"));
    for (var component : SinkhornSettings.class.getRecordComponents()) {
      String text = component.getAnnotation(Setting.class).defaultValue();
      Object value = component.getAccessor().invoke(settings);
      switch (value) {
        case Double number -> assertEquals(Double.parseDouble(text), number);
        case Enum<?> choice ->
            assertEquals(text, choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        case Optional<?> empty -> assertEquals(text, empty.map(Object::toString).orElse(""));
        default -> assertEquals(text, value.toString());
      }
    }
  }
}
