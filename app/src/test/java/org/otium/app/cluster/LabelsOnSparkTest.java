package org.otium.app.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.app.wiring.Otium;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetParts;
import org.otium.testkit.Samples;

/** Classes of datasets by Spark in this process, and by workers that are killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LabelsOnSparkTest {
  @TempDir private static Path folder;
  private static Path parts;
  private static Path file;
  private static Path alone;

  @BeforeAll
  static void putTogether() throws IOException {
    System.setProperty("otium.home", SparkHome.in(folder).toString());
    LabeledDataset a = Samples.clouds(3, 3, 70, 4, 11);
    parts = Files.createDirectory(folder.resolve("a.parquet"));
    int[] ends = {1, 40, 90, 91, a.size()};
    for (int k = 0; k < ends.length; k++) {
      int[] rows = IntStream.range(k == 0 ? 0 : ends[k - 1], ends[k]).toArray();
      double[] masses = IntStream.of(rows).mapToDouble(a.weights()::get).toArray();
      ParquetParts.write(a.select(rows), masses, parts.resolve("part-0000" + k + ".parquet"));
    }
    file = folder.resolve("b.npz");
    new NpzFormat().write(Samples.clouds(2, 2, 90, 4, 12), file);
    alone = folder.resolve("alone");
    labels(new StringWriter(), alone);
  }

  @AfterAll
  static void takeApart() {
    System.clearProperty("otium.home");
  }

  private static void labels(StringWriter err, Path out, String... more) {
    List<String> args =
        new ArrayList<>(List.of("labels", parts.toString(), file.toString(), "--memory", "64m"));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    StringWriter text = new StringWriter();
    int code =
        Otium.create()
            .run(new PrintWriter(text), new PrintWriter(err), args.toArray(String[]::new));
    assertEquals(0, code, () -> text + "\n" + err);
  }

  private static void assertSame(Path made) throws IOException {
    try (Stream<Path> files = Files.list(alone)) {
      for (Path one : (Iterable<Path>) files::iterator) {
        String name = one.getFileName().toString();
        // Those that say when and where they were made.
        if (!List.of("manifest.json", "report.html", "report.json").contains(name)) {
          assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(made.resolve(name)), name);
        }
      }
    }
  }

  @Test
  void threadsOfSparkGiveTheSameFiles() throws IOException {
    Path out = folder.resolve("threads");
    StringWriter err = new StringWriter();
    labels(err, out, "--on", "local[2]");
    assertSame(out);
    assertTrue(err.toString().contains("2 of 2 datasets done"), err::toString);
    assertFalse(err.toString().contains("0 running"), "it is told once");
  }

  @Test
  void deadProcessesChangeNoByte() throws Exception {
    try (StandaloneSpark spark = StandaloneSpark.start(folder.resolve("spark-dead"))) {
      AtomicBoolean killed = new AtomicBoolean();
      StringWriter err =
          new StringWriter() {
            @Override
            public void write(String text, int offset, int length) {
              super.write(text, offset, length);
              if (toString().contains("1 of 3 pairs done") && killed.compareAndSet(false, true)) {
                spark.killWorker(0);
              }
            }
          };
      Path out = folder.resolve("dead");
      labels(
          err,
          out,
          "--on",
          "spark{master: '" + spark.address() + "', executor-memory: 600m, patience: 300}");
      assertTrue(killed.get(), err::toString);
      assertSame(out);
    }
  }
}
