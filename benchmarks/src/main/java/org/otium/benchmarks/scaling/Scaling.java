package org.otium.benchmarks.scaling;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.benchmarks.machine.Backend;
import org.otium.benchmarks.machine.Machine;
import org.otium.benchmarks.scaling.CostModel.Term;
import org.otium.benchmarks.scaling.Sizes.Point;

/** Measures what work takes against its size, fits a model to it, and writes a page of both. */
public final class Scaling {
  private static final int THREADS = 2;
  private static final int WARM = 10;
  private static final long MEMORY = 2L << 30;

  private Scaling() {}

  /**
   * Measures.
   *
   * @param args the folder of the page and its table, and how often each piece is timed
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int repeats = Integer.parseInt(args[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Compute compute = new Compute(Backend.OPENBLAS.open(THREADS), THREADS, MEMORY);
    Measured measured = new Measured(compute, repeats);
    for (int warm = 0; warm < WARM; warm++) {
      measured.point(new Sizes(Measured.PAIRS, 500, 10, 64, 2), false);
      measured.point(new Sizes(Measured.BLOCK, 500, 10, 64, 2), false);
      measured.point(new Sizes(Measured.MOMENTS, 2000, 10, 64, 1), false);
    }
    List<Point> points = new ArrayList<>();
    for (Map.Entry<Sizes, Boolean> wanted : sizes().entrySet()) {
      Point point = measured.point(wanted.getKey(), wanted.getValue());
      points.add(point);
      out.println(row(point));
    }
    StringBuilder table =
        new StringBuilder("work,samples,classes,features,datasets,held-out,seconds,megabytes\n");
    points.forEach(point -> table.append(row(point)).append('\n'));
    Files.writeString(folder.resolve("scaling.csv"), table);
    Files.writeString(
        folder.resolve("scaling.md"), new ScalingPage(points, Machine.describe()).text());
  }

  private static String row(Point point) {
    Sizes s = point.sizes();
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%d,%d,%s,%.5f,%.1f",
        s.work(),
        s.n(),
        s.classes(),
        s.d(),
        s.m(),
        point.isHeldOut(),
        point.seconds(),
        point.megabytes());
  }

  /** What is measured, and whether it is held out. */
  private static Map<Sizes, Boolean> sizes() {
    Map<Sizes, Boolean> sizes = new LinkedHashMap<>();
    for (int n : new int[] {250, 500, 1000, 2000}) {
      for (int d : new int[] {16, 64, 256}) {
        sizes.put(new Sizes(Measured.PAIRS, n, 10, d, 2), false);
      }
    }
    sizes.put(new Sizes(Measured.PAIRS, 1000, 2, 64, 2), false);
    sizes.put(new Sizes(Measured.PAIRS, 1000, 40, 64, 2), false);
    sizes.put(new Sizes(Measured.PAIRS, 500, 10, 64, 3), false);
    sizes.put(new Sizes(Measured.PAIRS, 500, 10, 64, 5), false);
    sizes.put(new Sizes(Measured.PAIRS, 3000, 10, 16, 2), false);
    sizes.put(new Sizes(Measured.PAIRS, 4000, 10, 64, 2), false);
    sizes.put(new Sizes(Measured.PAIRS, 5000, 10, 256, 2), true);
    sizes.put(new Sizes(Measured.PAIRS, 2000, 10, 784, 2), true);
    sizes.put(new Sizes(Measured.PAIRS, 1000, 20, 256, 4), true);
    // Batches are thousands of samples, whose costs do not fit the cache.
    for (int n : new int[] {3000, 4000, 5000}) {
      for (int d : new int[] {16, 64, 256}) {
        sizes.put(new Sizes(Measured.BLOCK, n, 10, d, 2), false);
      }
    }
    sizes.put(new Sizes(Measured.BLOCK, 8000, 10, 64, 2), true);
    sizes.put(new Sizes(Measured.BLOCK, 4000, 10, 1024, 2), true);
    sizes.put(new Sizes(Measured.BLOCK, 10_000, 10, 784, 2), true);
    for (int n : new int[] {2000, 8000, 32_000}) {
      for (int d : new int[] {64, 256}) {
        sizes.put(new Sizes(Measured.MOMENTS, n, 10, d, 1), false);
      }
    }
    sizes.put(new Sizes(Measured.MOMENTS, 16_000, 10, 1024, 1), true);
    for (int n : new int[] {4000, 16_000}) {
      for (int d : new int[] {64, 256}) {
        sizes.put(new Sizes(Measured.PARQUET, n, 10, d, 1), false);
      }
    }
    sizes.put(new Sizes(Measured.PARQUET, 16_000, 10, 1024, 1), true);
    return sizes;
  }

  /** The terms that are known of a kind of work. */
  static List<Term> terms(String work) {
    return switch (work) {
      case Measured.PAIRS ->
          List.of(
              new Term("p", s -> pairs(s)),
              new Term("p·n²·d", s -> pairs(s) * s.squareOfSamples() * s.d()),
              new Term("p·n²", s -> pairs(s) * s.squareOfSamples()),
              new Term("p·n·d·r", s -> pairs(s) * s.n() * s.d() * s.rank()),
              new Term(
                  "p·C²·(r²·d + r³)",
                  s ->
                      pairs(s)
                          * s.classes()
                          * s.classes()
                          * (s.rank() * s.rank() * s.d() + Math.pow(s.rank(), 3))),
              new Term("p·C·r³", s -> pairs(s) * s.classes() * Math.pow(s.rank(), 3)));
      case Measured.BLOCK ->
          List.of(
              new Term("1", s -> 1),
              new Term("n²·d", s -> s.squareOfSamples() * s.d()),
              new Term("n²", s -> s.squareOfSamples()),
              new Term("n·d", s -> (double) s.n() * s.d()));
      case Measured.MOMENTS ->
          List.of(
              new Term("n·d²", s -> (double) s.n() * s.d() * s.d()),
              new Term("n·d", s -> (double) s.n() * s.d()));
      default -> List.of(new Term("n·d", s -> (double) s.n() * s.d()), new Term("1", s -> 1));
    };
  }

  private static double pairs(Sizes sizes) {
    return sizes.m() * (sizes.m() - 1) / 2.0;
  }
}
