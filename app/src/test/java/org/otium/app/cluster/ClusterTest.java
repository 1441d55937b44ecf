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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.wiring.Otium;

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
      Result tooLarge = run(distance(out, "--on", on(spark, "executor-memory: 64g, patience: 3")));
      assertFails(tooLarge, "gave no executor within 3 s", "executor-memory");

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

      // Nothing was compared, and the folder says how to go on.
      Result resumed =
          run(
              List.of(
                  "distance", "--resume", again.toString(), "--memory", "64m", "--on", "local[1]"));
      assertEquals(0, resumed.code(), resumed.all());
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
  void twoDatasetsAreRefused() {
    assertFails(
        run(List.of("distance", "rings", "moons", "--on", "local[2]")),
        "falls into no pieces",
        "three or more");
  }
}
