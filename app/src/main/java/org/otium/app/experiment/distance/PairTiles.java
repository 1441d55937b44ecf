package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts the pairs of a matrix into tiles, so that the pairs of a tile share their datasets, and puts
 * these into an order in which tiles that follow each other share most of theirs. Which process
 * compares a pair, and with which others, changes nothing of it.
 */
final class PairTiles {
  /** So many tiles are wanted at least, for clusters with many cores. */
  private static final int WANTED = 256;

  /** A tile has so many rows at most: what is lost when a process dies is a tile. */
  private static final int MOST_ROWS = 8;

  private PairTiles() {}

  /** Where a tile lies in the matrix: its block of tiles, and in that its own place. */
  private record Place(int blockRow, int blockColumn, int row, int column)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::blockRow)
            .thenComparingInt(Place::turned)
            .thenComparingInt(Place::row)
            .thenComparingInt(Place::column);

    /** Every other row of blocks is gone through backwards, and begins where the last ended. */
    private int turned() {
      return blockRow % 2 == 0 ? blockColumn : -blockColumn;
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The tiles of some pairs.
   *
   * @param pairs first and second dataset of each
   * @param kept how many datasets a process keeps
   * @return the pairs of each tile
   */
  static List<List<int[]>> of(List<int[]> pairs, long kept) {
    int rows = Math.clamp((long) Math.sqrt(pairs.size() / (double) WANTED), 1, MOST_ROWS);
    // The rows and the columns of a block of tiles are kept at the same time.
    int block = Math.clamp(kept / 2 / rows * rows, rows, Integer.MAX_VALUE / 2);
    Map<Place, List<int[]>> tiles = new TreeMap<>();
    for (int[] pair : pairs) {
      Place place = new Place(pair[0] / block, pair[1] / block, pair[0] / rows, pair[1] / rows);
      tiles.computeIfAbsent(place, p -> new ArrayList<>()).add(pair);
    }
    return List.copyOf(tiles.values());
  }
}
