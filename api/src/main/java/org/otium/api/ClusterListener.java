package org.otium.api;

/**
 * Is told how a job on a cluster goes. Its methods are called by one thread at a time, not
 * necessarily that which waits for the job.
 */
public interface ClusterListener {
  /**
   * A piece is done. Called once a piece, even where the cluster did it several times.
   *
   * @param key the piece
   * @param result what it gave
   */
  void done(String key, byte[] result);

  /**
   * How far the job is. Called when that changes.
   *
   * @param progress how far
   */
  void progress(Progress progress);

  /**
   * Something that the user should know now, such as where the cluster shows the job.
   *
   * @param message one line
   */
  void note(String message);

  /**
   * What a process of the cluster computes with. Called when that is first known of a machine, and
   * when it changes.
   *
   * @param host the name of the machine
   * @param with as {@link org.otium.spi.ClusterWork.Pieces#computedWith} says it there
   */
  default void computed(String host, String with) {}

  /**
   * Whether the job is to end early. Asked often.
   *
   * @return true if so; what is done until then was told
   */
  boolean isStopped();

  /**
   * How far a job is.
   *
   * @param done how many pieces are done
   * @param running how many are being done
   * @param total how many there are
   * @param workers how many processes work on it; 0 while there is none but this one
   * @param repeated how many attempts failed or were lost, and were or will be made again
   */
  record Progress(int done, int running, int total, int workers, int repeated) {}
}
