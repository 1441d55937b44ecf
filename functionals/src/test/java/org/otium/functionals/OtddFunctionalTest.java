package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Epsilon;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabelDistance;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class OtddFunctionalTest extends FunctionalContract {
  private static final LabeledDataset TARGET = Samples.clouds(2, 2, 7, 3, 3);

  @Override
  protected Functional functional() {
    return otdd(TARGET, Parts.sinkhorn(1), Parts.gaussian(), true, true);
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(1, 3, 6, 3, 2);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(
        otdd(Samples.translated(TARGET, shift), Parts.sinkhorn(1), Parts.gaussian(), true, true));
  }

  @Override
  protected List<LabelMeasures> labelMeasures() {
    return Parts.labelMeasures(particles());
  }

  static Functional otdd(
      LabeledDataset target,
      OtSolver solver,
      LabelDistance labels,
      boolean debiased,
      boolean labelGradient) {
    return new OtddFunctional(
        new OtddFunctionalSettings(
            target, solver, labels, Parts.COST, 1, 1, debiased, labelGradient));
  }

  @Test
  void valueAndGradientWithFixedLabelDistancesAreTheReference() {
    LabeledDataset x = OtddDistanceTest.reference("C_otdd_x.npy");
    Functional functional =
        otdd(
            OtddDistanceTest.reference("C_otdd_y.npy"),
            Parts.sinkhorn(0.2),
            Parts.gaussian(),
            true,
            false);
    Functional.Evaluation at = functional.evaluate(FlowState.initial(x, 0));
    assertEquals(25.923369240799055, at.value(), 1e-4);
    double[] euclidean = Golden.doubles("C_otdd_eps0.1_grad_x.npy");
    for (int i = 0; i < euclidean.length; i++) {
      assertEquals(euclidean[i] * x.size(), at.gradient().array()[i], 1e-3, "entry " + i);
    }
  }

  @Test
  void targetItselfIsTheMinimumAndAFixedPoint() {
    Functional.Evaluation at = functional().evaluate(FlowState.initial(TARGET, 0));
    assertEquals(0, at.value(), 1e-5);
    for (float g : at.gradient().array()) {
      assertEquals(0, g, 1e-3);
    }
  }

  @Test
  void unitStepOfExactTransportLandsOnTheBarycentricProjection() {
    LabeledDataset x = particles();
    Functional functional = otdd(TARGET, Parts.exact(), Parts.gaussian(), true, false);
    Functional.Evaluation at = functional.evaluate(FlowState.initial(x, 0));
    double[][] labels =
        Parts.gaussian().between(x.classConditionals(), TARGET.classConditionals()).squared();
    LabeledTransport transport = new LabeledTransport(Parts.COST, Parts.gaussian(), 1, 1);
    Side a = Side.of(x);
    Side b = Side.of(TARGET);
    Matrix projection =
        Parts.exact()
            .solve(
                new TransportProblem(transport.cost(a, b, labels), x.weights(), TARGET.weights()))
            .plan()
            .barycentricProjection(TARGET.features());
    for (int i = 0; i < projection.array().length; i++) {
      float landed = x.features().array()[i] - at.gradient().array()[i];
      assertEquals(projection.array()[i], landed, 1e-5);
    }
  }

  @Test
  void relativeEpsilonIsKeptFromTheFirstEvaluation() {
    OtSolver relative = Parts.sinkhorn(Epsilon.parse("0.1 * max cost"));
    Functional functional = otdd(TARGET, relative, Parts.gaussian(), true, true);
    NamedArrays warm = functional.evaluate(FlowState.initial(particles(), 0)).warmStart();
    float[] shift = {50, 0, 0};
    LabeledDataset far = Samples.translated(particles(), shift);
    NamedArrays later =
        functional.evaluate(FlowState.initial(far, 0).withStep(1).withWarmStart(warm)).warmStart();
    assertEquals(warm.get("epsilon").orElseThrow()[0], later.get("epsilon").orElseThrow()[0]);
  }

  @Test
  void stepsAgainstTheGradientLowerTheValueMonotonically() {
    LabeledDataset x = particles();
    Functional functional = functional();
    NamedArrays warm = NamedArrays.empty();
    double first = functional.evaluate(FlowState.initial(x, 0)).value();
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 20; step++) {
      Functional.Evaluation at =
          functional.evaluate(FlowState.initial(x, 0).withStep(step).withWarmStart(warm));
      assertTrue(at.value() < last, "step " + step + ": " + last + " to " + at.value());
      last = at.value();
      warm = at.warmStart();
      float[] moved = x.features().toArray();
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= 0.2f * at.gradient().array()[i];
      }
      x = x.withFeatures(Matrix.wrap(x.size(), x.dimension(), moved));
    }
    assertTrue(last < 0.3 * first, first + " to " + last);
  }
}
