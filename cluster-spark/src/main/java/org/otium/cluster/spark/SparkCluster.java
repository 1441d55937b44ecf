package org.otium.cluster.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Apache Spark: each piece is a task. Spark is started by the first job and stopped by {@link
 * #close}; a process has one at a time.
 */
public final class SparkCluster implements Cluster {
  private static final long POLL_MILLIS = 50;

  private final SparkSettings settings;
  private final Watch watch;
  private @Nullable JavaSparkContext started;
  private @Nullable String page;

  /**
   * A cluster to which nothing is connected yet.
   *
   * @param settings which one
   */
  public SparkCluster(SparkSettings settings) {
    this.settings = settings;
    this.watch =
        new Watch(
            SparkAddress.threads(settings.master()).orElse(Integer.MAX_VALUE) / settings.cores());
    // Before any class of Spark asks for a log.
    Configuration.quieten();
  }

  /** A piece or a receiver that came to an end. */
  private record Arrived(int index, PieceResult result) {}

  @Override
  public void run(ClusterJob job, ClusterListener listener) {
    if (job.keys().isEmpty()) {
      return;
    }
    unlessStopped(
        listener,
        () -> {
          JavaSparkContext spark = spark(listener);
          OpenWork work = new OpenWork(job.work(), job.settings(), settings.cores());
          JavaRDD<String> keys = spark.parallelize(job.keys(), job.keys().size());
          spark.setJobDescription(job.work());
          Waiting waiting = new Waiting(spark, job.keys().size(), listener);
          waiting.until(
              submitted(keys, new EachPiece(work), job.keys().size(), waiting.arrived),
              arrived ->
                  listener.done(job.keys().get(arrived.index()), arrived.result().orThrow()));
          return "";
        });
  }

  @Override
  public void exchange(ClusterJob job, List<String> receivers, ClusterListener listener) {
    if (receivers.isEmpty()) {
      return;
    }
    unlessStopped(
        listener,
        () -> {
          JavaSparkContext spark = spark(listener);
          OpenWork work = new OpenWork(job.work(), job.settings(), settings.cores());
          spark.setJobDescription(job.work());
          Waiting waiting = new Waiting(spark, receivers.size(), listener);
          JavaRDD<PieceResult> received = Exchanging.of(spark, work, job.keys(), receivers);
          waiting.until(
              submitted(received, new TheOne(), receivers.size(), waiting.arrived),
              arrived -> listener.done(receivers.get(arrived.index()), arrived.result().orThrow()));
          return "";
        });
  }

  /** The only element of a partition. */
  private static final class TheOne extends AbstractFunction1<Iterator<PieceResult>, PieceResult>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public PieceResult apply(Iterator<PieceResult> results) {
      return results.next();
    }
  }

  private static <T> SimpleFutureAction<Object> submitted(
      JavaRDD<T> rdd,
      Function1<Iterator<T>, PieceResult> each,
      int partitions,
      BlockingQueue<Arrived> arrived) {
    List<Object> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      all.add(p);
    }
    // Spark hands each partition over once, however often it was computed.
    return rdd.context()
        .submitJob(
            rdd.rdd(),
            each,
            CollectionConverters.asScala(all).toSeq(),
            new AbstractFunction2<Object, PieceResult, BoxedUnit>() {
              @Override
              public BoxedUnit apply(Object index, PieceResult result) {
                arrived.add(new Arrived((Integer) index, result));
                return BoxedUnit.UNIT;
              }
            },
            new AbstractFunction0<Object>() {
              @Override
              public Object apply() {
                return BoxedUnit.UNIT;
              }
            });
  }

  /** The wait for a job, on the thread that asked for it. */
  private final class Waiting {
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final int total;
    private final ClusterListener listener;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.patience());
    private ClusterListener.Progress told = new ClusterListener.Progress(-1, 0, 0, 0, 0);
    private final Map<String, String> heard = new HashMap<>();
    private boolean hasWorked;
    private int done;

    Waiting(JavaSparkContext spark, int total, ClusterListener listener) {
      this.total = total;
      this.listener = listener;
      spark.setLocalProperty(Watch.RUN, watch.restart());
    }

    void until(SimpleFutureAction<Object> action, Consumer<Arrived> taking) {
      try {
        while (done < total) {
          if (listener.isStopped()) {
            throw new CancellationException("stopped");
          }
          // Asked before the queue: what ends the job is put there first.
          boolean isOver = action.isCompleted();
          Arrived next = arrived.poll(isOver ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
          if (next != null) {
            next.result().maker().ifPresent(this::hear);
            taking.accept(next);
            done++;
          } else if (isOver) {
            throw failure(action);
          }
          tell();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("stopped");
      } finally {
        if (done < total) {
          action.cancel();
        }
      }
    }

    private void hear(PieceResult.Maker maker) {
      if (!maker.with().equals(heard.put(maker.host(), maker.with()))) {
        listener.computed(maker.host(), maker.with());
      }
    }

    private void tell() {
      Watch.Seen seen = watch.seen();
      ClusterListener.Progress progress =
          new ClusterListener.Progress(
              done, seen.running(), total, seen.workers(), seen.repeated());
      hasWorked |= seen.running() > 0 || done > 0;
      String at = page;
      if (at != null && (hasWorked || seen.workers() > 0)) {
        page = null;
        listener.note("Spark shows the work at " + at + ".");
      }
      if (!progress.equals(told)) {
        told = progress;
        listener.progress(progress);
      }
      if (!hasWorked && System.nanoTime() > deadline) {
        throw noExecutor(seen);
      }
    }

    private RuntimeException failure(SimpleFutureAction<Object> action) {
      return SparkFailures.told(action.value().get().failed().get(), settings);
    }
  }

  private OtiumException noExecutor(Watch.Seen seen) {
    return new InvalidInputException(
        "Spark at "
            + settings.master()
            + " gave no executor within "
            + settings.patience()
            + " s"
            + (seen.lost() == 0 ? "" : "; the last was lost: " + seen.lastLoss()),
        "Its web page shows whether a worker is free with "
            + settings.cores()
            + " core(s) and "
            + settings.executorMemory()
            + "; ask for less with executor-memory, or wait longer with patience.");
  }

  /** When the process ends, Spark ends itself, and what it is asked then fails in many ways. */
  private <T> T unlessStopped(ClusterListener listener, Supplier<T> body) {
    if (listener.isStopped()) {
      throw new CancellationException("stopped");
    }
    try {
      return inContext(body);
    } catch (CancellationException e) {
      throw e;
    } catch (Exception e) {
      if (isEnding(listener)) {
        CancellationException stopped = new CancellationException("stopped");
        stopped.initCause(e);
        throw stopped;
      }
      if (e instanceof RuntimeException told && (e instanceof OtiumException || !hasEnded())) {
        throw told;
      }
      // Scala throws checked exceptions without declaring them.
      throw SparkFailures.told(e, settings);
    }
  }

  private boolean isEnding(ClusterListener listener) {
    return listener.isStopped() || inContext(ShutdownHookManager::inShutdown);
  }

  private synchronized boolean hasEnded() {
    return started != null && started.sc().isStopped();
  }

  /**
   * Libraries look for their parts with the loader of the thread, and the one for logs looks only
   * once.
   */
  private <T> T inContext(Supplier<T> body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (SparkCluster.class.getModule().isNamed()) {
      thread.setContextClassLoader(SparkCluster.class.getClassLoader());
    }
    try {
      return body.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private synchronized JavaSparkContext spark(ClusterListener listener) {
    JavaSparkContext known = started;
    if (known != null) {
      return known;
    }
    SparkAddress.requireReachable(settings.master());
    JavaSparkContext spark = new Starting(settings).context(listener);
    // Known before anything is asked of it: it may have ended already.
    started = spark;
    spark.sc().addSparkListener(watch);
    if (spark.sc().uiWebUrl().isDefined()) {
      page = spark.sc().uiWebUrl().get();
    }
    return spark;
  }

  @Override
  public synchronized int slots() {
    JavaSparkContext spark = started;
    return spark == null ? 0 : Math.max(1, spark.defaultParallelism() / settings.cores());
  }

  @Override
  public long workerMemory() {
    return settings.isLocal()
        ? 0
        : inContext(() -> JavaUtils.byteStringAsBytes(settings.executorMemory()));
  }

  @Override
  public synchronized void close() {
    JavaSparkContext spark = started;
    started = null;
    if (spark != null) {
      inContext(
          () -> {
            spark.close();
            return "";
          });
    }
  }
}
