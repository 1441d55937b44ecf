package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.InvalidInputException;
import org.otium.numerics.MinibatchPartition.Block;
import org.otium.numerics.MinibatchPartition.Side;
import org.otium.testkit.Samples;

class MinibatchPartitionTest {
  private static double[] equal(int n) {
    double[] masses = new double[n];
    Arrays.fill(masses, 1.0 / n);
    return masses;
  }

  /** Masses over twelve magnitudes, a tenth of them zero, that sum to one. */
  private static double[] uneven(int n, RandomGenerator random) {
    double[] masses = new double[n];
    for (int i = 0; i < n; i++) {
      masses[i] = random.nextInt(10) == 0 ? 0 : Math.pow(10, -12 * random.nextDouble());
    }
    masses[n / 2] = 1;
    double sum = Arrays.stream(masses).sum();
    return Arrays.stream(masses).map(w -> w / sum).toArray();
  }

  private static List<Block> cut(double[] a, double[] b, int batchSize, long seed) {
    return MinibatchPartition.of(new Side(a), new Side(b), batchSize, Samples.random(seed))
        .blocks();
  }

  private static void requireSound(List<Block> blocks, double[] a, double[] b, int batchSize) {
    double[] rows = new double[a.length];
    double[] columns = new double[b.length];
    for (Block block : blocks) {
      assertTrue(block.rows().length >= 1 && block.rows().length <= batchSize);
      assertTrue(block.columns().length >= 1 && block.columns().length <= batchSize);
      assertEquals(block.mass(), Arrays.stream(block.columnMasses()).sum(), 1e-12);
      assertTrue(Arrays.stream(block.rowMasses()).allMatch(w -> w > 0));
      assertTrue(Arrays.stream(block.columnMasses()).allMatch(w -> w > 0));
      add(block.rows(), block.rowMasses(), rows);
      add(block.columns(), block.columnMasses(), columns);
    }
    for (int i = 0; i < a.length; i++) {
      assertEquals(a[i], rows[i], 1e-12 * a[i]);
    }
    for (int j = 0; j < b.length; j++) {
      assertEquals(b[j], columns[j], 1e-12 * b[j]);
    }
  }

  private static void add(int[] points, double[] masses, double[] sums) {
    for (int k = 0; k < points.length; k++) {
      assertTrue(k == 0 || points[k] > points[k - 1], "not ascending");
      sums[points[k]] += masses[k];
    }
  }

  private static int[] occurrences(List<Block> blocks, int n) {
    int[] count = new int[n];
    blocks.forEach(block -> Arrays.stream(block.rows()).forEach(i -> count[i]++));
    return count;
  }

