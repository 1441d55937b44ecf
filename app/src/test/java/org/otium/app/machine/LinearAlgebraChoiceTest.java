package org.otium.app.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.OtiumException;
import org.otium.app.machine.LinearAlgebraChoice.Candidate;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Availability;
import org.otium.spi.Kind;

class LinearAlgebraChoiceTest {
  private static final LinearAlgebra RIGHT =
      (LinearAlgebra)
          new SettingsBinder(
                  PluginRegistry.discover(List.of())
                      .context(TestMachine.compute(), DatasetLookup.none()))
              .bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java")
              .value();

  private static Candidate candidate(String name, LinearAlgebra algebra) {
    return new Candidate(name, Availability::yes, () -> algebra);
  }

  private static Candidate unavailable(String name) {
    return new Candidate(
        name,
        () -> Availability.no("no such processor"),
        () -> {
          throw new AssertionError("made although it is not available");
        });
  }

  /**
   * Right but for the sign of one component of one eigenvector: the kind of fault that native
   * libraries had.
   */
  private static LinearAlgebra subtlyWrong() {
    return (LinearAlgebra)
        Proxy.newProxyInstance(
            LinearAlgebra.class.getClassLoader(),
            new Class<?>[] {LinearAlgebra.class},
            (_, method, arguments) -> {
              Object result;
              try {
                result = method.invoke(RIGHT, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (result instanceof LinearAlgebra.Eigen eigen) {
                eigen.vectors()[17 * eigen.values().length + 3] *= -1;
              }
              return result;
            });
  }

  @Test
  void everyPluginIsCheckedAndTheReasonSaysWhatIsWrong() {
    LinearAlgebraChoice choice =
        LinearAlgebraChoice.best(
            List.of(candidate("openblas", subtlyWrong()), candidate("java", RIGHT)));
    assertTrue(choice.reason().contains("eigenvectors of a symmetric"), choice.reason());
  }

  @Test
  void othersThanThePreferredFollowByName() {
    List<String> order = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (String name : List.of("nd4j", "java", "alpha", "openblas")) {
      candidates.add(
          new Candidate(
              name,
              () -> {
                order.add(name);
                return Availability.no("not today");
              },
              () -> RIGHT));
    }
    assertThrows(OtiumException.class, () -> LinearAlgebraChoice.best(candidates));
    assertEquals(List.of("openblas", "java", "alpha", "nd4j"), order);
  }

  @Test
  void openblasComesBeforeJava() {
    LinearAlgebraChoice choice =
        LinearAlgebraChoice.best(List.of(candidate("java", RIGHT), candidate("openblas", RIGHT)));
    assertEquals("openblas", choice.name());
  }

  @Test
  void whatIsUnavailableOrWrongIsPassedOverAndTheReasonSaysWhy() {
    LinearAlgebraChoice choice =
        LinearAlgebraChoice.best(
            List.of(
                unavailable("openblas"),
                candidate("java", RIGHT),
                candidate("a-wrong-one", subtlyWrong())));
    assertEquals("java", choice.name());
    assertTrue(
        choice.reason().contains("openblas cannot work here (no such processor)"), choice.reason());
  }

  @Test
  void wrongOneThatIsPreferredIsRefused() {
    LinearAlgebraChoice choice =
        LinearAlgebraChoice.best(
            List.of(candidate("openblas", subtlyWrong()), candidate("java", RIGHT)));
    assertEquals("java", choice.name());
    assertTrue(choice.reason().contains("openblas was refused"), choice.reason());
  }

  @Test
  void namedOneMustWork() {
    assertEquals("java", LinearAlgebraChoice.named(candidate("java", RIGHT)).name());
    assertThrows(
        InvalidInputException.class, () -> LinearAlgebraChoice.named(unavailable("openblas")));
    assertThrows(
        InvalidInputException.class,
        () -> LinearAlgebraChoice.named(candidate("openblas", subtlyWrong())));
  }

  @Test
  void noneAtAllIsAnError() {
    OtiumException e =
        assertThrows(
            OtiumException.class, () -> LinearAlgebraChoice.best(List.of(unavailable("openblas"))));
    assertTrue(e.what().contains("no such processor"), e.what());
  }
}
