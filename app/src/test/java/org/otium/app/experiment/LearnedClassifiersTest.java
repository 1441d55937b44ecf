package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Weights;
import org.otium.learners.classification.NearestNeighbours;
import org.otium.learners.classification.NearestNeighboursSettings;
import org.otium.testkit.Samples;

class LearnedClassifiersTest {
  private static final Classifier NEAREST =
      new NearestNeighbours(
          new NearestNeighboursSettings(1), Compute.withoutLinearAlgebra(1, 1L << 30));
  private final LabeledDataset data = Samples.clouds(1, 2, 4, 3, 1);
  private final LearnedClassifiers classifiers = new LearnedClassifiers();
  private final AtomicInteger learned = new AtomicInteger();

  private Classifier.Trained of(LearnedClassifiers.Key key) {
    return classifiers.of(
        key,
        () -> {
          learned.incrementAndGet();
          return NEAREST.fit(data, 1);
        });
  }

  private LearnedClassifiers.Key key(Object settings, long seed) {
    return new LearnedClassifiers.Key(settings, "java", LearnedClassifiers.sum(data), seed);
  }

  @Test
  void runsThatNeedTheSameLearnOnce() {
    Classifier.Trained first = of(key(Map.of("name", "a", "k", 1), 1));
    assertSame(first, of(key(Map.of("k", 1, "name", "a"), 1)));
    assertEquals(1, learned.get());
    of(key(Map.of("name", "a", "k", 2), 1));
    of(key(Map.of("name", "a", "k", 1), 2));
    assertEquals(3, learned.get());
  }

  @Test
  void othersDoNotKnowWhatTheseHaveLearned() {
    LearnedClassifiers.Key key = key("own", 1);
    Classifier.Trained first = of(key);
    assertNotSame(first, new LearnedClassifiers().of(key, () -> NEAREST.fit(data, 1)));
  }

  @Test
  void learningThatWasStoppedIsDoneAgain() {
    LearnedClassifiers.Key key = key("stopped", 1);
    assertThrows(
        CancellationException.class,
        () ->
            classifiers.of(
                key,
                () -> {
                  throw new CancellationException("stopped");
                }));
    of(key);
    assertEquals(1, learned.get());
  }

  @Test
  void severalRunsAtOnceWaitForOne() {
    LearnedClassifiers.Key key = key("at once", 1);
    List<Classifier.Trained> all =
        IntStream.range(0, 16).parallel().mapToObj(_ -> of(key)).toList();
    assertEquals(1, all.stream().distinct().count());
    assertEquals(1, learned.get());
  }

  @Test
  void theSumIsOfEverythingThatIsLearnedFrom() {
    String sum = LearnedClassifiers.sum(data);
    assertEquals(sum, LearnedClassifiers.sum(Samples.clouds(1, 2, 4, 3, 1)));
    double[] masses = IntStream.range(0, data.size()).asDoubleStream().toArray();
    for (LabeledDataset other :
        List.of(
            Samples.clouds(2, 2, 4, 3, 1),
            data.withLabels(Labels.hard(new int[data.size()])),
            data.withWeights(Weights.proportional(masses)))) {
      assertNotEquals(sum, LearnedClassifiers.sum(other));
    }
  }
}
