package org.otium.functionals.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InteractionFunctional;
import org.otium.api.LabeledDataset;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class ClassSpreadTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return new ClassSpread();
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 3, 5, 3, 1);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(functional());
  }

  @Test
  void momentsGiveWhatALoopOverPairsGives() {
    Functional pairs =
        new InteractionFunctional(
            (point, classId, other, otherClassId, gradient) -> {
              double value = 0;
              for (int j = 0; classId != otherClassId && j < point.length; j++) {
                double offset = (double) point[j] - other[j];
                value -= offset * offset;
                gradient[j] = (float) (-2 * offset);
              }
              return value;
            });
    float[] far = {1000, -500, 0, 30};
    LabeledDataset particles = Samples.translated(Samples.clouds(7, 4, 9, 4, 2), far);
    FlowState state = FlowState.initial(particles, 0);
    Functional.Evaluation expected = pairs.evaluate(state);
    Functional.Evaluation actual = functional().evaluate(state);
    assertEquals(expected.value(), actual.value(), 1e-9 * Math.abs(expected.value()));
    for (int i = 0; i < expected.gradient().array().length; i++) {
      assertEquals(expected.gradient().array()[i], actual.gradient().array()[i], 1e-4);
    }
  }

  @Test
  void oneClassFeelsNothing() {
    Functional.Evaluation at =
        functional().evaluate(FlowState.initial(Samples.clouds(4, 1, 8, 3, 1), 0));
    assertEquals(0, at.value(), 1e-12);
    for (float g : at.gradient().array()) {
      assertEquals(0, g, 1e-12);
    }
  }
}
