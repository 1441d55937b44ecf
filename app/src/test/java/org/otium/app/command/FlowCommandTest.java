package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;
import org.otium.data.npz.NpzFile;

class FlowCommandTest {
  @TempDir private Path folder;

  private Cli.Result flow(String name, String... more) {
    return flow(name, 6, more);
  }

  private Cli.Result flow(String name, int steps, String... more) {
    return Cli.run(
        Stream.concat(
                Stream.of(
                    "flow",
                    "--from",
                    "rings{per-class: 12}",
                    "--to",
                    "moons{per-class: 18}",
                    "--steps",
                    Integer.toString(steps),
                    "--set",
                    "dynamics.optimizer.step-size=0.5",
                    "--out",
                    folder.resolve(name).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void pointsFlowAndLeaveAFullFolder() throws IOException {
    Cli.Result result = flow("run");
    assertEquals(0, result.code(), result.all());
    Path run = folder.resolve("run");
    for (String file :
        List.of(
            "manifest.json",
            "metrics.csv",
            "start.npz",
            "result.npz",
            "loss.png",
            "scatter-before.png",
            "scatter-along.png",
            "scatter-after.png",
            "along.json",
            "report.html",
            "checkpoint.npz")) {
      assertTrue(Files.exists(run.resolve(file)), file);
    }
    List<String> metrics = Files.readAllLines(run.resolve("metrics.csv"));
    assertEquals(1 + 7, metrics.size(), "a line for steps 0 to 6 and one of names");
    double first = Double.parseDouble(metrics.get(1).split(",", -1)[1]);
    double last = Double.parseDouble(metrics.get(7).split(",", -1)[1]);
    assertTrue(last < 0.5 * first, () -> "the functional did not fall: " + metrics);
    try (Stream<Path> files = Files.list(run)) {
      assertTrue(files.noneMatch(f -> f.toString().contains(".part") || f.endsWith(".lock")));
    }
    StrictPage.check(Files.readString(run.resolve("report.html")));
  }

  @Test
  void manifestHoldsWhatIsNeededToRepeatTheRun() throws IOException {
    Path data = folder.resolve("source.npz");
    assertEquals(0, Cli.run("data", "convert", "rings{per-class: 12}", data.toString()).code());
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            data.toString(),
            "--to",
            "moons{per-class: 18}",
            "--steps",
            "2",
            "--seed",
            "7",
            "--threads",
            "1",
            "--linalg",
            "java",
            "--out",
            folder.resolve("run").toString());
    assertEquals(0, result.code(), result.all());
    JsonNode manifest = new JsonMapper().readTree(folder.resolve("run/manifest.json").toFile());
    assertEquals("finished", manifest.get("status").asText());
    assertEquals("flow", manifest.get("command-line").get(1).asText());
    assertEquals(7, manifest.get("seed").asInt());
    assertEquals(1, manifest.get("threads").asInt());
    assertEquals("java", manifest.get("linear-algebra").get("name").asText());
    assertTrue(manifest.get("linear-algebra").get("reason").asText().contains("--linalg"));
    assertEquals("otdd", manifest.get("settings").get("functional").get("name").asText());
    assertEquals(2, manifest.get("settings").get("steps").asInt());
    JsonNode file = manifest.get("inputs").get("source").get("files").get(0);
    assertEquals(data.toString(), file.get("path").asText());
    assertEquals(64, file.get("sha256").asText().length());
    assertTrue(manifest.get("plugins").size() >= 4, manifest.get("plugins").toString());
    assertFalse(manifest.get("plugins").get(0).get("jar").asText().isEmpty());
    assertTrue(manifest.hasNonNull("started") && manifest.hasNonNull("ended"));
    assertTrue(manifest.get("seconds").size() > 2);
  }

  @Test
  void imagesFlowAndAreWrittenAsIdxToo() throws IOException {
    Path run = folder.resolve("run");
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            "glyphs{style: script, size: 16, per-class: 4}",
            "--to",
            "glyphs{style: block, per-class: 4}",
            "--resize",
            "--steps",
            "3",
            "--out",
            run.toString());
    assertEquals(0, result.code(), result.all());
    for (String file :
        List.of(
            "result-images-idx3-ubyte.gz",
            "result-labels-idx1-ubyte.gz",
            "grid-before.png",
            "grid-along.png",
            "grid-after.png",
            "along.json")) {
      assertTrue(Files.exists(run.resolve(file)), file);
    }
    assertTrue(ImageIO.read(run.resolve("grid-along.png").toFile()).getHeight() > 10 * 28);
    Cli.Result info =
        Cli.run("data", "info", run.resolve("result-images-idx3-ubyte.gz").toString(), "--json");
    JsonNode tree = new JsonMapper().readTree(info.out());
    assertEquals(40, tree.get("samples").asInt(), info.all());
    assertEquals("28×28", tree.get("shape").asText());
    StrictPage.check(Files.readString(run.resolve("report.html")));
  }

  @Test
  void nothingOfAnEarlierRunIsTouched() throws IOException {
    assertEquals(0, flow("run").code());
    Map<String, String> before = contents(folder.resolve("run"));
    Cli.Result again = flow("run");
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("holds a run already"), again.all());
    assertEquals(before, contents(folder.resolve("run")));
  }

  @Test
  void folderWithOtherFilesIsLeftAlone() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("thesis.tex"), "mine");
    Cli.Result result = flow("run");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("is not empty"), result.all());
    assertEquals("mine", Files.readString(run.resolve("thesis.tex")));
  }

  @Test
  void folderBelowAFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    Cli.Result result = flow("file/run");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("is a file"), result.all());
  }

  @Test
  void sameSeedGivesTheSameBytes() throws IOException {
    assertEquals(0, flow("one").code());
    assertEquals(0, flow("two").code());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/result.npz")),
        Files.readAllBytes(folder.resolve("two/result.npz")));
  }

  @Test
  void flowThatIsExtendedEqualsOneThatWasNeverInterrupted() throws IOException {
    assertEquals(0, flow("short", 3).code() + flow("long").code());
    Cli.Result more =
        Cli.run("flow", "--resume", folder.resolve("short").toString(), "--steps", "6");
    assertEquals(0, more.code(), more.all());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("long/result.npz")),
        Files.readAllBytes(folder.resolve("short/result.npz")));
    assertEquals(values("long"), values("short"));
  }

  @Test
  void aClassifierIsAskedAlongTheWay() throws IOException {
    String asked = "evaluate={classifier: {name: k-nn, k: 1}, data: target, every: 2}";
    Cli.Result result = flow("asked", "--set", asked);
    assertEquals(0, result.code(), result.all());
    Path run = folder.resolve("asked");
    List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("accuracy");
    for (int step = 0; step <= 6; step++) {
      String cell = lines.get(1 + step).split(",", -1)[column];
      assertEquals(step % 2 == 1, cell.isEmpty(), lines.get(1 + step));
    }
    JsonNode found = new JsonMapper().readTree(run.resolve("manifest.json").toFile());
    assertEquals(1, found.get("result").get("accuracy-of-target").asDouble());
    String report = Files.readString(run.resolve("report.html"));
    StrictPage.check(report);
    assertTrue(report.contains("How many are recognised"));
    assertEquals(0, flow("half", 3, "--set", asked).code());
    Cli.Result more =
        Cli.run("flow", "--resume", folder.resolve("half").toString(), "--steps", "6");
    assertEquals(0, more.code(), more.all());
    List<String> again = Files.readAllLines(folder.resolve("half/metrics.csv"));
    for (int line = 0; line < lines.size(); line++) {
      assertEquals(lines.get(line).split(",", -1)[column], again.get(line).split(",", -1)[column]);
    }
  }

  /** All principal components turn the samples and nothing else, so the flow is the same. */
  @Test
  void flowAmongAllPrincipalComponentsIsTheFlowOfTheSamples() throws IOException {
    String all = "encoder={name: pca, components: 2}";
    assertEquals(0, flow("plain").code());
    Cli.Result result = flow("turned", "--set", all);
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains("100.0 % of the variance"), result.all());
    List<String> plain = values("plain");
    List<String> turned = values("turned");
    assertEquals(plain.size(), turned.size());
    for (int step = 1; step < plain.size(); step++) {
      double was = Double.parseDouble(plain.get(step).split(",", -1)[1]);
      double is = Double.parseDouble(turned.get(step).split(",", -1)[1]);
      assertEquals(was, is, 1e-3 * Math.abs(was), "step " + step);
    }
    float[] there = features("plain");
    float[] back = features("turned");
    for (int v = 0; v < there.length; v++) {
      assertEquals(there[v], back[v], 2e-3, "feature " + v);
    }
    assertEquals(0, flow("first", 3, "--set", all).code());
    Cli.Result more =
        Cli.run("flow", "--resume", folder.resolve("first").toString(), "--steps", "6");
    assertEquals(0, more.code(), more.all());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("turned/result.npz")),
        Files.readAllBytes(folder.resolve("first/result.npz")));
  }

  private float[] features(String name) throws IOException {
    return Objects.requireNonNull(
            NpzFile.read(folder.resolve(name + "/result.npz")).get("features"))
        .toFloats();
  }

  @Test
  void classifiersSeeWhatComesBackFromAnEncoder() throws IOException {
    String asked = "evaluate={classifier: {name: k-nn, k: 1}, data: target, every: 6}";
    assertEquals(
        0, flow("seen", "--set", asked, "--set", "encoder={name: pca, components: 1}").code());
    JsonNode found = new JsonMapper().readTree(folder.resolve("seen/manifest.json").toFile());
    assertEquals(1, found.get("result").get("accuracy-of-target").asDouble());
  }

  @Test
  void encodersWithoutAWayBackAreRefused() {
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            "glyphs",
            "--to",
            "glyphs{style: block}",
            "--particles",
            "20",
            "--set",
            "encoder=random-convolution",
            "--out",
            folder.resolve("blind").toString());
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("way back"), result.all());
    assertFalse(Files.exists(folder.resolve("blind")));
  }

  /** The metrics without their times. */
  private List<String> values(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name + "/metrics.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 3)))
        .toList();
  }

  @Test
  void resumeLeavesFilesOfTheUserAlone() throws IOException {
    Path run = folder.resolve("run");
    String[] images = {
      "flow",
      "--from",
      "glyphs{style: script, size: 16, per-class: 2}",
      "--to",
      "glyphs{style: block, size: 16, per-class: 2}",
      "--steps",
      "1",
      "--out",
      run.toString()
    };
    Cli.Result result = Cli.run(images);
    assertEquals(0, result.code(), result.all());
    byte[] before = Files.readAllBytes(run.resolve("result-images-idx3-ubyte.gz"));
    List<String> own = List.of("results.csv", "result-notes.txt", "result");
    for (String name : own) {
      Files.writeString(run.resolve(name), "mine");
    }
    Cli.Result more = Cli.run("flow", "--resume", run.toString(), "--steps", "3");
    assertEquals(0, more.code(), more.all());
    for (String name : own) {
      assertEquals("mine", Files.readString(run.resolve(name)), name);
    }
    assertFalse(
        java.util.Arrays.equals(
            before, Files.readAllBytes(run.resolve("result-images-idx3-ubyte.gz"))),
        "the result is still that of the first step");
    try (Stream<Path> files = Files.list(run)) {
      assertTrue(files.noneMatch(f -> f.getFileName().toString().startsWith(".part")));
    }
  }

  @Test
  void resumeToFewerStepsThanWereMadeIsRefused() throws IOException {
    assertEquals(0, flow("run").code());
    Map<String, String> before = contents(folder.resolve("run"));
    Cli.Result result =
        Cli.run("flow", "--resume", folder.resolve("run").toString(), "--steps", "4");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("has made 6 steps, more than the 4 of --steps"), result.all());
    assertEquals(before, contents(folder.resolve("run")));
  }

  @Test
  void resumeDoesNotDependOnTheWorkingDirectory() throws IOException {
    Path data = folder.resolve("source.npz");
    assertEquals(0, Cli.run("data", "convert", "rings{per-class: 12}", data.toString()).code());
    Path relative = Path.of("").toAbsolutePath().relativize(data.toAbsolutePath());
    Path run = folder.resolve("run");
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            relative.toString(),
            "--to",
            "moons",
            "--set",
            "functional.target=npz:" + relative,
            "--steps",
            "1",
            "--out",
            run.toString());
    assertEquals(0, result.code(), result.all());
    JsonNode manifest = new JsonMapper().readTree(run.resolve("manifest.json").toFile());
    assertEquals(data.toString(), manifest.get("from").asText());
    assertEquals("moons{}", manifest.get("to").asText());
    assertEquals("npz:" + data, manifest.get("settings").get("functional").get("target").asText());
    Cli.Result more = Cli.run("flow", "--resume", run.toString(), "--steps", "2");
    assertEquals(0, more.code(), more.all());
  }

  @Test
  void finishedRunHasNothingToContinue() {
    assertEquals(0, flow("run").code());
    Cli.Result result = Cli.run("flow", "--resume", folder.resolve("run").toString());
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("has made all of its 6 steps"), result.all());
  }

  @Test
  void resumeTakesNoOtherSettings() {
    assertEquals(0, flow("run").code());
    Cli.Result result =
        Cli.run("flow", "--resume", folder.resolve("run").toString(), "--seed", "3");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("seed would change it"), result.all());
  }

  @Test
  void resumeRefusesInputThatHasChanged() throws IOException {
    Path data = folder.resolve("source.npz");
    assertEquals(0, Cli.run("data", "convert", "rings{per-class: 12}", data.toString()).code());
    String run = folder.resolve("run").toString();
    assertEquals(
        0,
        Cli.run("flow", "--from", data.toString(), "--to", "moons", "--steps", "1", "--out", run)
            .code());
    Files.delete(data);
    assertEquals(0, Cli.run("data", "convert", "rings{per-class: 13}", data.toString()).code());
    Cli.Result result = Cli.run("flow", "--resume", run, "--steps", "2");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("has changed since the run began"), result.all());
  }

  @Test
  void damagedCheckpointIsToldAsSuch() throws IOException {
    assertEquals(0, flow("run").code());
    Path checkpoint = folder.resolve("run/checkpoint.npz");
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Cli.Result result =
        Cli.run("flow", "--resume", folder.resolve("run").toString(), "--steps", "9");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("checkpoint.npz"), result.all());
  }

  @Test
  void hostileClassNamesAreTextInTheReport() throws IOException {
    Path csv = folder.resolve("hostile.csv");
    String name = "<script>alert('x')</script>&\"";
    StringBuilder text = new StringBuilder("a,b,label\n");
    for (int i = 0; i < 12; i++) {
      String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
      text.append(i % 5)
          .append(',')
          .append(i % 7)
          .append(',')
          .append(i % 2 == 0 ? quoted : "plain");
      text.append('\n');
    }
    Files.writeString(csv, text.toString(), StandardCharsets.UTF_8);
    Path run = folder.resolve("run");
    Cli.Result result =
        Cli.run(
            "flow",
            "--from",
            csv.toString(),
            "--to",
            csv.toString(),
            "--steps",
            "1",
            "--out",
            run.toString());
    assertEquals(0, result.code(), result.all());
    String page = Files.readString(run.resolve("report.html"));
    StrictPage.check(page);
    assertFalse(page.contains("<script>alert"), "a class name became markup");
    assertTrue(StrictPage.text(page).contains(name), "the class name is not shown as it is");
  }

  @Test
  void anySettingCanBeSetByItsPath() throws IOException {
    Cli.Result result =
        flow(
            "run",
            "--set",
            "functional.solver={name: exact}",
            "--set",
            "dynamics.optimizer={name: adam, step-size: 0.1}");
    assertEquals(0, result.code(), result.all());
    JsonNode settings =
        new JsonMapper().readTree(folder.resolve("run/manifest.json").toFile()).get("settings");
    assertEquals("exact", settings.get("functional").get("solver").get("name").asText());
    assertEquals("adam", settings.get("dynamics").get("optimizer").get("name").asText());
  }

  @Test
  void deviceIsRecordedAndSaidToChangeNothingWhereNoNetworkIs() throws IOException {
    Cli.Result result = flow("run", "--device", "gpu");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains("--device changed nothing"), result.all());
    JsonNode manifest = new JsonMapper().readTree(folder.resolve("run/manifest.json").toFile());
    assertEquals("gpu", manifest.get("device").get("asked").asText());
    assertFalse(manifest.get("device").has("used"), manifest.toString());
  }

  @Test
  void samplesThatTransformsLeaveAreTold() {
    Cli.Result all = flow("all", 1);
    assertFalse(all.all().contains("-transforms"), all.all());
    String kept = "=[{name: keep-classes, classes: ['0']}]";
    Cli.Result result =
        flow("kept", 1, "--set", "from-transforms" + kept, "--set", "to-transforms" + kept);
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains(" 12 are left after from-transforms."), result.all());
    assertTrue(result.err().contains(" 18 are left after to-transforms."), result.all());
  }

  @Test
  void unknownDeviceIsRefused() {
    Cli.Result result = flow("run", "--device", "tpu");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("--device 'tpu' is no device"), result.all());
    assertTrue(result.err().contains("auto, cpu, gpu"), result.all());
  }

  @Test
  void verboseNamesTheLinearAlgebra() {
    Cli.Result result = flow("run", "-v", "--linalg", "java");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains("Linear algebra: java (asked for by --linalg"), result.all());
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName() + " " + Files.getLastModifiedTime(file),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
