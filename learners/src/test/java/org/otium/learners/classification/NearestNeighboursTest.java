package org.otium.learners.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.learners.Machine;
import org.otium.testkit.ClassifierContract;
import org.otium.testkit.Samples;

class NearestNeighboursTest extends ClassifierContract {
  @Override
  protected Classifier classifier() {
    return nearest(5);
  }

  @Override
  protected boolean weighsSamples() {
    return false;
  }

  /** A neighbour of double weight and two neighbours are the same where only one place is left. */
  @Nested
  class Single extends ClassifierContract {
    @Override
    protected Classifier classifier() {
      return nearest(1);
    }
  }

  private static Classifier nearest(int k) {
    return new NearestNeighbours(new NearestNeighboursSettings(k), Machine.COMPUTE);
  }

  @Test
  void votesAreThoseOfTheNearestByBruteForce() {
    for (int d : new int[] {2, 30}) {
      LabeledDataset training = Samples.clouds(1, 4, 400, d, 0.5);
      Matrix queries = Samples.gaussian(300, d, Samples.random(2));
      Labels predicted = nearest(7).fit(training, 1).predict(queries);
      for (int q = 0; q < 300; q++) {
        double[] squared = new double[training.size()];
        for (int i = 0; i < squared.length; i++) {
          for (int j = 0; j < d; j++) {
            squared[i] += Math.pow((double) queries.get(q, j) - training.features().get(i, j), 2);
          }
        }
        int[] seven =
            IntStream.range(0, squared.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> squared[i]))
                .limit(7)
                .mapToInt(i -> i)
                .toArray();
        double total = Arrays.stream(seven).mapToDouble(training.weights()::get).sum();
        for (int id : training.classIds()) {
          double votes =
              Arrays.stream(seven)
                  .filter(i -> training.labels().classOf(i) == id)
                  .mapToDouble(training.weights()::get)
                  .sum();
          assertEquals(votes / total, predicted.share(q, id), 1e-6, "query " + q);
        }
      }
    }
  }

  @Test
  void neighboursFarFromTheOriginAreFound() {
    int d = 40;
    float[] shifted = Samples.gaussian(500, d, Samples.random(3)).toArray();
    for (int v = 0; v < shifted.length; v++) {
      shifted[v] = Math.scalb(Math.round(shifted[v] * 16), -4) + 4096;
    }
    // A few samples that are copies of others up to 1/16, which single precision cannot order.
    for (int i = 1; i < 100; i++) {
      System.arraycopy(shifted, 0, shifted, i * d, d);
      shifted[i * d] += i / 16f;
    }
    Matrix points = Matrix.wrap(500, d, shifted);
    int[] ids = IntStream.range(0, 500).toArray();
    LabeledDataset training = LabeledDataset.of("own class each", points, Labels.hard(ids));
    Labels predicted = nearest(1).fit(training, 1).predict(points);
    for (int i = 0; i < 500; i++) {
      assertEquals(1, predicted.share(i, i), 1e-6, "sample " + i);
    }
  }

  @Test
  void tiedSamplesShareThePlacesLeft() {
    // At 0: one at distance 0, and eleven at distance 1, four of class 7, for the other two places.
    int n = 30;
    float[] line = new float[n];
    int[] ids = new int[n];
    for (int i = 1; i < n; i++) {
      line[i] = i <= 11 ? (i % 2 == 0 ? 1 : -1) : 5;
      ids[i] = i <= 4 ? 7 : 0;
    }
    LabeledDataset training = LabeledDataset.of("ties", Matrix.wrap(n, 1, line), Labels.hard(ids));
    Labels predicted = nearest(3).fit(training, 1).predict(Matrix.of(new double[][] {{0}}));
    assertEquals(2.0 * 4 / 11 / 3, predicted.share(0, 7), 1e-6);
    assertEquals(1 - 2.0 * 4 / 11 / 3, predicted.share(0, 0), 1e-6);
  }

  @Test
  void heavyNeighboursHaveMoreVotes() {
    LabeledDataset training =
        LabeledDataset.of("three", Matrix.of(new double[][] {{0}, {1}, {2}}), Labels.hard(4, 5, 5))
            .withWeights(Weights.probability(0.6, 0.3, 0.1));
    Labels predicted = nearest(2).fit(training, 1).predict(Matrix.of(new double[][] {{0.2}}));
    assertEquals(2.0 / 3, predicted.share(0, 4), 1e-6);
  }

  @Test
  void softNeighboursDivideTheirVotes() {
    Labels labels = Labels.soft(new int[] {1, 2}, Matrix.of(new double[][] {{0.25, 0.75}, {1, 0}}));
    LabeledDataset training =
        LabeledDataset.of("two", Matrix.of(new double[][] {{0}, {1}}), labels);
    Labels predicted = nearest(2).fit(training, 1).predict(Matrix.of(new double[][] {{0}}));
    assertEquals(0.625, predicted.share(0, 1), 1e-6);
  }

  @Test
  void samplesOfClassesThatAreSharedStayNeighbours() {
    LabeledDataset first =
        LabeledDataset.of("first", Matrix.of(new double[][] {{0}, {1}, {2}}), Labels.hard(4, 5, 6));
    LabeledDataset second =
        LabeledDataset.of("second", Matrix.of(new double[][] {{10}, {11}}), Labels.hard(5, 7));
    Labels predicted =
        nearest(1)
            .fit(first, 1)
            .fineTune(second, 1)
            .predict(Matrix.of(new double[][] {{-5}, {8}, {12}}));
    assertEquals(
        Labels.sparse(
            new int[] {5, 7}, new int[] {0, 1, 2, 3}, new int[] {0, 0, 1}, new float[] {1, 1, 1}),
        predicted);
  }

  /** A neighbour that was called otherwise is of another class, whatever its id. */
  @Test
  void neighboursOfOtherNamesDoNotVote() {
    LabeledDataset digits =
        LabeledDataset.of("digits", Matrix.of(new double[][] {{0}, {1}}), Labels.hard(3, 4))
            .withClassNames(Map.of(3, "three", 4, "four"));
    LabeledDataset letters =
        LabeledDataset.of("letters", Matrix.of(new double[][] {{1}, {0.2}}), Labels.hard(3, 4))
            .withClassNames(Map.of(3, "tsu", 4, "na"));
    Matrix origin = Matrix.of(new double[][] {{0}});
    Classifier.Trained known = nearest(1).fit(digits, 1);
    assertEquals(4, known.fineTune(letters, 1).predict(origin).classOf(0));
    LabeledDataset nameless = letters.withClassNames(Map.of());
    assertEquals(3, known.fineTune(nameless, 1).predict(origin).classOf(0));
  }

  /** Every sample of both counts as much, though the masses of each dataset sum to one. */
  @Test
  void fineTunedNeighboursVoteAlike() {
    LabeledDataset first =
        LabeledDataset.of("first", Matrix.of(new double[][] {{0}, {9}, {9}}), Labels.hard(4, 5, 5));
    LabeledDataset second =
        LabeledDataset.of("second", Matrix.of(new double[][] {{1}, {7}}), Labels.hard(5, 4));
    Labels predicted =
        nearest(2).fit(first, 1).fineTune(second, 1).predict(Matrix.of(new double[][] {{0.5}}));
    assertEquals(0.5, predicted.share(0, 4), 1e-6);
  }

  @Test
  void moreNeighboursThanSamplesAreRefused() {
    LabeledDataset few = Samples.clouds(1, 1, 4, 2, 1);
    assertThrows(InvalidInputException.class, () -> nearest(5).fit(few, 1));
    LabeledDataset light = few.withWeights(Weights.probability(0.5, 0.5, 0, 0));
    assertThrows(InvalidInputException.class, () -> nearest(3).fit(light, 1));
    assertThrows(InvalidInputException.class, () -> new NearestNeighboursSettings(0));
  }

  @Test
  void threadsChangeNothing() {
    LabeledDataset training = Samples.clouds(1, 3, 700, 20, 1);
    Matrix queries = Samples.gaussian(500, 20, Samples.random(2));
    NearestNeighboursSettings settings = new NearestNeighboursSettings(5);
    assertEquals(
        new NearestNeighbours(settings, Machine.withThreads(1)).fit(training, 1).predict(queries),
        new NearestNeighbours(settings, Machine.withThreads(4)).fit(training, 1).predict(queries));
  }
}
