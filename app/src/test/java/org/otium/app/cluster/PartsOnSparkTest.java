package org.otium.app.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.app.runs.Json;
import org.otium.app.wiring.Otium;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetParts;
import org.otium.testkit.Samples;

/** Datasets in Parquet between others, by Spark in this process and by workers that are killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PartsOnSparkTest {
  /** Without label distances, which alone differ by rounding from those of one machine. */
  private static final String BLIND =
      "generalized-geodesic{mapping: {name: barycentric, batch-size: 60, label-weight: 0}}";

  private static final String LABELLED =
      "generalized-geodesic{mapping: {name: barycentric, batch-size: 60}}";

  @TempDir private static Path folder;
  private static Path target;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void putTogether() throws IOException {
    System.setProperty("otium.home", SparkHome.in(folder).toString());
    target = inParts("q", Samples.clouds(3, 3, 70, 4, 11), 40, 90);
    first = inParts("a", Samples.clouds(2, 2, 90, 4, 12), 110);
    second = inParts("b", Samples.clouds(5, 3, 100, 4, 13), 17, 18);
  }

  @AfterAll
  static void takeApart() {
    System.clearProperty("otium.home");
  }

  private static Path inParts(String name, LabeledDataset data, int... cuts) throws IOException {
    Path parts = Files.createDirectory(folder.resolve(name + ".parquet"));
    int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
    ends[cuts.length] = data.size();
    int from = 0;
    for (int k = 0; k < ends.length; k++) {
      int[] rows = IntStream.range(from, ends[k]).toArray();
      double[] masses = IntStream.of(rows).mapToDouble(data.weights()::get).toArray();
      ParquetParts.write(data.select(rows), masses, parts.resolve("part-0000" + k + ".parquet"));
      from = ends[k];
    }
    Files.createFile(parts.resolve("_SUCCESS"));
    return parts;
  }

  private static String interpolate(
      StringWriter err, Path out, String interpolation, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "interpolate",
                "--target",
                target.toString(),
                "--from",
                first.toString(),
                second.toString(),
                "--weights",
                "0.25,0.75",
                "--interpolation",
                interpolation));
    args.addAll(List.of("--seed", "7", "--memory", "64m", "--out", out.toString()));
    args.addAll(List.of(more));
    StringWriter text = new StringWriter();
    int code =
        Otium.create()
            .run(new PrintWriter(text), new PrintWriter(err), args.toArray(String[]::new));
    assertEquals(0, code, () -> text + "\n" + err);
    return text.toString();
  }

  private static String told(String... args) {
    StringWriter text = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Otium.create().run(new PrintWriter(text), new PrintWriter(err), args);
    assertEquals(0, code, () -> text + "\n" + err);
    return text.toString();
  }

  private static Map<String, byte[]> parts(Path out) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("synthetic.parquet"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        all.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return all;
  }

  @Test
  void threadsOfSparkGiveTheNumbersOfOneMachine() throws IOException {
    Path there = folder.resolve("there");
    interpolate(new StringWriter(), there, BLIND, "--on", "local[2]");
    Path here = folder.resolve("here");
    interpolate(new StringWriter(), here, BLIND);
    LabeledDataset made = new ParquetFormat().read(there.resolve("synthetic.parquet"));
    LabeledDataset wanted = new NpzFormat().read(here.resolve("synthetic.npz"));
    assertEquals(wanted.features(), made.features());
    assertEquals(wanted.labels(), made.labels());
    for (String file : List.of("classes.csv", "weights.csv")) {
      assertEquals(Files.readString(here.resolve(file)), Files.readString(there.resolve(file)));
    }
    Set<String> keys = new TreeSet<>(Json.read(here.resolve("result.json")).keySet());
    keys.remove("maps");
    assertEquals(keys, new TreeSet<>(Json.read(there.resolve("result.json")).keySet()));
    String page = Files.readString(there.resolve("report.html"));
    Files.delete(there.resolve("report.html"));
    told("report", there.toString());
    assertEquals(page, Files.readString(there.resolve("report.html")));
    assertTrue(told("runs", "show", there.toString()).contains("squared"));
    assertTrue(told("runs", "compare", here.toString(), there.toString()).contains("squared"));
  }

  @Test
  void aDeadWorkerChangesNoByte() throws Exception {
    Path whole = folder.resolve("whole");
    interpolate(new StringWriter(), whole, LABELLED, "--on", "local[2]");
    try (StandaloneSpark spark = StandaloneSpark.start(folder.resolve("spark"))) {
      Path out = folder.resolve("killed");
      Path block = out.resolve("parts/map-0/block-000000.bin");
      AtomicBoolean killed = new AtomicBoolean();
      Thread killer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!Files.exists(block) && !Thread.interrupted()) {
                      LockSupport.parkNanos(1_000_000);
                    }
                    killed.set(Files.exists(block));
                    spark.killWorker(0);
                  });
      String on = "spark{master: '" + spark.address() + "', executor-memory: 600m, patience: 300}";
      interpolate(new StringWriter(), out, LABELLED, "--on", on);
      killer.interrupt();
      killer.join();
      assertTrue(killed.get(), "the worker was killed after its job");
      Map<String, byte[]> wanted = parts(whole);
      Map<String, byte[]> found = parts(out);
      assertEquals(wanted.keySet(), found.keySet());
      wanted.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }
  }
}
