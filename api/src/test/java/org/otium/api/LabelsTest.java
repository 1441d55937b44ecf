package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final int[] IDS = {-5, 2, 9};
  private static final Labels SPARSE =
      Labels.sparse(
          IDS, new int[] {0, 1, 3, 4}, new int[] {2, 0, 1, 1}, new float[] {1, 0.25f, 0.75f, 1});
  private static final Matrix DENSE =
      Matrix.of(new double[][] {{0, 0, 1}, {0.25, 0.75, 0}, {0, 1, 0}});

  private static Map<Integer, Float> shares(Labels labels, int sample) {
    Map<Integer, Float> shares = new TreeMap<>();
    labels.forEachShare(sample, shares::put);
    return shares;
  }

  @Test
  void sparseRowsAreTheDenseOnesWithoutZeros() {
    assertEquals(Labels.soft(IDS, DENSE), SPARSE);
    assertEquals(DENSE, ((Labels.Soft) SPARSE).shares());
    assertEquals(4, ((Labels.Soft) SPARSE).entries());
    assertEquals(0.75, SPARSE.share(1, 2));
    assertEquals(0, SPARSE.share(1, 9));
    assertEquals(0, SPARSE.share(1, 7));
    assertEquals(Map.of(-5, 0.25f, 2, 0.75f), shares(SPARSE, 1));
  }

  @Test
  void theLargestShareDecidesTheClassAndTheLowestIdATie() {
    assertArrayEquals(
        new int[] {9, 2, 2}, new int[] {SPARSE.classOf(0), SPARSE.classOf(1), SPARSE.classOf(2)});
    assertEquals(-5, Labels.soft(IDS, Matrix.of(new double[][] {{0.5, 0, 0.5}})).classOf(0));
  }

  @Test
  void selectedSamplesKeepTheirShares() {
    Labels selected = SPARSE.select(new int[] {2, 1, 1});
    assertEquals(
        Labels.soft(IDS, Matrix.of(new double[][] {{0, 1, 0}, {0.25, 0.75, 0}, {0.25, 0.75, 0}})),
        selected);
  }

  @Test
  void hardLabelsHaveOneShare() {
    assertEquals(Map.of(4, 1f), shares(Labels.hard(7, 4), 1));
  }

  @Test
  void manyClassesTakeMemoryForTheirEntriesAlone() {
    int n = 20_000;
    int[] ids = new int[n];
    int[] starts = new int[n + 1];
    float[] ones = new float[n];
    for (int i = 0; i < n; i++) {
      ids[i] = i;
      starts[i + 1] = i + 1;
      ones[i] = 1;
    }
    // Densely these would be 1.6 GB.
    Labels labels = Labels.sparse(ids, starts, ids, ones);
    assertEquals(19_999, labels.classOf(19_999));
    assertEquals(n, ((Labels.Soft) labels.select(ids)).entries());
  }

  @Test
  void badSharesAreRefused() {
    int[] one = {0, 1};
    float[] all = {1};
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(IDS, new int[] {0, 2}, one, new float[] {1, 0.5f}));
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(IDS, new int[] {0, 2}, new int[] {1, 0}, new float[] {0.5f, 0.5f}));
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(IDS, new int[] {0, 2}, one, new float[] {2, -1}));
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(IDS, new int[] {0, 1}, new int[] {3}, all));
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(IDS, new int[] {0, 2}, new int[] {1}, all));
    assertThrows(
        InvalidInputException.class,
        () -> Labels.sparse(new int[] {2, 2}, new int[] {0, 1}, new int[] {1}, all));
  }
}
