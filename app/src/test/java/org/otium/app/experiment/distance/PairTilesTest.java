package org.otium.app.experiment.distance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairTilesTest {
  private static List<int[]> all(int datasets) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < datasets; i++) {
      for (int j = i + 1; j < datasets; j++) {
        pairs.add(new int[] {i, j});
      }
    }
    return pairs;
  }

  /** How many datasets a process reads that does all tiles and keeps some of them. */
  private static int reads(List<List<int[]>> tiles, int kept) {
    Deque<Integer> shelf = new ArrayDeque<>();
    int reads = 0;
    for (List<int[]> tile : tiles) {
      for (int[] pair : tile) {
        for (int dataset : pair) {
          reads += shelf.remove(dataset) ? 0 : 1;
          shelf.addLast(dataset);
          if (shelf.size() > kept) {
            shelf.removeFirst();
          }
        }
      }
    }
    return reads;
  }

  @Test
  void everyPairIsInOneTile() {
    for (int datasets : List.of(2, 5, 46, 130)) {
      Set<String> seen = new HashSet<>();
      for (List<int[]> tile : PairTiles.of(all(datasets), 20)) {
        for (int[] pair : tile) {
          assertTrue(seen.add(pair[0] + "-" + pair[1]), "twice");
        }
      }
      assertEquals(datasets * (datasets - 1) / 2, seen.size());
    }
  }

  @Test
  void fewPairsAreTilesOfTheirOwn() {
    assertEquals(10, PairTiles.of(all(5), 100).size());
    List<List<int[]>> many = PairTiles.of(all(200), 100);
    assertTrue(many.size() >= 300 && many.size() < 400, many.size() + " tiles");
  }

  @Test
  void datasetsThatFitAreReadOnceAndOthersNotPairByPair() {
    int datasets = 128;
    assertEquals(datasets, reads(PairTiles.of(all(datasets), datasets), datasets));
    int kept = 32;
    int tiled = reads(PairTiles.of(all(datasets), kept), kept);
    int inRows = reads(List.of(all(datasets)), kept);
    // Blocks of 16 by 16 datasets: about n²/16 reads, and not n²/2.
    assertTrue(tiled <= 2 * datasets * datasets / 16, tiled + " reads");
    assertTrue(3 * tiled < inRows, tiled + " reads, in rows " + inRows);
  }

  @Test
  void whatIsMissingIsCutInTheSameWay() {
    List<int[]> some = all(40).subList(100, 400);
    int pairs = PairTiles.of(some, 10).stream().mapToInt(List::size).sum();
    assertEquals(300, pairs);
  }
}
