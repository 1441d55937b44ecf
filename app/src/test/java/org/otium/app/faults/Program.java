package org.otium.app.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be ended as processes are. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;
  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** How a process ended. */
  record Ended(int code, String out, String err) {
    /** Both streams, for messages of failed assertions. */
    String all() {
      return "exit code " + code + "\n" + out + "\n" + err;
    }
  }

  /**
   * Starts the program.
   *
   * @param notes a folder for what it prints
   */
  static Program start(Path notes, String... args) throws IOException {
    Files.createDirectories(notes);
    Path root = Path.of(System.getProperty("otium.root"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + root.resolve("app/src/main/dist/bin/otium.args"));
    // Small and quick to start: many are started one after the other.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty("org.bytedeco.javacpp.cachedir", ""));
    command.addAll(List.of("--module-path", System.getProperty("jdk.module.path")));
    // Libraries of automatic modules lie on the class path in tests.
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.addAll(List.of("--module", "otium.app/org.otium.app.Main"));
    command.addAll(List.of(args));
    command.addAll(List.of("--linalg", "java", "--threads", "1"));
    Path out = Files.createTempFile(notes, "out", ".txt");
    Path err = Files.createTempFile(notes, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Program(process, out, err);
  }

  /** Starts the program and waits until it has ended. */
  static Ended run(Path notes, String... args) throws IOException, InterruptedException {
    try (Program program = start(notes, args)) {
      return program.await();
    }
  }

  /** Waits until the process has ended by itself. */
  Ended await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + printed());
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Waits until a file is there. */
  void awaitFile(Path file) throws IOException, InterruptedException {
    for (long tenth = 0; !Files.exists(file); tenth++) {
      if (!process.isAlive() || tenth > 10 * PATIENCE_SECONDS) {
        throw new AssertionError("no " + file + ":\n" + printed());
      }
      Thread.sleep(100);
    }
  }

  private String printed() throws IOException {
    return Files.readString(out) + Files.readString(err);
  }

  /** Waits so long, unless it ends before. */
  boolean endsWithin(long milliseconds) throws InterruptedException {
    return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Asks it to end, as {@code kill} does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it without asking, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
