package org.otium.cluster.spark;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.otium.api.ClusterListener;
import org.otium.api.InvalidInputException;

/**
 * The start of Spark. Spark waits a minute for a master, whatever it is told, so it starts on a
 * thread that can be left behind.
 */
final class Starting {
  private static final long POLL_MILLIS = 50;

  /** What Spark calls a program that no standalone master has given a name. */
  private static final String UNREGISTERED = "spark-application-";

  private final SparkSettings settings;

  /** Guarded by this. */
  private boolean isLeft;

  Starting(SparkSettings settings) {
    this.settings = settings;
  }

  /**
   * Spark, ready for jobs.
   *
   * @throws InvalidInputException if it does not start, or not within the patience
   */
  JavaSparkContext context(ClusterListener listener) {
    SparkConf conf = Configuration.of(settings);
    FutureTask<JavaSparkContext> start = new FutureTask<>(() -> started(conf));
    Thread.ofPlatform().daemon().name("otium-spark-start").start(start);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.patience());
    boolean isTaken = false;
    try {
      while (true) {
        if (listener.isStopped()) {
          throw new CancellationException("stopped");
        }
        try {
          JavaSparkContext spark = start.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          isTaken = true;
          return spark;
        } catch (TimeoutException e) {
          if (settings.isStandalone() && System.nanoTime() > deadline) {
            throw SparkFailures.noMaster(settings);
          }
        }
      }
    } catch (ExecutionException e) {
      throw SparkFailures.notStarted(e.getCause() == null ? e : e.getCause(), settings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    } finally {
      if (!isTaken) {
        leave(start);
      }
    }
  }

  private JavaSparkContext started(SparkConf conf) {
    JavaSparkContext spark = new JavaSparkContext(conf);
    boolean hasMaster =
        !settings.isStandalone() || !spark.sc().applicationId().startsWith(UNREGISTERED);
    synchronized (this) {
      if (hasMaster && !isLeft) {
        return spark;
      }
    }
    spark.close();
    throw SparkFailures.noMaster(settings);
  }

  /** Nobody takes what is started from now on. */
  private void leave(FutureTask<JavaSparkContext> start) {
    synchronized (this) {
      isLeft = true;
    }
    if (start.state() == FutureTask.State.SUCCESS) {
      start.resultNow().close();
    }
  }
}
