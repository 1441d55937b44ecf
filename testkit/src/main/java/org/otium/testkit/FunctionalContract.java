package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Discrepancy;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;

/** What every {@link Functional} must do: above all, its gradient is the gradient of its value. */
public abstract class FunctionalContract {
  /** For subclasses. */
  protected FunctionalContract() {}

  /**
   * The functional under test.
   *
   * @return a fresh one
   */
  protected abstract Functional functional();

  /**
   * Particles at which the functional is smooth.
   *
   * @return a small dataset that fits the functional
   */
  protected abstract LabeledDataset particles();

  /**
   * The same functional with everything that it refers to moved by a vector, if it refers to
   * anything.
   *
   * @param shift one number a feature
   * @return the moved functional, or nothing if moving makes no sense for it
   */
  protected Optional<Functional> translated(float[] shift) {
    return Optional.empty();
  }

  /**
   * Whether the value depends on which number a class has.
   *
   * @return false, as class ids are names, unless the settings name classes
   */
  protected boolean dependsOnClassIds() {
    return false;
  }

  /**
   * How far the slope along a random direction may be from a central difference, relative to the
   * typical slope √Σ m_i²‖g_i‖² along such directions.
   *
   * @return a relative tolerance
   */
  protected double gradientTolerance() {
    return 2e-3;
  }

  /**
   * The step of the central difference, in feature units.
   *
   * @return a step that balances curvature against rounding
   */
  protected double differenceStep() {
    return 1e-2;
  }

  /**
   * What the labels of {@link #particles()} may stand for instead of their own classes, where the
   * functional is smooth in it.
   *
   * @return nothing, if the functional does not depend on it
   */
  protected List<LabelMeasures> labelMeasures() {
    return List.of();
  }

  @Test
  final void gradientsByFeaturesMeansAndRootsAreThoseOfTheValue() {
    for (LabelMeasures measures : labelMeasures()) {
      FlowState start = withLabels(FlowState.initial(particles(), 0), measures);
      Functional functional = functional();
      NamedArrays warm = functional.evaluate(start).warmStart();
      FlowState state = start.withStep(1).withWarmStart(warm);
      Functional.Evaluation at = functional.evaluate(state);
      GaussianFamily byLabels = at.labelGradient().orElseThrow();
      double[] masses = labelMasses(state);
      for (int block = 0; block < 3; block++) {
        Matrix variables = block(state, block);
        Matrix gradient = List.of(at.gradient(), byLabels.means(), byLabels.roots()).get(block);
        double[] weights = block == 0 ? state.particles().weights().toArray() : masses;
        int each = gradient.array().length / weights.length;
        Matrix direction =
            Samples.gaussian(variables.rows(), variables.columns(), Samples.random(31 + block));
        double predicted = 0;
        double squares = 0;
        for (int i = 0; i < direction.array().length; i++) {
          double slope = weights[i / each] * gradient.array()[i];
          predicted += slope * direction.array()[i];
          squares += slope * slope;
        }
        double h = differenceStep();
        double measured =
            (functional.evaluate(moved(state, block, direction, h)).value()
                    - functional.evaluate(moved(state, block, direction, -h)).value())
                / (2 * h);
        String what =
            measures.getClass().getSimpleName()
                + List.of(", features", ", means", ", roots").get(block);
        assertTrue(squares > 0, what + ": the gradient is zero");
        assertEquals(predicted, measured, gradientTolerance() * Math.sqrt(squares), what);
      }
    }
  }

