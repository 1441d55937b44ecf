package org.otium.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.DatasetSource;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.data.npz.NpyFile;

final class SyntheticSourcesTest {
  private static double[] mean(Matrix points) {
    double[] mean = new double[points.columns()];
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points.get(i, j) / points.rows();
      }
    }
    return mean;
  }

  private static double[][] covariance(Matrix points) {
    int d = points.columns();
    double[] mean = mean(points);
    double[][] covariance = new double[d][d];
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          covariance[j][k] +=
              (points.get(i, j) - mean[j]) * (points.get(i, k) - mean[k]) / (points.rows() - 1);
        }
      }
    }
    return covariance;
  }

  @Test
  void shiftedGridsHaveTheSamePointsAndOtherLabels() {
    GaussianGridSettings settings = new GaussianGridSettings(4, 50, 4, 0, 3, 0.1);
    LabeledDataset grid = new GaussianGridSource(settings).generate(1);
    LabeledDataset shifted = new GaussianGridSource(settings.withShift(1)).generate(1);
    assertEquals(grid.features(), shifted.features());
    assertEquals(16 * 50, grid.size());
    for (int i = 0; i < grid.size(); i++) {
      assertEquals((grid.labels().classOf(i) + 1) % 4, shifted.labels().classOf(i));
      // The means are -4.5, -1.5, 1.5 and 4.5 along each axis, ten deviations apart and more.
      int column = (int) Math.round((grid.features().get(i, 0) + 4.5) / 3);
      int row = (int) Math.round((grid.features().get(i, 1) + 4.5) / 3);
      assertEquals(i / 50, 4 * row + column);
      assertEquals(column, grid.labels().classOf(i));
    }
  }

  @Test
  void sameSeedSamePoints() {
    List<DatasetSource> sources =
        List.of(
            new GaussianGridSource(GaussianGridSettings.defaults()),
            new GaussianMixtureSource(GaussianMixtureSettings.defaults()),
            new RingsSource(RingsSettings.of(RingsSettings.Stage.START)),
            new SwissRollSource(SwissRollSettings.defaults()),
            new MoonsSource(MoonsSettings.defaults()));
    for (DatasetSource source : sources) {
      assertEquals(source.generate(5), source.generate(5));
      assertNotEquals(source.generate(5), source.generate(6));
    }
  }

  @Test
  void gaussianClassesHaveTheirMomentsOnTheCircle() {
    LabeledDataset dataset =
        new GaussianMixtureSource(new GaussianMixtureSettings(4, 20_000, 2, 3, 0.5, 1)).generate(1);
    double[][] means = {{3, 0}, {0, 3}, {-3, 0}, {0, -3}};
    for (ClassConditional c : dataset.classConditionals()) {
      Matrix points = c.measure().points();
      assertArrayEquals(means[c.classId()], mean(points), 0.02);
      double[][] covariance = covariance(points);
      assertEquals(0.25, covariance[0][0], 0.01);
      assertEquals(0.25, covariance[1][1], 0.01);
      assertEquals(0, covariance[0][1], 0.01);
    }
  }

  @Test
  void anisotropyIsTheRatioOfDeviations() {
    LabeledDataset dataset =
        new GaussianMixtureSource(new GaussianMixtureSettings(1, 40_000, 2, 0, 1, 4)).generate(3);
    double[][] s = covariance(dataset.features());
    double half = (s[0][0] + s[1][1]) / 2;
    double root = Math.sqrt(half * half - (s[0][0] * s[1][1] - s[0][1] * s[0][1]));
    assertEquals(4, half + root, 0.15);
    assertEquals(0.25, half - root, 0.01);
  }

  @Test
  void highDimensionalMeansLieOnTheSphere() {
    LabeledDataset dataset =
        new GaussianMixtureSource(new GaussianMixtureSettings(5, 1, 30, 7, 0, 1)).generate(2);
    for (int i = 0; i < 5; i++) {
      double squares = 0;
      for (float value : dataset.features().row(i)) {
        squares += value * value;
      }
      assertEquals(49, squares, 1e-3);
    }
  }

  @Test
  void ringsAreThoseOfTheReference() throws IOException {
    Path golden =
        Path.of(
            System.getProperty("otium.root", "."), "..", "shared", "golden", "B_rings_target.npy");
    Assumptions.assumeTrue(Files.exists(golden), golden + " is not there");
    LabeledDataset rings =
        new RingsSource(RingsSettings.of(RingsSettings.Stage.TARGET)).generate(0);
    assertArrayEquals(NpyFile.read(golden).toFloats(), rings.features().toArray(), 1e-6f);
  }

  @Test
  void ringsStandSideBySide() {
    LabeledDataset rings =
        new RingsSource(RingsSettings.of(RingsSettings.Stage.TARGET)).generate(0);
    assertEquals(240, rings.size());
    for (int i = 0; i < 240; i++) {
      double x = rings.features().get(i, 0) + 0.75 * rings.labels().classOf(i);
      double y = rings.features().get(i, 1);
      assertEquals(0.3, Math.hypot(x, y), 1e-6);
    }
    assertEquals(0.3f, rings.features().get(80, 1));
    LabeledDataset start = new RingsSource(RingsSettings.of(RingsSettings.Stage.START)).generate(0);
    assertArrayEquals(new double[] {-0.3, 0}, mean(start.features()), 0.003);
    assertEquals(1e-4, covariance(start.features())[0][0], 3e-5);
  }

  @Test
  void swissRollUnrolls() {
    LabeledDataset roll = new SwissRollSource(SwissRollSettings.defaults()).generate(4);
    for (int i = 0; i < roll.size(); i++) {
      double x = roll.features().get(i, 0);
      double z = roll.features().get(i, 2);
      double t = Math.hypot(x, z);
      assertEquals(x, t * Math.cos(t), 1e-4);
      double along = (t / (1.5 * Math.PI) - 1) / 2;
      assertEquals(roll.labels().classOf(i), (int) Math.floor(along * 4), "t = " + t);
    }
  }

  @Test
  void moonsLieOnTheirHalfCircles() {
    LabeledDataset moons = new MoonsSource(new MoonsSettings(50, 0)).generate(4);
    for (int i = 0; i < moons.size(); i++) {
      double x = moons.features().get(i, 0);
      double y = moons.features().get(i, 1);
      boolean upper = moons.labels().classOf(i) == 0;
      assertEquals(1, upper ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5), 1e-6);
      assertTrue(upper ? y >= -1e-6 : y <= 0.5 + 1e-6);
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThrows(InvalidInputException.class, () -> new GaussianMixtureSettings(0, 1, 2, 1, 1, 1));
    assertThrows(
        InvalidInputException.class, () -> new GaussianMixtureSettings(1, 1, 2, Double.NaN, 1, 1));
    assertThrows(InvalidInputException.class, () -> new MoonsSettings(5, -1));
    assertThrows(InvalidInputException.class, () -> new SwissRollSettings(0, 1, 1, 0));
  }
}
