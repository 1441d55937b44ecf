package org.otium.models.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.Accuracy;
import org.otium.api.Cancellation;
import org.otium.api.Classifier;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;
import org.otium.models.Machine;
import org.otium.testkit.Samples;

class NeuralClassifierTest {
  private static final NetworkSettings QUICK =
      NetworkSettings.defaults().withEpochs(6, 10).withSteps(32, 3e-3);

  /** Bars of four directions at random places, with noise: no linear function tells them apart. */
  private static LabeledDataset bars(int perClass, int side, int channels, long seed) {
    RandomGenerator random = Samples.random(seed);
    int n = 4 * perClass;
    FeatureShape shape = FeatureShape.image(side, side, channels);
    int d = shape.dimension();
    float[] pixels = new float[n * d];
    int[] ids = new int[n];
    for (int i = 0; i < n; i++) {
      ids[i] = i % 4;
      for (int v = 0; v < d; v++) {
        pixels[i * d + v] = (float) (0.2 * random.nextDouble());
      }
      int x = 2 + random.nextInt(side - 4);
      int y = 2 + random.nextInt(side - 4);
      for (int t = -2; t <= 2; t++) {
        int dx = ids[i] == 0 ? 0 : t;
        int dy = ids[i] == 1 ? 0 : ids[i] == 2 ? -t : t;
        int column = Math.clamp(x + dx, 0, side - 1);
        int row = Math.clamp(y + dy, 0, side - 1);
        for (int c = 0; c < channels; c++) {
          pixels[i * d + (row * side + column) * channels + c] += 0.8f;
        }
      }
    }
    return LabeledDataset.of("bars-" + seed, Matrix.wrap(n, d, pixels), Labels.hard(ids))
        .withShape(shape);
  }

  private static Classifier leNet5(NetworkSettings settings) {
    return NeuralClassifier.leNet5(settings, Machine.COMPUTE);
  }

  private static Classifier mlp(NetworkSettings settings) {
    return NeuralClassifier.mlp(MlpSettings.of(List.of(32), settings), Machine.COMPUTE);
  }

  private static double accuracy(Classifier classifier, int side, int channels) {
    return Accuracy.of(
            classifier.fit(bars(300, side, channels, 1), 1), bars(100, side, channels, 2))
        .value();
  }

