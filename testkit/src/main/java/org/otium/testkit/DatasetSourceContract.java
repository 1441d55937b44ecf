package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;

/** What every {@link DatasetSource} must do. */
public abstract class DatasetSourceContract {
  /** For subclasses. */
  protected DatasetSourceContract() {}

  /**
   * The source under test, set to make a small dataset.
   *
   * @return a fresh one
   */
  protected abstract DatasetSource source();

  /**
   * Whether the dataset depends on the seed.
   *
   * @return true, unless nothing about the dataset is random
   */
  protected boolean isRandom() {
    return true;
  }

  @Test
  final void sameSeedGivesTheSameBytes() {
    DatasetSource source = source();
    LabeledDataset first = source.generate(5);
    source.generate(6);
    for (LabeledDataset again : new LabeledDataset[] {source.generate(5), source().generate(5)}) {
      assertArrayEquals(first.features().array(), again.features().array());
      assertEquals(first, again);
      assertEquals(first.name(), again.name());
      assertEquals(first.classNames(), again.classNames());
    }
  }

  @Test
  final void otherSeedGivesOtherSamples() {
    assumeTrue(isRandom(), "nothing about the dataset is random");
    LabeledDataset first = source().generate(5);
    for (long seed : new long[] {0, 6, -5, 5 + (1L << 32)}) {
      assertFalse(
          Arrays.equals(first.features().array(), source().generate(seed).features().array()),
          "seeds 5 and " + seed);
    }
  }

  @Test
  final void whatIsNotRandomIsTheSameForEverySeed() {
    assumeTrue(!isRandom(), "the dataset is random");
    assertEquals(source().generate(5), source().generate(6));
  }

  @Test
  final void featuresAreFiniteAndFitTheirShape() {
    LabeledDataset dataset = source().generate(7);
    assertTrue(dataset.size() > 0 && dataset.dimension() > 0);
    assertEquals(-1, dataset.features().firstNonFinite());
    assertEquals(dataset.dimension(), dataset.shape().dimension());
    assertEquals(dataset.size(), dataset.labels().size());
  }

  @Test
  final void weightsSumToOne() {
    LabeledDataset dataset = source().generate(7);
    assertEquals(dataset.size(), dataset.weights().size());
    assertEquals(1, dataset.weights().total(), 1e-9);
  }

  @Test
  final void namesAreThoseOfClassesThatExistAndDiffer() {
    LabeledDataset dataset = source().generate(7);
    assertFalse(dataset.name().isBlank(), "the dataset has no name");
    Set<String> names = new HashSet<>();
    for (Map.Entry<Integer, String> name : dataset.classNames().entrySet()) {
      assertTrue(
          Arrays.binarySearch(dataset.classIds(), name.getKey()) >= 0,
          () -> "no sample is of class " + name);
      assertFalse(name.getValue().isBlank(), () -> "the name of class " + name.getKey());
      assertTrue(names.add(name.getValue()), () -> "two classes are called " + name.getValue());
    }
  }
}
