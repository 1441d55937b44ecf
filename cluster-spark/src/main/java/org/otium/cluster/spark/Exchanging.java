package org.otium.cluster.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.otium.api.OtiumException;
import org.otium.spi.ClusterWork;
import scala.Tuple2;

/**
 * Sends records through Spark's shuffle: a partition for each receiver, sorted by who sent a record
 * and when, so that a receiver whose partition is computed again takes the same records in the same
 * order. Spark sorts on the disk what does not fit the memory.
 */
final class Exchanging {
  private Exchanging() {}

  /** The only element of a partition is what its receiver made of its records. */
  static JavaRDD<PieceResult> of(
      JavaSparkContext spark, OpenWork work, List<String> keys, List<String> receivers) {
    List<Tuple2<Integer, String>> numbered = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      numbered.add(new Tuple2<>(k, keys.get(k)));
    }
    return spark
        .parallelize(numbered, Math.max(1, numbered.size()))
        .flatMapToPair(new Sender(work, receivers.size()))
        .repartitionAndSortWithinPartitions(new ByReceiver(receivers.size()), new InOrder())
        .mapPartitions(new Receiver(work, List.copyOf(receivers)));
  }

  /** Where a record goes, and which of all that go there it is. */
  record Address(int receiver, int sender, int number) implements Serializable {}

  /** Compares addresses. */
  static final class InOrder implements Comparator<Address>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Address a, Address b) {
      int bySender = Integer.compare(a.sender(), b.sender());
      return bySender != 0 ? bySender : Integer.compare(a.number(), b.number());
    }
  }

  /** A partition for each receiver. */
  static final class ByReceiver extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int receivers;

    ByReceiver(int receivers) {
      this.receivers = receivers;
    }

    @Override
    public int numPartitions() {
      return receivers;
    }

    @Override
    public int getPartition(Object address) {
      return ((Address) address).receiver();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByReceiver same && same.receivers == receivers;
    }

    @Override
    public int hashCode() {
      return receivers;
    }
  }

  private record Sender(OpenWork work, int receivers)
      implements PairFlatMapFunction<Tuple2<Integer, String>, Address, PieceResult> {
    @Override
    public Iterator<Tuple2<Address, PieceResult>> call(Tuple2<Integer, String> piece)
        throws IOException {
      try {
        return new Records(piece._1(), work.sending(piece._2()), receivers);
      } catch (OtiumException e) {
        return failure(piece._1(), e, receivers).iterator();
      }
    }
  }

  /** Every receiver is told, and so can none come to a result without the records. */
  private static List<Tuple2<Address, PieceResult>> failure(
      int sender, OtiumException e, int receivers) {
    List<Tuple2<Address, PieceResult>> told = new ArrayList<>();
    for (int r = 0; r < receivers; r++) {
      told.add(new Tuple2<>(new Address(r, sender, -1), PieceResult.of(e)));
    }
    return told;
  }

  /** The records of one sender, made as Spark asks for them. */
  private static final class Records implements Iterator<Tuple2<Address, PieceResult>> {
    private final int sender;
    private final int receivers;
    private final ClusterWork.Pieces.Sending sending;
    private Iterator<Tuple2<Address, PieceResult>> ahead =
        List.<Tuple2<Address, PieceResult>>of().iterator();
    private boolean ended;
    private int number;

    Records(int sender, ClusterWork.Pieces.Sending sending, int receivers) {
      this.sender = sender;
      this.sending = sending;
      this.receivers = receivers;
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
    }

    private void close() {
      try {
        sending.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      if (!ahead.hasNext() && !ended) {
        try {
          if (sending.next()) {
            ahead =
                List.of(
                        new Tuple2<>(
                            new Address(sending.receiver(), sender, number++),
                            PieceResult.of(sending.record())))
                    .iterator();
          } else {
            ended = true;
          }
        } catch (OtiumException e) {
          ended = true;
          ahead = failure(sender, e, receivers).iterator();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return ahead.hasNext();
    }

    @Override
    public Tuple2<Address, PieceResult> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all records were sent");
      }
      return ahead.next();
    }
  }

  private record Receiver(OpenWork work, List<String> receivers)
      implements FlatMapFunction<Iterator<Tuple2<Address, PieceResult>>, PieceResult> {
    @Override
    public Iterator<PieceResult> call(Iterator<Tuple2<Address, PieceResult>> records)
        throws IOException {
      String key = receivers.get(TaskContext.getPartitionId());
      Iterator<byte[]> bytes =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return records.hasNext();
            }

            @Override
            public byte[] next() {
              return records.next()._2().orThrow();
            }
          };
      return List.of(work.received(key, bytes)).iterator();
    }
  }
}
