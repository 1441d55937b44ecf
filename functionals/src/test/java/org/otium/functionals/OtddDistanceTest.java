package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.DatasetDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.TransportProblem;
import org.otium.testkit.DatasetDistanceContract;
import org.otium.testkit.Golden;
import org.otium.testkit.Samples;

class OtddDistanceTest extends DatasetDistanceContract {
  @Override
  protected DatasetDistance distance() {
    return new OtddDistance(Parts.otdd(Parts.sinkhorn(0.5), Parts.gaussian()));
  }

  /** The reference values are of the cost halved, so both ε and the value are doubled here. */
  @ParameterizedTest
  @CsvSource({
    "gaussian, 10, 135.26684232017266, 88.84193530685012",
    "gaussian, 1, 125.90833014337484, 120.61117817667062",
    "wasserstein, 10, 137.81019206199022, 91.18839624860304",
    "wasserstein, 1, 128.5694170020846, 123.27226503538014"
  })
  void imagesGiveTheReferenceValues(
      String labels, double halfEpsilon, double biased, double debiased) {
    LabeledDataset x = Golden.images("x");
    LabeledDataset y = Golden.images("y");
    DatasetDistance distance =
        new OtddDistance(
            Parts.otdd(
                Parts.sinkhorn(2 * halfEpsilon),
                labels.equals("gaussian") ? Parts.gaussian() : Parts.wasserstein(Parts.exact())));
    DatasetDistance.Report report = distance.between(x, y);
    assertEquals(2 * biased, report.parts().get("OT(a, b)"), 2e-5 * biased);
    assertEquals(2 * debiased, report.squared(), 2e-4 * debiased);
    assertEquals(0, distance.between(x, x).squared(), 1e-6 * debiased);
    assertEquals("debiased entropic OTDD²", report.meaning());
    assertEquals(2 * halfEpsilon, report.epsilon());
  }

  @ParameterizedTest
  @CsvSource({"gaussian, 121.89116892126664", "wasserstein, 124.57525336033217"})
  void exactSolverGivesTheReferenceCost(String labels, double half) {
    DatasetDistance distance =
        new OtddDistance(
            Parts.otdd(
                Parts.exact(),
                labels.equals("gaussian") ? Parts.gaussian() : Parts.wasserstein(Parts.exact())));
    DatasetDistance.Report report = distance.between(Golden.images("x"), Golden.images("y"));
    assertEquals(2 * half, report.squared(), 2e-5 * half);
    assertEquals("exact OTDD²", report.meaning());
    assertTrue(report.warnings().isEmpty(), report.warnings().toString());
  }

  /** The cost here is |x − y|² + W², not halved, as the value of the functional is. */
  @Test
  void exactSolverGivesTheReferenceCostOfClouds() {
    DatasetDistance distance = new OtddDistance(Parts.otdd(Parts.exact(), Parts.gaussian()));
    double squared =
        distance.between(reference("C_otdd_x.npy"), reference("C_otdd_y.npy")).squared();
    assertEquals(2 * 25.953747577383602, squared, 1e-4);
  }

  static LabeledDataset reference(String file) {
    float[] features = Golden.floats(file);
    return LabeledDataset.of(
        file,
        Matrix.wrap(features.length / 2, 2, features),
        Labels.hard(Golden.ints("C_otdd_label.npy")));
  }

  @Test
  void classCouplingOfImagesIsTheReference() {
    double[] expected = Golden.doubles("A_otdd_bures_eps10.0_class_coupling.npy");
    DatasetDistance distance = new OtddDistance(Parts.otdd(Parts.sinkhorn(20), Parts.gaussian()));
    double[][] actual = distance.between(Golden.images("x"), Golden.images("y")).classCoupling();
    for (int p = 0; p < expected.length; p++) {
      assertEquals(expected[p], actual[p / 10][p % 10], 1e-5, "pair " + p);
    }
  }

  @Test
  void withoutLabelsItIsTheTransportOfTheFeatures() {
    LabeledDataset a = Samples.clouds(1, 2, 6, 3, 2);
    LabeledDataset b = Samples.clouds(2, 3, 5, 3, 2);
    OtddSettings blind = new OtddSettings(Parts.exact(), Parts.gaussian(), Parts.COST, 1, 0, true);
    double features =
        Parts.exact()
            .solve(
                new TransportProblem(
                    Parts.COST.between(a.features(), b.features()), a.weights(), b.weights()))
            .value();
    assertEquals(features, new OtddDistance(blind).between(a, b).squared(), 1e-9 * features);
  }
}
