package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.interpolation.TransportMetric.Mapped;
import org.otium.testkit.Samples;

class TransportMetricTest {
  private final LabeledDataset reference = Samples.clouds(4, 3, 4, 3, 2);
  private final TransportMetric metric = Parts.metric(0.5);

  private Mapped mapped(int seed) {
    LabeledDataset dataset = Samples.clouds(seed, 3, 4, 3, 2 + seed);
    return new Mapped(
        dataset, Parts.barycentric(Parts.exact(), 1).fit(reference, dataset, 1).apply(reference));
  }

  @Test
  void metricAxiomsHoldForPermutationMaps() {
    List<Mapped> all = List.of(mapped(1), mapped(2), mapped(3), new Mapped(reference, reference));
    for (Mapped a : all) {
      assertEquals(0, metric.squared(a, a));
      for (Mapped b : all) {
        double ab = Math.sqrt(metric.squared(a, b));
        assertEquals(ab, Math.sqrt(metric.squared(b, a)), 1e-9 * (1 + ab));
        assertTrue(a.equals(b) || ab > 0);
        for (Mapped c : all) {
          double around = Math.sqrt(metric.squared(a, c)) + Math.sqrt(metric.squared(c, b));
          assertTrue(ab <= around + 1e-6, ab + " above " + around);
        }
      }
    }
  }

  /** Two samples, computed by hand: class means 0 and 4 on the one side, 1 and 3 on the other. */
  @Test
  void softLabelsEnterByTheBilinearForm() {
    LabeledDataset p =
        LabeledDataset.of("p", Matrix.of(new double[][] {{0}, {4}}), Labels.hard(5, 8));
    LabeledDataset q =
        LabeledDataset.of("q", Matrix.of(new double[][] {{1}, {3}}), Labels.hard(5, 6));
    LabeledDataset imageP =
        LabeledDataset.of(
            "image",
            Matrix.of(new double[][] {{1}, {2}}),
            Labels.soft(new int[] {5, 8}, Matrix.of(new double[][] {{0.5, 0.5}, {0, 1}})));
    LabeledDataset imageQ =
        LabeledDataset.of(
            "image",
            Matrix.of(new double[][] {{3}, {2}}),
            Labels.soft(new int[] {5, 6}, Matrix.of(new double[][] {{1, 0}, {0.25, 0.75}})));
    double first = 4 + 0.5 * (0.5 * 1 + 0.5 * 9);
    double second = 0 + 0.5 * (0.25 * 9 + 0.75 * 1);
    assertEquals(
        (first + second) / 2, metric.squared(new Mapped(p, imageP), new Mapped(q, imageQ)), 1e-6);
  }

  @Test
  void imagesOfDifferentReferencesAreRefused() {
    Mapped one = mapped(1);
    Mapped less = new Mapped(one.dataset(), one.image().select(new int[] {0, 1}));
    assertThrows(InvalidInputException.class, () -> metric.squared(one, less));
  }
}
