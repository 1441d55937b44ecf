package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.app.report.StrictPage;
import org.otium.data.idx.IdxFormat;
import org.otium.data.idx.IdxSettings;
import org.otium.data.npz.NpzFormat;

class DistillCommandTest {
  private static final String PEN = "glyphs{size: 16, per-class: 10}";
  @TempDir private Path folder;

  private Cli.Result run(String out, String... more) {
    List<String> words = new ArrayList<>(List.of("distill"));
    words.addAll(List.of(more));
    words.addAll(List.of("--out", folder.resolve(out).toString()));
    return Cli.run(words.toArray(String[]::new));
  }

  private JsonNode manifest(String out) throws IOException {
    return new JsonMapper().readTree(folder.resolve(out).resolve("manifest.json").toFile());
  }

  private LabeledDataset distilled(String out) throws IOException {
    return new NpzFormat().read(folder.resolve(out).resolve("distilled.npz"));
  }

  @Test
  void fewImagesOfEachClassAreLeftWithScoresPicturesAndAReport() throws IOException {
    Cli.Result result = run("pen", "--to", PEN, "--per-class", "2", "--steps", "4");
    assertEquals(0, result.code(), result.all());
    LabeledDataset made = distilled("pen");
    assertEquals(20, made.size());
    assertEquals(10, made.classIds().length);
    for (float pixel : made.features().array()) {
      assertTrue(pixel >= 0 && pixel <= 1, "a pixel of " + pixel);
    }
    LabeledDataset hard =
        new IdxFormat(IdxSettings.defaults())
            .read(folder.resolve("pen").resolve("distilled-images-idx3-ubyte.gz"));
    assertEquals(made.labels(), hard.labels());
    assertEquals(made.classNames(), hard.classNames());
    for (String from :
        List.of("distilled", "random samples", "k-means centroids", "whole dataset")) {
      assertTrue(result.out().contains(from), from);
    }
    // Two classifiers learn five times from four datasets, and once from the whole.
    List<String> lines = Files.readAllLines(folder.resolve("pen/scores.csv"));
    assertEquals(1 + 2 * (3 * 5 + 1 + 1), lines.size());
    for (String file : List.of("accuracy.csv", "grid-after.png", "loss.png", "trajectory.npz")) {
      assertTrue(Files.exists(folder.resolve("pen").resolve(file)), file);
    }
    StrictPage.check(Files.readString(folder.resolve("pen/report.html")));
    assertEquals("finished", manifest("pen").get("status").asText());
    double share = manifest("pen").get("result").get("k-nn, distilled").asDouble();
    assertTrue(share > 0.1 && share <= 1, "a share of " + share);
  }

  @Test
  void augmentationNetworksAndMatchingAreChosenByOptions() throws IOException {
    String[] words = {
      "--to",
      PEN,
      "--per-class",
      "1",
      "--steps",
      "2",
      "--method",
      "distribution-matching",
      "--augment",
      "--embed",
      "--set",
      "classifiers=[{name: k-nn, k: 1}]"
    };
    Cli.Result result = run("ae", words);
    assertEquals(0, result.code(), result.all());
    JsonNode functional = manifest("ae").get("settings").get("functional");
    assertEquals("embedded", functional.get("name").asText());
    assertEquals("distribution-matching", functional.get("functional").get("name").asText());
    assertEquals("random-augmentation", functional.get("encoders").get(0).get("name").asText());
    assertEquals("random-convolution", functional.get("encoders").get(1).get("name").asText());
    assertEquals(256, functional.get("target-batch").asInt());
    assertEquals(0, run("again", words).code());
    assertEquals(distilled("ae"), distilled("again"));
  }

