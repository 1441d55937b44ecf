package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetDistance;
import org.otium.api.Epsilon;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.OtSolver;
import org.otium.api.Weights;
import org.otium.functionals.SlicedLabelDistance;
import org.otium.functionals.SlicedLabelDistanceSettings;
import org.otium.functionals.WassersteinLabelDistance;
import org.otium.functionals.WassersteinLabelDistanceSettings;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;
import org.otium.testkit.DatasetDistanceContract;
import org.otium.testkit.Golden;

class WowDistanceTest {
  @Nested
  class Exact extends DatasetDistanceContract {
    @Override
    protected DatasetDistance distance() {
      return new WowDistance(new WowSettings(Wow.wasserstein(), Wow.exact()));
    }
  }

  @Nested
  class Sliced extends DatasetDistanceContract {
    @Override
    protected DatasetDistance distance() {
      return new WowDistance(
          new WowSettings(
              new SlicedLabelDistance(new SlicedLabelDistanceSettings(50, 1), Wow.COMPUTE),
              Wow.exact()));
    }
  }

  @Nested
  class Entropic extends DatasetDistanceContract {
    @Override
    protected DatasetDistance distance() {
      return new WowDistance(
          new WowSettings(
              Wow.wasserstein(),
              new SinkhornSolver(
                  SinkhornSettings.of(Epsilon.of(1)).withTolerance(1e-8), Wow.COMPUTE)));
    }

    @Override
    protected double tolerance() {
      return 1e-4;
    }
  }

  /** Classes on a line: W₂² between them is the squared gap of sorted points. */
  @Test
  void classesAreCoupledAsAWhole() {
    LabeledDataset from =
        Wow.classes("from", new float[] {0, 2, 10, 12}, 2, 2, 1)
            .withWeights(Weights.probability(0.125, 0.125, 0.375, 0.375));
    LabeledDataset to = Wow.classes("to", new float[] {11, 13, 1, 3}, 2, 2, 1);
    DatasetDistance.Report report =
        new WowDistance(new WowSettings(Wow.wasserstein(), Wow.exact())).between(from, to);
    // ¼ goes 0,2 → 1,3; ½ goes 10,12 → 11,13; the last ¼ goes 10,12 → 1,3.
    assertEquals(0.25 + 0.5 + 0.25 * 81, report.squared(), 1e-5);
    assertArrayEquals(new double[] {0, 0.25}, report.classCoupling()[0], 1e-9);
    assertArrayEquals(new double[] {0.5, 0.25}, report.classCoupling()[1], 1e-9);
    assertEquals(121, report.labelDistances()[0][0], 1e-4);
  }

  private static String meaning(LabelDistance inner, OtSolver solver) {
    LabeledDataset a = Wow.classes("a", new float[] {0, 2, 10, 12}, 2, 2, 1);
    LabeledDataset b = Wow.classes("b", new float[] {11, 13, 1, 3}, 2, 2, 1);
    return new WowDistance(new WowSettings(inner, solver)).between(a, b).meaning();
  }

  @Test
  void meaningNamesTheDistanceBetweenClasses() {
    OtSolver sinkhorn = new SinkhornSolver(SinkhornSettings.of(Epsilon.of(1)), Wow.COMPUTE);
    String wow = "squared Wasserstein over Wasserstein distance of ";
    assertEquals(
        "exact " + wow + "exact distances between classes",
        meaning(Wow.wasserstein(), Wow.exact()));
    assertEquals(
        "exact " + wow + "sliced distances between classes",
        meaning(
            new SlicedLabelDistance(new SlicedLabelDistanceSettings(50, 1), Wow.COMPUTE),
            Wow.exact()));
    assertEquals(
        "exact " + wow + "entropic distances between classes",
        meaning(
            new WassersteinLabelDistance(
                new WassersteinLabelDistanceSettings(sinkhorn, Wow.COST), Wow.COMPUTE),
            Wow.exact()));
    assertEquals(
        "debiased entropic " + wow + "exact distances between classes",
        meaning(Wow.wasserstein(), sinkhorn));
  }

  @Test
  void imagesHaveTheReferenceDistancesBetweenClasses() {
    double[] reference = Golden.doubles("A_emdlabel12.npy");
    LabeledDataset x = Golden.images("x");
    LabeledDataset y = Golden.images("y");
    DatasetDistance.Report report =
        new WowDistance(new WowSettings(Wow.wasserstein(), Wow.exact())).between(x, y);
    double coupled = 0;
    double independent = 0;
    for (int k = 0; k < 10; k++) {
      for (int l = 0; l < 10; l++) {
        assertEquals(reference[10 * k + l], report.labelDistances()[k][l], 1e-3);
        coupled += report.classCoupling()[k][l] * reference[10 * k + l];
        independent += 0.01 * reference[10 * k + l];
      }
    }
    assertEquals(coupled, report.squared(), 1e-3);
    assertTrue(report.squared() < independent);
  }
}
