package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;

/** What every {@link Classifier} must do. */
public abstract class ClassifierContract {
  private static final int CLASSES = 3;

  private LabeledDataset training;
  private LabeledDataset test;

  /** For subclasses. */
  protected ClassifierContract() {}

  @BeforeEach
  final void drawSamples() {
    training = clouds(1, 20, 3);
    test = clouds(2, 15, 3);
  }

  /**
   * The classifier under test, set to learn from some sixty samples of {@link #shape}.
   *
   * @return a fresh one
   */
  protected abstract Classifier classifier();

  /**
   * What the samples are.
   *
   * @return four features, unless the classifier needs images
   */
  protected FeatureShape shape() {
    return FeatureShape.vector(4);
  }

  private LabeledDataset clouds(long seed, int perClass, double spread) {
    return Samples.clouds(seed, CLASSES, perClass, shape().dimension(), spread).withShape(shape());
  }

  /**
   * How far apart two ways of computing the share of a class may be.
   *
   * @return an absolute tolerance
   */
  protected double tolerance() {
    return 1e-3;
  }

  /**
   * Whether a training sample of double weight teaches what two samples teach.
   *
   * @return true, unless samples are counted whatever their weight
   */
  protected boolean weighsSamples() {
    return true;
  }

  /**
   * Whether what is learned does not depend on the order of the training samples.
   *
   * @return true, unless batches are drawn from them
   */
  protected boolean ignoresOrder() {
    return true;
  }

  @Test
  final void classesFarApartAreToldApart() {
    LabeledDataset far = clouds(1, 20, 12);
    LabeledDataset unseen = clouds(2, 15, 12);
    Labels predicted = classifier().fit(far, 1).predict(unseen.features());
    for (int i = 0; i < unseen.size(); i++) {
      assertEquals(unseen.labels().classOf(i), predicted.classOf(i), "sample " + i);
    }
  }

  @Test
  final void labelsAreSharesOfTheClassesOfTheTrainingSet() {
    Labels predicted = classifier().fit(training, 1).predict(test.features());
    assertEquals(test.size(), predicted.size());
    for (int id : predicted.classIds()) {
      assertTrue(Arrays.binarySearch(training.classIds(), id) >= 0, "class " + id);
    }
    for (int i = 0; i < test.size(); i++) {
      double sum = 0;
      for (int id : training.classIds()) {
        double share = predicted.share(i, id);
        assertTrue(share >= 0 && share <= 1 + 1e-6, "a share of " + share);
        sum += share;
      }
      assertEquals(1, sum, 1e-4, "shares of sample " + i);
    }
  }

  @Test
  final void singleClassIsAlwaysPredicted() {
    LabeledDataset one = training.withLabels(Labels.hard(new int[training.size()]));
    Labels predicted = classifier().fit(one, 1).predict(test.features());
    for (int i = 0; i < test.size(); i++) {
      assertEquals(1, predicted.share(i, 0), 1e-6, "sample " + i);
    }
  }

  @Test
  final void learningTwiceGivesTheSameShares() {
    Labels first = classifier().fit(training, 1).predict(test.features());
    assertEquals(first, classifier().fit(training, 1).predict(test.features()));
  }

  @Test
  final void permutingTheTrainingSamplesChangesNothing() {
    assumeTrue(ignoresOrder(), "batches are drawn from the samples");
    int[] order = Samples.permutation(training.size(), Samples.random(3));
    assertClose(
        classifier().fit(training, 1).predict(test.features()),
        classifier().fit(training.select(order), 1).predict(test.features()),
        "training samples permuted");
  }

  @Test
  final void samplesAreLabelledOneByOne() {
    Classifier.Trained trained = classifier().fit(training, 1);
    int[] some = {7, 0, 31};
    assertClose(
        trained.predict(test.features()).select(some),
        trained.predict(test.features().selectRows(some)),
        "some of the samples");
  }