  @Test
  final void permutingParticlesPermutesTheirLabels() {
    for (LabelMeasures measures : labelMeasures()) {
      FlowState state = withLabels(FlowState.initial(particles(), 0), measures);
      int[] order = Samples.permutation(particles().size(), Samples.random(5));
      LabelMeasures moved =
          switch (measures) {
            case LabelMeasures.PerParticle own ->
                new LabelMeasures.PerParticle(select(own.gaussians(), order));
            default -> measures;
          };
      FlowState permuted = withLabels(FlowState.initial(particles().select(order), 0), moved);
      Functional.Evaluation plain = functional().evaluate(state);
      Functional.Evaluation other = functional().evaluate(permuted);
      assertEquals(plain.value(), other.value(), valueTolerance(plain));
      double slope = slope(plain, particles());
      assertClose(plain.gradient().selectRows(order), other.gradient(), slope);
      GaussianFamily expected = plain.labelGradient().orElseThrow();
      GaussianFamily found = other.labelGradient().orElseThrow();
      if (measures instanceof LabelMeasures.PerParticle) {
        expected = select(expected, order);
      }
      assertClose(expected.means(), found.means(), slope);
      assertClose(expected.roots(), found.roots(), slope);
    }
  }

  @Test
  final void labelsWithoutMassDoNotMoveAndNothingIsNaN() {
    for (LabelMeasures measures : labelMeasures()) {
      double[] masses = particles().weights().toArray();
      masses[0] = 0;
      FlowState state =
          withLabels(
              FlowState.initial(particles().withWeights(Weights.proportional(masses)), 0),
              measures);
      Functional.Evaluation at = functional().evaluate(state);
      GaussianFamily gradient = at.labelGradient().orElseThrow();
      assertEquals(-1, gradient.means().firstNonFinite());
      assertEquals(-1, gradient.roots().firstNonFinite());
      if (measures instanceof LabelMeasures.PerParticle) {
        for (int j = 0; j < gradient.dimension(); j++) {
          assertEquals(0f, gradient.means().get(0, j));
          assertEquals(0f, gradient.roots().get(0, j));
        }
      }
    }
  }

  private static FlowState withLabels(FlowState state, LabelMeasures measures) {
    return new FlowState(
        state.particles(), measures, state.step(), state.seed(), state.warmStart());
  }

  private static GaussianFamily family(FlowState state) {
    return switch (state.labelMeasures()) {
      case LabelMeasures.PerClass classes -> classes.gaussians();
      case LabelMeasures.PerParticle own -> own.gaussians();
      case LabelMeasures.Empirical none ->
          throw new IllegalArgumentException("labels that are no variables");
    };
  }

  private static GaussianFamily select(GaussianFamily family, int[] order) {
    int rows = family.rootRows();
    int[] rootRows = new int[order.length * rows];
    for (int i = 0; i < rootRows.length; i++) {
      rootRows[i] = order[i / rows] * rows + i % rows;
    }
    return new GaussianFamily(
        family.form(), family.means().selectRows(order), family.roots().selectRows(rootRows));
  }

  private static double[] labelMasses(FlowState state) {
    return switch (state.labelMeasures()) {
      case LabelMeasures.PerClass classes ->
          LabeledTransport.GaussianSide.of(state.particles(), classes).labelMasses();
      default -> state.particles().weights().toArray();
    };
  }

  /** Features, means or roots. */
  private static Matrix block(FlowState state, int block) {
    return switch (block) {
      case 0 -> state.particles().features();
      case 1 -> family(state).means();
      default -> family(state).roots();
    };
  }

