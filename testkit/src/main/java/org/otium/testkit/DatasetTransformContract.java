package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;

/** What every {@link DatasetTransform} must do. */
public abstract class DatasetTransformContract {
  private static final int SIDE = 4;

  private final LabeledDataset dataset =
      Samples.clouds(1, 3, 10, SIDE * SIDE, 8).withShape(FeatureShape.image(SIDE, SIDE, 1));

  /** For subclasses. */
  protected DatasetTransformContract() {}

  /**
   * The transform under test, set for some thirty images of 4×4 pixels in three classes.
   *
   * @return a fresh one
   */
  protected abstract DatasetTransform transform();

  /**
   * Whether every sample is kept, in its place and with its weight.
   *
   * @return true, unless samples are chosen, dropped or made
   */
  protected boolean keepsSamples() {
    return true;
  }

  /**
   * Whether the labels that the dataset has make no difference.
   *
   * @return true if it makes labels of its own
   */
  protected boolean ignoresLabels() {
    return false;
  }

  @Test
  final void sameSeedGivesTheSameDataset() {
    DatasetTransform transform = transform();
    LabeledDataset first = transform.apply(dataset, 5);
    transform.apply(dataset, 6);
    for (LabeledDataset again :
        new LabeledDataset[] {transform.apply(dataset, 5), transform().apply(dataset, 5)}) {
      assertArrayEquals(first.features().array(), again.features().array());
      assertEquals(first, again);
    }
  }

  @Test
  final void resultIsAWholeDataset() {
    LabeledDataset result = transform().apply(dataset, 1);
    assertTrue(result.size() > 0 && result.dimension() > 0);
    assertEquals(-1, result.features().firstNonFinite());
    assertEquals(result.dimension(), result.shape().dimension());
    assertEquals(result.size(), result.labels().size());
    assertEquals(1, result.weights().total(), 1e-9);
    assertFalse(result.name().isBlank(), "the result has no name");
  }

  @Test
  final void keptSamplesKeepTheirWeights() {
    assumeTrue(keepsSamples(), "not every sample is kept");
    LabeledDataset result = transform().apply(dataset, 1);
    assertEquals(dataset.size(), result.size());
    assertEquals(dataset.weights(), result.weights());
  }

  @Test
  final void labelsMakeNoDifferenceToWhoMakesHisOwn() {
    assumeTrue(ignoresLabels(), "labels are kept or used");
    int[] ids = new int[dataset.size()];
    Arrays.setAll(ids, i -> i % 2);
    LabeledDataset relabelled = dataset.withLabels(Labels.hard(ids));
    assertEquals(transform().apply(dataset, 1).labels(), transform().apply(relabelled, 1).labels());
  }

  @Test
  final void inputIsNotWrittenTo() {
    float[] features = dataset.features().toArray();
    double[] weights = dataset.weights().toArray();
    transform().apply(dataset, 1);
    assertArrayEquals(features, dataset.features().array());
    assertArrayEquals(weights, dataset.weights().toArray());
  }
}
