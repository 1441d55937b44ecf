package org.example.gravity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.spi.Provider;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.ProviderContract;
import org.otium.testkit.Samples;

/** The contracts hold the gradient against finite differences and the provider against the rules. */
class GravityTest {
  private static Functional gravity(double strength, double floor) {
    Compute compute = Compute.withoutLinearAlgebra(1, 1 << 20);
    return new GravityProvider().create(new GravitySettings(strength, floor), compute);
  }

  @Nested
  class ItsFunctional extends FunctionalContract {
    @Override
    protected Functional functional() {
      return gravity(9.81, -20);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(1, 2, 6, 3, 2);
    }
  }

  @Nested
  class ItsProvider extends ProviderContract {
    @Override
    protected Provider<?, ?> provider() {
      return new GravityProvider();
    }
  }

  @Test
  void samplesBelowTheFloorLieStill() {
    LabeledDataset samples =
        LabeledDataset.of(
            "samples", Matrix.of(new double[][] {{1, 3}, {1, -3}}), Labels.hard(new int[2]));
    Functional.Evaluation at = gravity(2, 1).evaluate(FlowState.initial(samples, 0));
    assertEquals(2 * (3 - 1) / 2.0, at.value(), 1e-12);
    assertEquals(2f, at.gradient().get(0, 1));
    assertEquals(0f, at.gradient().get(1, 1));
  }
}
