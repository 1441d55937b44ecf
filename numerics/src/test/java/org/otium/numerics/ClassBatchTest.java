package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.testkit.Samples;

class ClassBatchTest {
  private static final LabeledDataset DATASET = Samples.clouds(1, 3, 5, 2, 2);

  @Test
  void classesKeepTheirMasses() {
    LabeledDataset batch = new ClassBatch(DATASET, 2).draw(1).batch();
    assertEquals(6, batch.size());
    for (int c = 0; c < 3; c++) {
      ClassConditional drawn = batch.classConditionals().get(c);
      ClassConditional whole = DATASET.classConditionals().get(c);
      assertEquals(whole.classId(), drawn.classId());
      assertEquals(whole.mass(), drawn.mass(), 1e-12);
      assertEquals(2, drawn.measure().size());
    }
  }

  @Test
  void samplesAreDistinctAndTellWhereTheyLie() {
    for (int seed = 0; seed < 20; seed++) {
      ClassBatch.Draw draw = new ClassBatch(DATASET, 3).draw(seed);
      int[] samples = draw.samples();
      assertEquals(9, Arrays.stream(samples).distinct().count());
      assertArrayEquals(Arrays.stream(samples).sorted().toArray(), samples);
      assertEquals(DATASET.features().selectRows(samples), draw.batch().features());
    }
  }

  @Test
  void everySampleIsDrawnEquallyOften() {
    int[] counts = new int[DATASET.size()];
    for (int seed = 0; seed < 6000; seed++) {
      for (int i : new ClassBatch(DATASET, 2).draw(StepSeed.of(0, seed)).samples()) {
        counts[i]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      double expected =
          6000
              * 2.0
              / DATASET.classConditionals().get(DATASET.classPositions()[i]).measure().size();
      // Five standard deviations of a binomial count.
      assertEquals(expected, counts[i], 5 * Math.sqrt(expected), "sample " + i);
    }
  }

  @Test
  void smallClassesAndTheirWeightsStayWhole() {
    LabeledDataset batch = new ClassBatch(DATASET, 6).draw(4).batch();
    assertEquals(5 + 6 + 6, batch.size());
    for (int i = 0; i < 5; i++) {
      assertEquals(DATASET.weights().get(i), batch.weights().get(i), 1e-12);
    }
  }

  @Test
  void samplesWithoutMassAreNotDrawn() {
    double[] masses = DATASET.weights().toArray();
    masses[0] = 0;
    ClassBatch batch = new ClassBatch(DATASET.withWeights(Weights.proportional(masses)), 5);
    for (int seed = 0; seed < 10; seed++) {
      assertTrue(Arrays.stream(batch.draw(seed).samples()).noneMatch(i -> i == 0));
    }
  }

  @Test
  void emptyBatchesAreRefused() {
    assertThrows(InvalidInputException.class, () -> new ClassBatch(DATASET, 0));
  }
}
