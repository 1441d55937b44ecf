package org.otium.functionals.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.functionals.Steps;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** The blob method spreads particles as the heat and porous medium equations spread densities. */
class BlobEnergyTest {
  private static Functional entropy(double temperature, String bandwidth) {
    return new EntropySettings(
            temperature, EntropySettings.Method.BLOB, Bandwidth.parse(bandwidth), 4)
        .functional(Steps.COMPUTE);
  }

  private static Functional porousMedium(double exponent, double strength, String bandwidth) {
    return new PorousMediumSettings(exponent, strength, Bandwidth.parse(bandwidth))
        .functional(Steps.COMPUTE);
  }

  @Nested
  class EntropyContract extends FunctionalContract {
    @Override
    protected Functional functional() {
      EntropySettings settings =
          new EntropySettings(
              0.6, EntropySettings.Method.BLOB, Bandwidth.parse("1.5 * spacing"), 4);
      return new EntropyProvider().create(settings, Steps.COMPUTE);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 8, 2, 1);
    }

    @Override
    protected Optional<Functional> translated(float[] shift) {
      return Optional.of(functional());
    }
  }

  @Nested
  class PorousMediumContract extends FunctionalContract {
    @Override
    protected Functional functional() {
      PorousMediumSettings settings = new PorousMediumSettings(2.5, 1.2, Bandwidth.parse("1.1"));
      return new PorousMediumProvider().create(settings, Steps.COMPUTE);
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 8, 3, 1);
    }
  }

  @Nested
  class EntropyInManyDimensions extends FunctionalContract {
    @Override
    protected Functional functional() {
      return entropy(1, "1 * spacing");
    }

    @Override
    protected LabeledDataset particles() {
      return Samples.clouds(4, 2, 20, 12, 1);
    }
  }

  @Test
  void twoParticlesAreAsTheFormulaSays() {
    LabeledDataset pair =
        LabeledDataset.of(
            "pair", Matrix.of(new double[][] {{0}, {1}}), Labels.hard(new int[] {0, 0}));
    double h = 0.8;
    double k = Math.exp(-1 / (2 * h * h));
    double peak = 1 / Math.sqrt(2 * Math.PI * h * h);
    double density = peak * (1 + k) / 2;
    FlowState state = FlowState.initial(pair, 0);
    Functional.Evaluation heat = entropy(3, "0.8").evaluate(state);
    assertEquals(3 * Math.log(density), heat.value(), 1e-6);
    // Σ_j m_j φ'(x_0 − x_j)(1/ρ_0 + 1/ρ_j), φ'(−1) = φ(1)/h²
    assertEquals(3 * 0.5 * peak * k / (h * h) * 2 / density, heat.gradient().get(0, 0), 1e-6);
    Functional.Evaluation gas = porousMedium(3, 2, "0.8").evaluate(state);
    assertEquals(2 * density * density / 2, gas.value(), 1e-6);
    assertEquals(2 * 0.5 * peak * k / (h * h) * 2 * density, gas.gradient().get(0, 0), 1e-6);
  }

  @Test
  void heatKernelGrowsOnTheLine() {
    double temperature = 0.7;
    LabeledDataset start = line(300, BlobEnergyTest::normalQuantile);
    double before = Steps.variance(start);
    LabeledDataset end = Steps.descend(entropy(temperature, "0.15"), start, 0.004, 200);
    assertEquals(2 * temperature * 0.8, Steps.variance(end) - before, 0.03 * 2 * temperature * 0.8);
    // and stays Gaussian: the kurtosis of a Gaussian is 3
    assertEquals(3, kurtosis(end) / kurtosis(start) * 3, 0.15);
  }

  @Test
  void heatKernelGrowsInThePlane() {
    double temperature = 0.5;
    LabeledDataset start = disc(700, u -> Math.sqrt(-2 * Math.log1p(-u)));
    double before = Steps.variance(start);
    LabeledDataset end = Steps.descend(entropy(temperature, "2 * spacing"), start, 0.01, 60);
    assertEquals(2 * temperature * 0.6, Steps.variance(end) - before, 0.06 * 2 * temperature * 0.6);
  }

  @Test
  void barenblattProfileSpreadsOnTheLine() {
    // ∂ρ/∂t = Δρ^m has the self-similar solution t^{−α}(C − k|x|²t^{−2β})_+^{1/(m−1)}, β =
    // 1/(d(m−1)+2)
    // (G. I. Barenblatt 1952): every length grows like t^β.
    for (double m : new double[] {2, 3}) {
      double beta = 1 / (m + 1);
      double t0 = 0.2;
      double t1 = 0.8;
      double radius = radius(1, m, t0);
      DoubleUnaryOperator quantile = quantile(m, radius);
      LabeledDataset start = line(240, quantile);
      int steps = 600;
      Functional functional = porousMedium(m, 1, "3 * spacing");
      LabeledDataset end = Steps.descend(functional, start, (t1 - t0) / steps, steps);
      double growth = Math.pow(t1 / t0, 2 * beta);
      assertEquals(growth, Steps.variance(end) / Steps.variance(start), 0.03 * growth, "m = " + m);
      // the support ends where the closed form says, but that the outermost particles lag: a blob
      // sees half of the slope at the edge
      assertEquals(radius(1, m, t1), largestNorm(end), 0.07 * radius(1, m, t1), "m = " + m);
      // and the profile inside: quantiles at a quarter of the mass
      float[] sorted = end.features().toArray();
      Arrays.sort(sorted);
      double expected = quantile.applyAsDouble(0.75) * Math.pow(t1 / t0, beta);
      assertEquals(expected, sorted[180], 0.03 * radius(1, m, t1), "m = " + m);
    }
  }

  @Test
  void barenblattProfileSpreadsInThePlane() {
    double m = 2;
    double beta = 0.25;
    double t0 = 0.1;
    double t1 = 0.4;
    double radius = radius(2, m, t0);
    // ρ ∝ 1 − r²/R²: the mass within r is 1 − (1 − r²/R²)²
    LabeledDataset start = disc(700, u -> radius * Math.sqrt(1 - Math.sqrt(1 - u)));
    int steps = 150;
    Functional functional = porousMedium(m, 1, "2 * spacing");
    LabeledDataset end = Steps.descend(functional, start, (t1 - t0) / steps, steps);
    double growth = Math.pow(t1 / t0, 2 * beta);
    assertEquals(growth, Steps.variance(end) / Steps.variance(start), 0.06 * growth);
    assertEquals(radius(2, m, t1), largestNorm(end), 1.5 * width(functional, start));
  }

  @Test
  void relativeBandwidthIsKeptFromTheFirstEvaluation() {
    LabeledDataset start = line(50, BlobEnergyTest::normalQuantile);
    Functional functional = entropy(1, "2 * spacing");
    FlowState state = FlowState.initial(start, 0);
    Functional.Evaluation first = functional.evaluate(state);
    float[] wide = start.features().toArray();
    for (int i = 0; i < wide.length; i++) {
      wide[i] *= 10;
    }
    LabeledDataset far = start.withFeatures(Matrix.wrap(50, 1, wide));
    FlowState later = FlowState.initial(far, 0).withStep(1).withWarmStart(first.warmStart());
    assertEquals(
        first.warmStart().get("bandwidth").orElseThrow()[0],
        functional.evaluate(later).warmStart().get("bandwidth").orElseThrow()[0]);
  }

  @Test
  void spacingIsTheMeanDistanceToTheNearestNeighbour() {
    LabeledDataset points =
        LabeledDataset.of(
            "points", Matrix.of(new double[][] {{0}, {1}, {4}}), Labels.hard(new int[3]));
    assertEquals(3 * (1 + 1 + 3) / 3.0, width(entropy(1, "3 * spacing"), points), 1e-6);
  }

  @Test
  void whatHasNoDensityIsRefused() {
    LabeledDataset stack =
        LabeledDataset.of("stack", Matrix.of(new double[][] {{1}, {1}}), Labels.hard(new int[2]));
    FlowState state = FlowState.initial(stack, 0);
    assertThrows(InvalidInputException.class, () -> entropy(1, "2 * spacing").evaluate(state));
    assertTrue(Double.isFinite(entropy(1, "0.1").evaluate(state).value()));
    LabeledDataset wide = Samples.clouds(1, 2, 5, 300, 1);
    assertThrows(
        InvalidInputException.class,
        () -> porousMedium(3, 1, "0.01").evaluate(FlowState.initial(wide, 0)));
    for (String wrong : new String[] {"two", "0", "-1", "1e999", "2 * space"}) {
      assertThrows(InvalidInputException.class, () -> Bandwidth.parse(wrong), wrong);
    }
    assertEquals(
        Bandwidth.parse("2*spacing"), Bandwidth.parse(Bandwidth.parse("2 * spacing").toString()));
  }

  private static double width(Functional functional, LabeledDataset start) {
    return functional
        .evaluate(FlowState.initial(start, 0))
        .warmStart()
        .get("bandwidth")
        .orElseThrow()[0];
  }

  /** Particles of equal mass at the quantiles of a law on the line. */
  private static LabeledDataset line(int n, DoubleUnaryOperator quantile) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) quantile.applyAsDouble((i + 0.5) / n);
    }
    return LabeledDataset.of("line", Matrix.wrap(n, 1, x), Labels.hard(new int[n]));
  }

  /**
   * Particles of equal mass on a sunflower spiral, for a law given by the quantiles of its radius.
   */
  private static LabeledDataset disc(int n, DoubleUnaryOperator radiusQuantile) {
    float[] x = new float[2 * n];
    double golden = Math.PI * (3 - Math.sqrt(5));
    for (int i = 0; i < n; i++) {
      double r = radiusQuantile.applyAsDouble((i + 0.5) / n);
      x[2 * i] = (float) (r * Math.cos(golden * i));
      x[2 * i + 1] = (float) (r * Math.sin(golden * i));
    }
    return LabeledDataset.of("disc", Matrix.wrap(n, 2, x), Labels.hard(new int[n]));
  }

  /** Where the support of the Barenblatt solution of mass one ends. */
  private static double radius(int d, double m, double t) {
    double beta = 1 / (d * (m - 1) + 2);
    double k = beta * (m - 1) / (2 * m);
    double p = 1 / (m - 1);
    // mass: (C^{p+d/2}/k^{d/2})·|S^{d−1}|·∫_0^1 (1 − s²)^p s^{d−1} ds = 1
    double sphere = d == 1 ? 2 : 2 * Math.PI;
    int cells = 200_000;
    double integral = 0;
    for (int i = 0; i < cells; i++) {
      double s = (i + 0.5) / cells;
      integral += Math.pow(1 - s * s, p) * Math.pow(s, d - 1) / cells;
    }
    double c = Math.pow(Math.pow(k, d / 2.0) / (sphere * integral), 1 / (p + d / 2.0));
    return Math.sqrt(c / k) * Math.pow(t, beta);
  }

  /** The quantiles of the density ∝ (1 − x²/R²)^{1/(m−1)} on the line, by bisection of its mass. */
  private static DoubleUnaryOperator quantile(double m, double radius) {
    int cells = 20_000;
    double[] mass = new double[cells + 1];
    for (int i = 0; i < cells; i++) {
      double s = -1 + 2 * (i + 0.5) / cells;
      mass[i + 1] = mass[i] + Math.pow(1 - s * s, 1 / (m - 1));
    }
    return u -> {
      int at = Arrays.binarySearch(mass, u * mass[cells]);
      int cell = at >= 0 ? at : -at - 1;
      return radius * (-1 + 2.0 * cell / cells);
    };
  }

  private static double largestNorm(LabeledDataset particles) {
    double largest = 0;
    for (int i = 0; i < particles.size(); i++) {
      double squared = 0;
      for (float x : particles.features().row(i)) {
        squared += (double) x * x;
      }
      largest = Math.max(largest, Math.sqrt(squared));
    }
    return largest;
  }

  private static double kurtosis(LabeledDataset line) {
    double second = 0;
    double fourth = 0;
    for (float x : line.features().array()) {
      second += (double) x * x / line.size();
      fourth += Math.pow(x, 4) / line.size();
    }
    return fourth / (second * second);
  }

  /** By bisection of the distribution function, itself by the midpoint rule. */
  private static double normalQuantile(double u) {
    double low = -8;
    double high = 8;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (normalMass(middle) < u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double normalMass(double x) {
    int cells = 400;
    double sum = 0.5;
    for (int i = 0; i < cells; i++) {
      double at = x * (i + 0.5) / cells;
      sum += x / cells * Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
    }
    return sum;
  }
}
