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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;
import org.otium.app.runs.RunFolder;

class RunsCommandTest {
  @TempDir private Path folder;

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Cli.Result ok(String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.all());
    return result;
  }

  private void flow(String out, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("flow", "--from", "rings{per-class: 12}", "--to", "moons{per-class: 18}"));
    words.addAll(List.of("--steps", "4", "--particles", "30", "--out", at(out)));
    words.addAll(List.of(more));
    ok(words.toArray(String[]::new));
  }

  private static JsonNode json(Cli.Result result) throws IOException {
    return new JsonMapper().readTree(result.out());
  }

  @Test
  void flowIsMadeAgainToTheSameBytes() throws IOException {
    flow("a", "--seed", "5");
    Cli.Result result = ok("runs", "reproduce", at("a"));
    assertTrue(result.out().contains("The results are identical."), result.all());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/result.npz")),
        Files.readAllBytes(folder.resolve("a-again/result.npz")));
    JsonNode files = json(ok("runs", "reproduce", at("a"), "--json")).get("files");
    for (JsonNode file : files) {
      String expected =
          file.get("file").asText().equals("metrics.csv") ? "same-values" : "identical";
      assertEquals(expected, file.get("is").asText(), file.toString());
    }
    assertTrue(files.size() > 6, files.toString());
  }

  @Test
  void otherResultIsToldWithTheLargestDifference() throws IOException {
    flow("a");
    Path metrics = folder.resolve("a/metrics.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(metrics));
    String[] cells = lines.get(2).split(",", -1);
    double value = Double.parseDouble(cells[1]);
    cells[1] = Double.toString(value + 0.25);
    lines.set(2, String.join(",", cells));
    Files.write(metrics, lines);
    Cli.Result result = Cli.run("runs", "reproduce", at("a"), "--json");
    assertEquals(1, result.code(), result.all());
    JsonNode tree = json(result);
    assertFalse(tree.get("identical").asBoolean());
    assertEquals(0.25, tree.get("largest-difference").asDouble(), 1e-9);
    assertEquals(0, Cli.run("runs", "reproduce", at("a"), "--tolerance", "0.9").code());
    Cli.Result told = Cli.run("runs", "reproduce", at("a"));
    assertTrue(told.out().contains("NOT the same"), told.all());
    assertTrue(told.out().contains("line 3 value"), told.all());
  }

  @Test
  void inputThatChangedIsNamedBeforeAnythingIsRun() throws IOException {
    Path table = folder.resolve("points.csv");
    StringBuilder text = new StringBuilder("x,z,label\n");
    for (int i = 0; i < 20; i++) {
      text.append(i % 5).append(',').append(i).append(',').append(i % 2).append('\n');
    }
    Files.writeString(table, text);
    ok("distance", table.toString(), "moons", "--samples", "20", "--out", at("d"));
    ok("runs", "reproduce", at("d"), "--out", at("d2"));
    Files.writeString(table, text + "9,9,1\n");
    Cli.Result changed = Cli.run("runs", "reproduce", at("d"), "--out", at("d3"));
    assertEquals(2, changed.code(), changed.all());
    assertTrue(changed.err().contains("points.csv' has changed since"), changed.all());
    assertFalse(Files.exists(folder.resolve("d3")));
    Files.delete(table);
    Cli.Result missing = Cli.run("runs", "reproduce", at("d"));
    assertEquals(2, missing.code(), missing.all());
    assertTrue(missing.err().contains("points.csv' is missing"), missing.all());
  }

  @Test
  void comparisonsInterpolationsAndRecipesAreMadeAgainToo() throws IOException {
    ok("distance", "rings", "moons", "--samples", "40", "--out", at("distance"));
    ok("distance", "rings", "moons", "rings{noise: 0.2}", "--samples", "30", "--out", at("pairs"));
    ok(
        "interpolate",
        "--target",
        "rings{per-class: 15}",
        "--from",
        "moons{per-class: 15}",
        "--out",
        at("between"));
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        from: {name: rings, per-class: 10}
        to: {name: moons, per-class: 10}
        steps: 3
        sweep: {functional.solver.epsilon: [0.5, 2]}
        """);
    ok("run", recipe.toString(), "--out", at("recipe"));
    for (String name : List.of("distance", "pairs", "between", "recipe")) {
      Cli.Result result = ok("runs", "reproduce", at(name));
      assertTrue(result.out().contains("The results are identical."), name + result.all());
    }
    Cli.Result list = ok("runs", "list", folder.toString());
    assertTrue(list.out().contains("epsilon-0.5"), list.all());
    JsonNode runs = json(ok("runs", "list", folder.toString(), "--json"));
    // Each once and once more, and the recipe with its two runs, whose repetition is those alone.
    assertEquals(3 * 2 + 3 + 2, runs.size(), runs.toString());
  }

  @Test
  void runWithoutEndIsNotMadeAgain() throws IOException {
    flow("a");
    Path manifest = folder.resolve("a/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"finished\"", "\"interrupted\""));
    Cli.Result result = Cli.run("runs", "reproduce", at("a"));
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("otium flow --resume"), result.all());
    assertTrue(ok("runs", "list", folder.toString()).out().contains("stopped"));
  }

  @Test
  void folderWithoutRunIsRefused() {
    for (String command : List.of("show", "reproduce", "compare")) {
      Cli.Result result = Cli.run("runs", command, folder.toString());
      assertEquals(2, result.code(), result.all());
      assertTrue(result.err().contains("holds no run"), result.all());
      assertTrue(result.err().contains("runs list"), result.all());
    }
    assertTrue(ok("runs", "list", folder.toString()).out().contains("There are no runs"));
    assertEquals(2, Cli.run("runs", "list", at("nowhere")).code());
  }

  @Test
  void manifestIsShownInWords() throws IOException {
    flow("a", "--set", "functional.solver.epsilon=0.5", "--seed", "7");
    String shown = ok("runs", "show", at("a")).out().replaceAll(" +", " ");
    for (String part :
        List.of(
            "functional.solver.epsilon 0.5",
            "seed 7",
            "otium.functionals",
            "Linear algebra",
            "squared-distance-at-end",
            "--steps 4")) {
      assertTrue(shown.contains(part), part + " is missing in\n" + shown);
    }
    assertEquals(
        new JsonMapper().readTree(folder.resolve("a/manifest.json").toFile()),
        json(ok("runs", "show", at("a"), "--json")));
  }

  @Test
  void settingsThatDifferAreToldAndOnlyThose() throws IOException {
    flow("a");
    flow("b", "--set", "functional.solver.epsilon=0.5");
    String text = ok("runs", "compare", at("a"), at("b")).out();
    assertTrue(text.contains("functional.solver.epsilon"), text);
    assertFalse(text.contains("dynamics"), text);
    JsonNode tree = json(ok("runs", "compare", at("a"), at("b"), "--json"));
    assertEquals(1, tree.get("differences").size(), tree.toString());
    assertEquals(
        "0.5", tree.get("differences").get("functional.solver.epsilon").get(at("b")).asText());
    assertEquals(2, tree.get("results").size());
  }

  @Test
  void reportComesBackTheSameWithoutARun() throws IOException {
    flow("a");
    ok("distance", "rings", "moons", "--samples", "40", "--out", at("d"));
    for (String name : List.of("a", "d")) {
      Path page = folder.resolve(name).resolve("report.html");
      byte[] before = Files.readAllBytes(page);
      Files.delete(page);
      ok("report", at(name));
      assertArrayEquals(before, Files.readAllBytes(page));
    }
    Files.delete(folder.resolve("a/report.json"));
    Cli.Result gone = Cli.run("report", at("a"));
    assertEquals(2, gone.code(), gone.all());
    assertTrue(gone.err().contains("report.json"), gone.all());
  }

  @Test
  void pageOfARecipeComesBackTheSame() throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        from: {name: rings, per-class: 10}
        to: {name: moons, per-class: 10}
        steps: 3
        variants: {plain: , fast: {dynamics.optimizer.step-size: 0.5}}
        """);
    ok("run", recipe.toString(), "--out", at("recipe"));
    Path page = folder.resolve("recipe/report.html");
    Path part = folder.resolve("recipe/fast/report.html");
    byte[] before = Files.readAllBytes(page);
    byte[] partBefore = Files.readAllBytes(part);
    Files.delete(page);
    Files.delete(part);
    ok("report", at("recipe"));
    assertArrayEquals(before, Files.readAllBytes(page));
    assertArrayEquals(partBefore, Files.readAllBytes(part));
  }

  @Test
  void runsAreSideBySideOnOnePage() throws IOException {
    flow("a & b");
    flow("c", "--set", "functional.solver.epsilon=0.5");
    String page = at("both.html");
    Cli.Result result = ok("compare", at("a & b"), at("c"), "--out", page);
    assertTrue(result.out().contains("functional.solver.epsilon"), result.all());
    String html = Files.readString(Path.of(page), StandardCharsets.UTF_8);
    StrictPage.check(html);
    assertTrue(html.contains("href=\"a%20%26%20b/report.html\""), "no link to the run");
    assertTrue(html.contains("How the values fell"), "no curves");
    assertTrue(html.contains("class=\"multiples\""), "no pictures under one slider");
    Cli.Result taken = Cli.run("compare", at("a & b"), at("c"), "--out", page);
    assertEquals(2, taken.code(), taken.all());
    assertEquals(2, Cli.run("compare", at("c"), "--out", at("one.html")).code());
    String named = ok("compare", at("a & b"), at("c"), "--out", at("pair")).out();
    assertTrue(named.contains("Page: " + at("pair.html")), named);
    assertTrue(Files.exists(Path.of(at("pair.html"))), named);
  }

  @Test
  void runThatIsUnderWayIsToldFromOneThatWasKilled() throws IOException {
    flow("a");
    Path manifest = folder.resolve("a/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"finished\"", "\"running\""));
    assertEquals(
        "stopped", json(ok("runs", "list", at("a"), "--json")).get(0).get("state").asText());
    try (RunFolder held = RunFolder.again(folder.resolve("a"))) {
      assertTrue(RunFolder.isHeld(held.path()));
      assertEquals(
          "running", json(ok("runs", "list", at("a"), "--json")).get(0).get("state").asText());
    }
    assertFalse(RunFolder.isHeld(folder.resolve("a")));
  }

  @Test
  void resultOfAFlowIsOneJsonDocument() throws IOException {
    JsonNode tree =
        json(
            ok(
                "flow",
                "--from",
                "rings",
                "--to",
                "moons",
                "--steps",
                "2",
                "--particles",
                "20",
                "--json",
                "--out",
                at("j")));
    assertTrue(tree.get("finished").asBoolean());
    assertEquals(at("j"), tree.get("folder").asText());
    assertTrue(tree.get("result").get("value-at-end").isNumber());
  }
}
