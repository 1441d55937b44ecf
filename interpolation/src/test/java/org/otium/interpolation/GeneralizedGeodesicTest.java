package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class GeneralizedGeodesicTest {
  private static Interpolation exact() {
    return new GeneralizedGeodesic(
        new GeneralizedGeodesicSettings(Parts.barycentric(Parts.exact(), 0)));
  }

  @Test
  void cornersAndInsideOfTheSimplexAreTheReferenceMaps() {
    LabeledDataset base = unlabelled("base", Golden.floats("C_gg_nu.npy"));
    float[] targets = Golden.floats("C_gg_targets.npy");
    double[] maps = Golden.doubles("C_gg_maps.npy");
    List<LabeledDataset> datasets = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      float[] part = Arrays.copyOfRange(targets, 90 * k, 90 * (k + 1));
      datasets.add(unlabelled("target " + k, part));
    }
    Interpolation.Prepared geodesic = exact().prepare(datasets, base, 1);
    Matrix corner = geodesic.at(Weights.probability(0, 1, 0)).features();
    Matrix inside = geodesic.at(Weights.probability(0.5, 0.2, 0.3)).features();
    for (int i = 0; i < 90; i++) {
      assertEquals(maps[90 + i], corner.array()[i], 1e-5);
      double expected = 0.5 * maps[i] + 0.2 * maps[90 + i] + 0.3 * maps[180 + i];
      assertEquals(expected, inside.array()[i], 1e-5);
    }
  }

  @Test
  void halfWayFromTheBaseIsMcCannsInterpolation() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2);
    LabeledDataset b = Samples.clouds(2, 2, 5, 2, 4);
    assertMcCann(exact().prepare(List.of(a, b), a, 1), a);
    Interpolation entropic =
        new GeneralizedGeodesic(
            new GeneralizedGeodesicSettings(Parts.barycentric(Parts.sinkhorn(0.5), 0)));
    assertMcCann(entropic.prepare(List.of(a, b), a, 1), a);
  }

  private static void assertMcCann(Interpolation.Prepared geodesic, LabeledDataset a) {
    Matrix start = geodesic.at(Weights.probability(1, 0)).features();
    Matrix end = geodesic.at(Weights.probability(0, 1)).features();
    Matrix half = geodesic.at(Weights.probability(0.5, 0.5)).features();
    for (int i = 0; i < start.array().length; i++) {
      assertEquals(a.features().array()[i], start.array()[i], 1e-5);
      assertEquals((start.array()[i] + end.array()[i]) / 2, half.array()[i], 1e-5);
    }
  }

  @Test
  void equalClassIdsOfDifferentDatasetsStayDifferentClasses() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2).withName("a");
    LabeledDataset b = Samples.clouds(2, 3, 5, 2, 2).withName("b");
    LabeledDataset mixed = exact().prepare(List.of(a, b), a, 1).at(Weights.probability(0.25, 0.75));
    assertEquals(5, mixed.classIds().length);
    assertEquals(
        List.of("a: 3", "a: 10", "b: 3", "b: 10", "b: 17"),
        List.copyOf(mixed.classNames().values()));
    for (int i = 0; i < mixed.size(); i++) {
      double fromA = mixed.labels().share(i, 0) + mixed.labels().share(i, 1);
      assertEquals(0.25, fromA, 1e-6);
    }
  }

  @Test
  void weightsOfAnotherNumberAreRefused() {
    LabeledDataset a = Samples.clouds(1, 2, 5, 2, 2);
    Interpolation.Prepared one = exact().prepare(List.of(a), a, 1);
    assertThrows(InvalidInputException.class, () -> one.at(Weights.probability(0.5, 0.5)));
    assertThrows(InvalidInputException.class, () -> exact().prepare(List.of(), a, 1));
  }

  private static LabeledDataset unlabelled(String name, float[] points) {
    return LabeledDataset.of(
        name, Matrix.wrap(points.length / 2, 2, points), Labels.hard(new int[points.length / 2]));
  }
}
