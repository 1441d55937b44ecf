package org.otium.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.otium.benchmarks.compare.Comparison.Row;
import org.otium.benchmarks.machine.Ceilings;
import org.otium.benchmarks.machine.Machine;

/** Writes what was measured as a page of Markdown. */
final class Report {
  private static final String VERSIONS =
      "import sys, ot, torch, numpy; print('Python', sys.version.split()[0] + ', POT',"
          + " ot.__version__ + ', PyTorch', torch.__version__ + ', numpy', numpy.__version__)";

  private static final String METHOD =
      """
      ## How it is measured

      Both sides run in processes of their own, one pair for each row, with as many threads as there
      are cores, and read the same npy files. Each does untimed runs until it is warm, then the timed
      runs alternate between them. A side whose runs are shorter than %s s repeats them untimed for as
      long before each of its turns: the operating system wakes threads that slept meanwhile on one
      core and spreads them later, which made runs of 0.02 s take up to twice as long. Reading files
      and starting up is not timed. Errors are taken from the numbers of the timed runs.

      The annealed Sinkhorn algorithm is the usual one for PyTorch: symmetric averaged updates while
      ε falls from the squared diameter of the points by the squared scaling to its end, then one more
      update. It is written in `benchmarks/src/main/python/peer.py` and does not iterate until it
      converged. Otium iterates until the marginal error is at most %s.

      `OPENBLAS_CORETYPE` is unset for both sides: a core type that does not fit the processor makes
      OpenBLAS two to three times slower.

      To run it, install the other side (`apt install python3-pot python3-torch` on Debian) and call
      `benchmarks/compare`; `--quick` takes small inputs and a minute or two, `--help` shows the rest.
      Without MNIST and Fashion-MNIST in the folder of `--data`, the glyphs that come with Otium are
      used. Kernels have benchmarks of their own: `benchmarks/kernels`. The backends of linear algebra
      are compared in [linear-algebra.md](linear-algebra.md).
      """
          .formatted(
              Double.toString(Comparison.SETTLING_SECONDS),
              Double.toString(SinkhornTask.TOLERANCE));

  private static final String OTDD =
      """

      The reference code for OTDD is not packaged and takes no part in the comparison. Measured once on
      a machine with two cores at n = 2000, it took 82 s for the Gaussian label distances and 81 s for
      a step of the flow.

      """;

  private static final String WHERE =
      """
      ## Where the time goes

      Cores are busy for so many seconds a run, all of them together, which other programs on the
      machine hardly change. The first run is that of a fresh process, compilation and loading of
      libraries included. Memory is the most the whole process ever had.

      """;

  private final Options options;
  private final Ceilings ceilings;
  private final double loadBefore;
  private final double loadAfter;
  private final StringBuilder page = new StringBuilder();

  Report(Options options, Ceilings ceilings, double loadBefore, double loadAfter) {
    this.options = options;
    this.ceilings = ceilings;
    this.loadBefore = loadBefore;
    this.loadAfter = loadAfter;
  }

  String page(Map<Work, Row> rows) throws IOException {
    head();
    times(rows);
    accuracy(rows);
    resources(rows);
    page.append(new CeilingSection(ceilings).section(rows));
    method();
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void head() throws IOException {
    line("# Performance");
    line("");
    line("This page is the output of `benchmarks/compare`. Run it on your own machine: absolute");
    line("times differ between machines, and the ratios are what carries over.");
    line("");
    line(String.format(Locale.ROOT, "- Date: %s", LocalDate.now(ZoneOffset.UTC)));
    line(String.format(Locale.ROOT, "- Machine: %s", Machine.describe()));
    line(
        String.format(
            Locale.ROOT,
            "- At most (measured first): %.0f GFLOP/s in matrix products in single precision, %.0f in"
                + " double; %.1f GB/s in copying (read and written), %.1f in reading",
            ceilings.floatFlops() / 1e9,
            ceilings.doubleFlops() / 1e9,
            ceilings.copied() / 1e9,
            ceilings.read() / 1e9));
    line(
        String.format(
            Locale.ROOT,
            "- Load average: %.1f before, %.1f after (this program alone makes about %d)",
            loadBefore,
            loadAfter,
            Runtime.getRuntime().availableProcessors()));
    line(
        String.format(
            Locale.ROOT, "- Command: `benchmarks/compare%s`", options.quick() ? " --quick" : ""));
    line("- Timed runs of each side: " + options.repeats() + ", or three where they take long");
    line(String.format(Locale.ROOT, "- Inputs: %s", Inputs.Origin.of(options.data()).describe()));
    line(
        String.format(
            Locale.ROOT,
            "- Other side: %s",
            options.python().isPresent() ? versions() : "not installed"));
    line("");
  }

  private String versions() throws IOException {
    Process process =
        new ProcessBuilder(options.python().orElseThrow(), "-c", VERSIONS)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return in.lines().collect(Collectors.joining(" "));
    }
  }

