package org.otium.models.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Cancellation;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.models.encoding.AutoencoderSettings.Architecture;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.Samples;

class AutoencoderTest {
  abstract static class Contract extends EncoderContract {
    @Override
    protected boolean learnsFromTheMeasure() {
      return false;
    }

    @Override
    protected double wayBackTolerance() {
      return 0.5;
    }
  }

  @Nested
  class Perceptron extends Contract {
    @Override
    protected Encoder encoder() {
      return new Autoencoder(quick(Architecture.MLP), Machine.COMPUTE);
    }
  }

  @Nested
  class Convolutional extends Contract {
    @Override
    protected Encoder encoder() {
      return new Autoencoder(quick(Architecture.CONVOLUTIONAL), Machine.COMPUTE);
    }

    @Override
    protected double pullbackTolerance() {
      return 0.03; // hundreds of rectifiers, some of which have their kink nearby
    }
  }

  private static AutoencoderSettings quick(Architecture architecture) {
    return AutoencoderSettings.of(architecture, 2).with(List.of(24, 12), 300);
  }

  private static Encoder encoding(AutoencoderSettings settings) {
    return new Autoencoder(settings, Machine.COMPUTE);
  }

  /**
   * Points of a subspace of three dimensions, with deviations 3, 2 and 1 along orthonormal
   * directions; one scale for all features, so that principal components are the best there is.
   */
  private static LabeledDataset subspace(int n, long seed) {
    int d = 12;
    double[] deviations = {3, 2, 1};
    RandomGenerator random = Samples.random(seed);
    float[] points = new float[n * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        double along = deviations[k] * random.nextGaussian();
        for (int j = 0; j < d; j++) {
          // Cosines of different frequency are orthogonal over these points.
          double direction = Math.sqrt(2.0 / d) * Math.cos(Math.PI * (k + 1) * (j + 0.5) / d);
          points[i * d + j] += (float) (along * direction);
        }
      }
      for (int j = 0; j < d; j++) {
        points[i * d + j] += 5;
      }
    }
    return LabeledDataset.of("subspace", Matrix.wrap(n, d, points), Labels.hard(new int[n]))
        .withShape(FeatureShape.image(3, 4, 1));
  }

  /** The mean squared error of samples that were not learned from. */
  private static double error(AutoencoderSettings settings) {
    LabeledDataset unseen = subspace(400, 2);
    Encoder.Embedding learned = encoding(settings).fit(subspace(640, 1), 1);
    LabeledDataset back = learned.decode(learned.encode(unseen)).orElseThrow();
    assertEquals(unseen.shape(), back.shape());
    double sum = 0;
    for (int v = 0; v < unseen.features().array().length; v++) {
      double offset = (double) back.features().array()[v] - unseen.features().array()[v];
      sum += offset * offset;
    }
    return sum / unseen.size();
  }

  private static AutoencoderSettings linear(int features) {
    return new AutoencoderSettings(
        Architecture.MLP, features, List.of(), 400, 1, 64, 5e-3, TensorDevice.CPU);
  }

  /** Variances are 9, 4 and 1. */
  @Test
  void linearSubspaceIsReconstructed() {
    double linear = error(linear(3));
    assertTrue(linear < 0.01, "linear: " + linear);
    double deep = error(AutoencoderSettings.of(Architecture.MLP, 3).with(List.of(64, 32), 200));
    assertTrue(deep < 0.3, "with hidden layers: " + deep);
  }

  /** A linear autoencoder cannot do better than principal components (Baldi, Hornik 1989). */
  @Test
  void withFewerFeaturesTheSmallestComponentIsLost() {
    assertEquals(1, error(linear(2)), 0.15);
    assertEquals(5, error(linear(1)), 0.6);
  }

  @Test
  void seedsDecideEverything() {
    AutoencoderSettings quick = AutoencoderSettings.of(Architecture.MLP, 2).with(List.of(8), 2);
    LabeledDataset samples = subspace(50, 1);
    LabeledDataset first = encoding(quick).fit(samples, 1).encode(samples);
    assertEquals(first, encoding(quick).fit(samples, 1).encode(samples));
    assertTrue(!first.equals(encoding(quick).fit(samples, 2).encode(samples)));
  }

  @Test
  void learningEndsBetweenEpochsOnRequest() {
    Encoder encoder = encoding(AutoencoderSettings.of(Architecture.MLP, 2));
    AtomicInteger looks = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            Cancellation.during(
                () -> looks.incrementAndGet() == 3, () -> encoder.fit(subspace(10, 1), 1)));
    assertEquals(3, looks.get());
  }

  @Test
  void whatMeansNothingIsRefused() {
    AutoencoderSettings some = AutoencoderSettings.of(Architecture.CONVOLUTIONAL, 2);
    LabeledDataset vectors = Samples.clouds(1, 2, 10, 5, 3);
    assertThrows(InvalidInputException.class, () -> encoding(some).fit(vectors, 1));
    assertThrows(InvalidInputException.class, () -> AutoencoderSettings.of(Architecture.MLP, 0));
    assertThrows(InvalidInputException.class, () -> some.with(List.of(0), 1));
    assertThrows(InvalidInputException.class, () -> some.with(List.of(), 0));
  }
}
