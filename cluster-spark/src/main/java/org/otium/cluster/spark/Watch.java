package org.otium.cluster.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** What Spark says of its tasks and executors. */
final class Watch extends SparkListener {
  private final Set<String> executors = new HashSet<>();
  private int running;
  private int repeated;
  private int lost;
  private String lastLoss = "";

  /**
   * What is known at a moment.
   *
   * @param running how many tasks are being done
   * @param workers how many executors there are
   * @param repeated how many tasks came to no result
   * @param lost how many executors were lost
   * @param lastLoss why the last one was
   */
  record Seen(int running, int workers, int repeated, int lost, String lastLoss) {}

  synchronized Seen seen() {
    return new Seen(running, executors.size(), repeated, lost, lastLoss);
  }

  /** A new job begins. */
  synchronized void restart() {
    running = 0;
    repeated = 0;
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
    executors.add(event.executorId());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    executors.remove(event.executorId());
    lost++;
    lastLoss = event.reason();
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart event) {
    running++;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    running = Math.max(0, running - 1);
    if (!event.taskInfo().successful()) {
      repeated++;
    }
  }
}