  @Test
  final void renamedClassesArePredictedUnderTheirNewNames() {
    assumeTrue(ignoresOrder(), "classes are shuffled with the samples");
    Labels predicted = classifier().fit(training, 1).predict(test.features());
    Labels renamed = classifier().fit(Samples.renamedClasses(training), 1).predict(test.features());
    for (int i = 0; i < test.size(); i++) {
      for (int id : training.classIds()) {
        assertEquals(
            predicted.share(i, id), renamed.share(i, 1000 - id), tolerance(), "sample " + i);
      }
    }
  }

  @Test
  final void sharesOfOneTeachWhatHardLabelsTeach() {
    int[] ids = training.classIds();
    float[] shares = new float[training.size() * ids.length];
    for (int i = 0; i < training.size(); i++) {
      shares[i * ids.length + training.classPositions()[i]] = 1;
    }
    LabeledDataset soft =
        training.withLabels(Labels.soft(ids, Matrix.wrap(training.size(), ids.length, shares)));
    assertClose(
        classifier().fit(training, 1).predict(test.features()),
        classifier().fit(soft, 1).predict(test.features()),
        "soft labels");
  }

  @Test
  final void vagueLabelsTeachVagueness() {
    int[] ids = training.classIds();
    float[] half = new float[training.size() * ids.length];
    Arrays.fill(half, 1f / ids.length);
    LabeledDataset vague =
        training.withLabels(Labels.soft(ids, Matrix.wrap(training.size(), ids.length, half)));
    Labels predicted = classifier().fit(vague, 1).predict(test.features());
    for (int i = 0; i < test.size(); i++) {
      for (int id : ids) {
        assertEquals(1.0 / ids.length, predicted.share(i, id), 0.05, "sample " + i);
      }
    }
  }

  @Test
  final void sampleOfDoubleWeightTeachesAsTwo() {
    assumeTrue(weighsSamples(), "samples are counted whatever their weight");
    int n = training.size();
    int[] doubled = new int[n + n / 3];
    double[] masses = new double[n];
    Arrays.setAll(doubled, i -> i < n ? i : 3 * (i - n));
    for (int i : doubled) {
      masses[i]++;
    }
    LabeledDataset single = training.withWeights(Weights.proportional(masses));
    LabeledDataset twice =
        training
            .withWeights(Weights.uniform(n))
            .select(doubled)
            .withWeights(Weights.uniform(doubled.length));
    assertClose(
        classifier().fit(single, 1).predict(test.features()),
        classifier().fit(twice, 1).predict(test.features()),
        "some samples twice");
  }

  @Test
  final void samplesWithoutWeightTeachNothing() {
    assumeTrue(ignoresOrder(), "batches are drawn from the samples");
    int n = training.size();
    int d = training.dimension();
    int[] andMore = new int[n + test.size()];
    float[] features = new float[andMore.length * d];
    double[] masses = new double[andMore.length];
    for (int i = 0; i < andMore.length; i++) {
      LabeledDataset from = i < n ? training : test;
      int at = i < n ? i : i - n;
      // Those without weight carry a wrong label.
      andMore[i] = i < n ? from.labels().classOf(at) : 3 + 7 * (i % CLASSES);
      masses[i] = i < n ? training.weights().get(i) : 0;
      System.arraycopy(from.features().array(), at * d, features, i * d, d);
    }
    LabeledDataset more =
        LabeledDataset.of("more", Matrix.wrap(andMore.length, d, features), Labels.hard(andMore))
            .withShape(shape())
            .withWeights(Weights.proportional(masses));
    assertClose(
        classifier().fit(training, 1).predict(test.features()),
        classifier().fit(more, 1).predict(test.features()),
        "samples without weight");
  }

