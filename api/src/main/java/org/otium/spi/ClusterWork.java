package org.otium.spi;

import java.io.IOException;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.otium.api.ClusterJob;
import org.otium.api.InvalidInputException;

/**
 * A kind of work whose pieces can be done by other processes. Declared as a service by the module
 * that has it; a process that works for a cluster finds it there by its name and so runs the code
 * that does the same work without a cluster.
 */
public interface ClusterWork {
  /**
   * What jobs call it.
   *
   * @return kebab-case, unique
   */
  String name();

  /**
   * Prepares for the pieces of a job. Called once a process and job.
   *
   * @param settings what the job says
   * @param threads how many threads each piece may use
   * @return what does its pieces, by several threads at once
   * @throws InvalidInputException if they cannot be done here
   */
  Pieces open(String settings, int threads);

  /** The pieces of one job. */
  interface Pieces {
    /**
     * Does one piece. Depends on the settings of the job and the key alone: it may be done several
     * times, at the same time and in several processes, and all but one result are thrown away.
     *
     * @param key one of {@link ClusterJob#keys}
     * @param stopped whether its result is no longer wanted; to be asked now and then
     * @return its result
     * @throws InvalidInputException if it cannot be done because of its input; the job ends and is
     *     not tried again
     * @throws IOException if a file cannot be read or written; the piece is tried again
     */
    byte[] piece(String key, BooleanSupplier stopped) throws IOException;

    /**
     * What decides the last digits of results in this process: processors of another kind, and
     * other builds of native libraries, round in another order.
     *
     * @return a few words, the same in all processes whose results are the same; empty if nothing
     *     is known
     */
    default String computedWith() {
      return "";
    }

    /**
     * What a piece sends to receivers. As {@link #piece} it may be asked for several times, and
     * must then be the same.
     *
     * @param key one of {@link ClusterJob#keys}
     * @param stopped whether it is no longer wanted
     * @return the records, made one by one as they are asked for
     * @throws InvalidInputException if there can be none because of its input
     * @throws IOException if a file cannot be read; the piece is tried again
     */
    default Sending send(String key, BooleanSupplier stopped) throws IOException {
      throw new UnsupportedOperationException("its pieces send nothing");
    }

    /**
     * Takes the records that were sent to a receiver.
     *
     * @param key which receiver
     * @param records in the order of the pieces that sent them, and of each in the order in which
     *     it did; to be gone through once
     * @param stopped whether the result is no longer wanted
     * @return what it made of them
     * @throws InvalidInputException if it cannot be done because of its input
     * @throws IOException if a file cannot be read or written; it is tried again
     */
    default byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
        throws IOException {
      throw new UnsupportedOperationException("its pieces receive nothing");
    }

    /** Records on their way, one at a time. */
    interface Sending extends AutoCloseable {
      /**
       * Goes on to the next record.
       *
       * @return whether there is one
       * @throws InvalidInputException if there is none because of the input
       * @throws IOException if a file cannot be read
       */
      boolean next() throws IOException;

      /**
       * To whom the record goes.
       *
       * @return the position of a receiver
       */
      int receiver();

      /**
       * The record.
       *
       * @return bytes that are not changed any more
       */
      byte[] record();

      @Override
      void close() throws IOException;
    }
  }
}
