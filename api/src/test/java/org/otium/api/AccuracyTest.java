package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private final LabeledDataset test =
      LabeledDataset.of(
              "test", Matrix.of(new double[][] {{0}, {1}, {2}, {3}}), Labels.hard(3, 3, 8, 9))
          .withWeights(Weights.probability(0.1, 0.2, 0.7, 0));

  @Test
  void rightPredictionsCountByTheirWeight() {
    Accuracy accuracy = Accuracy.of(Labels.hard(3, 8, 8, 9), test);
    assertEquals(0.8, accuracy.value(), 1e-12);
    assertEquals(1.0 / 3, accuracy.perClass().get(3), 1e-12);
    assertEquals(1, accuracy.perClass().get(8), 1e-12);
    assertEquals(2, accuracy.perClass().size());
  }

  @Test
  void softPredictionsCountByTheirMostLikelyClass() {
    Labels.Soft soft =
        (Labels.Soft)
            Labels.soft(
                new int[] {3, 8},
                Matrix.of(new double[][] {{0.6, 0.4}, {0.3, 0.7}, {0.2, 0.8}, {1, 0}}));
    assertEquals(0.8, Accuracy.of(always(soft), test).value(), 1e-12);
  }

  @Test
  void classifierOfOtherClassesSpeaksThroughACorrespondence() {
    Classifier.Trained digits = always(Labels.hard(1, 1, 2, 2));
    ClassCorrespondence correspondence =
        ClassCorrespondence.of(
            new int[] {1, 2}, new int[] {3, 8}, new double[][] {{0.5, 0}, {0.1, 0.4}});
    assertEquals(1, Accuracy.of(digits, correspondence, test).value(), 1e-12);
    assertEquals(0, Accuracy.of(digits, test).value(), 1e-12);
    assertEquals(Map.of(3, 0.0, 8, 0.0), Accuracy.of(digits, test).perClass());
  }

  @Test
  void otherNumberOfPredictionsIsRefused() {
    assertThrows(InvalidInputException.class, () -> Accuracy.of(Labels.hard(3), test));
  }

  private static Classifier.Trained always(Labels labels) {
    return new Classifier.Trained() {
      @Override
      public Labels predict(Matrix features) {
        return labels;
      }

      @Override
      public Classifier.Trained fineTune(LabeledDataset samples, long seed) {
        return this;
      }
    };
  }
}
