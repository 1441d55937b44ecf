package org.otium.cluster.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark says of its tasks and executors. */
final class Watch extends SparkListener {
  /** The property of a job that says to which run it belongs. */
  static final String RUN = "otium.run";

  private final Set<String> executors = new HashSet<>();
  private final Set<Integer> stages = new HashSet<>();
  private final int slots;
  private int run;
  private int running;
  private int repeated;
  private int lost;
  private String lastLoss = "";

  /**
   * Nothing is known yet.
   *
   * @param slots how many tasks there can be at a time
   */
  Watch(int slots) {
    this.slots = slots;
  }

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
    return new Seen(Math.min(running, slots), executors.size(), repeated, lost, lastLoss);
  }

  /**
   * A new job begins. Tasks of those before may still be told of, and do not count.
   *
   * @return what the job has to have as its {@link #RUN}
   */
  synchronized String restart() {
    stages.clear();
    running = 0;
    repeated = 0;
    run++;
    return Integer.toString(run);
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart event) {
    if (Integer.toString(run).equals(event.properties().getProperty(RUN))) {
      CollectionConverters.asJava(event.stageIds()).forEach(stage -> stages.add((Integer) stage));
    }
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
    if (stages.contains(event.stageId())) {
      running++;
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (!stages.contains(event.stageId())) {
      return;
    }
    running = Math.max(0, running - 1);
    if (!event.taskInfo().successful()) {
      repeated++;
    }
  }
}
