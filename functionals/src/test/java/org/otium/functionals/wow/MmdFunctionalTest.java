package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.functionals.wow.MmdSettings.Directions;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class MmdFunctionalTest {
  private static final Matrix AXES = Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  private static final LabeledDataset TARGET = Samples.clouds(2, 2, 7, 3, 3);

  private static Functional mmd(LabeledDataset target, MeasureKernel kernel) {
    return new MmdFunctional(MmdSettings.of(target, kernel), Wow.COMPUTE);
  }

  abstract static class Contract extends FunctionalContract {
    abstract MeasureKernel kernel();

    @Override
    protected Functional functional() {
      return mmd(TARGET, kernel());
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 3, 5, 3, 2);
    }

    @Override
    protected double differenceStep() {
      return 5e-4; // few kinks lie in between: W₂² on a line has one where points swap
    }

    @Override
    protected double gradientTolerance() {
      return 4e-3;
    }

    @Override
    protected Optional<Functional> translated(float[] shift) {
      return Optional.of(mmd(Samples.translated(TARGET, shift), kernel()));
    }
  }

  @Nested
  class Riesz extends Contract {
    @Override
    protected Functional functional() {
      return new MmdFunctional(MmdSettings.of(TARGET, kernel()), Wow.COMPUTE);
    }

    @Override
    MeasureKernel kernel() {
      return SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 3), Wow.COMPUTE).along(AXES);
    }
  }

  @Nested
  class Gaussian extends Contract {
    @Override
    MeasureKernel kernel() {
      return SlicedKernel.gaussian(new GaussianSwSettings(1, 3), Wow.COMPUTE).along(AXES);
    }
  }

  @Nested
  class LabelProduct extends Contract {
    @Override
    MeasureKernel kernel() {
      return new LabelProductKernel(new LabelProductSettings(2, 3, 4), Wow.COMPUTE);
    }
  }

  @Nested
  class MeanEmbedding extends Contract {
    @Override
    MeasureKernel kernel() {
      return new MeanEmbeddingKernel(MeanEmbeddingSettings.gaussian(1), Wow.COMPUTE);
    }
  }

  private static SlicedKernel along(SlicedKernel kernel) {
    return kernel.along(Wow.referenceDirections());
  }

  private static void assertReference(SlicedKernel kernel, double value, String gradient) {
    Functional.Evaluation at =
        mmd(Wow.reference("y"), along(kernel)).evaluate(FlowState.initial(Wow.reference("x"), 0));
    assertEquals(value, at.value(), 1e-5 * value);
    double[] expected = Golden.doubles(gradient);
    double largest = 0;
    for (double g : expected) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], at.gradient().array()[i], 1e-4 * largest, "entry " + i);
    }
  }

  @Test
  void rieszKernelsGiveTheReferenceValues() {
    assertReference(
        (SlicedKernel) SlicedKernelTest.riesz(1),
        0.3287225672166919,
        "B_riesz1.0_exact_wowgrad.npy");
    assertReference(
        (SlicedKernel) SlicedKernelTest.riesz(0.5),
        0.3509007884519162,
        "B_riesz0.5_exact_wowgrad.npy");
    assertReference(
        (SlicedKernel) SlicedKernelTest.riesz(1.5),
        0.2765703808578185,
        "B_riesz1.5_exact_wowgrad.npy");
  }

  @Test
  void gaussianKernelsGiveTheReferenceValues() {
    assertReference(
        SlicedKernel.gaussian(new GaussianSwSettings(0.1, 1), Wow.COMPUTE),
        0.4275574662232971,
        "B_gaussian0.1_exact_wowgrad.npy");
    assertReference(
        SlicedKernel.gaussian(new GaussianSwSettings(1, 1), Wow.COMPUTE),
        0.12393878939587322,
        "B_gaussian1.0_exact_wowgrad.npy");
  }

  @Test
  void laplaceKernelGivesTheReferenceValues() {
    assertReference(
        SlicedKernel.laplace(new LaplaceSwSettings(0.5, 1), Wow.COMPUTE),
        0.3169531319930806,
        "B_laplace0.5_exact_wowgrad.npy");
  }

  @Test
  void inverseMultiquadricKernelsGiveTheReferenceValues() {
    assertReference(
        SlicedKernel.inverseMultiquadric(new ImqSwSettings(0.05, 1), Wow.COMPUTE),
        1.3412460959328263,
        "B_imq0.05_exact_wowgrad.npy");
    assertReference(
        SlicedKernel.inverseMultiquadric(new ImqSwSettings(1, 1), Wow.COMPUTE),
        0.10156548509346608,
        "B_imq1.0_exact_wowgrad.npy");
  }

  /** MMD² of two classes, one sample each, against one: ½(Σ w_k w_l K_kl − 2 Σ w_k K_k) by hand. */
  @Test
  void valueOfPointsIsThatOfTheFormula() {
    LabeledDataset from =
        Wow.classes("from", new float[] {0, 3}, 2, 1, 1)
            .withWeights(org.otium.api.Weights.probability(0.25, 0.75));
    LabeledDataset to = Wow.classes("to", new float[] {1}, 1, 1, 1);
    MeasureKernel kernel = SlicedKernel.riesz(new RieszSwSettings(1, 1e-5, 4), Wow.COMPUTE);
    Functional.Evaluation at = mmd(to, kernel).evaluate(FlowState.initial(from, 0));
    // K(0,3) = −3, K(0,1) = −1, K(3,1) = −2.
    double within = 0.5 * 2 * 0.25 * 0.75 * -3;
    double across = -(0.25 * -1 + 0.75 * -2);
    assertEquals(within + across, at.value(), 1e-6);
    // (1/m)·∂/∂x: at 0, ∂/∂x ½·2·(¼·¾·(x − 3)) + ¼(1 − x), over ¼; at 3 likewise, over ¾.
    assertEquals(0.75 - 1, at.gradient().get(0, 0), 1e-5);
    assertEquals(-0.25 + 1, at.gradient().get(1, 0), 1e-5);
  }

  @Test
  void equalDatasetsAreAtZeroWithoutAGradient() {
    LabeledDataset dataset = Samples.clouds(1, 3, 5, 3, 2);
    LabeledDataset shuffled =
        dataset.select(Samples.permutation(dataset.size(), Samples.random(3)));
    Functional.Evaluation at =
        mmd(shuffled, SlicedKernelTest.riesz(1)).evaluate(FlowState.initial(dataset, 0));
    assertEquals(0, at.value(), 1e-6);
    for (float g : at.gradient().array()) {
      assertEquals(0, g, 1e-3);
    }
  }

  @Test
  void freshDirectionsDifferFromStepToStepAndFixedOnesDoNot() {
    FlowState state = FlowState.initial(Samples.clouds(1, 3, 5, 3, 2), 7);
    Functional fresh = mmd(TARGET, SlicedKernelTest.riesz(1));
    assertNotEquals(fresh.evaluate(state).value(), fresh.evaluate(state.withStep(1)).value());
    Functional fixed =
        new MmdFunctional(
            new MmdSettings(TARGET, SlicedKernelTest.riesz(1), Directions.FIXED, 0), Wow.COMPUTE);
    assertEquals(fixed.evaluate(state).value(), fixed.evaluate(state.withStep(1)).value());
    FlowState other = FlowState.initial(Samples.clouds(1, 3, 5, 3, 2), 8);
    assertNotEquals(fixed.evaluate(state).value(), fixed.evaluate(other).value());
  }

  @Test
  void whatVariesFromStepToStepSaysSo() {
    MeasureKernel random = SlicedKernelTest.riesz(1);
    MeasureKernel plain = new MeanEmbeddingKernel(MeanEmbeddingSettings.gaussian(1), Wow.COMPUTE);
    assertTrue(mmd(TARGET, random).variesFromStepToStep());
    assertFalse(mmd(TARGET, ((SlicedKernel) random).along(AXES)).variesFromStepToStep());
    assertFalse(mmd(TARGET, plain).variesFromStepToStep());
    assertFalse(
        new MmdFunctional(new MmdSettings(TARGET, random, Directions.FIXED, 0), Wow.COMPUTE)
            .variesFromStepToStep());
    assertTrue(
        new MmdFunctional(new MmdSettings(TARGET, plain, Directions.FIXED, 3), Wow.COMPUTE)
            .variesFromStepToStep());
  }

  @Test
  void memoryOfAnotherStepLeavesNoTrace() {
    Functional used = mmd(TARGET, SlicedKernelTest.riesz(1));
    used.evaluate(FlowState.initial(Samples.clouds(4, 2, 9, 3, 2), 0).withStep(3));
    used.evaluate(FlowState.initial(Samples.clouds(5, 3, 5, 3, 1), 0).withStep(4));
    FlowState state = FlowState.initial(Samples.clouds(1, 3, 5, 3, 2), 0).withStep(5);
    Functional.Evaluation expected = mmd(TARGET, SlicedKernelTest.riesz(1)).evaluate(state);
    Functional.Evaluation actual = used.evaluate(state);
    assertEquals(expected.value(), actual.value());
    assertArrayEquals(expected.gradient().array(), actual.gradient().array());
  }

  @Test
  void batchAsLargeAsTheClassesIsTheWholeTarget() {
    FlowState state = FlowState.initial(Samples.clouds(1, 3, 5, 3, 2), 7);
    Functional whole = mmd(TARGET, SlicedKernelTest.riesz(1));
    Functional batched =
        new MmdFunctional(
            new MmdSettings(TARGET, SlicedKernelTest.riesz(1), Directions.FRESH, 100), Wow.COMPUTE);
    assertEquals(whole.evaluate(state).value(), batched.evaluate(state).value(), 1e-6);
    Functional small =
        new MmdFunctional(
            new MmdSettings(TARGET, SlicedKernelTest.riesz(1), Directions.FIXED, 3), Wow.COMPUTE);
    assertNotEquals(small.evaluate(state).value(), small.evaluate(state.withStep(1)).value());
    assertEquals(small.evaluate(state).value(), small.evaluate(state).value());
  }

  @Test
  void meanEmbeddingDoesNotSeeClasses() {
    LabeledDataset dataset = Samples.clouds(1, 3, 5, 3, 2);
    int[] one = new int[dataset.size()];
    LabeledDataset merged = dataset.withLabels(org.otium.api.Labels.hard(one));
    MeasureKernel kernel = new MeanEmbeddingKernel(MeanEmbeddingSettings.gaussian(1), Wow.COMPUTE);
    Functional.Evaluation a = mmd(TARGET, kernel).evaluate(FlowState.initial(dataset, 0));
    Functional.Evaluation b = mmd(TARGET, kernel).evaluate(FlowState.initial(merged, 0));
    assertEquals(a.value(), b.value(), 1e-6);
    assertArrayEquals(a.gradient().array(), b.gradient().array(), 1e-5f);
  }

  @Test
  void otherDimensionIsRefused() {
    LabeledDataset plane = Samples.clouds(1, 2, 3, 2, 1);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> mmd(TARGET, SlicedKernelTest.riesz(1)).evaluate(FlowState.initial(plane, 0)));
    assertTrue(refused.remedy().contains("Resize"));
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    LabeledDataset dataset = Samples.clouds(1, 3, 40, 3, 2);
    LabeledDataset target = Samples.clouds(2, 2, 50, 3, 2);
    org.otium.api.Compute single =
        new org.otium.api.Compute(new org.otium.numerics.JavaLinearAlgebra(1), 1, 1L << 30);
    for (int k = 0; k < 3; k++) {
      Functional.Evaluation[] at = new Functional.Evaluation[2];
      for (int t = 0; t < 2; t++) {
        org.otium.api.Compute compute = t == 0 ? single : Wow.COMPUTE;
        MeasureKernel kernel =
            switch (k) {
              case 0 -> SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 30), compute);
              case 1 -> new MeanEmbeddingKernel(MeanEmbeddingSettings.riesz(1), compute);
              default -> new LabelProductKernel(new LabelProductSettings(2, 3, 4), compute);
            };
        at[t] =
            new MmdFunctional(MmdSettings.of(target, kernel), compute)
                .evaluate(FlowState.initial(dataset, 0));
      }
      assertEquals(at[0].value(), at[1].value());
      Matrix first = at[0].gradient();
      assertArrayEquals(first.array(), at[1].gradient().array());
    }
  }
}
