package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.testkit.Samples;

class PoolingTest {
  private final LabeledDataset a = Samples.clouds(1, 2, 5, 3, 2).withName("a");
  private final LabeledDataset b = Samples.clouds(2, 3, 4, 3, 3).withName("b");
  private final Interpolation.Prepared pool = new Pooling().prepare(List.of(a, b), a, 1);

  @Test
  void everySampleIsThereWithItsShareOfTheMass() {
    LabeledDataset pooled = pool.at(Weights.probability(0.25, 0.75));
    assertEquals(a.size() + b.size(), pooled.size());
    for (int i = 0; i < pooled.size(); i++) {
      boolean first = i < a.size();
      LabeledDataset part = first ? a : b;
      int at = first ? i : i - a.size();
      assertArrayEquals(part.features().row(at), pooled.features().row(i));
      assertEquals((first ? 0.25 : 0.75) * part.weights().get(at), pooled.weights().get(i), 1e-12);
      String name = part.name() + ": " + part.className(part.labels().classOf(at));
      assertEquals(name, pooled.className(pooled.labels().classOf(i)));
    }
  }

  @Test
  void datasetWithoutWeightIsLeftOutAndClassesKeepTheirIds() {
    LabeledDataset pooled = pool.at(Weights.probability(0, 1));
    assertEquals(b.size(), pooled.size());
    assertEquals(b.features(), pooled.features());
    assertEquals(a.classIds().length + b.classIds().length, pooled.classNames().size());
  }

  @Test
  void otherFeaturesOrWeightsAreRefused() {
    LabeledDataset other = Samples.clouds(2, 3, 4, 2, 3);
    assertThrows(InvalidInputException.class, () -> new Pooling().prepare(List.of(a, other), a, 1));
    assertThrows(InvalidInputException.class, () -> new Pooling().prepare(List.of(), a, 1));
    assertThrows(InvalidInputException.class, () -> pool.at(Weights.probability(1)));
  }
}
