package org.otium.app.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.app.wiring.Otium;
import org.otium.data.npz.NpzFormat;
import org.otium.testkit.Samples;

/** The program with Spark in this process, and with a master and workers that are killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClusterTest {
  private static final List<String> DATASETS =
      List.of("rings", "moons", "rings{noise: 0.3}", "moons{noise: 0.3}", "gaussian-mixture");
  private static final int PAIRS = 10;
  private static final String SWEEP =
      """
      task: flow
      from: rings
      to: moons
      steps: 2
      particles: 30
      sweep:
        functional.solver.epsilon: [0.5, 1, 2]
      """;

  @TempDir private static Path folder;
  private static Path alone;
  private static Result sweptAlone;

  /** What a call left behind. */
  private record Result(int code, String out, String err) {
    String all() {
      return "exit code " + code + "\n" + out + "\n" + err;
    }
  }

  private static Result run(List<String> args) {
    return run(args, new StringWriter());
  }

  private static Result run(List<String> args, StringWriter err) {
    StringWriter out = new StringWriter();
    int code =
        Otium.create().run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  private static List<String> distance(Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("distance"));
    args.addAll(DATASETS);
    // What decides the numbers is the same in all processes, whatever heap they have.
    args.addAll(List.of("--samples", "80", "--memory", "64m", "--out", out.toString()));
    args.addAll(List.of(more));
    return args;
  }

  @BeforeAll
  static void putTogether() throws IOException {
    System.setProperty("otium.home", SparkHome.in(folder).toString());
    alone = folder.resolve("alone");
    Result result = run(distance(alone));
    assertEquals(0, result.code(), result.all());
  }

  @AfterAll
  static void takeApart() {
    System.clearProperty("otium.home");
  }

  private static void assertSameMatrix(Path made) throws IOException {
    for (String file : List.of("distances.csv", "distances.npz")) {
      assertArrayEquals(
          Files.readAllBytes(alone.resolve(file)), Files.readAllBytes(made.resolve(file)), file);
    }
  }

  @Test
  void threadsOfSparkGiveTheSameMatrix() throws IOException {
    Path out = folder.resolve("threads");
    Result result = run(distance(out, "--on", "local[2]"));
    assertEquals(0, result.code(), result.all());
    assertSameMatrix(out);
    assertEquals(1, result.err().lines().filter(l -> l.contains("http://")).count());
    assertTrue(result.err().contains(PAIRS + " of " + PAIRS), result.all());
  }

  @Test
  void sweepGivesTheSameRuns() throws IOException {
    Path out = folder.resolve("sweep-threads");
    Result result = run(sweep(out, "--on", "local[2]"));
    assertEquals(0, result.code(), result.all());
    assertSameRuns(result, out);
  }

  private static List<String> sweep(Path out, String... more) throws IOException {
    Path recipe = folder.resolve("sweep.yaml");
    Files.writeString(recipe, SWEEP);
    List<String> args = List.of("run", recipe.toString(), "--memory", "64m", "--out");
    return with(with(args, out.toString()), more);
  }

  private static synchronized Result sweepAlone() throws IOException {
    Result known = sweptAlone;
    if (known == null) {
      known = run(sweep(folder.resolve("sweep-alone")));
      assertEquals(0, known.code(), known.all());
      sweptAlone = known;
    }
    return known;
  }

  private static void assertSameRuns(Result result, Path out) throws IOException {
    assertEquals(table(sweepAlone()), table(result));
    Path here = folder.resolve("sweep-alone");
    assertEquals(files(here), files(out));
    for (String name : List.of("epsilon-0.5", "epsilon-1", "epsilon-2")) {
      for (String file : List.of("result.npz", "loss.png")) {
        assertArrayEquals(
            Files.readAllBytes(here.resolve(name).resolve(file)),
            Files.readAllBytes(out.resolve(name).resolve(file)),
            name + "/" + file);
      }
    }
  }

  private static List<String> with(List<String> args, String... more) {
    return Stream.concat(args.stream(), Stream.of(more)).toList();
  }

  private static List<String> table(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("Report")).toList();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void singleRunIsMadeInOnePiece() throws IOException {
    Path out = folder.resolve("between");
    List<String> args =
        List.of("interpolate", "--target", "moons", "--from", "rings", "--memory", "64m");
    Result here = run(with(args, "--out", out + "-here"));
    Result there = run(with(args, "--out", out.toString(), "--on", "local[1]"));
    assertEquals(0, here.code(), here.all());
    assertEquals(0, there.code(), there.all());
    assertEquals(files(Path.of(out + "-here")), files(out));
    assertArrayEquals(
        Files.readAllBytes(Path.of(out + "-here", "synthetic.npz")),
        Files.readAllBytes(out.resolve("synthetic.npz")));
  }

  /** What a call prints, and something that is done when it has printed a text. */
  private static final class Watched extends StringWriter {
    private final String awaited;
    private final Runnable then;
    private boolean isDone;

    Watched(String awaited, Runnable then) {
      this.awaited = awaited;
      this.then = then;
    }

    @Override
    public void write(String text, int offset, int length) {
      super.write(text, offset, length);
      if (!isDone && toString().contains(awaited)) {
        isDone = true;
        then.run();
      }
    }
  }

  @Test
  void deadProcessesChangeNoByte() throws Exception {
    try (StandaloneSpark spark = StandaloneSpark.start(folder.resolve("spark-dead"))) {
      String on = on(spark, "executor-memory: 600m, patience: 300");
      Path pairs = folder.resolve("killed-pairs");
      Watched worker = new Watched("2 of " + PAIRS + " ", () -> spark.killWorker(0));
      Result compared = run(distance(pairs, "--on", on), worker);
      assertEquals(0, compared.code(), compared.all());
      assertTrue(worker.isDone, compared.all());
      assertSameMatrix(pairs);

      Path runs = folder.resolve("killed-runs");
      Watched executor = new Watched(" finished", () -> spark.killExecutors(1));
      Result swept = run(sweep(runs, "--on", on), executor);
      assertEquals(0, swept.code(), swept.all());
      assertTrue(executor.isDone, swept.all());
      assertSameRuns(swept, runs);
    }
  }

  private static String on(StandaloneSpark spark, String more) {
    return "spark{master: '" + spark.address() + "', " + more + "}";
  }

  @Test
  void whatAClusterLacksIsSaidClearly() throws Exception {
    try (StandaloneSpark spark = StandaloneSpark.start(folder.resolve("spark-wrong"))) {
      Path out = folder.resolve("wrong");
      Result tooLarge = run(distance(out, "--on", on(spark, "executor-memory: 64g, patience: 15")));
      assertFails(tooLarge, "gave no executor within 15 s", "executor-memory");

      Path again = folder.resolve("wrong-jars");
      String nowhere = "executor-memory: 600m, patience: 300, home: /no/such/folder";
      assertFails(
          run(distance(again, "--on", on(spark, nowhere))),
          "do not find the jars of Otium",
          "home");

      Path java17 = Path.of("/usr/lib/jvm/java-17-openjdk-amd64");
      if (Files.isDirectory(java17)) {
        Path old = folder.resolve("wrong-java");
        String older = "executor-memory: 600m, patience: 300, executor-java: " + java17;
        assertFails(run(distance(old, "--on", on(spark, older))), "Java 17", "JAVA_HOME");
      }

      // No dataset was seen, and nothing was written: the same command works elsewhere.
      assertFalse(Files.exists(again));
      Result elsewhere = run(distance(again, "--on", "local[1]"));
      assertEquals(0, elsewhere.code(), elsewhere.all());
      assertSameMatrix(again);
    }
  }

  private static void assertFails(Result result, String what, String remedy) {
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains(what), result.all());
    assertTrue(result.err().contains(remedy), result.all());
    assertFalse(result.err().contains("\tat "), result.all());
  }

  /** The class path of Spark, to which spark-submit adds the jars of the program. */
  @Test
  void submittedProgramGivesTheSameMatrix() throws Exception {
    Path out = folder.resolve("submitted");
    String told =
        StandaloneSpark.submitted(folder, Path.of(System.getProperty("otium.home")), distance(out));
    assertTrue(Files.exists(out.resolve("distances.npz")), told);
    assertTrue(told.contains("Spark shows the work at"), told);
    assertSameMatrix(out);
  }

  @Test
  void masterThatIsNotThereIsSaidAtOnce() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Result result = run(distance(folder.resolve("none"), "--on", "spark://127.0.0.1:" + free));
    assertFails(result, "no Spark master answers at 127.0.0.1:" + free, "start the master");
  }

  @Test
  void wrongAddressAndMissingPluginAreSaid() {
    Assumptions.assumeTrue(System.getProperty("otium.home") != null);
    assertFails(
        run(distance(folder.resolve("wrong-on"), "--on", "sparc://x")),
        "is no address of a cluster",
        "local[2]");
    String home = System.getProperty("otium.home");
    System.clearProperty("otium.home");
    try {
      assertFails(
          run(distance(folder.resolve("no-plugin"), "--on", "local[2]")),
          "there is none",
          "plugins/spark");
    } finally {
      System.setProperty("otium.home", home);
    }
  }

  @Test
  void twoDatasetsAreOnePieceWithTheSameFiles() throws IOException {
    List<String> args = List.of("distance", "rings", "moons", "--samples", "60", "--memory", "64m");
    Path here = folder.resolve("pair-here");
    Path there = folder.resolve("pair-there");
    Result expected = run(with(args, "--out", here.toString()));
    Result found = run(with(args, "--out", there.toString(), "--on", "local[1]"));
    assertEquals(0, expected.code(), expected.all());
    assertEquals(0, found.code(), found.all());
    assertEquals(withoutTimes(expected.out()), withoutTimes(found.out()));
    assertEquals(files(here), files(there));
    Map<String, Object> result = Json.read(here.resolve("result.json"));
    Map<String, Object> other = Json.read(there.resolve("result.json"));
    result.remove("seconds");
    other.remove("seconds");
    assertEquals(result, other);

    Result printed = run(with(args, "--json", "--on", "local[1]"));
    assertEquals(0, printed.code(), printed.all());
    assertEquals(result.get("squared"), Json.read(printed.out()).get("squared"));
  }

  /** What is told without how long it took and where the report lies. */
  private static String withoutTimes(String out) {
    return out.substring(0, out.indexOf("Time\n"));
  }

  /** Small files, of which some are damaged and one has other features. */
  private static List<String> files(String name, int... damaged) throws IOException {
    Path files = Files.createDirectory(folder.resolve(name));
    List<String> paths = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      Path file = files.resolve("part" + k + ".npz");
      new NpzFormat().write(Samples.clouds(k, 2, 20, 3, 2), file);
      paths.add(file.toString());
    }
    for (int k : damaged) {
      damage(Path.of(paths.get(k)));
    }
    return paths;
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static List<String> distance(List<String> datasets, String... more) {
    List<String> args = new ArrayList<>(List.of("distance"));
    args.addAll(datasets);
    args.addAll(List.of("--memory", "64m"));
    args.addAll(List.of(more));
    return args;
  }

  @Test
  void allDamagedDatasetsAreNamedBeforeAnyPairAndCanBeLeftOut() throws IOException {
    List<String> paths = files("damaged", 1, 4);
    for (String on : List.of("", "local[2]")) {
      String[] where = on.isEmpty() ? new String[0] : new String[] {"--on", on};
      Path out = folder.resolve("damaged-out" + on.length());
      Result refused = run(with(distance(paths, "--out", out.toString()), where));
      assertFails(refused, "2 of 6 datasets", "--leave-out-damaged");
      assertTrue(refused.err().contains("part1") && refused.err().contains("part4"), on);
      assertFalse(Files.exists(out), "nothing was compared");

      Result rest =
          run(with(distance(paths, "--leave-out-damaged", "--out", out.toString()), where));
      assertEquals(0, rest.code(), rest.all());
      assertTrue(rest.err().contains("Left out: the dataset '" + paths.get(4) + "'"), rest.all());
      List<String> whole = List.of(paths.get(0), paths.get(2), paths.get(3), paths.get(5));
      Path alone = folder.resolve("damaged-alone" + on.length());
      assertEquals(0, run(distance(whole, "--out", alone.toString())).code());
      assertArrayEquals(
          Files.readAllBytes(alone.resolve("distances.npz")),
          Files.readAllBytes(out.resolve("distances.npz")));
    }
  }

  @Test
  void whatIsDamagedMeanwhileIsLeftOutAndThePairsAreKept() throws IOException {
    List<String> paths = files("meanwhile");
    Path out = folder.resolve("meanwhile-out");
    Result whole = run(distance(paths, "--on", "local[2]", "--out", out.toString()));
    assertEquals(0, whole.code(), whole.all());
    List<?> pairs = JsonTree.list(Json.read(out.resolve("pairs.json")), "pairs");
    // As if it had been stopped after three pairs, and a file had been damaged then.
    Files.writeString(out.resolve("pairs.json"), Json.write(Map.of("pairs", pairs.subList(0, 3))));
    Files.delete(out.resolve("report.html"));
    byte[] before = Files.readAllBytes(Path.of(paths.get(2)));
    damage(Path.of(paths.get(2)));
    List<String> again = List.of("distance", "--resume", out.toString(), "--memory", "64m");
    assertFails(run(with(again, "--on", "local[2]")), "part2", "--leave-out-damaged");
    assertEquals(3, JsonTree.list(Json.read(out.resolve("pairs.json")), "pairs").size());
    Result rest = run(with(again, "--on", "local[2]", "--leave-out-damaged"));
    assertEquals(0, rest.code(), rest.all());
    assertEquals(6, Files.readAllLines(out.resolve("distances.csv")).size(), "five and a head");
    assertTrue(Files.size(Path.of(paths.get(2))) < before.length);
  }

  @Test
  void allDatasetsWithOtherFeaturesAreNamedBeforeAnyPair() throws IOException {
    List<String> paths = new ArrayList<>(files("unfit"));
    for (int k : List.of(0, 3)) {
      Path file = Path.of(paths.get(k));
      Files.delete(file);
      new NpzFormat().write(Samples.clouds(k, 2, 20, 5, 2), file);
    }
    Path out = folder.resolve("unfit-out");
    Result refused = run(distance(paths, "--on", "local[2]", "--out", out.toString()));
    assertFails(refused, "2 of 6 datasets", "leave them out");
    assertTrue(refused.err().contains("part0") && refused.err().contains("part3"), refused.all());
    assertFalse(Files.exists(out));
  }
}