  private void times(Map<Work, Row> rows) {
    line("## Seconds");
    line("");
    line(
        "Median, and in brackets the fastest and the slowest run. A ratio counts only where Otium's");
    line(
        String.format(
            Locale.ROOT,
            "error is no larger than that of the other side, or below %s; otherwise it is in brackets.",
            scientific(Accuracy.ROUNDING)));
    line("");
    line("| work | n | Otium | other side | ratio | who the other side is |");
    line("|---|---|---|---|---|---|");
    rows.forEach(
        (work, row) ->
            line(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s | %s |",
                    work.title,
                    row.size(),
                    seconds(row.otium()),
                    row.peer().map(Report::seconds).orElse("–"),
                    ratio(row),
                    work.hasPeer() ? work.peer : "nobody on this machine")));
    page.append(OTDD);
  }

  private static String seconds(Measurement m) {
    return String.format(
        Locale.ROOT, "%s [%s–%s]", short3(m.median()), short3(m.least()), short3(m.most()));
  }

  static String short3(double x) {
    return x >= 100
        ? String.format(Locale.ROOT, "%.0f", x)
        : x >= 10
            ? String.format(Locale.ROOT, "%.1f", x)
            : x >= 1
                ? String.format(Locale.ROOT, "%.2f", x)
                : String.format(Locale.ROOT, "%.3f", x);
  }

  private static String ratio(Row row) {
    if (row.peer().isEmpty()) {
      return "–";
    }
    String text =
        String.format(Locale.ROOT, "%.1f×", row.peer().get().median() / row.otium().median());
    return row.otiumAccuracy().atLeastAsGoodAs(row.peerAccuracy()) ? text : "(" + text + ")";
  }

  private void accuracy(Map<Work, Row> rows) {
    line("## Errors");
    line("");
    line("Relative to the reference, for arrays in the Euclidean norm.");
    line("");
    line("| work | Otium | other side | reference |");
    line("|---|---|---|---|");
    rows.forEach(
        (work, row) -> {
          if (!row.otiumAccuracy().relative().isEmpty()) {
            line(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |",
                    work.title,
                    errors(row.otiumAccuracy()),
                    errors(row.peerAccuracy()),
                    work.reference));
          }
        });
    line("");
  }

  private static String errors(Accuracy accuracy) {
    return accuracy.relative().isEmpty()
        ? "–"
        : accuracy.relative().entrySet().stream()
            .map(e -> e.getKey() + " " + scientific(e.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String scientific(double x) {
    return x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
  }

  private void resources(Map<Work, Row> rows) {
    page.append(WHERE);
    line(
        "| work | cores busy, Otium | other | first run, Otium | other | memory, Otium | other |"
            + " notes |");
    line("|---|---|---|---|---|---|---|---|");
    rows.forEach(
        (work, row) ->
            line(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s | %s |",
                    work.title,
                    busy(row.otium()),
                    row.peer().map(Report::busy).orElse("–"),
                    short3(row.otium().first()) + " s",
                    row.peer().map(p -> short3(p.first()) + " s").orElse("–"),
                    memory(row.otium()),
                    row.peer().map(Report::memory).orElse("–"),
                    notes(row))));
    line("");
  }

  private static String busy(Measurement m) {
    return Double.isNaN(m.busy()) ? "–" : short3(m.busy()) + " s";
  }

  private static String memory(Measurement m) {
    return Double.isNaN(m.peakMemory())
        ? "–"
        : String.format(Locale.ROOT, "%.1f GB", m.peakMemory() / 1e9);
  }

  private static String notes(Row row) {
    List<String> notes = new ArrayList<>();
    Double iterations = row.otium().numbers().get("iterations");
    Double self = row.otium().numbers().get("self-iterations");
    if (iterations != null) {
      notes.add(String.format(Locale.ROOT, "Otium: %.0f passes over the cost", iterations));
    }
    if (self != null) {
      notes.add(String.format(Locale.ROOT, "%.0f over that of x with itself", self));
    }
    List<String> parts = new ArrayList<>();
    for (String part : List.of("cost", "projecting", "comparing", "gradient", "maps")) {
      Double seconds = row.otium().numbers().get(part + "-seconds");
      if (seconds != null) {
        parts.add(part + " " + short3(seconds) + " s");
      }
    }
    if (!parts.isEmpty()) {
      notes.add("of the last run: " + String.join(", ", parts));
    }
    row.peer()
        .map(p -> p.numbers().get("passes"))
        .ifPresent(p -> notes.add(String.format(Locale.ROOT, "other side: %.0f passes", p)));
    return notes.isEmpty() ? "–" : String.join("; ", notes);
  }

  private void method() {
    page.append(METHOD);
  }
}