  @ParameterizedTest
  @CsvSource({"12,12,4", "13,13,4", "1000,1000,64", "9,9,1", "101,101,100"})
  void equalMassesAreInExactlyOneBlockOfBalancedSize(int n, int m, int batchSize) {
    List<Block> blocks = cut(equal(n), equal(m), batchSize, 1);
    requireSound(blocks, equal(n), equal(m), batchSize);
    int fewest = (n + batchSize - 1) / batchSize;
    assertEquals(fewest, blocks.size());
    boolean[] column = new boolean[m];
    for (int count : occurrences(blocks, n)) {
      assertEquals(1, count);
    }
    for (Block block : blocks) {
      assertEquals(block.rows().length, block.columns().length);
      assertTrue(block.rows().length >= n / fewest - 1, "a small block");
      for (int j : block.columns()) {
        assertFalse(column[j], "a column in two blocks");
        column[j] = true;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20,19,10",
    "30,29,10",
    "29,30,10",
    "17,100,10",
    "100,17,10",
    "7,500,10",
    "500,3,9",
    "5,4,1",
    "1,9,2",
    "1000,777,33"
  })
  void marginalsAddUpForSizesThatDoNotDivide(int n, int m, int batchSize) {
    requireSound(cut(equal(n), equal(m), batchSize, 2), equal(n), equal(m), batchSize);
    RandomGenerator random = Samples.random(3);
    double[] a = uneven(n, random);
    double[] b = uneven(m, random);
    requireSound(cut(a, b, batchSize, 4), a, b, batchSize);
  }

  @Test
  void splitPointsAreFewerThanBlocks() {
    List<Block> blocks = cut(equal(1000), equal(777), 100, 5);
    int rowCount = blocks.stream().mapToInt(block -> block.rows().length).sum();
    int columnCount = blocks.stream().mapToInt(block -> block.columns().length).sum();
    assertEquals(1000, rowCount);
    assertTrue(columnCount - 777 < blocks.size(), columnCount + " columns");
    assertTrue(blocks.size() <= 11, blocks.size() + " blocks");
  }

  @Test
  void aSideThatFitsIsInEveryBlockAsAWhole() {
    List<Block> blocks = cut(equal(5), equal(1000), 100, 6);
    assertEquals(10, blocks.size());
    for (Block block : blocks) {
      assertArrayEquals(new int[] {0, 1, 2, 3, 4}, block.rows());
      assertEquals(100, block.columns().length);
      for (double w : block.rowMasses()) {
        assertEquals(0.02, w, 1e-15);
      }
    }
  }

  @Test
  void whatFitsOneBatchStaysWhole() {
    double[] a = {0.25, 0, 0.75};
    Block block = cut(a, equal(2), 3, 7).getFirst();
    assertArrayEquals(new int[] {0, 2}, block.rows());
    assertArrayEquals(new double[] {0.25, 0.75}, block.rowMasses());
    assertArrayEquals(equal(2), block.columnMasses());
  }

  @Test
  void everyBlockHoldsItsShareOfEveryGroup() {
    int n = 1200;
    int[] groups = IntStream.range(0, n).map(i -> i < 600 ? 7 : i < 1080 ? -3 : 40).toArray();
    Side side = new Side(equal(n), groups);
    List<Block> blocks =
        MinibatchPartition.of(side, new Side(equal(n)), 100, Samples.random(8)).blocks();
    assertEquals(12, blocks.size());
    for (Block block : blocks) {
      assertEquals(50, count(block, groups, 7), 2);
      assertEquals(40, count(block, groups, -3), 2);
      assertEquals(10, count(block, groups, 40), 2);
    }
  }

  private static double count(Block block, int[] groups, int group) {
    return Arrays.stream(block.rows()).filter(i -> groups[i] == group).count();
  }

  @Test
  void namesOfGroupsDoNotMatter() {
    double[] a = uneven(300, Samples.random(9));
    int[] groups = IntStream.range(0, 300).map(i -> i * i % 7).toArray();
    int[] renamed = Arrays.stream(groups).map(g -> 1000 - 17 * g).toArray();
    RandomGenerator first = Samples.random(10);
    RandomGenerator second = Samples.random(10);
    List<Block> plain =
        MinibatchPartition.of(new Side(a, groups), new Side(equal(200)), 30, first).blocks();
    List<Block> other =
        MinibatchPartition.of(new Side(a, renamed), new Side(equal(200)), 30, second).blocks();
    requireSame(plain, other);
  }

  private static void requireSame(List<Block> plain, List<Block> other) {
    assertEquals(plain.size(), other.size());
    for (int k = 0; k < plain.size(); k++) {
      assertArrayEquals(plain.get(k).rows(), other.get(k).rows());
      assertArrayEquals(plain.get(k).rowMasses(), other.get(k).rowMasses());
      assertArrayEquals(plain.get(k).columns(), other.get(k).columns());
      assertArrayEquals(plain.get(k).columnMasses(), other.get(k).columnMasses());
    }
  }

  @Test
  void theSeedDecidesTheBlocks() {
    requireSame(cut(equal(50), equal(50), 10, 11), cut(equal(50), equal(50), 10, 11));
    int[] one = cut(equal(50), equal(50), 10, 11).getFirst().rows();
    int[] two = cut(equal(50), equal(50), 10, 12).getFirst().rows();
    assertFalse(Arrays.equals(one, two));
  }

  @Test
  void everyPairMeetsEquallyOften() {
    // 6 points in blocks of 2: a pair shares a block with probability 1/3
    int[][] meetings = new int[6][6];
    RandomGenerator random = Samples.random(13);
    int trials = 6000;
    for (int t = 0; t < trials; t++) {
      for (Block block :
          MinibatchPartition.of(new Side(equal(6)), new Side(equal(6)), 2, random).blocks()) {
        for (int i : block.rows()) {
          for (int j : block.columns()) {
            meetings[i][j]++;
          }
        }
      }
    }
    for (int[] row : meetings) {
      for (int count : row) {
        // five standard deviations
        assertEquals(trials / 3.0, count, 5 * Math.sqrt(trials * 2 / 9.0));
      }
    }
  }

  @Test
  void badInputIsRefused() {
    Side good = new Side(equal(3));
    Side empty = new Side(new double[3]);
    Side broken = new Side(new double[] {1, Double.NaN, 1});
    RandomGenerator random = Samples.random(14);
    assertThrows(InvalidInputException.class, () -> MinibatchPartition.of(good, good, 0, random));
    assertThrows(InvalidInputException.class, () -> MinibatchPartition.of(good, empty, 1, random));
    assertThrows(InvalidInputException.class, () -> MinibatchPartition.of(broken, good, 1, random));
    assertThrows(InvalidInputException.class, () -> new Side(equal(3), new int[2]));
  }
}
