package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class DistributionMatchingTest extends FunctionalContract {
  private static final LabeledDataset TARGET = Samples.clouds(2, 3, 7, 3, 3);

  private static Functional matching(LabeledDataset target) {
    return new DistributionMatching(new DistributionMatchingSettings(target, 0));
  }

  @Override
  protected Functional functional() {
    return matching(TARGET);
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(1, 3, 5, 3, 2);
  }

  @Override
  protected boolean dependsOnClassIds() {
    return true;
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(matching(Samples.translated(TARGET, shift)));
  }

  @Test
  void classesAreMatchedByTheirMeans() {
    LabeledDataset from = Wow.classes("from", new float[] {0, 2, 10, 14}, 2, 2, 1);
    LabeledDataset to = Wow.classes("to", new float[] {4, 4, 12, 12}, 2, 2, 1);
    Functional.Evaluation at = matching(to).evaluate(FlowState.initial(from, 0));
    assertEquals(0.5 * 0.5 * 9, at.value(), 1e-9); // means 1 and 12 against 4 and 12
    assertEquals(-3f, at.gradient().get(0, 0));
    assertEquals(-3f, at.gradient().get(1, 0));
    assertEquals(0f, at.gradient().get(2, 0));
  }

  @Test
  void classThatTheTargetLacksIsRefused() {
    LabeledDataset other = Samples.renamedClasses(particles());
    assertThrows(
        InvalidInputException.class, () -> functional().evaluate(FlowState.initial(other, 0)));
  }
}
