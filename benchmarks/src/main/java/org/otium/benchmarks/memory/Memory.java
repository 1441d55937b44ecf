package org.otium.benchmarks.memory;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program behind the script {@code benchmarks/memory}: starts another program, looks every now
 * and then at how much of it lies in memory, and ends it after some time.
 */
final class Memory {
  private static final int LONGEST_END_SECONDS = 30;

  private Memory() {}

  /**
   * Watches a program.
   *
   * @param args minutes, seconds between two looks, a folder, and the program with its arguments
   * @throws IOException if the program cannot be started, or a file cannot be written
   * @throws InterruptedException if it is interrupted; the program is ended then
   */
  static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    double seconds = 60 * Double.parseDouble(args[0]);
    double every = Double.parseDouble(args[1]);
    Path folder = Path.of(args[2]);
    List<String> command = Arrays.asList(args).subList(3, args.length);
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    List<Reading> readings;
    try {
      readings = watched(process, seconds, every, folder.resolve("memory.csv"), out);
    } finally {
      end(process);
    }
    if (readings.isEmpty()) {
      throw new IOException("the program ended at once; see " + folder.resolve("log.txt"));
    }
    Files.writeString(folder.resolve("memory.svg"), new Curve(readings).svg());
    out.println("wrote " + folder.resolve("memory.csv") + " and memory.svg");
  }

  private static List<Reading> watched(
      Process process, double seconds, double every, Path table, PrintStream out)
      throws IOException, InterruptedException {
    List<Reading> readings = new ArrayList<>();
    long began = System.nanoTime();
    try (BufferedWriter writer = Files.newBufferedWriter(table)) {
      writer.write(Reading.HEAD + "\n");
      for (int look = 1; look * every <= seconds; look++) {
        long due = began + Math.round(look * every * 1e9);
        if (process.waitFor(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          out.printf(Locale.ROOT, "it ended by itself with %d%n", process.exitValue());
          break;
        }
        Optional<Reading> reading = Reading.of(process.pid(), (System.nanoTime() - began) / 1e9);
        if (reading.isEmpty()) {
          break;
        }
        readings.add(reading.get());
        writer.write(reading.get().row() + "\n");
        writer.flush(); // what is read so far can be looked at meanwhile
        out.printf(
            Locale.ROOT,
            "%6.1f min %8.0f MiB%n",
            reading.get().minutes(),
            reading.get().residentMebibytes());
      }
    }
    return readings;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
