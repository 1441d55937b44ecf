package org.otium.cluster.spark;

import java.util.List;
import java.util.OptionalInt;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * Which Spark does the work, and with what.
 *
 * @param master where Spark is
 * @param executorMemory the heap of an executor, as Spark writes it
 * @param cores how many cores, and so threads, a piece may use
 * @param home the folder of Otium on the machines of the executors; empty to send them the jars
 * @param plugins more plugin folders whose jars executors need
 * @param executorJava the folder of the JDK on the machines of the executors; empty for Spark's own
 * @param patience how many seconds to wait for the first executor
 * @param conf more settings of Spark
 */
public record SparkSettings(
    @Setting(
            doc =
                "Where Spark is: spark://host:port, or local[N] for N threads of this process; other"
                    + " masters that Spark knows need its own jars.",
            defaultValue = "local[*]")
        String master,
    @Setting(
            doc = "The heap of an executor, such as 512m or 8g; of no account for local[N].",
            defaultValue = "2g")
        String executorMemory,
    @Setting(
            doc = "How many cores, and so threads, each piece of work may use.",
            defaultValue = "1",
            min = 1,
            max = 1024)
        int cores,
    @Setting(
            doc =
                "The folder of Otium on the machines of the executors, with lib/ and plugins/spark/;"
                    + " empty to send them the jars.",
            defaultValue = "")
        String home,
    @Setting(
            doc = "Plugin folders beside spark whose jars executors need, for instance [torch].",
            defaultValue = "[]")
        List<String> plugins,
    @Setting(
            doc =
                "The folder of a JDK of Java 25 or newer on the machines of the executors; empty if"
                    + " Spark runs on one.",
            defaultValue = "")
        String executorJava,
    @Setting(
            doc = "How many seconds to wait for the first executor.",
            defaultValue = "120",
            min = 1,
            max = 86400)
        int patience,
    @Setting(
            doc =
                "More settings of Spark, for instance [spark.cores.max=16, spark.speculation=true].",
            defaultValue = "[]")
        List<String> conf) {
  /** Checks what can be checked without Spark. */
  public SparkSettings {
    plugins = List.copyOf(plugins);
    conf = List.copyOf(conf);
    if (!SparkAddress.isMaster(master)) {
      throw new InvalidInputException(
          "'" + master + "' is no address of Spark",
          "Write spark://host:port for a cluster, or local[2] for two threads of this process.");
    }
    OptionalInt threads = SparkAddress.threads(master);
    if (threads.isPresent() && cores > threads.getAsInt()) {
      throw new InvalidInputException(
          "cores " + cores + " is more than " + master + " has, which is " + threads.getAsInt(),
          "Ask for fewer cores, or for more threads: local[" + cores + "].");
    }
    if (!executorMemory.matches("[1-9][0-9]*[kmgtKMGT]b?")) {
      throw new InvalidInputException(
          "executor-memory '" + executorMemory + "' is no size", "Write it as 512m or 8g.");
    }
    for (String line : conf) {
      if (!line.matches("spark\\.[^=\\s]+=.*")) {
        throw new InvalidInputException(
            "conf '" + line + "' is no setting of Spark", "Write it as spark.cores.max=16.");
      }
    }
  }

  /** Whether the executors are threads of this process. */
  boolean isLocal() {
    return master.startsWith("local");
  }

  /** Whether the master is one of Spark's own. */
  boolean isStandalone() {
    return SparkAddress.isStandalone(master);
  }
}
