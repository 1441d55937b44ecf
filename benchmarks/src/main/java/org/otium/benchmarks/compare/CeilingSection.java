package org.otium.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.otium.benchmarks.compare.Comparison.Row;
import org.otium.benchmarks.machine.Ceilings;

/** How close to what the machine does at most each work is, and what stands between. */
final class CeilingSection {
  private static final String HEAD =
      """
      ## How close to the ceiling

      What the method cannot do without: operations of matrix products and decompositions, and bytes of
      costs that the passes of Sinkhorn's algorithm read. At the rates above it would take at least so
      long; the share is that over the median.

      | work | operations, bytes | at least | took | share | what stands between |
      |---|---|---|---|---|---|
      """;

  private final Ceilings ceilings;

  CeilingSection(Ceilings ceilings) {
    this.ceilings = ceilings;
  }

  /** A section of Markdown. */
  String section(Map<Work, Row> rows) {
    StringBuilder text = new StringBuilder(HEAD);
    rows.forEach(
        (work, row) -> counted(row.otium()).ifPresent(c -> text.append(line(work, row, c))));
    text.append('\n').append(passes(rows));
    return text.toString();
  }

  /** Seconds that the work takes at least, and what it consists of. */
  private record Counted(double seconds, String what) {}

  private Optional<Counted> counted(Measurement otium) {
    double single = otium.numbers().getOrDefault("flops", 0.0);
    double twice = otium.numbers().getOrDefault("double-flops", 0.0);
    double bytes = otium.numbers().getOrDefault("bytes", 0.0);
    List<String> what = new ArrayList<>();
    if (single > 0) {
      what.add(String.format(Locale.ROOT, "%.1f GFLOP", single / 1e9));
    }
    if (twice > 0) {
      what.add(String.format(Locale.ROOT, "%.1f GFLOP in double precision", twice / 1e9));
    }
    if (bytes > 0) {
      what.add(String.format(Locale.ROOT, "%.2f GB", bytes / 1e9));
    }
    double seconds =
        single / ceilings.floatFlops() + twice / ceilings.doubleFlops() + bytes / ceilings.read();
    return what.isEmpty()
        ? Optional.empty()
        : Optional.of(new Counted(seconds, String.join(", ", what)));
  }

  private String line(Work work, Row row, Counted counted) {
    double took = row.otium().median();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.0f %% | %s |%n",
        work.title,
        counted.what(),
        Report.short3(counted.seconds()),
        Report.short3(took),
        100 * counted.seconds() / took,
        between(work));
  }

  private static String between(Work work) {
    return switch (work) {
      case DIVERGENCE_GRADIENT, ENTROPIC_VALUE ->
          "passes are bound by the arithmetic of the exponential, not by memory: see below";
      case GAUSSIAN_LABELS ->
          "singular values of matrices this small: half of the reduction is products of matrices and"
              + " vectors, and then it iterates";
      case SLICED_PAIRS ->
          "sorting, and taking projections through memory three times: as they are multiplied, sorted"
              + " and compared";
      case WOW_STEP_200, WOW_STEP_500 ->
          "drawing directions, sorting, and taking projections through memory";
      case WOW_RINGS -> "drawing directions and sorting: in the plane products are next to nothing";
      case EXACT, EXACT_LABELS, BARYCENTRIC_MAP, GEODESIC_WEIGHTS, BATCHED_MAP, FLOW_STEP -> "";
    };
  }

  /** Of the passes alone, without making the cost. */
  private String passes(Map<Work, Row> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (work, row) -> {
          Double bytes = row.otium().numbers().get("bytes");
          Double cost = row.otium().numbers().get("cost-seconds");
          if (bytes != null && cost != null) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "- %s, n = %d: without making costs, %.1f GB/s.%n",
                    work.title,
                    row.size(),
                    bytes / (row.otium().median() - cost) / 1e9));
          }
        });
    if (!text.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "- A pass over a cost that lies in the cache, where every entry counts: %.1f GB/s."
                  + "%n%nExact transport follows its tree from one pivot to the next, which has no"
                  + " such ceiling.%n%n",
              ceilings.passed() / 1e9));
    }
    return text.toString();
  }
}
