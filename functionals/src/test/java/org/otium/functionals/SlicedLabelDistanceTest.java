package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.Golden;
import org.otium.testkit.LabelDistanceContract;
import org.otium.testkit.Samples;

class SlicedLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected LabelDistance labelDistance() {
    return sliced(200, 1);
  }

  private static LabelDistance sliced(int directions, long seed) {
    return new SlicedLabelDistance(
        new SlicedLabelDistanceSettings(directions, seed), Parts.COMPUTE);
  }

  private static List<ClassConditional> oneClass(double[][] points) {
    return LabeledDataset.of("points", Matrix.of(points), Labels.hard(new int[points.length]))
        .classConditionals();
  }

  @Test
  void onALineItIsTheWassersteinDistance() {
    List<ClassConditional> a = oneClass(new double[][] {{5}, {0}, {1}});
    List<ClassConditional> b = oneClass(new double[][] {{3}, {2}});
    // Quantiles on sixths: 0 0 1 1 5 5 against 2 2 2 3 3 3.
    double expected = (4 + 4 + 1 + 4 + 4 + 4) / 6.0;
    assertEquals(expected, sliced(1, 3).between(a, b).squared()[0][0], 1e-6);
  }

  /** W₂² = d(σ − σ')², and every projection is N(0, σ²). */
  @Test
  void scaledIsotropicCloudsAreAsFarApartAsTheirGaussians() {
    Matrix cloud = Samples.gaussian(400, 6, Samples.random(5));
    float[] doubled = cloud.toArray();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    LabeledDataset a = LabeledDataset.of("a", cloud, Labels.hard(new int[400]));
    LabeledDataset b = a.withFeatures(Matrix.wrap(400, 6, doubled));
    double squared =
        sliced(300, 1).between(a.classConditionals(), b.classConditionals()).squared()[0][0];
    assertEquals(6, squared, 0.6);
  }

  @Test
  void imagesLieBetweenTheirMeansAndTheWassersteinDistance() {
    List<ClassConditional> x = Golden.images("x").classConditionals();
    List<ClassConditional> y = Golden.images("y").classConditionals();
    double[] wasserstein = Golden.doubles("A_emdlabel12.npy");
    double[][] means = new MeansLabelDistance(Parts.COMPUTE).between(x, y).squared();
    double[][] actual = sliced(500, 1).between(x, y).squared();
    for (int k = 0; k < 10; k++) {
      for (int l = 0; l < 10; l++) {
        assertTrue(actual[k][l] > means[k][l], k + "," + l);
        assertTrue(actual[k][l] < wasserstein[10 * k + l], k + "," + l);
      }
    }
  }

  @Test
  void seedDecidesTheDirections() {
    List<ClassConditional> a = Samples.clouds(1, 3, 5, 4, 2).classConditionals();
    List<ClassConditional> b = Samples.clouds(2, 2, 6, 4, 3).classConditionals();
    double[][] one = sliced(10, 1).between(a, b).squared();
    assertArrayEquals(one, sliced(10, 1).between(a, b).squared());
    assertNotEquals(one[0][0], sliced(10, 2).between(a, b).squared()[0][0]);
  }

  @Test
  void pointsThatAreNotFiniteAreRefused() {
    DiscreteMeasure broken =
        DiscreteMeasure.uniform(Matrix.of(new double[][] {{1, 2}, {Double.NaN, 3}}));
    List<ClassConditional> a =
        List.of(new ClassConditional(4, "four", 1, broken, new int[] {0, 1}));
    assertThrows(InvalidInputException.class, () -> labelDistance().between(a, a));
  }

  @Test
  void noDirectionsAreRefused() {
    assertThrows(InvalidInputException.class, () -> new SlicedLabelDistanceSettings(0, 1));
  }
}
