package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetDistance;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GroundCost;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.testkit.ShownLines;

/** The Java of docs/wow.md, which shows these lines. */
class ExponentialMapExampleTest {
  private static final DatasetDistance DISTANCE =
      new WowDistance(new WowSettings(Wow.wasserstein(), Wow.exact()));

  private final LabeledDataset p =
      Wow.classes("p", new float[] {0, 0, 2, 0, 10, 0, 12, 1}, 2, 2, 2);
  private final LabeledDataset q =
      Wow.classes("q", new float[] {11, 5, 13, 5, 3, 1, 1, 1}, 2, 2, 2);
  private final GroundCost squaredEuclidean = Wow.COST;
  private final OtSolver exact = Wow.exact();

  @Test
  void halfOfTheLogarithmIsHalfOfTheWay() {
    // example: logarithm
    WowGeodesic way = WowGeodesic.between(p, q, squaredEuclidean, exact, exact);
    Matrix velocity = way.logarithm(); // one row a sample of p
    LabeledDataset halfway = WowGeodesic.exponential(p, velocity, 0.5);
    // end
    assertEquals(0.25 * way.squared(), DISTANCE.between(p, halfway).squared(), 1e-4);
    assertEquals(0.25 * way.squared(), DISTANCE.between(halfway, q).squared(), 1e-4);
  }

  @Test
  void aStepOfTheFlowIsTheExponentialOfMinusTheGradient() {
    Functional mmd =
        new MmdFunctional(
            MmdSettings.of(q, SlicedKernel.riesz(new RieszSwSettings(1, 1e-4, 50), Wow.COMPUTE)),
            Wow.COMPUTE);
    double tau = 0.1;
    // example: step
    Matrix gradient = mmd.evaluate(FlowState.initial(p, 0)).gradient();
    LabeledDataset next = WowGeodesic.exponential(p, gradient, -tau);
    // end
    for (int i = 0; i < p.size(); i++) {
      double expected = p.features().get(i, 0) - tau * gradient.get(i, 0);
      assertEquals(expected, next.features().get(i, 0), 1e-6);
    }
    double before = mmd.evaluate(FlowState.initial(p, 0)).value();
    double after = mmd.evaluate(FlowState.initial(next, 0)).value();
    assertTrue(after < before, before + " became " + after);
  }

  @Test
  void thePageShowsTheseLines() throws IOException {
    ShownLines.assertShown(
        "docs/wow.md",
        "functionals/src/test/java/org/otium/functionals/wow/ExponentialMapExampleTest.java",
        5);
  }
}
