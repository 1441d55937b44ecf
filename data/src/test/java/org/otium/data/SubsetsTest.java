package org.otium.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Samples;

final class SubsetsTest {
  /** Class k has the k-th count of samples; feature 0 is the sample's number. */
  private static LabeledDataset counted(int... counts) {
    int n = IntStream.of(counts).sum();
    int[] labels = new int[n];
    float[] values = new float[n];
    int i = 0;
    for (int c = 0; c < counts.length; c++) {
      for (int k = 0; k < counts[c]; k++) {
        values[i] = i;
        labels[i++] = 10 * c;
      }
    }
    return LabeledDataset.of("counted", Matrix.wrap(n, 1, values), Labels.hard(labels));
  }

  private static int[] counts(LabeledDataset dataset) {
    return Arrays.stream(dataset.classIds())
        .map(
            id ->
                (int)
                    IntStream.range(0, dataset.size())
                        .filter(i -> dataset.labels().classOf(i) == id)
                        .count())
        .toArray();
  }

  @Test
  void remaindersAreSpread() {
    Subset subset = Subsets.classBalanced(counted(50, 50, 50, 50, 50, 50, 50), 100, 1);
    int[] sorted = IntStream.of(counts(subset.dataset())).sorted().toArray();
    assertArrayEquals(new int[] {14, 14, 14, 14, 14, 15, 15}, sorted);
    assertTrue(subset.shortfalls().isEmpty());
    assertEquals("", subset.warning());
  }

  @Test
  void smallClassesGiveAllAndOthersMakeUp() {
    Subset subset = Subsets.classBalanced(counted(3, 100, 100), 60, 2);
    assertEquals(60, subset.dataset().size());
    int[] counts = counts(subset.dataset());
    assertEquals(3, counts[0]);
    assertTrue(Math.abs(counts[1] - counts[2]) <= 1);
    assertEquals(Map.of(0, 17), subset.shortfalls());
    assertTrue(subset.warning().contains("0 by 17"));
  }

  @Test
  void moreThanThereIsGivesEverything() {
    LabeledDataset all = counted(3, 4);
    Subset subset = Subsets.classBalanced(all, 1000, 2);
    assertEquals(all, subset.dataset());
    assertEquals(Map.of(0, 497, 10, 496), subset.shortfalls());
  }

  @Test
  void fewerThanClassesStillWorks() {
    assertEquals(2, Subsets.classBalanced(counted(5, 5, 5, 5), 2, 3).dataset().size());
  }

  @Test
  void drawsAreSeededDistinctAndInOrder() {
    LabeledDataset all = counted(40, 40);
    Subset first = Subsets.perClass(all, 10, 7);
    assertEquals(first.dataset(), Subsets.perClass(all, 10, 7).dataset());
    assertTrue(!first.dataset().equals(Subsets.perClass(all, 10, 8).dataset()));
    int[] indices = first.indices();
    assertArrayEquals(Arrays.stream(indices).distinct().sorted().toArray(), indices);
    assertArrayEquals(new int[] {10, 10}, counts(first.dataset()));
    for (int i = 0; i < indices.length; i++) {
      assertEquals(indices[i], first.dataset().features().get(i, 0));
    }
    assertEquals(Map.of(0, 10, 10, 10), Subsets.perClass(all, 50, 7).shortfalls());
    assertEquals(30, Subsets.random(all, 30, 1).size());
    assertEquals(80, Subsets.random(all, 300, 1).size());
    assertThrows(InvalidInputException.class, () -> Subsets.perClass(all, 0, 1));
  }

  @Test
  void everySampleIsEquallyLikely() {
    LabeledDataset all = counted(8);
    int[] hits = new int[8];
    for (int seed = 0; seed < 4000; seed++) {
      for (int i : Subsets.perClass(all, 2, seed).indices()) {
        hits[i]++;
      }
    }
    for (int hit : hits) {
      // 1000 expected, standard deviation 27.
      assertEquals(1000, hit, 140);
    }
  }

  @Test
  void classesAreSelected() {
    LabeledDataset some = Subsets.ofClasses(counted(2, 3, 4), 20, 0);
    assertArrayEquals(new int[] {0, 20}, some.classIds());
    assertEquals(6, some.size());
    assertThrows(InvalidInputException.class, () -> Subsets.ofClasses(counted(2), 5));
  }

  @Test
  void splitKeepsProportionsAndLosesNothing() {
    LabeledDataset all = counted(40, 20, 1, 2);
    Split split = Split.stratified(all, 0.8, 3);
    assertArrayEquals(new int[] {32, 16, 1, 1}, counts(split.first()));
    assertArrayEquals(new int[] {8, 4, 1}, counts(split.second()));
    LabeledDataset joined = Concatenation.of("all", List.of(split.first(), split.second()));
    float[] back = joined.features().toArray();
    Arrays.sort(back);
    assertArrayEquals(all.features().toArray(), back);
    assertThrows(InvalidInputException.class, () -> Split.stratified(all, 1, 3));
    assertThrows(InvalidInputException.class, () -> Split.stratified(counted(1), 0.5, 3));
  }

  @Test
  void concatenationWeighsBySize() {
    LabeledDataset a =
        counted(1, 1).withWeights(Weights.probability(0.25, 0.75)).withClassNames(Map.of(0, "x"));
    LabeledDataset b = counted(2);
    LabeledDataset joined = Concatenation.of("j", List.of(a, b));
    assertArrayEquals(new double[] {.125, .375, .25, .25}, joined.weights().toArray(), 1e-15);
    assertEquals(Map.of(0, "x"), joined.classNames());
    LabeledDataset soft =
        b.withLabels(Labels.soft(new int[] {0, 5}, Matrix.of(new double[][] {{.5, .5}, {0, 1}})));
    LabeledDataset mixed = Concatenation.of("m", List.of(a, soft));
    assertEquals(0.5, mixed.labels().share(2, 5));
    assertEquals(1, mixed.labels().share(1, 10));
    LabeledDataset other = b.withClassNames(Map.of(0, "y"));
    assertThrows(InvalidInputException.class, () -> Concatenation.of("c", List.of(a, other)));
    LabeledDataset wide = Samples.clouds(1, 2, 2, 3, 1);
    assertThrows(InvalidInputException.class, () -> Concatenation.of("c", List.of(a, wide)));
    assertThrows(InvalidInputException.class, () -> Concatenation.of("c", List.of()));
  }
}
