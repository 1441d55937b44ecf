package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class WassersteinFunctionalTest extends FunctionalContract {
  private static final LabeledDataset TARGET = Samples.clouds(2, 2, 7, 3, 3);

  private static Functional wasserstein(LabeledDataset target, OtSolver solver) {
    return new WassersteinFunctional(
        new WassersteinFunctionalSettings(target, solver, Parts.COST, true));
  }

  @Override
  protected Functional functional() {
    return wasserstein(TARGET, Parts.sinkhorn(1));
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(1, 3, 6, 3, 2);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(wasserstein(Samples.translated(TARGET, shift), Parts.sinkhorn(1)));
  }

  @Test
  void labelsAreIgnored() {
    LabeledDataset one = particles().withLabels(Labels.hard(new int[particles().size()]));
    Functional.Evaluation plain = functional().evaluate(FlowState.initial(particles(), 0));
    Functional.Evaluation other = functional().evaluate(FlowState.initial(one, 0));
    assertEquals(plain.value(), other.value());
    assertEquals(plain.gradient(), other.gradient());
  }

  @Test
  void unitStepOfExactTransportLandsOnTheBarycentricProjection() {
    LabeledDataset x = particles();
    Functional.Evaluation at = wasserstein(TARGET, Parts.exact()).evaluate(FlowState.initial(x, 0));
    TransportResult transport =
        Parts.exact()
            .solve(
                new TransportProblem(
                    Parts.COST.between(x.features(), TARGET.features()),
                    x.weights(),
                    TARGET.weights()));
    assertEquals(0.5 * transport.value(), at.value(), 1e-9 * at.value());
    Matrix projection = transport.plan().barycentricProjection(TARGET.features());
    for (int i = 0; i < projection.array().length; i++) {
      float landed = x.features().array()[i] - at.gradient().array()[i];
      assertEquals(projection.array()[i], landed, 1e-5);
    }
  }
}
