package org.otium.functionals.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InteractionEnergy;
import org.otium.api.InteractionFunctional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.functionals.Steps;
import org.otium.functionals.interaction.KernelInteractionSettings.Form;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** Class repulsion and kernels, held against a plain loop over all pairs. */
class RadialInteractionTest {
  private static Functional repulsion(double length, Compute compute) {
    return new ClassRepulsion(new ClassRepulsionSettings(length), compute);
  }

  private static Functional kernel(Form form, double parameter, double strength, Pairs pairs) {
    return new KernelInteraction(
        new KernelInteractionSettings(form, parameter, parameter, strength, pairs), Steps.COMPUTE);
  }

  @Nested
  class Repulsion extends FunctionalContract {
    @Override
    protected Functional functional() {
      return repulsion(1.3, Steps.COMPUTE);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 3, 5, 3, 1);
    }

    @Override
    protected Optional<Functional> translated(float[] shift) {
      return Optional.of(functional());
    }
  }

  @Nested
  class RepulsionInManyDimensions extends FunctionalContract {
    @Override
    protected Functional functional() {
      return repulsion(4, Steps.COMPUTE);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 3, 30, 20, 1);
    }
  }

  @Nested
  class Gaussian extends FunctionalContract {
    @Override
    protected Functional functional() {
      return kernel(Form.GAUSSIAN, 1.1, 0.7, Pairs.ALL);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 3, 5, 3, 1);
    }
  }

  @Nested
  class Riesz extends FunctionalContract {
    @Override
    protected Functional functional() {
      return kernel(Form.RIESZ, 1.4, 1, Pairs.SAME_CLASS);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 3, 5, 12, 1);
    }
  }

  /** exp(−‖x − x'‖)·1[y ≠ y'] as DD §5 writes it. */
  private static final InteractionEnergy PLAIN_REPULSION =
      (point, classId, other, otherClassId, gradient) -> {
        double squared = 0;
        for (int j = 0; j < point.length; j++) {
          squared += Math.pow((double) point[j] - other[j], 2);
        }
        double distance = Math.sqrt(squared);
        if (classId == otherClassId) {
          return 0;
        }
        for (int j = 0; distance > 0 && j < point.length; j++) {
          gradient[j] = (float) (-Math.exp(-distance) * (point[j] - other[j]) / distance);
        }
        return Math.exp(-distance);
      };

  private static void assertSame(Functional.Evaluation expected, Functional.Evaluation actual) {
    assertEquals(expected.value(), actual.value(), 1e-5 * Math.abs(expected.value()));
    float largest = 0;
    for (float g : expected.gradient().array()) {
      largest = Math.max(largest, Math.abs(g));
    }
    assertArrayEquals(expected.gradient().array(), actual.gradient().array(), 1e-4f * largest);
  }

  @Test
  void tilesGiveWhatAPlainLoopOverPairsGives() {
    for (int d : new int[] {1, 2, 8, 9, 40}) {
      FlowState state = FlowState.initial(Samples.clouds(d, 3, 50, d, 0.5), 0);
      Functional.Evaluation plain = new InteractionFunctional(PLAIN_REPULSION, 2).evaluate(state);
      assertSame(plain, repulsion(1, Steps.COMPUTE).evaluate(state));
    }
  }

  @Test
  void resultsDoNotDependOnThreadsAndHardlyOnMemory() {
    FlowState state = FlowState.initial(Samples.clouds(2, 3, 80, 30, 0.5), 0);
    Functional.Evaluation one = repulsion(2, Steps.compute(1, 1L << 30)).evaluate(state);
    Functional.Evaluation three = repulsion(2, Steps.compute(3, 1L << 30)).evaluate(state);
    assertEquals(one.value(), three.value());
    assertArrayEquals(one.gradient().array(), three.gradient().array());
    assertSame(one, repulsion(2, Steps.compute(2, 1)).evaluate(state));
  }

  @Test
  void customInteractionDoesNotDependOnThreads() {
    FlowState state = FlowState.initial(Samples.clouds(2, 3, 20, 3, 0.5), 0);
    Functional.Evaluation one = new InteractionFunctional(PLAIN_REPULSION).evaluate(state);
    Functional.Evaluation three = new InteractionFunctional(PLAIN_REPULSION, 3).evaluate(state);
    assertEquals(one.value(), three.value());
    assertArrayEquals(one.gradient().array(), three.gradient().array());
    assertThrows(InvalidInputException.class, () -> new InteractionFunctional(PLAIN_REPULSION, 0));
  }

  @Test
  void twoSamplesRepelAsTheFormulasSay() {
    LabeledDataset pair =
        LabeledDataset.of(
            "pair", Matrix.of(new double[][] {{0, 0}, {3, 4}}), Labels.hard(new int[] {1, 2}));
    // ½·2·(¼)·exp(−5/ℓ), and the gradient at 0 is ½·exp(−5/ℓ)/ℓ·(3, 4)/5
    double e = Math.exp(-5 / 2.5);
    Functional.Evaluation at = repulsion(2.5, Steps.COMPUTE).evaluate(FlowState.initial(pair, 0));
    assertEquals(0.25 * e, at.value(), 1e-8);
    assertArrayEquals(
        new float[] {(float) (0.5 * e / 2.5 * 0.6), (float) (0.5 * e / 2.5 * 0.8)},
        at.gradient().row(0),
        1e-7f);
    Functional.Evaluation gaussian =
        kernel(Form.GAUSSIAN, 5, 2, Pairs.DIFFERENT_CLASSES).evaluate(FlowState.initial(pair, 0));
    assertEquals(2 * 0.25 * Math.exp(-0.5), gaussian.value(), 1e-8);
    Functional.Evaluation riesz =
        kernel(Form.RIESZ, 1.5, 1, Pairs.ALL).evaluate(FlowState.initial(pair, 0));
    assertEquals(-0.25 * Math.pow(5, 1.5), riesz.value(), 1e-6);
    assertEquals(0.5 * 1.5 * Math.sqrt(5) * 0.6, riesz.gradient().get(0, 0), 1e-6);
  }

  @Test
  void coincidingSamplesHaveFiniteGradients() {
    LabeledDataset twins =
        LabeledDataset.of(
            "twins",
            Matrix.of(new double[][] {{1, 2}, {1, 2}, {1, 2}, {1, 3}}),
            Labels.hard(new int[] {1, 2, 1, 2}));
    FlowState state = FlowState.initial(twins, 0);
    for (Functional functional :
        List.of(
            repulsion(1, Steps.COMPUTE),
            kernel(Form.GAUSSIAN, 1, 1, Pairs.ALL),
            kernel(Form.RIESZ, 0.5, 1, Pairs.ALL),
            kernel(Form.RIESZ, 1, 1, Pairs.ALL),
            new InteractionFunctional(PLAIN_REPULSION))) {
      Functional.Evaluation at = functional.evaluate(state);
      assertEquals(-1, at.gradient().firstNonFinite());
      assertEquals(0f, at.gradient().get(0, 0), "nothing pulls sideways");
    }
  }

  @Test
  void pairsChooseWhoInteracts() {
    FlowState state = FlowState.initial(Samples.clouds(2, 3, 6, 2, 0.5), 0);
    double all = kernel(Form.GAUSSIAN, 1, 1, Pairs.ALL).evaluate(state).value();
    double same = kernel(Form.GAUSSIAN, 1, 1, Pairs.SAME_CLASS).evaluate(state).value();
    double different = kernel(Form.GAUSSIAN, 1, 1, Pairs.DIFFERENT_CLASSES).evaluate(state).value();
    assertEquals(all, same + different, 1e-12);
  }
}