  private static FlowState moved(FlowState state, int block, Matrix direction, double h) {
    Matrix from = block(state, block);
    float[] values = from.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (h * direction.array()[i]);
    }
    Matrix there = Matrix.wrap(from.rows(), from.columns(), values);
    if (block == 0) {
      return state.withParticles(state.particles().withFeatures(there));
    }
    GaussianFamily old = family(state);
    GaussianFamily family =
        block == 1
            ? new GaussianFamily(old.form(), there, old.roots())
            : new GaussianFamily(old.form(), old.means(), there);
    return withLabels(
        state,
        switch (state.labelMeasures()) {
          case LabelMeasures.PerClass classes ->
              new LabelMeasures.PerClass(classes.classIds(), family);
          default -> new LabelMeasures.PerParticle(family);
        });
  }

  @Test
  final void gradientIsThatOfTheValue() {
    LabeledDataset particles = particles();
    Functional functional = functional();
    NamedArrays warm = functional.evaluate(FlowState.initial(particles, 0)).warmStart();
    Functional.Evaluation at =
        functional.evaluate(FlowState.initial(particles, 0).withStep(1).withWarmStart(warm));
    assumeTrue(at.diffusion() == 0, "the functional descends by noise, not by its gradient alone");
    double scale = differential(at, particles);
    assertTrue(scale > 0, "the gradient is zero at the particles: a difference says nothing of it");
    RandomGenerator random = Samples.random(11);
    for (int trial = 0; trial < 5; trial++) {
      float[] direction =
          Samples.gaussian(particles.size(), particles.dimension(), random).toArray();
      double predicted = 0;
      for (int i = 0; i < direction.length; i++) {
        double mass = particles.weights().get(i / particles.dimension());
        predicted += mass * at.gradient().array()[i] * direction[i];
      }
      double h = differenceStep();
      double forward = valueAt(functional, particles, direction, h, warm);
      double backward = valueAt(functional, particles, direction, -h, warm);
      double measured = (forward - backward) / (2 * h);
      assertEquals(predicted, measured, gradientTolerance() * scale, "direction " + trial);
    }
  }

  @Test
  final void permutingParticlesPermutesTheGradient() {
    LabeledDataset particles = particles();
    Functional functional = functional();
    Functional.Evaluation plain = functional.evaluate(FlowState.initial(particles, 0));
    int[] order = Samples.permutation(particles.size(), Samples.random(5));
    Functional.Evaluation permuted =
        functional.evaluate(FlowState.initial(particles.select(order), 0));
    assertEquals(plain.value(), permuted.value(), valueTolerance(plain));
    assertClose(plain.gradient().selectRows(order), permuted.gradient(), slope(plain, particles));
  }

  @Test
  final void renamingClassesChangesNothing() {
    assumeTrue(!dependsOnClassIds(), "the functional's settings name classes");
    LabeledDataset particles = particles();
    Functional functional = functional();
    Functional.Evaluation plain = functional.evaluate(FlowState.initial(particles, 0));
    Functional.Evaluation renamed =
        functional.evaluate(FlowState.initial(Samples.renamedClasses(particles), 0));
    assertEquals(plain.value(), renamed.value(), valueTolerance(plain));
    assertClose(plain.gradient(), renamed.gradient(), slope(plain, particles));
  }

  @Test
  final void movingEverythingTogetherChangesNothing() {
    LabeledDataset particles = particles();
    float[] shift = new float[particles.dimension()];
    for (int j = 0; j < shift.length; j++) {
      shift[j] = 0.5f + j % 3;
    }
    Optional<Functional> moved = translated(shift);
    assumeTrue(moved.isPresent(), "the functional is not moved with its particles");
    Functional.Evaluation plain = functional().evaluate(FlowState.initial(particles, 0));
    Functional.Evaluation translated =
        moved.get().evaluate(FlowState.initial(Samples.translated(particles, shift), 0));
    assertEquals(plain.value(), translated.value(), valueTolerance(plain));
    assertClose(plain.gradient(), translated.gradient(), slope(plain, particles));
  }

  @Test
  final void evaluatingTwiceGivesTheSameBytes() {
    LabeledDataset particles = particles();
    Functional.Evaluation first = functional().evaluate(FlowState.initial(particles, 0));
    Functional.Evaluation second = functional().evaluate(FlowState.initial(particles, 0));
    assertEquals(first.value(), second.value());
    assertArrayEquals(first.gradient().array(), second.gradient().array());
  }

  @Test
  final void exchangingTheTargetForItselfChangesNothing() {
    assumeTrue(functional() instanceof Discrepancy, "there is no target");
    Discrepancy discrepancy = (Discrepancy) functional();
    Discrepancy same = discrepancy.towards(discrepancy.target());
    assertEquals(discrepancy.target(), same.target());
    FlowState state = FlowState.initial(particles(), 0);
    Functional.Evaluation expected = functional().evaluate(state);
    Functional.Evaluation found = same.evaluate(state);
    assertEquals(expected.value(), found.value(), valueTolerance(expected));
    assertClose(expected.gradient(), found.gradient(), slope(expected, particles()));
  }

  @Test
  final void inputIsNotWrittenTo() {
    LabeledDataset particles = particles();
    float[] before = particles.features().toArray();
    functional().evaluate(FlowState.initial(particles, 0));
    assertArrayEquals(before, particles.features().array());
  }

  @Test
  final void particleWithoutMassDoesNotMoveAndDoesNotCount() {
    LabeledDataset particles = particles();
    double[] masses = particles.weights().toArray();
    int last = masses.length - 1;
    masses[last] = 0;
    LabeledDataset massless = particles.withWeights(Weights.proportional(masses));
    int[] rest = new int[last];
    for (int i = 0; i < last; i++) {
      rest[i] = i;
    }
    Functional.Evaluation with = functional().evaluate(FlowState.initial(massless, 0));
    Functional.Evaluation without =
        functional().evaluate(FlowState.initial(massless.select(rest), 0));
    assertEquals(without.value(), with.value(), valueTolerance(without));
    for (int j = 0; j < particles.dimension(); j++) {
      assertEquals(0f, with.gradient().get(last, j));
    }
  }

  @Test
  final void valueAndGradientAreFinite() {
    LabeledDataset particles = particles();
    Functional.Evaluation at = functional().evaluate(FlowState.initial(particles, 0));
    assertTrue(Double.isFinite(at.value()));
    assertEquals(-1, at.gradient().firstNonFinite());
    assertEquals(particles.size(), at.gradient().rows());
    assertEquals(particles.dimension(), at.gradient().columns());
  }

  private double valueTolerance(Functional.Evaluation at) {
    double size = Math.abs(at.value());
    for (double part : at.parts().values()) {
      size = Math.max(size, Math.abs(part));
    }
    return 1e-5 * size;
  }

  /**
   * What a difference along a standard normal direction is typically: it has mean zero, and this is
   * its standard deviation.
   *
   * @return √Σ m_i²‖g_i‖², the norm of the differential, whose i-th part is m_i g_i
   */
  private static double differential(Functional.Evaluation at, LabeledDataset particles) {
    double sum = 0;
    float[] gradient = at.gradient().array();
    for (int i = 0; i < gradient.length; i++) {
      double part = particles.weights().get(i / particles.dimension()) * gradient[i];
      sum += part * part;
    }
    return Math.sqrt(sum);
  }

  /** √Σ m_i‖g_i‖²: the norm of the gradient in the tangent space of the measure. */
  private static double slope(Functional.Evaluation at, LabeledDataset particles) {
    double sum = 0;
    float[] gradient = at.gradient().array();
    for (int i = 0; i < gradient.length; i++) {
      double mass = particles.weights().get(i / particles.dimension());
      sum += mass * gradient[i] * gradient[i];
    }
    return Math.sqrt(sum);
  }

  private static void assertClose(Matrix expected, Matrix actual, double slope) {
    for (int i = 0; i < expected.array().length; i++) {
      double size = Math.max(slope, Math.abs(expected.array()[i]));
      assertEquals(expected.array()[i], actual.array()[i], 1e-3 * size, "entry " + i);
    }
  }

  private static double valueAt(
      Functional functional,
      LabeledDataset particles,
      float[] direction,
      double h,
      NamedArrays warm) {
    float[] moved = particles.features().toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (h * direction[i]);
    }
    LabeledDataset there =
        particles.withFeatures(Matrix.wrap(particles.size(), particles.dimension(), moved));
    return functional.evaluate(FlowState.initial(there, 0).withStep(1).withWarmStart(warm)).value();
  }
}
