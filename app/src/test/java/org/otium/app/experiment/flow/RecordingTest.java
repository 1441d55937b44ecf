package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

class RecordingTest {
  private static LabeledDataset dataset(int n, int d) {
    return LabeledDataset.of("d", Matrix.wrap(n, d, new float[n * d]), Labels.hard(new int[n]));
  }

  private static long megabytes(Recording recording, long steps, int d) {
    long frames = steps / recording.every() + 2;
    return (frames * (8 + recording.particles().length * (4L + 4L * d))) >> 20;
  }

  @Test
  void fewPointsAreRecordedAtEveryStep() {
    Recording recording = Recording.of(dataset(300, 2), 400, Optional.empty(), 64);
    assertEquals(1, recording.every());
    assertEquals(300, recording.particles().length);
  }

  @Test
  void imagesKeepWithinTheBudget() {
    Recording recording = Recording.of(dataset(2000, 784), 1000, Optional.empty(), 64);
    assertTrue(megabytes(recording, 1000, 784) <= 64, recording.toString());
    assertTrue(recording.particles().length >= 800, "most of the budget is used");
    assertTrue(1000 / recording.every() >= 10, recording.toString());
  }

  @Test
  void askedStepsAreKeptOrRefused() {
    LabeledDataset source = dataset(300, 2);
    assertEquals(7, Recording.of(source, 100, Optional.of(7), 64).every());
    LabeledDataset images = dataset(2000, 784);
    Recording tooMany = Recording.of(images, 1000, Optional.of(1), 64);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> tooMany.check(Optional.of(1), 1000, 784));
    assertTrue(e.remedy().contains("record-every=" + tooMany.every()), e.remedy());
  }

  @Test
  void noBudgetRecordsNothing() {
    assertTrue(Recording.of(dataset(300, 2), 400, Optional.empty(), 0).isEmpty());
  }

  @Test
  void particlesDoNotDependOnTheNumberOfSteps() {
    LabeledDataset source = dataset(2000, 784);
    assertEquals(
        Recording.of(source, 10, Optional.empty(), 64).particles().length,
        Recording.of(source, 10_000, Optional.empty(), 64).particles().length);
  }
}
