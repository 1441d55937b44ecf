package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class InterpolateCommandTest {
  private static final String PEN = "glyphs{per-class: 3}";
  private static final String PLATE = "glyphs{style: block, per-class: 4}";
  @TempDir private Path folder;

  private Cli.Result run(String out, String... more) {
    List<String> words = new ArrayList<>(List.of("interpolate"));
    words.addAll(List.of(more));
    words.addAll(List.of("--out", folder.resolve(out).toString()));
    return Cli.run(words.toArray(String[]::new));
  }

  private JsonNode json(String out, String file) throws IOException {
    return new JsonMapper().readTree(folder.resolve(out).resolve(file).toFile());
  }

  private LabeledDataset synthetic(String out) throws IOException {
    return new NpzFormat().read(folder.resolve(out).resolve("synthetic.npz"));
  }

  @Test
  void samplesThatTransformsLeaveAreTold() {
    String grid = "gaussian-grid{classes: 4, per-gaussian: 6";
    String kept = "=[{name: keep-classes, classes: ['0', '1']}]";
    Cli.Result result =
        run(
            "kept",
            "--target",
            grid + "}",
            "--from",
            grid + ", shift: 1}",
            grid + ", shift: 2}",
            "--set",
            "from-transforms" + kept);
    assertEquals(0, result.code(), result.all());
    assertEquals(2, result.err().split(" are left after from-transforms", -1).length - 1);
    assertFalse(result.err().contains("target-transforms"), result.all());
  }

  @Test
  void mapsAreMeasuredWhereTheBestOneIsKnown() throws IOException {
    // Points around the same places, which are called otherwise: the best maps hardly move any, and
    // call each as its place is called (GG fig. 8).
    String grid = "gaussian-grid{classes: 4, per-gaussian: 6";
    Cli.Result result =
        run("known", "--target", grid + "}", "--from", grid + ", shift: 1}", grid + ", shift: 2}");
    assertEquals(0, result.code(), result.all());
    JsonNode maps = json("known", "result.json").path("maps");
    assertEquals(2, maps.size());
    for (JsonNode map : maps) {
      double spread = map.path("spread").asDouble();
      assertTrue(spread > 15, map::toString);
      assertTrue(map.path("transport-cost").asDouble() < spread / 50, map::toString);
      assertEquals(1, map.path("label-accuracy").asDouble(), 1e-6, map::toString);
    }
    assertEquals("gaussian-grid (2)", maps.path(0).path("to").asText());
    // Several maps are a table.
    List<String> lines = result.out().lines().toList();
    int head = lines.indexOf("map to             cost a sample  spread  label accuracy");
    assertTrue(head >= 0, result.all());
    assertTrue(lines.get(head + 1).matches("gaussian-grid \\(2\\) .* 100.%"), result.all());
    assertTrue(lines.get(head + 2).matches("gaussian-grid \\(3\\) .* 100.%"), result.all());
    String page = Files.readString(folder.resolve("known/report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("label accuracy</th>"), "no table");
    assertTrue(page.contains("Which classes the maps give"), "no classes");
    assertTrue(Files.exists(folder.resolve("known/labels-2.png")));
    Cli.Result one = run("single", "--target", grid + "}", "--from", grid + ", shift: 1}");
    assertTrue(one.out().contains("The map to gaussian-grid (2) costs "), one.all());
    assertTrue(Files.exists(folder.resolve("single/labels.png")));
    assertFalse(Files.exists(folder.resolve("known/metrics.csv")), "nothing was learned in steps");
  }

  @Test
  void threeDatasetsLeaveSamplesNumbersPicturesAndAReport() throws IOException {
    Cli.Result result = run("three", "--target", PEN, "--from", PLATE, PEN, "glyphs{per-class: 2}");
    assertEquals(0, result.code(), result.all());
    LabeledDataset soft = synthetic("three");
    assertEquals(30, soft.size());
    assertEquals(30, soft.classIds().length);
    assertTrue(soft.className(0).contains(": "), soft.className(0));
    LabeledDataset hard =
        new IdxFormat(IdxSettings.defaults())
            .read(folder.resolve("three").resolve("synthetic-images-idx3-ubyte.gz"));
    assertEquals(30, hard.size());
    for (int i = 0; i < 30; i++) {
      assertEquals(soft.labels().classOf(i), hard.labels().classOf(i));
    }
    for (String file :
        List.of(
            "weights.csv",
            "classes.csv",
            "squared-distances.csv",
            "distances.npz",
            "simplex.csv",
            "grid-along.png",
            "simplex.png",
            "manifest.json")) {
      assertTrue(Files.exists(folder.resolve("three").resolve(file)), file);
    }
    assertEquals(
        37, Files.readAllLines(folder.resolve("three").resolve("simplex.csv")).size(), "36 points");
    StrictPage.check(Files.readString(folder.resolve("three").resolve("report.html")));
    JsonNode numbers = json("three", "result.json");
    double sum = 0;
    for (JsonNode weight : numbers.get("weights")) {
      sum += weight.asDouble();
    }
    assertEquals(1, sum, 1e-9);
    assertEquals(
        numbers.get("nearest-squared").asDouble(), numbers.get("squared").asDouble(), 1e-6);
    assertEquals("finished", json("three", "manifest.json").get("status").asText());
  }

  @Test
  void misspeltOptionBehindTheDatasetsIsNoDataset() {
    Cli.Result result = run("x", "--target", "rings", "--from", "moons", "--bogus");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("--bogus"), result.all());
    assertFalse(result.err().contains("neither a file"), result.all());
    // A number below zero is a value all the same.
    Cli.Result seed =
        run("y", "--target", "moons", "--from", "rings", "--seed", "-1", "--dataset-samples", "20");
    assertEquals(0, seed.code(), seed.all());
  }

  @Test
  void geodesicOfClassesIsDrawnWithItsCoupling() throws IOException {
    Cli.Result result =
        run(
            "wow",
            "--target",
            "moons",
            "--from",
            "moons{per-class: 20}",
            "gaussian-mixture{per-class: 20, classes: 4}",
            "--interpolation",
            "wow-geodesic",
            "--weights",
            "0.5,0.5");
    assertEquals(0, result.code(), result.all());
    assertTrue(Files.exists(folder.resolve("wow/scatter-along.png")));
    String page = Files.readString(folder.resolve("wow/report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("Class coupling"));
    // Each of two classes of mass 1/2 goes to two of four classes of mass 1/4.
    assertEquals(4, page.split(">50.%<", -1).length - 1, "halves");
  }

  @Test
  void foldersOfOtherRunsAreToldApart() {
    assertEquals(0, run("a", "--target", "moons", "--from", "rings").code());
    String held = folder.resolve("a").toString();
    for (String command : List.of("flow", "distill", "distance")) {
      Cli.Result result = Cli.run(command, "--resume", held);
      assertEquals(2, result.code(), result.all());
      assertTrue(result.err().contains("holds an interpolation, not a"), result.all());
      assertTrue(result.err().contains("'otium interpolate --resume " + held + "'"), result.all());
    }
    Cli.Result finished = Cli.run("interpolate", "--resume", held);
    assertEquals(2, finished.code(), finished.all());
    assertTrue(finished.err().contains("is finished"), finished.all());
    Cli.Result nothing = Cli.run("interpolate", "--resume", folder.resolve("b").toString());
    assertEquals(2, nothing.code(), nothing.all());
    assertTrue(nothing.err().contains("there is no folder"), nothing.all());
    Cli.Result again = Cli.run("run", "--resume", held);
    assertEquals(0, again.code(), again.all());
  }

  @Test
  void allTheWeightOnOneDatasetGivesItsProjectionAndItsClasses() throws IOException {
    Cli.Result result = run("one", "--target", PEN, "--from", PLATE, PEN, "--weights", "0,1");
    assertEquals(0, result.code(), result.all());
    LabeledDataset made = synthetic("one");
    for (int i = 0; i < made.size(); i++) {
      assertTrue(made.labels().classOf(i) >= 10, "a class of the other dataset");
    }
  }

  @Test
  void asManySamplesAreMadeAsAreAskedForAndTheSameAgain() throws IOException {
    String[] words = {
      "--target", "moons", "--from", "rings", "--samples", "3000", "--dataset-samples", "60"
    };
    Cli.Result result = run("many", words);
    assertEquals(0, result.code(), result.all());
    LabeledDataset made = synthetic("many");
    assertEquals(3000, made.size());
    assertTrue(result.err().contains("equal to each other"), result.all());
    assertEquals(0, run("again", words).code());
    assertEquals(made, synthetic("again"));
    assertTrue(Files.exists(folder.resolve("many").resolve("scatter-along.png")));
  }

  @Test
  void baselinesTakeEvenWeightsOrFindThem() throws IOException {
    Cli.Result pooled =
        run("pool", "--target", "moons", "--from", "rings", "moons", "--interpolation", "pooling");
    assertEquals(0, pooled.code(), pooled.all());
    assertTrue(pooled.all().contains("--weights"), pooled.all());
    assertEquals("[0.5,0.5]", json("pool", "result.json").get("weights").toString());
    for (String name : List.of("pooling", "sub-pooling", "mixup", "mccann")) {
      Cli.Result result =
          run(
              name,
              "--target",
              "moons",
              "--from",
              "rings",
              "moons",
              "--interpolation",
              name,
              "--weights",
              "0.5,0.5");
      assertEquals(0, result.code(), result.all());
      StrictPage.check(Files.readString(folder.resolve(name).resolve("report.html")));
    }
    Cli.Result mixed =
        run("mixed", "--target", "moons", "--from", "rings", "moons", "--interpolation", "mixup");
    assertEquals(0, mixed.code(), mixed.all());
    // Random maps do not have the distance of the optimal ones.
    assertFalse(mixed.all().contains("W² to"), mixed.all());
    assertFalse(json("mixed", "result.json").has("squared"));
    Cli.Result mccann =
        run(
            "mc",
            "--target",
            "gaussian-mixture{classes: 4}",
            "--from",
            "rings",
            "moons",
            "--interpolation",
            "mccann");
    assertEquals(0, mccann.code(), mccann.all());
    assertTrue(mccann.all().contains("--weights"), mccann.all());
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Cli.Result result =
        run(
            "none",
            "--target",
            "mons",
            "--from",
            "rings",
            "mooons",
            "--weights",
            "0.5,0.3,0.1",
            "--set",
            "sampels=3");
    assertEquals(2, result.code(), result.all());
    for (String told : List.of("moons", "sampels", "from[1]", "target")) {
      assertTrue(result.err().contains(told), () -> "no '" + told + "' in\n" + result.all());
    }
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void weightsThatDoNotFitAreToldBeforeAnythingIsRead() {
    for (String weights : List.of("1", "0.5,0.4", "1.5,-0.5", "0.5,half")) {
      Cli.Result result =
          run("w", "--target", "moons", "--from", "rings", "moons", "--weights", weights);
      assertEquals(2, result.code(), result.all());
      assertTrue(result.err().contains("weights"), result.all());
    }
  }

  @Test
  void recipesInterpolateToo() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            task: interpolate
            target: moons
            from: [rings, moons]
            dataset-samples: 40
            variants:
              near: {}
              even: {weights: [0.5, 0.5]}
            """);
    Path out = folder.resolve("recipe");
    Cli.Result result = Cli.run("run", recipe.toString(), "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    for (String run : List.of("near", "even")) {
      assertTrue(Files.exists(out.resolve(run).resolve("synthetic.npz")), run);
    }
    StrictPage.check(Files.readString(out.resolve("report.html")));
  }

  @Test
  void tablesAreInterpolatedLikeImages() throws IOException {
    StringBuilder red = new StringBuilder("acid,sugar,alcohol,quality\n");
    StringBuilder white = new StringBuilder("acid,sugar,alcohol,quality\n");
    for (int i = 0; i < 20; i++) {
      String grade = i % 2 == 0 ? "good" : "poor";
      red.append(i % 7)
          .append(",1.5,")
          .append(9 + i % 2 * 3)
          .append(',')
          .append(grade)
          .append('\n');
      white
          .append(i % 5)
          .append(",8,")
          .append(8 + i % 2 * 2)
          .append(',')
          .append(grade)
          .append('\n');
    }
    String table = "csv{label: quality}:";
    String first = table + Files.writeString(folder.resolve("red.csv"), red);
    String second = table + Files.writeString(folder.resolve("white.csv"), white);
    Cli.Result result = run("wine", "--target", first, "--from", second, first);
    assertEquals(0, result.code(), result.all());
    LabeledDataset made = synthetic("wine");
    assertEquals(20, made.size());
    assertEquals(4, made.classIds().length);
    assertEquals("white: good", made.className(0));
    StrictPage.check(Files.readString(folder.resolve("wine").resolve("report.html")));
  }
}
