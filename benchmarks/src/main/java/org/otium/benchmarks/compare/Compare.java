package org.otium.benchmarks.compare;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.otium.api.InvalidInputException;
import org.otium.benchmarks.machine.Ceilings;
import org.otium.benchmarks.machine.Machine;

/** The program behind the script {@code benchmarks/compare}. */
final class Compare {
  private Compare() {}

  /**
   * Compares, prints the pages, and writes them if asked to.
   *
   * @param args see {@code benchmarks/compare --help}
   * @throws IOException if a file cannot be read or written, or a side fails
   */
  static void main(String[] args) throws IOException {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream progress = stream(FileDescriptor.err);
    Options options;
    try {
      options = Options.parse(args);
    } catch (InvalidInputException e) {
      progress.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createTempDirectory("otium-compare");
    try {
      double loadBefore = Machine.load();
      int threads = Runtime.getRuntime().availableProcessors();
      Ceilings ceilings = Ceilings.measure(threads);
      if (!options.works().isEmpty()) {
        Map<Work, Comparison.Row> rows = new Comparison(options, folder, progress).run();
        Report report = new Report(options, ceilings, loadBefore, Machine.load());
        publish(report.page(rows), "performance.md", options, out, progress);
      }
      if (options.backends()) {
        progress.println("linear-algebra ...");
        String page = Backends.measure(threads).page(ceilings);
        publish(page, "linear-algebra.md", options, out, progress);
      }
    } finally {
      delete(folder);
    }
  }

  private static void publish(
      String page, String name, Options options, PrintStream out, PrintStream progress)
      throws IOException {
    out.println(page);
    if (options.pages().isPresent()) {
      Path file = options.pages().get().resolve(name);
      Files.writeString(file, page);
      progress.println("wrote " + file);
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
