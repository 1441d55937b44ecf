package org.otium.solvers.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Covariance;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.synthetic.GaussianGridSettings;
import org.otium.data.synthetic.GaussianGridSource;
import org.otium.numerics.GaussianTransport;

/** Learned maps against maps that are known, on samples that were not seen. */
class KnownMapsTest {
  /** The map between Gaussians is m₂ + A(x − m₁); the identity is off by more than twice P. */
  @Test
  void betweenGaussiansItNearsTheClosedForm() {
    double[] from = {1, -1};
    double[] to = {-1, 2};
    double[] rootOfFrom = {1, 0, 0, 0.5};
    double[] rootOfTo = {0.6, 0.4, -0.5, 1.2};
    double[] a =
        GaussianTransport.map(
            new GaussianMeasure(from, Covariance.full(2, squared(rootOfFrom))),
            new GaussianMeasure(to, Covariance.full(2, squared(rootOfTo))),
            Parts.COMPUTE.linearAlgebra());
    NeuralMap map =
        new NeuralMapping(
                Parts.settings()
                    .withWeights(1, 0)
                    .withNetworks(MapNetworks.MLP, 64)
                    .withIterations(80, 10, 50, 1)
                    .withSteps(128, 1e-3, 1e-3),
                Parts.COMPUTE)
            .fit(gaussian(from, rootOfFrom, 5000, 1), gaussian(to, rootOfTo, 5000, 2), 1);
    LabeledDataset unseen = gaussian(from, rootOfFrom, 1000, 3);
    Matrix images = map.apply(unseen).features();
    double error = 0;
    double size = 0;
    for (int i = 0; i < unseen.size(); i++) {
      double x = unseen.features().get(i, 0) - from[0];
      double y = unseen.features().get(i, 1) - from[1];
      double right = a[0] * x + a[1] * y;
      double up = a[2] * x + a[3] * y;
      error += square(images.get(i, 0) - to[0] - right) + square(images.get(i, 1) - to[1] - up);
      size += square(right) + square(up);
    }
    assertTrue(Math.sqrt(error / size) < 0.25, "relative L² error " + Math.sqrt(error / size));
  }

  /**
   * GG figure 8, and the same moved aside: points that differ in their labels alone stay where they
   * are, points that were moved go back, and each gets the class that lies there.
   */
  @Test
  void classesOfAMixtureGoToThoseThatLieThere() {
    GaussianGridSettings settings = GaussianGridSettings.defaults();
    LabeledDataset target = new GaussianGridSource(settings.withShift(1)).generate(2);
    LabeledDataset source = moved(new GaussianGridSource(settings).generate(1));
    LabeledDataset unseen = moved(new GaussianGridSource(settings).generate(3));
    NeuralMap map =
        new NeuralMapping(
                Parts.settings()
                    .withWeights(1, 1)
                    .withNetworks(MapNetworks.MLP, 64)
                    .withIterations(100, 10, 50, 300)
                    .withSteps(128, 1e-3, 1e-3),
                Parts.COMPUTE)
            .fit(source, target, 1);
    LabeledDataset images = map.apply(unseen);
    double error = 0;
    int right = 0;
    for (int i = 0; i < unseen.size(); i++) {
      error +=
          square(images.features().get(i, 0) - unseen.features().get(i, 0) + ASIDE)
              + square(images.features().get(i, 1) - unseen.features().get(i, 1));
      right +=
          images.labels().classOf(i) == (unseen.labels().classOf(i) + 1) % settings.classes()
              ? 1
              : 0;
    }
    // The identity is off by 2.25.
    assertTrue(error / unseen.size() < 0.3, "mean squared error " + error / unseen.size());
    assertTrue(right > 0.95 * unseen.size(), right + " of " + unseen.size() + " labels");
    assertEquals(100, map.curve().size());
  }

  private static final float ASIDE = 1.5f;

  private static LabeledDataset moved(LabeledDataset grid) {
    float[] values = grid.features().toArray();
    for (int i = 0; i < values.length; i += 2) {
      values[i] += ASIDE;
    }
    return grid.withFeatures(Matrix.wrap(grid.size(), 2, values));
  }

  private static LabeledDataset gaussian(double[] mean, double[] root, int n, long seed) {
    RandomGenerator random = Parts.random(seed);
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      values[2 * i] = (float) (mean[0] + root[0] * a + root[1] * b);
      values[2 * i + 1] = (float) (mean[1] + root[2] * a + root[3] * b);
    }
    return LabeledDataset.of("gaussian", Matrix.wrap(n, 2, values), Labels.hard(new int[n]));
  }

  private static double[] squared(double[] root) {
    double across = root[0] * root[2] + root[1] * root[3];
    return new double[] {
      square(root[0]) + square(root[1]), across, across, square(root[2]) + square(root[3])
    };
  }

  private static double square(double x) {
    return x * x;
  }
}
