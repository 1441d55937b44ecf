package org.otium.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One side of a comparison: a process that does its work when it is told to. */
final class Side implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;
  private final List<Double> seconds = new ArrayList<>();
  private Map<String, Double> numbers = Map.of();
  private double first = Double.NaN;
  private double spent;
  private double last;
  private int warmUps;
  private double processorSeconds;

  Side(String name, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    answer("ready");
  }

  private String order(String order, String answer) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return answer(answer);
  }

  private String answer(String expected) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.equals(expected) || line.startsWith(expected + " ")) {
        return line;
      }
    }
    throw new IOException(name + " ended before it was done; its messages are above");
  }

  private double run() throws IOException {
    Map<String, Double> read = new LinkedHashMap<>();
    for (String pair : order("run", "done").split(" ", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) {
        read.put(pair.substring(0, at), Double.valueOf(pair.substring(at + 1)));
      }
    }
    numbers = read;
    double taken = read.getOrDefault("seconds", Double.NaN);
    spent += taken;
    last = taken;
    return taken;
  }

  /** One run that does not count. */
  void warmUp() throws IOException {
    double taken = run();
    if (warmUps++ == 0) {
      first = taken;
    }
  }

  /** Whether it ran often or long enough to be timed. */
  boolean isWarm(double enoughSeconds, int enoughRuns) {
    return warmUps > 0 && (spent >= enoughSeconds || warmUps >= enoughRuns);
  }

  /** Runs that do not count, for so many seconds in all; none where one run takes as long. */
  void settle(double enoughSeconds) throws IOException {
    boolean isShort = last < enoughSeconds;
    for (double worked = 0; isShort && worked < enoughSeconds; worked += last) {
      run();
    }
  }

  /** One run that counts. */
  void timedRun() throws IOException {
    double before = processorSeconds();
    seconds.add(run());
    processorSeconds += processorSeconds() - before;
  }

  /** Writes the arrays of the last run and reports all that is known. */
  Measurement finish() throws IOException {
    order("save", "saved");
    double busy = processorSeconds / seconds.size();
    return new Measurement(seconds, busy, first, numbers, peakMemory());
  }

  private double processorSeconds() {
    return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(Double.NaN);
  }

  private double peakMemory() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    }
    return Double.NaN;
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
