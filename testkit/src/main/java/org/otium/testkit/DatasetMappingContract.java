package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/** What every {@link DatasetMapping} and every {@link DatasetMap} that it learns must do. */
public abstract class DatasetMappingContract {
  private static final int D = 3;

  private final LabeledDataset from = Samples.clouds(1, 3, 5, D, 2);
  private final LabeledDataset to = Samples.clouds(2, 2, 6, D, 2);

  /** For subclasses. */
  protected DatasetMappingContract() {}

  /**
   * The mapping under test.
   *
   * @return a fresh one
   */
  protected abstract DatasetMapping mapping();

  /**
   * How far apart two ways of mapping one sample may be, in feature units and in shares of labels.
   *
   * @return an absolute tolerance, for samples whose features are a few units large
   */
  protected double tolerance() {
    return 1e-4;
  }

  /**
   * Whether the image of a sample depends on its features and its label alone, and not on which
   * other samples are mapped with it.
   *
   * @return true, unless the samples that a map was learned from go elsewhere when they come one by
   *     one, as where a plan splits a sample and the map that extends it cannot
   */
  protected boolean mapsSampleBySample() {
    return true;
  }

  @Test
  final void oneImageASampleWithItsWeight() {
    LabeledDataset mapped = mapping().fit(from, to, 1).apply(from);
    assertEquals(from.size(), mapped.size());
    assertEquals(D, mapped.dimension());
    assertEquals(-1, mapped.features().firstNonFinite());
    assertEquals(from.weights(), mapped.weights());
  }

  @Test
  final void labelsAreSharesOfTheTargetsClasses() {
    LabeledDataset mapped = mapping().fit(from, to, 1).apply(from);
    assertArrayEquals(to.classIds(), mapped.classIds());
    for (int i = 0; i < mapped.size(); i++) {
      double sum = 0;
      for (int id : to.classIds()) {
        double share = mapped.labels().share(i, id);
        assertTrue(share >= 0 && share <= 1 + 1e-6, "a share of " + share);
        sum += share;
      }
      assertEquals(1, sum, 1e-5, "shares of sample " + i);
    }
  }

  @Test
  final void permutingTheSamplesPermutesTheirImages() {
    int[] order = Samples.permutation(from.size(), Samples.random(6));
    LabeledDataset shuffled = from.select(order);
    LabeledDataset expected = mapping().fit(from, to, 1).apply(from).select(order);
    assertClose(expected, mapping().fit(shuffled, to, 1).apply(shuffled), "learned in other order");
    if (mapsSampleBySample()) {
      assertClose(expected, mapping().fit(from, to, 1).apply(shuffled), "one map, other order");
    }
  }

  @Test
  final void permutingTheTargetsChangesNothing() {
    LabeledDataset shuffled = to.select(Samples.permutation(to.size(), Samples.random(7)));
    LabeledDataset expected = mapping().fit(from, to, 1).apply(from);
    assertClose(expected, mapping().fit(from, shuffled, 1).apply(from), "targets permuted");
  }

  @Test
  final void learningTwiceGivesTheSameBytes() {
    LabeledDataset first = mapping().fit(from, to, 1).apply(from);
    LabeledDataset second = mapping().fit(from, to, 1).apply(from);
    assertArrayEquals(first.features().array(), second.features().array());
    assertEquals(first.labels(), second.labels());
  }

  /**
   * A map goes by features and labels both. The samples that it was learned from, with other
   * labels, are other samples: they go where samples that differ from them by next to nothing go,
   * not where the seen ones went.
   */
  @Test
  final void seenFeaturesWithOtherLabelsAreOtherSamples() {
    assumeTrue(mapsSampleBySample(), "the seen samples are mapped together");
    int[] ids = from.classIds();
    int[] labels = new int[from.size()];
    for (int i = 0; i < labels.length; i++) {
      int id = from.labels().classOf(i);
      labels[i] = id == ids[0] ? ids[1] : id == ids[1] ? ids[0] : id;
    }
    LabeledDataset relabelled = from.withLabels(Labels.hard(labels));
    float[] nudge = new float[D];
    nudge[0] = 1e-6f;
    DatasetMap map = mapping().fit(from, to, 1);
    LabeledDataset beside = map.apply(Samples.translated(relabelled, nudge));
    assertClose(beside, map.apply(relabelled), "seen features, other labels");
  }

  @Test
  final void someSamplesGoWhereTheyGoAmongAll() {
    assumeTrue(mapsSampleBySample(), "the seen samples are mapped together");
    int[] some = {4, 0, 9};
    DatasetMap map = mapping().fit(from, to, 1);
    LabeledDataset all = map.apply(from);
    LabeledDataset few = map.apply(from.select(some));
    assertEquals(some.length, few.size());
    assertClose(all.select(some), few, "some of the samples");
  }

  @Test
  final void inputIsNotWrittenTo() {
    float[] sources = from.features().toArray();
    float[] targets = to.features().toArray();
    mapping().fit(from, to, 1).apply(from);
    assertArrayEquals(sources, from.features().array());
    assertArrayEquals(targets, to.features().array());
  }

  @Test
  final void otherDimensionIsRefused() {
    LabeledDataset other = Samples.clouds(2, 2, 6, D + 1, 2);
    assertThrows(InvalidInputException.class, () -> mapping().fit(from, other, 1));
    DatasetMap map = mapping().fit(from, to, 1);
    LabeledDataset stranger = Samples.clouds(1, 3, 5, D + 1, 2);
    assertThrows(InvalidInputException.class, () -> map.apply(stranger));
  }

  /** Maps between several datasets are kept in one folder, and none is taken for another. */
  @Test
  final void whatIsKeptGivesTheMapsThatAreLearnedInOneGo(@TempDir Path folder) {
    Optional<DatasetMapping> kept = mapping().keptIn(folder);
    assumeTrue(kept.isPresent(), "nothing is kept while it learns");
    for (int time = 0; time < 2; time++) {
      DatasetMapping again = mapping().keptIn(folder).orElseThrow();
      for (long seed = 1; seed <= 2; seed++) {
        assertSame(
            mapping().fit(from, to, seed).apply(from), again.fit(from, to, seed).apply(from));
        assertSame(mapping().fit(to, from, seed).apply(to), again.fit(to, from, seed).apply(to));
      }
    }
  }

  private static void assertSame(LabeledDataset expected, LabeledDataset actual) {
    assertArrayEquals(expected.features().array(), actual.features().array());
    assertEquals(expected.labels(), actual.labels());
  }

  private void assertClose(LabeledDataset expected, LabeledDataset actual, String what) {
    Matrix features = expected.features();
    for (int i = 0; i < expected.size(); i++) {
      for (int j = 0; j < features.columns(); j++) {
        assertEquals(
            features.get(i, j),
            actual.features().get(i, j),
            tolerance(),
            what + ": sample " + i + ", feature " + j);
      }
      for (int id : expected.classIds()) {
        assertEquals(
            expected.labels().share(i, id),
            actual.labels().share(i, id),
            tolerance(),
            what + ": sample " + i + ", class " + id);
      }
    }
  }
}
