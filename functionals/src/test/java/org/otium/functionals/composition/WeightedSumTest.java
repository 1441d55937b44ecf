package org.otium.functionals.composition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.PotentialFunctional;
import org.otium.functionals.Steps;
import org.otium.functionals.composition.SumSettings.Term;
import org.otium.functionals.diffusion.Bandwidth;
import org.otium.functionals.diffusion.EntropySettings;
import org.otium.functionals.interaction.ClassSpread;
import org.otium.functionals.potential.QuadraticPotential;
import org.otium.functionals.potential.QuadraticPotentialSettings;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class WeightedSumTest {
  private static WeightedSum sum(Term... terms) {
    return new WeightedSum(new SumSettings(List.of(terms)));
  }

  private static Functional quadratic(double curvature) {
    return new PotentialFunctional(
        new QuadraticPotential(new QuadraticPotentialSettings(curvature, List.of())));
  }

  private static Functional entropy(
      EntropySettings.Method method, double temperature, String width) {
    return new EntropySettings(temperature, method, Bandwidth.parse(width), 4)
        .functional(Steps.COMPUTE);
  }

  @Nested
  class OfAPotentialAnInteractionAndAnEntropy extends FunctionalContract {
    @Override
    protected Functional functional() {
      return sum(
          new Term(quadratic(2), 1.5, ""),
          new Term(new ClassSpread(), 0.3, ""),
          new Term(entropy(EntropySettings.Method.BLOB, 1, "2 * spacing"), 0.5, ""));
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 8, 2, 1);
    }
  }

  /** Says what it was given and gives what it is told. */
  private record Scripted(Functional.Evaluation answer, List<NamedArrays> given)
      implements Functional {
    @Override
    public Evaluation evaluate(FlowState state) {
      given.add(state.warmStart());
      return answer;
    }
  }

  private static Scripted scripted(double value, double gradient, double labels, String memory) {
    Matrix one = Matrix.of(new double[][] {{labels}});
    return new Scripted(
        new Functional.Evaluation(
            value,
            Matrix.of(new double[][] {{gradient}}),
            Optional.of(new GaussianFamily(GaussianFamily.Form.DIAGONAL, one, one)),
            0.5,
            Map.of("left", value - 1, "right", 1.0),
            NamedArrays.empty().with(memory, new double[] {value}),
            List.of("careful")),
        new ArrayList<>());
  }

  private static final FlowState POINT = FlowState.initial(Samples.clouds(1, 1, 1, 1, 1), 0);

  @Test
  void everythingAddsUpWithItsWeight() {
    Scripted first = scripted(10, 3, 7, "memory");
    Scripted second = scripted(20, 5, 11, "memory");
    Functional.Evaluation at =
        sum(new Term(first, 2, "a"), new Term(second, 3, ""), new Term(quadratic(1), 0, "off"))
            .evaluate(POINT);
    assertEquals(2 * 10 + 3 * 20, at.value());
    assertEquals(2 * 3 + 3 * 5, at.gradient().get(0, 0));
    assertEquals(2 * 7 + 3 * 11, at.labelGradient().orElseThrow().means().get(0, 0));
    assertEquals(2 * 7 + 3 * 11, at.labelGradient().orElseThrow().roots().get(0, 0));
    assertEquals(2 * 0.5 + 3 * 0.5, at.diffusion());
    assertEquals(
        Map.of("a.left", 18.0, "a.right", 2.0, "term-2.left", 57.0, "term-2.right", 3.0),
        at.parts());
    assertEquals(List.of("a: careful", "term-2: careful"), at.warnings());
  }

  @Test
  void eachTermGetsItsOwnMemoryBack() {
    Scripted first = scripted(10, 3, 7, "memory");
    Scripted second = scripted(20, 5, 11, "memory");
    WeightedSum sum = sum(new Term(first, 1, ""), new Term(second, 1, ""));
    NamedArrays memory = sum.evaluate(POINT).warmStart();
    sum.evaluate(POINT.withStep(1).withWarmStart(memory));
    assertArrayEquals(new double[] {10}, first.given().get(1).get("memory").orElseThrow());
    assertArrayEquals(new double[] {20}, second.given().get(1).get("memory").orElseThrow());
  }

  @Test
  void partsOfASumExplainItsValue() {
    FlowState state = FlowState.initial(Samples.clouds(4, 2, 8, 2, 1), 0);
    Functional.Evaluation at =
        sum(new Term(quadratic(2), 1.5, "well"), new Term(new ClassSpread(), 0.3, "spread"))
            .evaluate(state);
    assertEquals(List.of("well", "spread"), List.copyOf(at.parts().keySet()));
    double total = at.parts().values().stream().mapToDouble(Double::doubleValue).sum();
    assertEquals(at.value(), total, 1e-12 * Math.abs(total));
  }

  @Test
  void sumsThatMakeNoSenseAreRefused() {
    assertThrows(InvalidInputException.class, () -> sum());
    assertThrows(
        InvalidInputException.class,
        () -> sum(new Term(quadratic(1), 1, "a"), new Term(quadratic(1), 1, "a")));
    assertThrows(InvalidInputException.class, () -> new Term(quadratic(1), Double.NaN, ""));
    WeightedSum backwards = sum(new Term(scripted(1, 1, 1, "m"), -1, ""));
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> backwards.evaluate(POINT));
    assertTrue(refused.what().contains("term-1"));
  }

  @Test
  void fokkerPlanckEndsInTheGaussianOfTheTemperature() {
    // ∂ρ/∂t = T·Δρ + ∇·(ρ·λx) has the stationary law N(0, T/λ·I) (DD §B.2).
    double lambda = 2;
    double temperature = 0.6;
    double expected = temperature / lambda;
    for (int d = 1; d <= 2; d++) {
      int n = d == 1 ? 200 : 500;
      Matrix x = Samples.gaussian(n, d, Samples.random(8));
      LabeledDataset start = LabeledDataset.of("start", x, Labels.hard(new int[n]));
      Functional noise =
          sum(
              new Term(quadratic(lambda), 1, ""),
              new Term(entropy(EntropySettings.Method.NOISE, 1, "1"), temperature, ""));
      LabeledDataset shaken = Steps.descend(noise, start, 0.01, 300);
      // Euler's own bias is 1/(1 − λτ/2); then four standard deviations
      double sampling = 4 * expected * Math.sqrt(2.0 / (n * d));
      assertEquals(
          expected / (1 - lambda * 0.01 / 2), Steps.variance(shaken), sampling, "noise " + d);
      Functional blobs =
          sum(
              new Term(quadratic(lambda), 1, ""),
              new Term(
                  entropy(EntropySettings.Method.BLOB, temperature, d == 1 ? "0.1" : "0.15"),
                  1,
                  ""));
      LabeledDataset pushed = Steps.descend(blobs, start, 0.005, d == 1 ? 800 : 400);
      assertEquals(expected, Steps.variance(pushed), 0.1 * expected, "blob " + d);
    }
  }
}