  /** What follows from the data must not look as if the recipe had chosen it. */
  @Test
  void recipesHaveTheStepSizesOfTheCommand() throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        "{task: distill, to: 'moons{per-class: 20}', per-class: 2, steps: 3, start: noise,"
            + " classifiers: []}");
    Path out = folder.resolve("by-recipe");
    Cli.Result result =
        Cli.run("run", recipe.toString(), "--linalg", "java", "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    String[] words = {
      "--to", "moons{per-class: 20}", "--per-class", "2", "--steps", "3", "--start", "noise"
    };
    Cli.Result command = run("by-command", words(List.of(words), "--set", "classifiers=[]"));
    assertEquals(0, command.code(), command.all());
    JsonNode dynamics = manifest("by-command").at("/settings/dynamics");
    assertEquals(3, dynamics.at("/optimizer/schedule/steps").asInt());
    assertEquals(dynamics, manifest("by-recipe").at("/settings/dynamics"));
  }

  @Test
  void startsDiffer() throws IOException {
    List<LabeledDataset> made = new ArrayList<>();
    for (String start : List.of("samples", "noise", "means")) {
      Cli.Result result =
          run(start, "--to", "moons{per-class: 20}", "--start", start, "--steps", "0");
      assertEquals(0, result.code(), result.all());
      made.add(distilled(start));
    }
    assertNotEquals(made.get(0), made.get(1));
    assertNotEquals(made.get(1), made.get(2));
    StrictPage.check(Files.readString(folder.resolve("means/report.html")));
  }

  /** Samples that descend towards two far clusters are worth more than noise. */
  @Test
  void noiseBecomesSamplesThatTeach() throws IOException {
    Cli.Result result =
        run(
            "noise",
            "--to",
            "gaussian-mixture{per-class: 60}",
            "--start",
            "noise",
            "--per-class",
            "2",
            "--steps",
            "150",
            "--set",
            "dynamics.optimizer.step-size=0.3");
    assertEquals(0, result.code(), result.all());
    List<Double> shares = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("noise/scores.csv"))) {
      if (line.startsWith("k-nn,distilled,") || line.startsWith("k-nn,the start,")) {
        shares.add(Double.valueOf(line.substring(line.lastIndexOf(',') + 1)));
      }
    }
    assertTrue(shares.getFirst() > shares.getLast() + 0.1, shares.toString());
  }

  private void assertFalls(String out, double stepSize, String... words) throws IOException {
    Cli.Result result = run(out, words);
    assertEquals(0, result.code(), result.all());
    JsonNode optimizer = manifest(out).at("/settings/dynamics/optimizer");
    assertEquals(stepSize, optimizer.get("step-size").asDouble(), 1e-9);
    JsonNode values = manifest(out).get("result");
    double first = values.get("value-at-start").asDouble();
    double last = values.get("value-at-end").asDouble();
    assertTrue(last < first, () -> first + " became " + last);
    assertFalse(result.all().contains("the value rose"), result.all());
  }

  /** Without a step size being set, whatever is distilled. */
  @Test
  void valuesFallByDefault() throws IOException {
    String[] rest = {"--set", "classifiers=[]", "--steps"};
    List<String> few = List.of(rest);
    assertFalls("points", 30 * 2 / 784.0, words(few, "40", "--to", "rings", "--per-class", "5"));
    assertFalls(
        "means",
        0.2,
        words(few, "20", "--to", PEN, "--per-class", "2", "--method", "distribution-matching"));
    assertFalls(
        "seen",
        6 * 256 / 784.0,
        words(
            few,
            "20",
            "--to",
            PEN,
            "--per-class",
            "1",
            "--embed",
            "--start",
            "noise",
            "--set",
            "functional.fresh=false"));
  }

  private static String[] words(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aValueThatRoseIsToldOf() throws IOException {
    Cli.Result result =
        run(
            "far",
            words(
                List.of("--to", "rings", "--per-class", "5", "--steps", "20"),
                "--set",
                "classifiers=[]",
                "--set",
                "dynamics.optimizer.step-size=60"));
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains("the value rose from"), result.all());
    assertTrue(Files.readString(folder.resolve("far/report.html")).contains("the value rose from"));
    assertEquals(60, manifest("far").at("/settings/dynamics/optimizer/step-size").asDouble());
  }

  @Test
  void neighboursThatOutvoteTheOnlySampleOfAClassAreToldOf() throws IOException {
    Cli.Result result =
        run("k", "--to", PEN, "--per-class", "1", "--steps", "0", "--set", "classifiers=[k-nn]");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains("asks 5 neighbours"), result.all());
    Cli.Result one =
        run(
            "one",
            words(
                List.of("--to", PEN, "--per-class", "1", "--steps", "0"),
                "--set",
                "classifiers=[{name: k-nn, k: 1}]"));
    assertFalse(one.err().contains("neighbours"), one.all());
  }

  /** The last step of the schedule is the last of the flow, however long that is. */
  @Test
  void theCosineIsAsLongAsTheFlow() throws IOException {
    for (String steps : List.of("3", "7")) {
      Cli.Result result =
          run(steps, "--to", "moons{per-class: 20}", "--steps", steps, "--set", "classifiers=[]");
      assertEquals(0, result.code(), result.all());
      JsonNode schedule = manifest(steps).at("/settings/dynamics/optimizer/schedule");
      assertEquals("cosine", schedule.get("kind").asText());
      assertEquals(steps, schedule.get("steps").asText());
    }
    Cli.Result own =
        run(
            "own",
            words(
                List.of("--to", "moons{per-class: 20}", "--steps", "3"),
                "--set",
                "classifiers=[]",
                "--set",
                "dynamics.optimizer.schedule={kind: cosine, steps: 9}"));
    assertEquals(0, own.code(), own.all());
    assertEquals("9", manifest("own").at("/settings/dynamics/optimizer/schedule/steps").asText());
  }

  @Test
  void trainAndTestAreFoundByOneName() throws IOException {
    for (String split : List.of("pens-train", "pens-test")) {
      Path file = folder.resolve(split + "-images-idx3-ubyte.gz");
      assertEquals(0, Cli.run("data", "convert", PEN, file.toString()).code());
    }
    Cli.Result result =
        run(
            "named",
            "--to",
            "pens",
            "--steps",
            "1",
            "--data",
            folder.toString(),
            "--per-class",
            "1");
    assertEquals(0, result.code(), result.all());
    assertTrue(manifest("named").get("to").asText().contains("pens-train"));
    assertTrue(manifest("named").get("test").asText().contains("pens-test"));
    assertEquals(100, manifest("named").get("inputs").get("test").get("used-samples").asInt());
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Cli.Result result =
        run("none", "--to", "mons", "--test", "ringss", "--per-class", "0", "--set", "sampels=3");
    assertEquals(2, result.code(), result.all());
    for (String told : List.of("moons", "rings", "per-class", "samples")) {
      assertTrue(result.err().contains(told), () -> "no '" + told + "' in\n" + result.all());
    }
    assertFalse(Files.exists(folder.resolve("none")));
  }

  private void assertRefused(String told, String... words) {
    Cli.Result result = run("refused", words);
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains(told), () -> "no '" + told + "' in\n" + result.all());
    assertFalse(Files.exists(folder.resolve("refused")), "the folder blocks the mended command");
  }

  @Test
  void whatCannotBeDistilledIsRefusedWithoutTrace() throws IOException {
    assertRefused("to: must be given", "--per-class", "1");
    assertRefused("per-class", "--to", "moons{per-class: 5}", "--per-class", "10");
    assertRefused("no images", "--to", "moons", "--augment", "--per-class", "2");
    assertRefused("has one class", "--to", "rings{classes: 1}");
    assertRefused("classes that", "--to", "moons", "--test", "rings");
    assertRefused("--resize", "--to", PEN, "--test", "glyphs{size: 28, per-class: 2}");
    assertRefused("target", "--to", "moons", "--method", "ball", "--per-class", "2");
    Path lone = Files.writeString(folder.resolve("lone.csv"), "x,label\n1,a\n2,a\n3,b\n");
    assertRefused("b (1 sample)", "--to", lone.toString(), "--per-class", "1");
  }

  @Test
  void aClassOfOneSampleIsEnoughWhereThereIsATestSet() throws IOException {
    Path lone = Files.writeString(folder.resolve("lone.csv"), "x,label\n1,a\n2,a\n3,b\n");
    Cli.Result result =
        run("lone", "--to", lone.toString(), "--test", lone.toString(), "--per-class", "1");
    assertEquals(0, result.code(), result.all());
    assertEquals(2, distilled("lone").size());
  }

  @Test
  void recipesDistilAndShowPublishedNumbers() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            task: distill
            to: %s
            steps: 2
            classifiers: [{name: k-nn, k: 1}]
            variants:
              one: {per-class: 1, published: 66.5}
              two: {per-class: 2, functional.functional: distribution-matching}
            """
                .formatted("'" + PEN + "'"));
    Path out = folder.resolve("recipe");
    Cli.Result result = Cli.run("run", recipe.toString(), "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("66.5"), result.all());
    String page = Files.readString(out.resolve("report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("66.5"));
  }

  @Test
  void resumeRefusesOtherSettingsAndFinishedRuns() {
    assertEquals(0, run("done", "--to", "moons{per-class: 20}", "--steps", "1").code());
    String done = folder.resolve("done").toString();
    Cli.Result again = Cli.run("distill", "--resume", done);
    assertEquals(2, again.code(), again.all());
    Cli.Result other = Cli.run("distill", "--resume", done, "--per-class", "3");
    assertEquals(2, other.code(), other.all());
    assertTrue(other.err().contains("per-class"), other.all());
  }

  @Test
  void twoSeedsGiveTwoDatasets() throws IOException {
    for (String seed : List.of("1", "2")) {
      assertEquals(
          0,
          run("s" + seed, "--to", "moons{per-class: 20}", "--seed", seed, "--steps", "1").code());
    }
    assertFalse(
        java.util.Arrays.equals(
            distilled("s1").features().array(), distilled("s2").features().array()));
    assertArrayEquals(distilled("s1").classIds(), distilled("s2").classIds());
  }
}
