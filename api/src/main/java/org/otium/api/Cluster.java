package org.otium.api;

import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Other machines, or other processes on this one, that do the pieces of a job. Which process does
 * which piece, and what is done again where one is lost, is the cluster's affair and changes no
 * result.
 */
public interface Cluster extends AutoCloseable {
  /**
   * Does the pieces of a job, each by itself and in any order, and waits for them.
   *
   * @param job the pieces
   * @param listener is given each result as it comes
   * @throws InvalidInputException if the cluster cannot be reached or cannot do this work, or if a
   *     piece found its input wrong; results that had come were told
   * @throws OtiumException if it fails otherwise
   * @throws CancellationException if the listener stopped it
   */
  void run(ClusterJob job, ClusterListener listener);

  /**
   * How many pieces are done at a time. It decides how work is cut, and no result.
   *
   * @return 0 while that is not known
   */
  default int slots() {
    return 0;
  }

  /**
   * How large the heap of a process that works for the cluster is at most.
   *
   * @return bytes; 0 where the work is done in this process
   */
  long workerMemory();

  /**
   * Has the pieces of a job send records to receivers, which take them piece by piece, wherever
   * each is. Neither senders nor receivers need to hold all of their records, nor does this process
   * see any.
   *
   * @param job the pieces that send, {@link org.otium.spi.ClusterWork.Pieces#send}
   * @param receivers the keys of those that take, each once
   * @param listener is given what each receiver made of its records, under its key
   * @throws InvalidInputException as for {@link #run}
   * @throws OtiumException if it fails otherwise
   * @throws CancellationException if the listener stopped it
   */
  void exchange(ClusterJob job, List<String> receivers, ClusterListener listener);

  /** Lets go of the machines. */
  @Override
  void close();
}