  @Test
  final void fineTuningLearnsTheClassesOfTheNewSamples() {
    LabeledDataset far = clouds(1, 20, 12);
    LabeledDataset others = Samples.renamedClasses(clouds(4, 20, 12));
    LabeledDataset unseen = Samples.renamedClasses(clouds(2, 15, 12));
    Labels predicted = classifier().fit(far, 1).fineTune(others, 2).predict(unseen.features());
    for (int i = 0; i < unseen.size(); i++) {
      assertEquals(unseen.labels().classOf(i), predicted.classOf(i), "sample " + i);
    }
  }

  @Test
  final void fineTuningOnTheSameClassesGoesOnLearningThem() {
    LabeledDataset far = clouds(1, 20, 12);
    float[] shift = new float[shape().dimension()];
    Arrays.fill(shift, 3);
    LabeledDataset moved = Samples.translated(clouds(4, 20, 12), shift);
    LabeledDataset unseen = Samples.translated(clouds(2, 15, 12), shift);
    Labels predicted = classifier().fit(far, 1).fineTune(moved, 2).predict(unseen.features());
    for (int i = 0; i < unseen.size(); i++) {
      assertEquals(unseen.labels().classOf(i), predicted.classOf(i), "sample " + i);
    }
  }

  @Test
  final void fineTuningLeavesWhatWasLearnedAsItWas() {
    Classifier.Trained trained = classifier().fit(training, 1);
    Labels before = trained.predict(test.features());
    LabeledDataset others = Samples.renamedClasses(test);
    Labels tuned = trained.fineTune(others, 2).predict(test.features());
    assertEquals(before, trained.predict(test.features()));
    assertEquals(tuned, trained.fineTune(others, 2).predict(test.features()), "tuned twice");
  }

  @Test
  final void whatWasLearnedIsRestored() {
    Classifier.Trained trained = classifier().fit(training, 1);
    Classifier.Trained tuned = trained.fineTune(Samples.renamedClasses(test), 2);
    for (Classifier.Trained learned : List.of(trained, tuned)) {
      Optional<NamedArrays> state = learned.state();
      assumeTrue(state.isPresent(), "what was learned cannot be kept");
      assertEquals(
          learned.predict(test.features()),
          classifier().restore(state.get()).predict(test.features()));
    }
  }

  @Test
  final void arraysOfSomethingElseAreRefused() {
    NamedArrays other = NamedArrays.empty().with("something", new double[] {1, 2});
    assertThrows(InvalidInputException.class, () -> classifier().restore(other));
  }

  @Test
  final void curveIsMadeOfNumbers() {
    for (Classifier.Epoch epoch : classifier().fit(training, 1).curve()) {
      assertTrue(Double.isFinite(epoch.loss()), "a loss of " + epoch.loss());
      assertTrue(epoch.accuracy() >= 0 && epoch.accuracy() <= 1 + 1e-9, "an accuracy");
    }
  }

  @Test
  final void unusableSamplesAreRefused() {
    Classifier.Trained trained = classifier().fit(training, 1);
    int d = training.dimension();
    Matrix other = Samples.gaussian(5, d + 1, Samples.random(9));
    assertThrows(InvalidInputException.class, () -> trained.predict(other));
    LabeledDataset wider = Samples.clouds(3, CLASSES, 20, d + 1, 3);
    assertThrows(InvalidInputException.class, () -> trained.fineTune(wider, 1));
    float[] broken = test.features().toArray();
    broken[5] = Float.POSITIVE_INFINITY;
    Matrix infinite = Matrix.wrap(test.size(), d, broken);
    assertThrows(InvalidInputException.class, () -> trained.predict(infinite));
  }

  @Test
  final void inputIsNotWrittenTo() {
    float[] seen = training.features().toArray();
    float[] unseen = test.features().toArray();
    classifier().fit(training, 1).predict(test.features());
    assertArrayEquals(seen, training.features().array());
    assertArrayEquals(unseen, test.features().array());
  }

  private void assertClose(Labels expected, Labels actual, String what) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      for (int id : training.classIds()) {
        assertEquals(
            expected.share(i, id),
            actual.share(i, id),
            tolerance(),
            what + ": sample " + i + ", class " + id);
      }
    }
  }
}
