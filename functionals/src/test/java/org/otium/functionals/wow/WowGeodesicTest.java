package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetDistance;
import org.otium.api.Epsilon;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Weights;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;
import org.otium.testkit.Samples;

class WowGeodesicTest {
  private static final DatasetDistance DISTANCE =
      new WowDistance(new WowSettings(Wow.wasserstein(), Wow.exact()));

  private static WowGeodesic between(LabeledDataset a, LabeledDataset b) {
    return WowGeodesic.between(a, b, Wow.COST, Wow.exact(), Wow.exact());
  }

  @Test
  void distancesAlongItAreThoseOfAGeodesic() {
    LabeledDataset a = Samples.clouds(1, 3, 4, 2, 2);
    LabeledDataset b = Samples.clouds(2, 2, 5, 2, 3);
    WowGeodesic geodesic = between(a, b);
    double whole = DISTANCE.between(a, b).squared();
    assertEquals(whole, geodesic.squared(), 1e-5 * whole);
    for (double t : new double[] {0, 0.25, 0.5, 1}) {
      LabeledDataset there = geodesic.at(t);
      assertEquals(t * t * whole, DISTANCE.between(a, there).squared(), 1e-4 * whole, "t=" + t);
      assertEquals(
          (1 - t) * (1 - t) * whole, DISTANCE.between(there, b).squared(), 1e-4 * whole, "t=" + t);
    }
  }

  @Test
  void interpolationIsTheGeodesicAtTheSecondWeight() {
    LabeledDataset a = Samples.clouds(1, 3, 4, 2, 2);
    LabeledDataset b = Samples.clouds(2, 2, 5, 2, 3);
    WowInterpolation interpolation =
        new WowInterpolation(new WowGeodesicSettings(Wow.exact(), Wow.exact(), Wow.COST));
    Interpolation.Prepared prepared = interpolation.prepare(List.of(a, b), a, 0);
    assertEquals(0, DISTANCE.between(a, prepared.at(Weights.probability(1, 0))).squared(), 1e-6);
    assertEquals(0, DISTANCE.between(b, prepared.at(Weights.probability(0, 1))).squared(), 1e-6);
    double whole = DISTANCE.between(a, b).squared();
    assertEquals(
        0.09 * whole,
        DISTANCE.between(a, prepared.at(Weights.probability(0.7, 0.3))).squared(),
        1e-4 * whole);
    assertThrows(InvalidInputException.class, () -> interpolation.prepare(List.of(a, b, a), a, 0));
    assertThrows(InvalidInputException.class, () -> prepared.at(Weights.uniform(3)));
  }

  @Test
  void couplingHasTheMassesOfTheClasses() {
    LabeledDataset a = Samples.clouds(1, 3, 4, 2, 2);
    double[][] coupling = between(a, Samples.clouds(2, 2, 5, 2, 3)).classCoupling();
    for (int k = 0; k < 3; k++) {
      assertEquals(a.classConditionals().get(k).mass(), coupling[k][0] + coupling[k][1], 1e-9);
    }
  }

  @Test
  void exponentialOfTheLogarithmArrivesWhereNoMassIsSplit() {
    LabeledDataset a = Wow.classes("a", new float[] {0, 0, 2, 0, 10, 0, 12, 1}, 2, 2, 2);
    LabeledDataset b = Wow.classes("b", new float[] {11, 5, 13, 5, 3, 1, 1, 1}, 2, 2, 2);
    LabeledDataset arrived = WowGeodesic.exponential(a, between(a, b).logarithm(), 1);
    assertArrayEquals(new float[] {1, 1, 3, 1, 11, 5, 13, 5}, arrived.features().array(), 1e-6f);
    assertEquals(a.labels(), arrived.labels());
    assertEquals(0, DISTANCE.between(arrived, b).squared(), 1e-9);
  }

  @Test
  void splitClassGetsFreeIds() {
    LabeledDataset one = Wow.classes("one", new float[] {0}, 1, 1, 1);
    LabeledDataset two = Wow.classes("two", new float[] {-1, 1}, 2, 1, 1);
    LabeledDataset half = between(one, two).at(0.5);
    assertEquals(Labels.hard(0, 1), half.labels());
    assertArrayEquals(new float[] {-0.5f, 0.5f}, half.features().array(), 1e-6f);
    assertEquals(Weights.uniform(2), half.weights());
    assertEquals("0 → 1", half.className(1));
  }

  @Test
  void entropicPlansAndTimesOutsideAreRefused() {
    LabeledDataset a = Samples.clouds(1, 2, 4, 2, 2);
    assertThrows(InvalidInputException.class, () -> between(a, a).at(1.5));
    SinkhornSolver biased = new SinkhornSolver(SinkhornSettings.of(Epsilon.of(1)), Wow.COMPUTE);
    assertThrows(
        InvalidInputException.class,
        () -> WowGeodesic.between(a, a, Wow.COST, biased, Wow.exact()));
  }
}
