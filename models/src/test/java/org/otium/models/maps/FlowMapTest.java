package org.otium.models.maps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.Cancellation;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.testkit.DatasetTransformContract;
import org.otium.testkit.Samples;

class FlowMapTest extends DatasetTransformContract {
  @Override
  protected DatasetTransform transform() {
    LabeledDataset before = Samples.clouds(1, 3, 12, 16, 3);
    return new FlowMap(FlowMapSettings.of(before, before).withEffort(1, 1), Machine.COMPUTE);
  }

  @Override
  protected boolean ignoresLabels() {
    return false;
  }

  /** Blots at random places, with two channels. */
  private static LabeledDataset blots(int n, long seed) {
    FeatureShape shape = FeatureShape.image(9, 8, 2);
    float[] pixels = new float[n * shape.dimension()];
    int[] ids = new int[n];
    var random = Samples.random(seed);
    for (int i = 0; i < n; i++) {
      double y = 2 + 5 * random.nextDouble();
      double x = 2 + 4 * random.nextDouble();
      ids[i] = y < 4.5 ? 3 : 8;
      for (int v = 0; v < shape.dimension(); v++) {
        int row = v / 16;
        int column = v / 2 % 8;
        double blot = Math.exp(-(Math.pow(row - y, 2) + Math.pow(column - x, 2)) / 3);
        pixels[i * shape.dimension() + v] = (float) (v % 2 == 0 ? blot : 1 - blot);
      }
    }
    return LabeledDataset.of("blots", Matrix.wrap(n, shape.dimension(), pixels), Labels.hard(ids))
        .withShape(shape);
  }

  /** What a flow might do: turns pictures upside down, darkens them and renames the classes. */
  private static LabeledDataset flowed(LabeledDataset samples) {
    int d = samples.dimension();
    float[] moved = new float[samples.size() * d];
    int[] ids = new int[samples.size()];
    for (int i = 0; i < samples.size(); i++) {
      ids[i] = 100 + samples.labels().classOf(i);
      for (int v = 0; v < d; v++) {
        int mirrored = (8 - v / 16) * 16 + v % 16;
        moved[i * d + v] = 0.5f * samples.features().get(i, mirrored);
      }
    }
    return samples.withFeatures(Matrix.wrap(samples.size(), d, moved)).withLabels(Labels.hard(ids));
  }

  /** The end is asked for before the third epoch; more are looked at only where that is missed. */
  @Test
  void learningEndsBetweenEpochsOnRequest() {
    LabeledDataset before = blots(20, 1);
    FlowMap map = new FlowMap(FlowMapSettings.of(before, before), Machine.COMPUTE);
    AtomicInteger looks = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () -> Cancellation.during(() -> looks.incrementAndGet() == 3, () -> map.fit(1)));
    assertEquals(3, looks.get());
  }

  @Test
  void unseenImagesFlowAsParticlesDid() {
    LabeledDataset before = blots(600, 1);
    LabeledDataset unseen = blots(60, 2);
    FlowMapSettings settings =
        new FlowMapSettings(before, flowed(before), 2, 20, 16, 1e-3, 0.1, TensorDevice.CPU);
    LabeledDataset mapped = new FlowMap(settings, Machine.COMPUTE).apply(unseen, 1);
    LabeledDataset truth = flowed(unseen);
    double error = squared(mapped, truth);
    assertTrue(error < 0.1 * spread(truth), error + " of " + spread(truth));
    assertEquals(truth.labels(), mapped.labels());
    assertEquals(unseen.shape(), mapped.shape());
  }

  private static double squared(LabeledDataset a, LabeledDataset b) {
    double sum = 0;
    for (int v = 0; v < a.features().array().length; v++) {
      sum += Math.pow((double) a.features().array()[v] - b.features().array()[v], 2);
    }
    return sum / a.size();
  }

  /** The mean squared distance from the mean sample. */
  private static double spread(LabeledDataset a) {
    float[] mean = new float[a.features().array().length];
    int d = a.dimension();
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int i = 0; i < a.size(); i++) {
        sum += a.features().get(i, j) / (double) a.size();
      }
      for (int i = 0; i < a.size(); i++) {
        mean[i * d + j] = (float) sum;
      }
    }
    return squared(a, a.withFeatures(Matrix.wrap(a.size(), d, mean)));
  }

  @Test
  void vectorsAreMappedToo() {
    LabeledDataset before = Samples.clouds(1, 3, 100, 3, 5);
    LabeledDataset after = Samples.translated(before, new float[] {10, -10, 0});
    FlowMapSettings settings = FlowMapSettings.of(before, after).withEffort(1, 30);
    LabeledDataset unseen = Samples.clouds(2, 3, 30, 3, 5);
    LabeledDataset mapped = new FlowMap(settings, Machine.COMPUTE).apply(unseen, 1);
    LabeledDataset truth = Samples.translated(unseen, new float[] {10, -10, 0});
    assertTrue(squared(mapped, truth) < 0.1 * spread(truth));
  }

  @Test
  void samplesThatAreNotFiniteAreRefused() {
    LabeledDataset samples = Samples.clouds(1, 3, 12, 16, 3);
    samples.features().array()[17] = Float.NaN;
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> transform().apply(samples, 1));
    assertTrue(error.what().contains("of sample 1 is NaN"), error.what());
  }

  @Test
  void particlesThatAreNoPairsAreRefused() {
    LabeledDataset before = Samples.clouds(1, 3, 10, 3, 5);
    int[] fewer = new int[before.size() - 1];
    Arrays.setAll(fewer, i -> i);
    assertThrows(
        InvalidInputException.class, () -> FlowMapSettings.of(before, before.select(fewer)));
    FlowMap map = new FlowMap(FlowMapSettings.of(before, before).withEffort(1, 1), Machine.COMPUTE);
    LabeledDataset wider = Samples.clouds(1, 3, 10, 4, 5);
    assertThrows(InvalidInputException.class, () -> map.apply(wider, 1));
  }

  /** Of particles that start at one place, the best map takes the mean of where they went. */
  @Test
  void particlesCountByTheirMass() {
    int n = 60;
    float[] ends = new float[n];
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      ends[i] = i % 2;
      masses[i] = i % 2 == 0 ? 1 : 3;
    }
    LabeledDataset before =
        LabeledDataset.of("before", Matrix.wrap(n, 1, new float[n]), Labels.hard(new int[n]))
            .withWeights(Weights.proportional(masses));
    LabeledDataset after = before.withFeatures(Matrix.wrap(n, 1, ends));
    FlowMapSettings settings = FlowMapSettings.of(before, after).withEffort(1, 200);
    float mapped = new FlowMap(settings, Machine.COMPUTE).apply(before, 1).features().get(0, 0);
    assertEquals(0.75, mapped, 0.05);
  }

  @Test
  void particlesWithoutMassTeachNothing() {
    LabeledDataset some = blots(40, 1);
    double[] masses = new double[60];
    Arrays.fill(masses, 0, 40, 1);
    LabeledDataset before = blots(60, 1).withWeights(Weights.proportional(masses));
    LabeledDataset few = before.select(IntStream.range(0, 40).toArray());
    assertEquals(some.features(), few.features());
    FlowMap all =
        new FlowMap(FlowMapSettings.of(before, flowed(before)).withEffort(2, 2), Machine.COMPUTE);
    FlowMap heavy =
        new FlowMap(FlowMapSettings.of(few, flowed(few)).withEffort(2, 2), Machine.COMPUTE);
    assertArrayEquals(
        heavy.apply(some, 1).features().array(), all.apply(some, 1).features().array(), 1e-5f);
  }
}
