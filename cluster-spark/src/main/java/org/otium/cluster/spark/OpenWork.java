package org.otium.cluster.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.spi.ClusterWork;

/**
 * The kind of work and the settings of a job, and in each process what does its pieces.
 *
 * @param work the name of the kind
 * @param settings what its pieces have in common
 * @param threads how many threads a piece may use
 */
record OpenWork(String work, String settings, int threads) implements Serializable {
  /** Of one job at a time, for it may hold datasets. */
  private static @Nullable OpenWork held;

  private static ClusterWork.@Nullable Pieces pieces;

  PieceResult piece(String key) throws IOException {
    try {
      TaskContext task = TaskContext.get();
      ClusterWork.Pieces own = pieces();
      return PieceResult.of(own.piece(key, task::isInterrupted)).by(maker(own));
    } catch (OtiumException e) {
      return PieceResult.of(e);
    }
  }

  ClusterWork.Pieces.Sending sending(String key) throws IOException {
    TaskContext task = TaskContext.get();
    return pieces().send(key, task::isInterrupted);
  }

  PieceResult received(String key, Iterator<byte[]> records) throws IOException {
    try {
      TaskContext task = TaskContext.get();
      ClusterWork.Pieces own = pieces();
      return PieceResult.of(own.receive(key, records, task::isInterrupted)).by(maker(own));
    } catch (OtiumException e) {
      return PieceResult.of(e);
    }
  }

  /** This process. */
  private static PieceResult.Maker maker(ClusterWork.Pieces pieces) {
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    return new PieceResult.Maker(host, pieces.computedWith());
  }

  private ClusterWork.Pieces pieces() {
    synchronized (OpenWork.class) {
      ClusterWork.Pieces known = pieces;
      if (known == null || !equals(held)) {
        pieces = null;
        known = find().open(settings, threads);
        pieces = known;
        held = this;
      }
      return known;
    }
  }

  private ClusterWork find() {
    Optional<ModuleLayer> layer = Optional.ofNullable(OpenWork.class.getModule().getLayer());
    ServiceLoader<ClusterWork> services =
        layer
            .map(own -> ServiceLoader.load(own, ClusterWork.class))
            .orElseGet(
                () -> ServiceLoader.load(ClusterWork.class, OpenWork.class.getClassLoader()));
    return Stream.of(services.stream().map(ServiceLoader.Provider::get).toArray(ClusterWork[]::new))
        .filter(found -> found.name().equals(work))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the executors of Spark do not know the work '" + work + "'",
                    "Their jars of Otium are not those of this program: give all of lib/ and plugins/spark/."));
  }
}
