package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

class SubPoolingTest {
  private static LabeledDataset points(String name, int[] ids, float... values) {
    return LabeledDataset.of(name, Matrix.wrap(values.length, 1, values), Labels.hard(ids));
  }

  private static LabeledDataset pooled(
      int k, LabeledDataset reference, Weights weights, LabeledDataset... datasets) {
    return new SubPooling(new SubPoolingSettings(k), Parts.COMPUTE)
        .prepare(List.of(datasets), reference, 1)
        .at(weights);
  }

  private final LabeledDataset reference =
      points("q", new int[] {7, 9}, 0, 10).withClassNames(Map.of(7, "low", 9, "high"));

  @Test
  void onlyNeighboursAreTakenWithTheLabelsOfTheReference() {
    LabeledDataset a = points("a", new int[] {1, 1, 1}, -1, 50, 9);
    LabeledDataset b = points("b", new int[] {2, 2}, 1, 12);
    LabeledDataset pool = pooled(2, reference, Weights.proportional(0.5, 0.5), a, b);
    assertArrayEquals(new float[] {-1, 9, 1, 12}, pool.features().array());
    assertArrayEquals(new int[] {7, 9}, pool.classIds());
    assertEquals(7, pool.labels().classOf(0));
    assertEquals(9, pool.labels().classOf(1));
    assertEquals(7, pool.labels().classOf(2));
    assertEquals(9, pool.labels().classOf(3));
    assertEquals("low", pool.className(7));
    assertEquals(0.25, pool.weights().get(0), 1e-12);
  }

  @Test
  void sampleBetweenClassesSharesThemAndWeighsMore() {
    LabeledDataset a = points("a", new int[] {1, 1, 1}, -1, 5, 12);
    LabeledDataset pool = pooled(2, reference, Weights.uniform(1), a);
    assertEquals(3, pool.size());
    assertEquals(0.5, pool.labels().share(1, 7), 1e-6);
    assertEquals(0.5, pool.weights().get(1), 1e-12);
  }

  @Test
  void datasetWithoutWeightTakesNoPart() {
    LabeledDataset a = points("a", new int[] {1, 1}, 0, 10);
    LabeledDataset b = points("b", new int[] {2, 2}, 3, 8);
    LabeledDataset pool = pooled(1, reference, Weights.proportional(0, 1), a, b);
    assertArrayEquals(new float[] {3, 8}, pool.features().array());
  }

  @Test
  void moreNeighboursThanSamplesAreRefused() {
    LabeledDataset a = points("a", new int[] {1, 1}, 0, 10);
    assertThrows(InvalidInputException.class, () -> pooled(3, reference, Weights.uniform(1), a));
  }
}
