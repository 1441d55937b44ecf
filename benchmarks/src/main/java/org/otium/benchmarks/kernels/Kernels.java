package org.otium.benchmarks.kernels;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.otium.benchmarks.machine.Ceilings;
import org.otium.benchmarks.machine.Machine;

/** The program behind the script {@code benchmarks/kernels}. */
final class Kernels {
  /** With one of these JMH tells something and runs nothing. */
  private static final List<String> QUESTIONS =
      List.of("-h", "-help", "--help", "-l", "-lp", "-lrf", "-lprof");

  private Kernels() {}

  /**
   * Runs JMH, and sets its scores beside what this machine does at most.
   *
   * @param args JMH's
   * @throws IOException if a file cannot be read or written
   * @throws RunnerException if a benchmark fails
   * @throws CommandLineOptionException if an argument is wrong
   */
  static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
    if (Arrays.stream(args).anyMatch(QUESTIONS::contains)) {
      Main.main(args);
      return;
    }
    CommandLineOptions options = new CommandLineOptions(args);
    Collection<RunResult> results = new Runner(options).run();
    Ceilings ceilings = Ceilings.measure(Runtime.getRuntime().availableProcessors());
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println();
    out.println(Machine.describe());
    out.printf(
        Locale.ROOT,
        "At most: %.0f GFLOP/s in single and %.0f in double precision matrix products,"
            + " %.1f GB/s in copying (read and written), %.1f in reading,"
            + " %.1f in passes over a cost in the cache%n%n",
        ceilings.floatFlops() / 1e9,
        ceilings.doubleFlops() / 1e9,
        ceilings.copied() / 1e9,
        ceilings.read() / 1e9,
        ceilings.passed() / 1e9);
    out.printf("%-34s %12s   %s%n", "kernel", "time", "rate, and how much of the most that is");
    for (RunResult result : results) {
      out.println(line(result, ceilings));
    }
  }

  private static String line(RunResult result, Ceilings ceilings) {
    String id = result.getParams().getBenchmark();
    String name = id.substring(id.lastIndexOf('.', id.lastIndexOf('.') - 1) + 1);
    for (String key : result.getParams().getParamsKeys()) {
      name += " " + result.getParams().getParam(key);
    }
    double score = result.getPrimaryResult().getScore();
    String unit = result.getPrimaryResult().getScoreUnit();
    String rates =
        unit.equals("ms/op")
            ? counts(id).map(counts -> rates(counts, score / 1e3, ceilings)).orElse("")
            : "";
    return String.format(Locale.ROOT, "%-34s %9.2f %s  %s", name, score, unit, rates)
        .stripTrailing();
  }

  private static String rates(Counts counts, double seconds, Ceilings ceilings) {
    List<String> rates = new ArrayList<>();
    add(rates, counts.floatFlops() / seconds, "GFLOP/s", ceilings.floatFlops());
    add(rates, counts.doubleFlops() / seconds, "GFLOP/s in double", ceilings.doubleFlops());
    add(rates, counts.read() / seconds, "GB/s", ceilings.read());
    return String.join(", ", rates);
  }

  private static void add(List<String> rates, double rate, String unit, double most) {
    if (rate > 0) {
      rates.add(
          String.format(Locale.ROOT, "%.1f %s (%.0f%%)", rate / 1e9, unit, 100 * rate / most));
    }
  }

  private static Optional<Counts> counts(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    try {
      Class<?> type = Class.forName(benchmark.substring(0, dot));
      return Optional.ofNullable(
          type.getMethod(benchmark.substring(dot + 1)).getAnnotation(Counts.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
