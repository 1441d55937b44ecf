package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianFamily.Form;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.ClassGaussians;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.Samples;

/** OTDD where labels stand for Gaussians that are variables of their own. */
class GaussianLabelsTest {
  private static final LabeledDataset TARGET = Samples.clouds(2, 2, 7, 3, 3);
  private static final LabeledDataset PARTICLES = Samples.clouds(1, 3, 6, 3, 2);

  private static FlowState state(LabeledDataset particles, LabelMeasures measures) {
    return new FlowState(particles, measures, 0, 0, NamedArrays.empty());
  }

  private static Functional otdd(LabelDistance labels) {
    return OtddFunctionalTest.otdd(TARGET, Parts.sinkhorn(1), labels, true, true);
  }

  private static LabelDistance distance(String name) {
    return switch (name) {
      case "full" -> Parts.gaussian();
      case "diagonal" -> Parts.diagonal();
      default -> new MeansLabelDistance(Parts.COMPUTE);
    };
  }

  @ParameterizedTest
  @CsvSource({"full, FULL", "diagonal, DIAGONAL", "diagonal, FULL", "means, DIAGONAL"})
  void gaussiansOfTheClassesGiveTheValueOfTheClasses(String name, Form form) {
    Functional functional = otdd(distance(name));
    double expected = functional.evaluate(FlowState.initial(PARTICLES, 0)).value();
    LabelMeasures perClass =
        ClassGaussians.perClass(PARTICLES, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    LabelMeasures perParticle =
        ClassGaussians.perParticle(PARTICLES, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    assertEquals(
        expected, functional.evaluate(state(PARTICLES, perClass)).value(), 1e-5 * expected);
    assertEquals(
        expected, functional.evaluate(state(PARTICLES, perParticle)).value(), 1e-5 * expected);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void gradientsOfParticlesThatShareAGaussianAddUpToThatOfTheClass(Form form) {
    Functional functional = otdd(Parts.gaussian());
    LabelMeasures.PerClass perClass =
        ClassGaussians.perClass(PARTICLES, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    LabelMeasures perParticle =
        ClassGaussians.perParticle(PARTICLES, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    GaussianFamily ofClass =
        functional.evaluate(state(PARTICLES, perClass)).labelGradient().orElseThrow();
    GaussianFamily own =
        functional.evaluate(state(PARTICLES, perParticle)).labelGradient().orElseThrow();
    List<ClassConditional> classes = PARTICLES.classConditionals();
    int rows = own.rootRows();
    for (int c = 0; c < classes.size(); c++) {
      for (int j = 0; j < 3; j++) {
        double mean = 0;
        double[] root = new double[rows];
        for (int i : classes.get(c).samples()) {
          double share = PARTICLES.weights().get(i) / classes.get(c).mass();
          mean += share * own.means().get(i, j);
          for (int r = 0; r < rows; r++) {
            root[r] += share * own.roots().get(i * rows + r, j);
          }
        }
        assertEquals(ofClass.means().get(c, j), mean, 1e-4);
        for (int r = 0; r < rows; r++) {
          assertEquals(ofClass.roots().get(c * rows + r, j), root[r], 1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void stepsOfAllBlocksLowerTheValue(Form form) {
    Functional functional = otdd(Parts.gaussian());
    LabeledDataset x = PARTICLES;
    GaussianFamily labels =
        ClassGaussians.perParticle(x, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE).gaussians();
    NamedArrays warm = NamedArrays.empty();
    double first = 0;
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 25; step++) {
      Functional.Evaluation at =
          functional.evaluate(
              new FlowState(x, new LabelMeasures.PerParticle(labels), step, 0, warm));
      assertTrue(at.value() < last, "step " + step + ": " + last + " to " + at.value());
      first = step == 0 ? at.value() : first;
      last = at.value();
      warm = at.warmStart();
      x = x.withFeatures(moved(x.features(), at.gradient()));
      GaussianFamily gradient = at.labelGradient().orElseThrow();
      labels =
          new GaussianFamily(
              form,
              moved(labels.means(), gradient.means()),
              moved(labels.roots(), gradient.roots()));
    }
    assertTrue(last < 0.3 * first, first + " to " + last);
  }

  private static Matrix moved(Matrix from, Matrix gradient) {
    float[] values = from.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] -= 0.2f * gradient.array()[i];
    }
    return Matrix.wrap(from.rows(), from.columns(), values);
  }

  @ParameterizedTest
  @CsvSource({"full, FULL", "full, DIAGONAL", "diagonal, FULL", "diagonal, DIAGONAL"})
  void degenerateCovariancesHaveAFiniteGradient(String name, Form form) {
    // One class of a single sample, one of two equal samples, one on a line.
    float[] features = {1, 1, 1, 4, 5, 6, 4, 5, 6, 0, 0, 0, 1, 0, 0, 2, 0, 0};
    LabeledDataset x =
        LabeledDataset.of(
            "degenerate", Matrix.wrap(6, 3, features), Labels.hard(new int[] {0, 1, 1, 2, 2, 2}));
    Functional functional = otdd(distance(name));
    for (LabelMeasures measures :
        List.of(
            ClassGaussians.perClass(x, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE),
            ClassGaussians.perParticle(x, form, ClassGaussians.ALL_ROWS, Parts.COMPUTE))) {
      Functional.Evaluation at = functional.evaluate(state(x, measures));
      assertTrue(Double.isFinite(at.value()));
      assertEquals(-1, at.labelGradient().orElseThrow().means().firstNonFinite());
      assertEquals(-1, at.labelGradient().orElseThrow().roots().firstNonFinite());
    }
  }

  @Test
  void gaussianThatNoParticleCarriesDoesNotMove() {
    LabelMeasures more = Parts.labelMeasures(PARTICLES).get(0);
    GaussianFamily gradient =
        otdd(Parts.gaussian()).evaluate(state(PARTICLES, more)).labelGradient().orElseThrow();
    for (float g : gradient.means().row(3)) {
      assertEquals(0f, g);
    }
    for (int r = 3 * gradient.rootRows(); r < gradient.roots().rows(); r++) {
      for (float g : gradient.roots().row(r)) {
        assertEquals(0f, g);
      }
    }
  }

  @Test
  void classIdsAreNames() {
    LabelMeasures.PerClass measures =
        ClassGaussians.perClass(PARTICLES, Form.FULL, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    LabeledDataset renamed = Samples.renamedClasses(PARTICLES);
    LabelMeasures.PerClass again =
        ClassGaussians.perClass(renamed, Form.FULL, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    Functional functional = otdd(Parts.gaussian());
    Functional.Evaluation plain = functional.evaluate(state(PARTICLES, measures));
    Functional.Evaluation other = functional.evaluate(state(renamed, again));
    assertEquals(plain.value(), other.value(), 1e-6 * plain.value());
    GaussianFamily expected = plain.labelGradient().orElseThrow();
    GaussianFamily found = other.labelGradient().orElseThrow();
    for (int c = 0; c < 3; c++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(expected.means().get(c, j), found.means().get(2 - c, j), 1e-4);
      }
    }
  }

  @Test
  void labelsThatWeighNothingAreNotCompared() {
    LabelDistance untouchable = (a, b) -> fail();
    Functional blind =
        new OtddFunctional(
            new OtddFunctionalSettings(
                TARGET, Parts.sinkhorn(1), untouchable, Parts.COST, 1, 0, true, true));
    LabelMeasures measures = ClassGaussians.perParticle(PARTICLES, Form.DIAGONAL, 1, Parts.COMPUTE);
    double expected = blind.evaluate(FlowState.initial(PARTICLES, 0)).value();
    Functional.Evaluation at = blind.evaluate(state(PARTICLES, measures));
    assertEquals(expected, at.value(), 1e-9 * expected);
    assertTrue(at.labelGradient().isEmpty());
  }

  private static LabelDistance.Result fail() {
    throw new AssertionError("compared");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    LabelMeasures classes =
        ClassGaussians.perClass(PARTICLES, Form.FULL, ClassGaussians.ALL_ROWS, Parts.COMPUTE);
    Functional functional = otdd(Parts.gaussian());
    assertThrows(
        InvalidInputException.class,
        () -> functional.evaluate(state(Samples.renamedClasses(PARTICLES), classes)));
    assertThrows(
        InvalidInputException.class,
        () -> functional.evaluate(state(Samples.clouds(1, 3, 6, 2, 2), classes)));
    assertThrows(
        InvalidInputException.class,
        () -> otdd(Parts.wasserstein(Parts.exact())).evaluate(state(PARTICLES, classes)));
    Compute small = new Compute(new JavaLinearAlgebra(1), 1, 1000);
    GaussianFamily many =
        ClassGaussians.perParticle(PARTICLES, Form.DIAGONAL, 1, Parts.COMPUTE).gaussians();
    for (LabelDistance labels :
        List.of(
            new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), small),
            new MeansLabelDistance(small))) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> labels.within(many));
      assertTrue(refused.getMessage().contains("21×21 pairs"), refused.getMessage());
    }
  }
}
