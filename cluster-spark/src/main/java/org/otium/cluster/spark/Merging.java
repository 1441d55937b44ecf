package org.otium.cluster.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import org.otium.spi.ClusterWork;
import scala.Tuple2;

/**
 * Merges neighbours, a level at a time. Spark's own reductions merge in the order in which
 * partitions come to their end, which changes the last digits of sums.
 */
final class Merging {
  private Merging() {}

  /** The only element of its only partition is what all pieces together gave. */
  static JavaRDD<PieceResult> of(JavaSparkContext spark, OpenWork work, List<String> keys) {
    List<Tuple2<Integer, String>> numbered = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      numbered.add(new Tuple2<>(k, keys.get(k)));
    }
    JavaPairRDD<Integer, PieceResult> level =
        spark.parallelize(numbered, numbered.size()).mapToPair(new Piece(work));
    int left = keys.size();
    do {
      left = (left + ClusterWork.Pieces.FAN_IN - 1) / ClusterWork.Pieces.FAN_IN;
      level = level.mapToPair(new Grouped()).groupByKey(left).mapToPair(new Folded(work));
    } while (left > 1);
    return level.values();
  }

  private record Piece(OpenWork work)
      implements PairFunction<Tuple2<Integer, String>, Integer, PieceResult> {
    @Override
    public Tuple2<Integer, PieceResult> call(Tuple2<Integer, String> numbered) throws Exception {
      return new Tuple2<>(numbered._1(), work.piece(numbered._2()));
    }
  }

  /** Under the number of its group, each still with its own. */
  private record Grouped()
      implements PairFunction<Tuple2<Integer, PieceResult>, Integer, Tuple2<Integer, PieceResult>> {
    @Override
    public Tuple2<Integer, Tuple2<Integer, PieceResult>> call(Tuple2<Integer, PieceResult> result) {
      return new Tuple2<>(result._1() / ClusterWork.Pieces.FAN_IN, result);
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