  @Test
  void learningEndsBetweenEpochsOnRequest() {
    Classifier classifier = mlp(NetworkSettings.defaults());
    AtomicInteger looks = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            Cancellation.during(
                () -> looks.incrementAndGet() == 3, () -> classifier.fit(bars(5, 8, 1, 1), 1)));
    assertEquals(3, looks.get());
  }

  @Test
  void convolutionsSeeWhatALinearLayerDoesNot() {
    double linear = accuracy(NeuralClassifier.linear(QUICK, Machine.COMPUTE), 16, 1);
    double lenet = accuracy(leNet5(QUICK.withEpochs(12, 1)), 16, 1);
    assertTrue(lenet > 0.95, "lenet5: " + lenet);
    assertTrue(linear < 0.6, "linear: " + linear);
  }

  @Test
  void deepNetworksLearnColouredImages() {
    double spinal =
        accuracy(NeuralClassifier.spinalNet(WidthSettings.of(8, QUICK), Machine.COMPUTE), 12, 3);
    double residual =
        accuracy(NeuralClassifier.resNet18(WidthSettings.of(8, QUICK), Machine.COMPUTE), 12, 3);
    assertTrue(spinal > 0.95, "spinal-net: " + spinal);
    assertTrue(residual > 0.95, "resnet18: " + residual);
  }

  /** A pattern of sizes that each network meets: sides that no pooling divides, every stem. */
  @Test
  void imagesOfAllSizesAreTaken() {
    NetworkSettings once = QUICK.withEpochs(1, 1).withFewestSteps(1);
    for (int side : new int[] {12, 28, 32, 37, 64, 70}) {
      LabeledDataset few = bars(2, side, 1, 1);
      for (Classifier classifier :
          List.of(
              leNet5(once),
              NeuralClassifier.spinalNet(WidthSettings.of(2, once), Machine.COMPUTE),
              NeuralClassifier.resNet18(WidthSettings.of(2, once), Machine.COMPUTE))) {
        assertEquals(few.size(), classifier.fit(few, 1).predict(few.features()).size());
      }
    }
  }

  /** Few samples are one batch, so that epochs are steps. */
  @Test
  void fineTuningMayHaveALeastNumberOfStepsOfItsOwn() {
    LabeledDataset few = bars(2, 12, 1, 1);
    NetworkSettings steps = QUICK.withEpochs(1, 1).withSteps(64, 1e-3).withFewestSteps(7);
    Classifier.Trained same = leNet5(steps).fit(few, 1);
    assertEquals(7, same.curve().size());
    assertEquals(7, same.fineTune(few, 1).curve().size());
    Classifier.Trained other = leNet5(steps.withFewestFineTuneSteps(3)).fit(few, 1);
    assertEquals(7, other.curve().size());
    assertEquals(3, other.fineTune(few, 1).curve().size());
    assertEquals(3, other.fineTune(few, 1).fineTune(few, 1).curve().size());
  }

  @Test
  void vectorsAreRefusedByNetworksForImages() {
    LabeledDataset vectors = Samples.clouds(1, 2, 10, 5, 3);
    assertThrows(InvalidInputException.class, () -> leNet5(QUICK).fit(vectors, 1));
  }

  @Test
  void seedsDecideEverything() {
    LabeledDataset training = bars(20, 12, 1, 1);
    Matrix test = bars(10, 12, 1, 2).features();
    Labels first = leNet5(QUICK).fit(training, 7).predict(test);
    assertEquals(first, leNet5(QUICK).fit(training, 7).predict(test));
    assertNotEquals(first, leNet5(QUICK).fit(training, 8).predict(test));
  }

  /** The head is new, the rest knows bars already. */
  @Test
  void whatIsKnownHelpsWithFewSamples() {
    LabeledDataset few = Samples.renamedClasses(bars(3, 16, 1, 3));
    LabeledDataset unseen = Samples.renamedClasses(bars(100, 16, 1, 2));
    NetworkSettings settings = QUICK.withEpochs(12, 30);
    Classifier.Trained known = leNet5(settings).fit(bars(300, 16, 1, 1), 1);
    double tuned = Accuracy.of(known.fineTune(few, 1), unseen).value();
    double alone = Accuracy.of(leNet5(settings.withEpochs(30, 1)).fit(few, 1), unseen).value();
    assertTrue(tuned > alone + 0.2, tuned + " after " + alone);
    assertArrayEquals(few.classIds(), known.fineTune(few, 1).predict(few.features()).classIds());
  }

  /** By default: few samples make a batch, so that epochs alone are as few steps. */
  @Test
  void fineTuningWithFiveSamplesOfEachClassBeatsThemAlone() {
    NetworkSettings usual = NetworkSettings.defaults();
    LabeledDataset many = bars(150, 16, 1, 1);
    LabeledDataset few = bars(5, 16, 1, 3);
    LabeledDataset unseen = bars(100, 16, 1, 2);
    double alone = Accuracy.of(leNet5(usual).fit(few, 1), unseen).value();
    double sameClasses = Accuracy.of(leNet5(usual).fit(many, 1).fineTune(few, 1), unseen).value();
    Classifier.Trained others = leNet5(usual).fit(Samples.renamedClasses(many), 1);
    double newClasses = Accuracy.of(others.fineTune(few, 1), unseen).value();
    assertTrue(sameClasses > alone + 0.2, sameClasses + " after " + alone);
    assertTrue(newClasses > alone + 0.1, newClasses + " after " + alone);
  }

  private static LabeledDataset named(LabeledDataset samples, String... names) {
    Map<Integer, String> byId = new TreeMap<>();
    for (int id = 0; id < names.length; id++) {
      byId.put(id, names[id]);
    }
    return samples.withClassNames(byId);
  }

  /** Learns nearly nothing more, so that what it says shows whether the head was kept. */
  private static double agreement(Head head, LabeledDataset before, LabeledDataset after) {
    NetworkSettings still = QUICK.withSteps(400, 1e-9).withFewestSteps(1).withEpochs(1, 1);
    NamedArrays state = mlp(QUICK.withEpochs(20, 1)).fit(before, 1).state().orElseThrow();
    Classifier.Trained known = mlp(still.withHead(head)).restore(state);
    Labels was = known.predict(after.features());
    Labels is = known.fineTune(after, 2).predict(after.features());
    return IntStream.range(0, after.size()).filter(i -> was.classOf(i) == is.classOf(i)).count()
        / (double) after.size();
  }

  @Test
  void headIsNewForClassesOfOtherNamesAlone() {
    LabeledDataset digits = named(Samples.clouds(1, 4, 30, 6, 5), "0", "1", "2", "3");
    LabeledDataset letters = named(digits, "o", "ki", "su", "tsu");
    LabeledDataset nameless = named(digits);
    assertEquals(1, agreement(Head.AUTO, digits, digits), 0.01);
    assertEquals(1, agreement(Head.AUTO, digits, nameless), 0.01);
    assertEquals(1, agreement(Head.AUTO, nameless, letters), 0.01);
    assertTrue(agreement(Head.AUTO, digits, letters) < 0.8);
    assertEquals(1, agreement(Head.KEPT, digits, letters), 0.01);
    assertTrue(agreement(Head.NEW, digits, digits) < 0.8);
  }

  @Test
  void fewSamplesAreSeenMoreOften() {
    LabeledDataset few = Samples.clouds(1, 2, 5, 2, 4);
    Classifier.Trained trained = mlp(QUICK.withFewestSteps(50)).fit(few, 1);
    assertEquals(50, trained.curve().size());
    assertEquals(50, trained.fineTune(few, 1).curve().size());
    LabeledDataset more = Samples.clouds(1, 2, 160, 2, 4);
    assertEquals(6, mlp(QUICK.withFewestSteps(50)).fit(more, 1).curve().size(), "6 epochs of 10");
  }

  /** Where an epoch is one step, patience of three epochs would end learning after a few steps. */
  @Test
  void patienceBeginsAfterTheFewestSteps() {
    NetworkSettings patient = QUICK.withFewestSteps(60).withHeldOut(0.25, 1);
    Classifier.Trained trained = mlp(patient).fit(Samples.clouds(1, 3, 8, 4, 6), 1);
    assertTrue(trained.curve().size() >= 60, trained.curve().size() + " epochs");
  }

  /** Each sample with both labels, and half of each label, have the same optimum. */
  @Test
  void softLabelsTeachTheirShares() {
    LabeledDataset clouds = Samples.clouds(1, 2, 150, 2, 4);
    float[] shares = new float[2 * clouds.size()];
    for (int i = 0; i < clouds.size(); i++) {
      shares[2 * i + clouds.classPositions()[i]] = 0.75f;
      shares[2 * i + 1 - clouds.classPositions()[i]] = 0.25f;
    }
    Labels soft = Labels.soft(new int[] {3, 10}, Matrix.wrap(clouds.size(), 2, shares));
    Labels predicted =
        mlp(QUICK.withEpochs(40, 1)).fit(clouds.withLabels(soft), 1).predict(clouds.features());
    double mean = 0;
    for (int i = 0; i < clouds.size(); i++) {
      mean += predicted.share(i, clouds.labels().classOf(i)) / clouds.size();
    }
    assertEquals(0.75, mean, 0.04);
  }

  /** A label space of 50,000 classes, of which a sample has a share of one or two. */
  @Test
  void manyClassesTakeMemoryForABatchAlone() {
    int n = 300;
    LabeledDataset clouds = Samples.clouds(1, 2, n / 2, 2, 6);
    int[] ids = IntStream.range(0, 50_000).toArray();
    int[] starts = IntStream.rangeClosed(0, clouds.size()).toArray();
    int[] columns = Arrays.stream(clouds.classPositions()).map(p -> 49_000 * p + 7).toArray();
    float[] ones = new float[clouds.size()];
    Arrays.fill(ones, 1);
    LabeledDataset padded = clouds.withLabels(Labels.sparse(ids, starts, columns, ones));
    NetworkSettings settings = NetworkSettings.defaults().withEpochs(8, 1).withSteps(32, 3e-2);
    Matrix some = padded.select(new int[] {0, clouds.size() - 1}).features();
    Labels predicted =
        NeuralClassifier.linear(settings, Machine.COMPUTE).fit(padded, 1).predict(some);
    assertEquals(7, predicted.classOf(0));
    assertEquals(49_007, predicted.classOf(1));
  }

  /** The same places carry two labels, one of which weighs three times as much. */
  @Test
  void samplesTeachByTheirWeight() {
    LabeledDataset clouds = Samples.clouds(1, 1, 120, 2, 1);
    int[] ids = new int[240];
    double[] masses = new double[240];
    int[] twice = new int[240];
    for (int i = 0; i < 240; i++) {
      twice[i] = i / 2;
      ids[i] = i % 2;
      masses[i] = i % 2 == 0 ? 3 : 1;
    }
    LabeledDataset weighted =
        clouds.select(twice).withLabels(Labels.hard(ids)).withWeights(Weights.proportional(masses));
    Labels predicted =
        NeuralClassifier.linear(QUICK.withEpochs(30, 1), Machine.COMPUTE)
            .fit(weighted, 1)
            .predict(clouds.features());
    double mean = 0;
    for (int i = 0; i < 120; i++) {
      mean += predicted.share(i, 0) / 120;
    }
    assertEquals(0.75, mean, 0.04);
  }

  @Test
  void curvesFallAndLearningStopsEarly() {
    NetworkSettings patient = QUICK.withEpochs(200, 1).withHeldOut(0.25, 3);
    Classifier.Trained trained = mlp(patient).fit(Samples.clouds(1, 3, 80, 4, 6), 1);
    List<Classifier.Epoch> curve = trained.curve();
    assertTrue(curve.size() < 60, curve.size() + " epochs");
    assertTrue(curve.getLast().loss() < curve.getFirst().loss());
    assertTrue(curve.stream().allMatch(epoch -> epoch.heldOut().isPresent()));
    assertEquals(
        6, mlp(QUICK.withFewestSteps(1)).fit(Samples.clouds(1, 3, 20, 4, 6), 1).curve().size());
  }

  @Test
  void divergenceIsReported() {
    NetworkSettings wild = NetworkSettings.defaults().withSteps(16, 1e30);
    assertThrows(
        InvalidInputException.class, () -> mlp(wild).fit(Samples.clouds(1, 3, 40, 4, 3), 1));
    for (double heldOut : new double[] {0, 0.25}) {
      NetworkSettings once =
          wild.withSteps(1000, 1e30).withEpochs(1, 1).withFewestSteps(1).withHeldOut(heldOut, 1);
      InvalidInputException last =
          assertThrows(
              InvalidInputException.class, () -> mlp(once).fit(Samples.clouds(1, 3, 40, 4, 3), 1));
      assertTrue(last.what().startsWith("mlp diverged in epoch 1: "), last.what());
    }
  }

  @Test
  void samplesThatAreNotFiniteAreRefused() {
    LabeledDataset samples = Samples.clouds(1, 2, 10, 4, 3);
    samples.features().array()[5] = Float.NaN;
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> mlp(QUICK).fit(samples, 1));
    assertTrue(error.what().contains("of sample 1 is NaN"), error.what());
  }

  @Test
  void networkOfOtherSettingsIsNotRestored() {
    Classifier.Trained narrow = mlp(QUICK).fit(Samples.clouds(1, 2, 20, 4, 3), 1);
    Classifier wide = NeuralClassifier.mlp(MlpSettings.of(List.of(33), QUICK), Machine.COMPUTE);
    assertThrows(InvalidInputException.class, () -> wide.restore(narrow.state().orElseThrow()));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThrows(InvalidInputException.class, () -> QUICK.withEpochs(0, 1));
    assertThrows(InvalidInputException.class, () -> QUICK.withFewestSteps(0));
    assertThrows(InvalidInputException.class, () -> QUICK.withSteps(0, 1));
    assertThrows(InvalidInputException.class, () -> QUICK.withSteps(1, 0));
    assertThrows(InvalidInputException.class, () -> QUICK.withHeldOut(1, 1));
    assertThrows(InvalidInputException.class, () -> MlpSettings.of(List.of(0), QUICK));
    assertThrows(InvalidInputException.class, () -> WidthSettings.of(0, QUICK));
  }
}
