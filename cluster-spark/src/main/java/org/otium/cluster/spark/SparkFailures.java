package org.otium.cluster.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;

/** Says in a line what went wrong in Spark, and what to do. */
final class SparkFailures {
  private static final Pattern CLASS_FILE =
      Pattern.compile("up to (?:class file version )?(\\d+)(?:\\.\\d+)?");

  /** Class files of Java 1 have the version 45. */
  private static final int BEFORE_JAVA = 44;

  private static final long BYTES_A_MEGABYTE = 1L << 20;

  private SparkFailures() {}

  /** What stands at the address is no master that this Spark understands. */
  static InvalidInputException noMaster(SparkSettings settings) {
    String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    return new InvalidInputException(
        "what answers at "
            + settings.master()
            + " is no Spark master, or one of another version than "
            + version,
        "Compare the address with the one on the master's web page, whose own port is another, and see there that it is Spark "
            + version
            + "; a slow master needs more patience.");
  }

  /** Why Spark did not start. */
  static InvalidInputException notStarted(Throwable failure, SparkSettings settings) {
    if (failure instanceof InvalidInputException told) {
      return told;
    }
    if (words(failure).contains("INVALID_DRIVER_MEMORY")) {
      return new InvalidInputException(
          "Spark needs a heap of 450 MB or more, and this program has "
              + Runtime.getRuntime().maxMemory() / BYTES_A_MEGABYTE
              + " MB",
          "Give it a larger heap: OTIUM_JAVA_OPTS=-Xmx1g.",
          failure);
    }
    if (isEnded(words(failure)) && !settings.isLocal()) {
      return noExecutors(failure, settings);
    }
    String what = "Spark at " + settings.master() + " cannot be used: " + firstLine(failure);
    if (settings.isLocal()) {
      return new InvalidInputException(what, "Look at what conf sets, if anything.", failure);
    }
    return new InvalidInputException(
        what,
        settings.isStandalone()
            ? "Check that a Spark master of version "
                + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                + " runs there."
            : "Start Otium with spark-submit there: the Spark of such a cluster has the jars for it, which Otium does not bring.",
        failure);
  }

  /**
   * A master ends a program whose executors end again and again, and all that the program asks of
   * its own part of Spark then fails in some way.
   */
  private static boolean isEnded(String words) {
    return words.contains("LiveListenerBus is stopped")
        || words.contains("Master removed our application")
        || words.contains("stopped SparkContext")
        || words.contains("SparkContext was shut down");
  }

  private static InvalidInputException noExecutors(Throwable failure, SparkSettings settings) {
    return new InvalidInputException(
        "Spark at "
            + settings.master()
            + " ended the program: its executors did not start, or ended again and again",
        "The log of an executor under the web page of its worker tells why. Each was asked for with executor-memory "
            + settings.executorMemory()
            + ", "
            + settings.cores()
            + " core(s) and "
            + (settings.executorJava().isEmpty()
                ? "the Java that the worker runs on, which has to be 25 or newer"
                : "the Java in " + settings.executorJava())
            + "; what was finished is kept.",
        failure);
  }

  static OtiumException told(Throwable failure, SparkSettings settings) {
    String words = words(failure);
    if (words.contains("UnsupportedClassVersionError")) {
      Matcher version = CLASS_FILE.matcher(words);
      String java =
          version.find()
              ? "Java " + (Integer.parseInt(version.group(1)) - BEFORE_JAVA)
              : "another Java";
      return new InvalidInputException(
          "the executors of Spark run on " + java + ", and Otium needs Java 25",
          "Start the workers with JAVA_HOME set to a JDK of Java 25, or name one that lies on their machines: --on 'spark{master: "
              + settings.master()
              + ", executor-java: /path/to/jdk-25}'.",
          failure);
    }
    if (words.contains("ClassNotFoundException: org.otium")
        || words.contains("NoClassDefFoundError: org/otium")
        || words.contains("ClassNotFoundException: org/otium")) {
      return new InvalidInputException(
          "the executors of Spark do not find the jars of Otium"
              + (settings.home().isEmpty() ? "" : " in '" + settings.home() + "'"),
          settings.home().isEmpty()
              ? "Give spark-submit all jars of lib/ and plugins/spark/ with --jars, or have them sent by starting with bin/otium."
              : "Put the folder of Otium with lib/ and plugins/spark/ there on the machine of every worker, or leave home out to have the jars sent.",
          failure);
    }
    if (words.contains("InvalidClassException") || words.contains("local class incompatible")) {
      return new InvalidInputException(
          "the cluster runs another version of Spark than "
              + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
          "Use a cluster of that version, or start Otium with spark-submit of the cluster's own Spark.",
          failure);
    }
    if (words.contains("OutOfMemoryError")) {
      return new OtiumException(
          "an executor of Spark had not enough memory",
          "Give executors more: --on 'spark{master: "
              + settings.master()
              + ", executor-memory: 8g}'.",
          failure);
    }
    if (isEnded(words) && !settings.isLocal()) {
      return noExecutors(failure, settings);
    }
    return new OtiumException(
        "Spark gave up: " + firstLine(failure),
        "Its web page and the logs of the executors tell more; what was finished is kept.",
        failure);
  }

  private static String words(Throwable failure) {
    StringBuilder words = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      words.append(at).append('\n');
    }
    return words.toString();
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
  }
}
