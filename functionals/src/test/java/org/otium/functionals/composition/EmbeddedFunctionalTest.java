package org.otium.functionals.composition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Discrepancy;
import org.otium.api.Encoder;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.PotentialFunctional;
import org.otium.functionals.Steps;
import org.otium.functionals.potential.QuadraticPotential;
import org.otium.functionals.potential.QuadraticPotentialSettings;
import org.otium.functionals.wow.DistributionMatching;
import org.otium.functionals.wow.DistributionMatchingSettings;
import org.otium.functionals.wow.MmdFunctional;
import org.otium.functionals.wow.MmdSettings;
import org.otium.functionals.wow.RieszSwSettings;
import org.otium.functionals.wow.SlicedKernel;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.ProviderContract;
import org.otium.testkit.Samples;

class EmbeddedFunctionalTest {
  private static final LabeledDataset TARGET = Samples.clouds(2, 3, 9, 3, 3);
  private static final LabeledDataset PARTICLES = Samples.clouds(1, 3, 4, 3, 2);

  /** x ↦ tanh(Wx), W drawn by the seed: three features become two. */
  private static final Encoder RANDOM =
      (samples, seed) -> {
        int d = samples.dimension();
        float[] w = Samples.gaussian(2, d, Samples.random(seed)).array();
        return new Encoder.Embedding() {
          @Override
          public LabeledDataset encode(LabeledDataset dataset) {
            return dataset.withFeatures(Matrix.wrap(dataset.size(), 2, tanh(dataset.features())));
          }

          private float[] tanh(Matrix x) {
            float[] out = new float[2 * x.rows()];
            for (int i = 0; i < out.length; i++) {
              double sum = 0;
              for (int j = 0; j < d; j++) {
                sum += 0.3 * w[i % 2 * d + j] * x.get(i / 2, j);
              }
              out[i] = (float) Math.tanh(sum);
            }
            return out;
          }

          @Override
          public Optional<LabeledDataset> decode(LabeledDataset embedded) {
            return Optional.empty();
          }

          @Override
          public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
            float[] y = tanh(features);
            float[] out = new float[features.rows() * d];
            for (int i = 0; i < y.length; i++) {
              double slope = gradient.array()[i] * (1 - y[i] * y[i]);
              for (int j = 0; j < d; j++) {
                out[i / 2 * d + j] += (float) (0.3 * slope * w[i % 2 * d + j]);
              }
            }
            return Optional.of(Matrix.wrap(features.rows(), d, out));
          }
        };
      };

  private static Discrepancy mmd() {
    return new MmdFunctional(
        MmdSettings.of(TARGET, SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 40), Steps.COMPUTE)),
        Steps.COMPUTE);
  }

  private static Discrepancy matching() {
    return new DistributionMatching(new DistributionMatchingSettings(TARGET, 0));
  }

  private static EmbeddedFunctional embedded(
      Functional inner, List<Encoder> encoders, boolean fresh, int batch) {
    return new EmbeddedFunctional(new EmbeddedSettings(inner, encoders, fresh, batch));
  }

  @Nested
  class MmdThroughFreshMaps extends FunctionalContract {
    @Override
    protected Functional functional() {
      return embedded(mmd(), List.of(RANDOM), true, 0);
    }

    /** Sliced distances bend where projections change places, which long steps step over. */
    @Override
    protected double differenceStep() {
      return 1e-3;
    }

    @Override
    protected LabeledDataset particles() {
      return PARTICLES;
    }
  }

  @Nested
  class MatchingThroughTwoMapsInBatches extends FunctionalContract {
    @Override
    protected Functional functional() {
      return embedded(matching(), List.of(RANDOM, RANDOM), true, 5);
    }

    @Override
    protected LabeledDataset particles() {
      return PARTICLES;
    }

    @Override
    protected boolean dependsOnClassIds() {
      return true;
    }
  }

  @Nested
  class MmdThroughOneMapForAllSteps extends FunctionalContract {
    @Override
    protected Functional functional() {
      return embedded(mmd(), List.of(RANDOM), false, 0);
    }

    @Override
    protected LabeledDataset particles() {
      return PARTICLES;
    }
  }

  @Nested
  class Providing extends ProviderContract {
    @Override
    protected EmbeddedProvider provider() {
      return new EmbeddedProvider();
    }
  }

  private static double value(Functional functional, long seed, long step) {
    return functional.evaluate(FlowState.initial(PARTICLES, seed).withStep(step)).value();
  }

  @Test
  void freshMapsAndBatchesDependOnSeedAndStepAlone() {
    Functional one = embedded(matching(), List.of(RANDOM), true, 4);
    double third = value(one, 7, 3);
    assertNotEquals(third, value(one, 7, 4));
    assertNotEquals(third, value(one, 8, 3));
    // What was evaluated before leaves no trace: a flow that is resumed goes on alike.
    assertEquals(third, value(one, 7, 3));
    assertEquals(third, value(embedded(matching(), List.of(RANDOM), true, 4), 7, 3));
  }

  @Test
  void mapThatIsNotFreshIsTheSameAtEveryStep() {
    Functional one = embedded(matching(), List.of(RANDOM), false, 0);
    assertEquals(value(one, 7, 3), value(one, 7, 4));
    assertNotEquals(value(one, 7, 3), value(one, 8, 3));
  }

  @Test
  void withoutMapsItIsTheDiscrepancyItself() {
    FlowState state = FlowState.initial(PARTICLES, 3).withStep(2);
    Functional.Evaluation plain = mmd().evaluate(state);
    Functional.Evaluation at = embedded(mmd(), List.of(), true, 0).evaluate(state);
    assertEquals(plain.value(), at.value());
    assertArrayEquals(plain.gradient().array(), at.gradient().array());
  }

  @Test
  void targetItselfIsAtTheMinimum() {
    Functional.Evaluation at =
        embedded(mmd(), List.of(RANDOM), true, 0).evaluate(FlowState.initial(TARGET, 1));
    assertEquals(0, at.value(), 1e-6);
    for (float g : at.gradient().array()) {
      assertEquals(0, g, 1e-4);
    }
  }

  /** The mean over batches of a linear quantity is that of the whole target. */
  @Test
  void batchesAreUnbiased() {
    Functional batched = embedded(matching(), List.of(), true, 3);
    int d = PARTICLES.dimension();
    double[] mean = new double[d];
    int draws = 4000;
    for (int step = 0; step < draws; step++) {
      Matrix g = batched.evaluate(FlowState.initial(PARTICLES, 1).withStep(step)).gradient();
      for (int j = 0; j < d; j++) {
        mean[j] += g.get(0, j) / draws;
      }
    }
    Matrix whole = matching().evaluate(FlowState.initial(PARTICLES, 1)).gradient();
    for (int j = 0; j < d; j++) {
      assertEquals(whole.get(0, j), mean[j], 0.05);
    }
  }

  @Test
  void anotherTargetIsSeenThroughTheSameMaps() {
    LabeledDataset other = Samples.clouds(5, 3, 6, 3, 3);
    Discrepancy moved = embedded(matching(), List.of(RANDOM), true, 0).towards(other);
    Functional direct =
        embedded(
            new DistributionMatching(new DistributionMatchingSettings(other, 0)),
            List.of(RANDOM),
            true,
            0);
    assertEquals(other, moved.target());
    assertEquals(value(direct, 1, 2), value(moved, 1, 2));
  }

  @Test
  void functionalWithoutATargetIsRefused() {
    Functional potential =
        new PotentialFunctional(
            new QuadraticPotential(new QuadraticPotentialSettings(1, List.of())));
    assertThrows(InvalidInputException.class, () -> embedded(potential, List.of(RANDOM), true, 0));
  }

  @Test
  void encoderWithoutADerivativeIsRefused() {
    Encoder blind =
        (samples, seed) ->
            new Encoder.Embedding() {
              @Override
              public LabeledDataset encode(LabeledDataset dataset) {
                return dataset;
              }

              @Override
              public Optional<LabeledDataset> decode(LabeledDataset embedded) {
                return Optional.of(embedded);
              }
            };
    Functional functional = embedded(mmd(), List.of(blind), true, 0);
    assertThrows(
        InvalidInputException.class, () -> functional.evaluate(FlowState.initial(PARTICLES, 0)));
  }
}
