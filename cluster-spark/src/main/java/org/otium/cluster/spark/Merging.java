package org.otium.cluster.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import org.otium.api.ClusterJob;
import org.otium.spi.ClusterWork;
import scala.Tuple2;

/**
 * Merges neighbours, a level at a time. Spark's own reductions merge in the order in which
 * partitions come to their end, which changes the last digits of sums.
 */
final class Merging {
  private Merging() {}

  /** The only element of a partition is what the pieces of its group together gave. */
  static JavaRDD<PieceResult> of(
      JavaSparkContext spark, OpenWork work, List<String> keys, List<ClusterJob.Group> groups) {
    List<Tuple2<Integer, String>> numbered = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      numbered.add(new Tuple2<>(k, keys.get(k)));
    }
    JavaPairRDD<Integer, PieceResult> level =
        spark.parallelize(numbered, numbered.size()).mapToPair(new Piece(work));
    int[] starts = starts(groups.stream().mapToInt(ClusterJob.Group::pieces).toArray());
    while (starts[groups.size()] > groups.size()) {
      int[] next = new int[groups.size()];
      for (int g = 0; g < next.length; g++) {
        next[g] = parents(starts[g + 1] - starts[g]);
      }
      int[] above = starts(next);
      level =
          level
              .mapToPair(new Grouped(starts, above))
              .groupByKey(above[groups.size()])
              .mapToPair(new Folded(work));
      starts = above;
    }
    return level.values();
  }

  private static int parents(int count) {
    return (count + ClusterWork.Pieces.FAN_IN - 1) / ClusterWork.Pieces.FAN_IN;
  }

  private static int[] starts(int[] counts) {
    int[] starts = new int[counts.length + 1];
    for (int g = 0; g < counts.length; g++) {
      starts[g + 1] = starts[g] + counts[g];
    }
    return starts;
  }

  private record Piece(OpenWork work)
      implements PairFunction<Tuple2<Integer, String>, Integer, PieceResult> {
    @Override
    public Tuple2<Integer, PieceResult> call(Tuple2<Integer, String> numbered) throws Exception {
      return new Tuple2<>(numbered._1(), work.piece(numbered._2()));
    }
  }

  /** Under the number of those that it is merged with, each still with its own. */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  private record Grouped(int[] starts, int[] above)
      implements PairFunction<Tuple2<Integer, PieceResult>, Integer, Tuple2<Integer, PieceResult>> {
    @Override
    public Tuple2<Integer, Tuple2<Integer, PieceResult>> call(Tuple2<Integer, PieceResult> result) {
      int found = Arrays.binarySearch(starts, result._1());
      int group = found >= 0 ? found : -found - 2;
      int within = result._1() - starts[group];
      return new Tuple2<>(above[group] + within / ClusterWork.Pieces.FAN_IN, result);
    }
  }

  private record Folded(OpenWork work)
      implements PairFunction<
          Tuple2<Integer, Iterable<Tuple2<Integer, PieceResult>>>, Integer, PieceResult> {
    @Override
    public Tuple2<Integer, PieceResult> call(
        Tuple2<Integer, Iterable<Tuple2<Integer, PieceResult>>> group) {
      List<Tuple2<Integer, PieceResult>> neighbours = new ArrayList<>();
      group._2().forEach(neighbours::add);
      neighbours.sort(Comparator.comparing(Tuple2::_1));
      PieceResult all = neighbours.stream().map(Tuple2::_2).reduce(work::merged).orElseThrow();
      return new Tuple2<>(group._1(), all);
    }
  }
}
