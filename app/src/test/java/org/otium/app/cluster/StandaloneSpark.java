package org.otium.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A master and workers of Spark on the loopback address, each a process of its own. */
final class StandaloneSpark implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final Pattern ADDRESS = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");
  private final Path folder;
  private final List<Process> workers = new ArrayList<>();
  private final Process master;
  private final String address;

  private StandaloneSpark(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder);
    // What an installation of Spark looks like to a worker that starts executors.
    Files.createSymbolicLink(folder.resolve("jars"), SparkHome.plugin().resolve("cp"));
    Path log = folder.resolve("master.log");
    master =
        start(
            log,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    address = awaited(log, ADDRESS, master);
  }

  /** Starts a master with two workers of one core each. */
  static StandaloneSpark start(Path folder) throws IOException, InterruptedException {
    StandaloneSpark spark = new StandaloneSpark(folder);
    try {
      for (int w = 1; w <= 2; w++) {
        Path log = folder.resolve("worker" + w + ".log");
        Process worker =
            spark.start(
                log,
                "org.apache.spark.deploy.worker.Worker",
                List.of(
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "-d",
                    folder.resolve("work" + w).toString(),
                    spark.address));
        spark.workers.add(worker);
      }
      for (int w = 1; w <= 2; w++) {
        awaited(
            folder.resolve("worker" + w + ".log"),
            Pattern.compile("Successfully registered with master"),
            spark.workers.get(w - 1));
      }
      return spark;
    } catch (IOException | InterruptedException | AssertionError e) {
      spark.close();
      throw e;
    }
  }

  String address() {
    return address;
  }

  /** Ends a worker and the executors that it started, without asking. */
  void killWorker(int number) {
    kill(workers.get(number));
  }

  /** Ends the executors of a worker, without asking. */
  void killExecutors(int number) {
    workers.get(number).descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private Process start(Path log, String type, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", folder.resolve("jars") + "/*", type));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  /**
   * Runs the program as {@code spark-submit} does, on two threads.
   *
   * @return what it printed
   */
  static String submitted(Path folder, Path home, List<String> arguments)
      throws IOException, InterruptedException {
    return submitted(folder, home, List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"), arguments);
  }

  /** The same with other options of Java. */
  static String submitted(Path folder, Path home, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> jars = new ArrayList<>();
    for (Path of : List.of(home.resolve("lib"), home.resolve("plugins/spark"))) {
      try (Stream<Path> files = Files.list(of)) {
        files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty("org.bytedeco.javacpp.cachedir", ""));
    command.addAll(List.of("-cp", SparkHome.plugin().resolve("cp") + "/*"));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--class", "org.otium.app.Main", "--jars", String.join(",", jars)));
    command.add(jars.getFirst());
    command.addAll(arguments);
    Path log = folder.resolve("submitted.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(5 * PATIENCE_SECONDS, TimeUnit.SECONDS);
      String printed = Files.readString(log);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(printed);
      }
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String awaited(Path log, Pattern wanted, Process process)
      throws IOException, InterruptedException {
    for (int tenth = 0; tenth < 10 * PATIENCE_SECONDS && process.isAlive(); tenth++) {
      Matcher found = wanted.matcher(Files.readString(log));
      if (found.find()) {
        return found.group();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no " + wanted + " in:\n" + Files.readString(log));
  }

  private static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assert ended : process;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workers.forEach(StandaloneSpark::kill);
    kill(master);
  }
}
