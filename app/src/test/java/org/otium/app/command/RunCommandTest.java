package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.recipes.Tasks;
import org.otium.app.report.StrictPage;
import org.otium.app.runs.Trajectory;
import org.otium.app.runs.TrajectoryFile;

class RunCommandTest {
  private static final String SINGLE =
      """
      title: Rings to moons
      from: {name: rings, per-class: 12}
      to: {name: moons, per-class: 18}
      steps: 5
      seed: 3
      dynamics: {optimizer: {step-size: 0.5}}
      """;

  private static final String VARIED =
      SINGLE
          + """
          variants:
            plain:
            fast:
              dynamics.optimizer: {name: adam, step-size: 0.2}
          sweep:
            functional.solver.epsilon: [0.5, 2]
          """;

  @TempDir private Path folder;

  private Path recipe(String text) throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), text);
  }

  private Cli.Result run(String text, String out, String... more) throws IOException {
    return Cli.run(
        Stream.concat(
                Stream.of("run", recipe(text).toString(), "--out", folder.resolve(out).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  @Test
  void recipeAndCommandWithTheSameSettingsGiveTheSameBytes() throws IOException {
    Cli.Result recipe = run(SINGLE, "recipe");
    assertEquals(0, recipe.code(), recipe.all());
    Cli.Result flow =
        Cli.run(
            "flow",
            "--from",
            "rings{per-class: 12}",
            "--to",
            "moons{per-class: 18}",
            "--steps",
            "5",
            "--seed",
            "3",
            "--set",
            "dynamics.optimizer.step-size=0.5",
            "--out",
            folder.resolve("flow").toString());
    assertEquals(0, flow.code(), flow.all());
    assertArrayEquals(bytes("flow/result.npz"), bytes("recipe/result.npz"));
    assertArrayEquals(bytes("flow/trajectory.npz"), bytes("recipe/trajectory.npz"));
    JsonMapper json = new JsonMapper();
    assertEquals(
        json.readTree(folder.resolve("flow/manifest.json").toFile()).get("settings"),
        json.readTree(folder.resolve("recipe/manifest.json").toFile()).get("settings"));
  }

  @Test
  void variantsAndSweepsRunIntoFoldersOfTheirOwnWithAPageOfAll() throws IOException {
    Cli.Result result = run(VARIED, "out");
    assertEquals(0, result.code(), result.all());
    List<String> names =
        List.of("plain_epsilon-0.5", "plain_epsilon-2", "fast_epsilon-0.5", "fast_epsilon-2");
    String page = Files.readString(folder.resolve("out/report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("class=\"multiples\""), "the runs do not share a slider");
    assertTrue(page.contains("How the values fell"), "the values are not compared");
    for (String name : names) {
      assertTrue(Files.exists(folder.resolve("out/" + name + "/report.html")), name);
      assertTrue(page.contains(name + "/report.html"), name);
      assertTrue(result.out().contains(name), result.all());
    }
    JsonNode fast =
        new JsonMapper()
            .readTree(folder.resolve("out/fast_epsilon-2/manifest.json").toFile())
            .get("settings");
    assertEquals("adam", fast.get("dynamics").get("optimizer").get("name").asText());
    assertEquals("2.0", fast.get("functional").get("solver").get("epsilon").asText());
    JsonNode manifest = new JsonMapper().readTree(folder.resolve("out/manifest.json").toFile());
    assertEquals("finished", manifest.get("status").asText());
    assertEquals(4, manifest.get("runs").size());
    assertEquals(VARIED, Files.readString(folder.resolve("out/recipe.yaml")));
  }

  @Test
  void aScaleIsLaidOverTheRecipeAndUnderItsVariants() throws IOException {
    String text =
        VARIED.replace(
            "sweep:", "scales: {tiny: {steps: 2, dynamics.optimizer.step-size: 0.1}}\nsweep:");
    Cli.Result result = run(text, "tiny", "--set", "scale=tiny", "--set", "seed=4");
    assertEquals(0, result.code(), result.all());
    JsonMapper json = new JsonMapper();
    JsonNode plain =
        json.readTree(folder.resolve("tiny/plain_epsilon-2/manifest.json").toFile())
            .get("settings");
    assertEquals(2, plain.get("steps").asInt());
    assertEquals(4, plain.get("seed").asInt());
    assertEquals(0.1, plain.at("/dynamics/optimizer/step-size").asDouble());
    JsonNode fast =
        json.readTree(folder.resolve("tiny/fast_epsilon-2/manifest.json").toFile()).get("settings");
    assertEquals(0.2, fast.at("/dynamics/optimizer/step-size").asDouble());
    Cli.Result unknown = run(text, "none", "--set", "scale=huge");
    assertEquals(2, unknown.code(), unknown.all());
    assertTrue(unknown.err().contains("unknown scale 'huge'"), unknown.all());
    assertTrue(unknown.err().contains("small, tiny"), unknown.all());
  }

  @Test
  void dryRunTellsRoughlyWhatItTakes() throws IOException {
    String text =
        """
        from: {name: rings, per-class: 400}
        to: {name: moons, per-class: 400}
        particles: 300
        steps: 10
        sweep: {particles: [300, 600], steps: [10, 1000]}
        """;
    Cli.Result told = run(text, "never", "--dry-run");
    assertEquals(0, told.code(), told.all());
    assertTrue(told.out().contains("What it takes, roughly"), told.all());
    assertTrue(told.out().contains("factor of several"), told.all());
    assertFalse(Files.exists(folder.resolve("never")));
    JsonNode runs = new JsonMapper().readTree(run(text, "never", "--dry-run", "--json").out());
    JsonNode few = runs.get("runs").get(0).get("estimate");
    JsonNode longer = runs.get("runs").get(1).get("estimate");
    JsonNode more = runs.get("runs").get(2).get("estimate");
    assertEquals(300, few.get("samples").get(0).asInt(), runs.toString());
    assertEquals(2, few.get("features").asInt());
    // Costs between all pairs of two datasets and within each, four bytes each, at least.
    assertTrue(few.get("bytes").asDouble() >= 3 * 4.0 * 300 * 300, few.toString());
    assertTrue(more.get("bytes").asDouble() >= 3 * 4.0 * 600 * 600, more.toString());
    assertTrue(longer.get("seconds").asDouble() > few.get("seconds").asDouble());
    assertTrue(more.get("seconds").asDouble() > few.get("seconds").asDouble());
  }

  @Test
  void unfinishedRunsAreContinuedAndFinishedOnesLeftAlone() throws IOException {
    assertEquals(0, run(VARIED, "whole").code());
    assertEquals(0, run(VARIED, "part").code());
    // As if the process had been killed: one run has only just begun, one was never begun.
    Path begun = folder.resolve("part/plain_epsilon-2");
    for (String name : List.of("checkpoint.npz", "report.html", "result.npz", "metrics.csv")) {
      Files.delete(begun.resolve(name));
    }
    Path never = folder.resolve("part/fast_epsilon-2");
    try (Stream<Path> files = Files.list(never)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(never);
    byte[] kept = bytes("part/plain_epsilon-0.5/manifest.json");
    Cli.Result result = Cli.run("run", "--resume", folder.resolve("part").toString());
    assertEquals(0, result.code(), result.all());
    assertArrayEquals(kept, bytes("part/plain_epsilon-0.5/manifest.json"));
    for (String name : List.of("plain_epsilon-2", "fast_epsilon-2")) {
      assertArrayEquals(
          bytes("whole/" + name + "/result.npz"), bytes("part/" + name + "/result.npz"), name);
      assertArrayEquals(
          bytes("whole/" + name + "/trajectory.npz"),
          bytes("part/" + name + "/trajectory.npz"),
          name);
    }
    Cli.Result again = Cli.run("run", "--resume", folder.resolve("part").toString());
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("are finished"), again.all());
  }

  @Test
  void thePageOfASingleRunSaysWhatTheRecipeShowsAlsoWhenItIsContinued() throws IOException {
    String line = " · DD fig. 2</p>\n<h1>Rings to moons</h1>";
    Cli.Result first = run("figure: DD fig. 2\n" + SINGLE, "one");
    assertEquals(0, first.code(), first.all());
    assertEquals(2, page("one").split(line, -1).length, "once");
    String out = folder.resolve("one").toString();
    Cli.Result more = Cli.run("flow", "--resume", out, "--steps", "8");
    assertEquals(0, more.code(), more.all());
    assertEquals(2, page("one").split(line, -1).length, "once after the flow went on");
    Cli.Result between =
        run("title: Between\ntask: interpolate\ntarget: moons\nfrom: [rings]\n", "two");
    assertEquals(0, between.code(), between.all());
    Files.delete(folder.resolve("two").resolve("report.html"));
    Cli.Result again = Cli.run("run", "--resume", folder.resolve("two").toString());
    assertEquals(0, again.code(), again.all());
    assertEquals(2, page("two").split("between rings</p>\n<h1>Between</h1>", -1).length, "once");
  }

  @Test
  void finishedSingleRunsAreLeftAlone() throws IOException {
    assertEquals(0, run(SINGLE, "flow").code());
    assertEquals(0, run("task: interpolate\ntarget: moons\nfrom: [rings]\n", "between").code());
    for (String name : List.of("flow", "between")) {
      byte[] manifest = bytes(name + "/manifest.json");
      byte[] page = bytes(name + "/report.html");
      String out = folder.resolve(name).toString();
      Cli.Result again = Cli.run("run", "--resume", out);
      assertEquals(0, again.code(), again.all());
      assertTrue(again.out().contains("'" + out + "' is finished"), again.all());
      assertTrue(again.out().contains("Report: " + out), again.all());
      String more = "otium flow --resume " + out + " --steps N";
      assertEquals(name.equals("flow"), again.out().contains(more), again.all());
      assertArrayEquals(manifest, bytes(name + "/manifest.json"));
      assertArrayEquals(page, bytes(name + "/report.html"));
    }
  }

  private String page(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("report.html"));
  }

  @Test
  void everyProblemIsToldAtOnceWithItsLine() throws IOException {
    String text =
        """
        from: {name: rings, per-clas: 12}
        to: mons
        stepss: 3
        functional: {solver: {epsilon: huh}}
        variants:
          good:
          bad:
            dynamics: {name: fdd}
          'no/folder': {steps: 1}
        sweep:
          dynamics.optimizer.step-size: [0.1, x]
        """;
    Cli.Result result = run(text, "out", "--set", "particles=-1");
    assertEquals(2, result.code(), result.all());
    for (String place :
        List.of(
            "recipe.yaml:1:21: from.per-clas: unknown setting",
            "recipe.yaml:2:1: to: 'mons'",
            "recipe.yaml:3:1: stepss: unknown setting — did you mean 'steps'?",
            "recipe.yaml:4:23: functional.solver.epsilon",
            "recipe.yaml:8:",
            "recipe.yaml:9:3: variants.no/folder",
            "recipe.yaml:11:39: dynamics.optimizer.step-size",
            "--set particles: -1 is out of range")) {
      assertTrue(result.err().contains(place), place + "\n" + result.all());
    }
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void dryRunPrintsThePlanAndWritesNothing() throws IOException {
    Cli.Result result =
        run(VARIED, "out", "--dry-run", "--set", "steps=7", "--only", "plain_epsilon-2");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("Rings to moons"), result.all());
    assertTrue(result.out().lines().anyMatch(l -> l.matches(" *steps +7")), result.all());
    assertTrue(result.out().lines().anyMatch(l -> l.matches(" *seed +3")), result.all());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void assignmentsWinOverVariants() throws IOException {
    Cli.Result result =
        run(
            VARIED,
            "out",
            "--only",
            "fast_epsilon-2",
            "--set",
            "dynamics.optimizer.step-size=0.3",
            "--seed",
            "8");
    assertEquals(0, result.code(), result.all());
    JsonNode settings =
        new JsonMapper()
            .readTree(folder.resolve("out/fast_epsilon-2/manifest.json").toFile())
            .get("settings");
    assertEquals(0.3, settings.get("dynamics").get("optimizer").get("step-size").asDouble());
    assertEquals("adam", settings.get("dynamics").get("optimizer").get("name").asText());
    assertEquals(8, settings.get("seed").asInt());
  }

  @Test
  void whatIsNotAskedForNeedNotBeThere() throws IOException {
    String text =
        SINGLE
            + """
            paper: {source: somewhere, values: {absent: {accuracy: 80 %}}}
            variants:
              absent: {functional: {name: not-a-functional}}
              good:
            """;
    Cli.Result result = run(text, "out", "--only", "good", "--dry-run");
    assertEquals(0, result.code(), result.all());
    Cli.Result both = run(text, "out", "--dry-run");
    assertEquals(2, both.code(), both.all());
    assertTrue(both.err().contains("not-a-functional"), both.all());
    Cli.Result none = run(text, "out", "--only", "god", "--dry-run");
    assertTrue(none.err().contains("Did you mean 'good'?"), none.all());
  }

  @Test
  void aRunThatFailsLeavesTheOthersAlone() throws IOException {
    String text =
        SINGLE
            + """
            variants:
              diverges: {dynamics.optimizer.step-size: 1e30}
              good:
            """;
    Cli.Result result = run(text, "out");
    assertEquals(1, result.code(), result.all());
    assertTrue(result.err().contains("1 run of the recipe failed"), result.all());
    List<String> reasons =
        result.err().lines().filter(line -> line.contains("diverges failed: ")).toList();
    assertEquals(1, reasons.size(), result.all());
    assertTrue(reasons.getFirst().endsWith(". Rescale the features."), "the remedy: " + reasons);
    assertTrue(Files.exists(folder.resolve("out/good/result.npz")));
    StrictPage.check(Files.readString(folder.resolve("out/report.html")));
  }

  @Test
  void distancesAreComparedToo() throws IOException {
    String text =
        """
        task: distance
        from: {name: rings, per-class: 10}
        to: {name: moons, per-class: 10}
        variants:
          entropic: {metric.solver.epsilon: 0.1}
          exact: {metric.solver: {name: exact}}
        """;
    Cli.Result result = run(text, "out");
    assertEquals(0, result.code(), result.all());
    assertTrue(Files.exists(folder.resolve("out/exact/result.json")));
    StrictPage.check(Files.readString(folder.resolve("out/report.html")));
  }

  @Test
  void dataLieBesideTheRecipeOrInTheDataFolder() throws IOException {
    Path data = Files.createDirectories(folder.resolve("sets/Ring-Data"));
    assertEquals(
        0,
        Cli.run("data", "convert", "rings{per-class: 5}", folder.resolve("near.npz").toString())
            .code());
    assertEquals(
        0,
        Cli.run(
                "data",
                "convert",
                "glyphs{per-class: 2}",
                data.resolve("train-images-idx3-ubyte.gz").toString())
            .code());
    String text = "from: near.npz\nto: moons\nsteps: 1\n";
    assertEquals(0, run(text, "near").code());
    Cli.Result info =
        Cli.run("data", "info", "ringdata-train", "--data", folder.resolve("sets").toString());
    assertEquals(0, info.code(), info.all());
    Cli.Result missing =
        Cli.run("data", "info", "mnist-train", "--data", folder.resolve("sets").toString());
    assertEquals(2, missing.code(), missing.all());
    assertTrue(missing.err().contains("--data DIR"), missing.all());
  }

  @Test
  void trajectoryHoldsTheParticlesAtEveryRecordedStep() throws IOException {
    assertEquals(0, run(SINGLE, "out", "--set", "record-every=2").code());
    Trajectory trajectory = TrajectoryFile.read(folder.resolve("out/trajectory.npz"));
    assertEquals(
        List.of(0L, 2L, 4L, 5L), trajectory.frames().stream().map(Trajectory.Frame::step).toList());
    assertEquals(36, trajectory.particles().length);
  }

  @Test
  void datasetsArePutThroughTransformsFirst() throws IOException {
    String transforms = "from-transforms: [{name: pseudo-labels}]\n";
    Cli.Result result = run(SINGLE + transforms, "out", "--set", "steps=2");
    assertEquals(0, result.code(), result.all());
    assertFalse(
        java.util.Arrays.equals(
            TrajectoryFile.read(folder.resolve("out/trajectory.npz")).frames().getFirst().labels(),
            labelsWithout()),
        "the labels are those of the generator");
    Cli.Result wrong = run(SINGLE + "from-transforms: [{name: pseudo-label}]\n", "wrong");
    assertEquals(2, wrong.code(), wrong.all());
    assertTrue(wrong.err().contains("recipe.yaml:7:19: from-transforms[0]"), wrong.all());
  }

  @Test
  void transformsOfTheSourceKnowTheTarget() throws IOException {
    String aligned =
        "from-transforms: [{name: pseudo-labels, clustering: {name: k-means, clusters: 3},"
            + " align-to: target}]\n"
            + "to-transforms: [{name: balanced-subset, samples: 10}]\n";
    Cli.Result result = run(SINGLE + aligned, "aligned", "--set", "steps=1");
    assertEquals(0, result.code(), result.all());
  }

  private int[] labelsWithout() throws IOException {
    assertEquals(0, run(SINGLE, "without", "--set", "steps=2").code());
    return TrajectoryFile.read(folder.resolve("without/trajectory.npz"))
        .frames()
        .getFirst()
        .labels();
  }

  @Test
  void unknownRecipesAreToldWithTheNearestName() {
    Cli.Result result = Cli.run("run", "nist-flow", "--dry-run");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("Did you mean 'nist-flows'?"), result.all());
  }

  @Test
  void helpNamesEveryTask() {
    String help = Cli.run("run", "--help").out();
    for (String task : Tasks.builtIn().names()) {
      assertTrue(
          Pattern.compile("[(\\s]" + task + "[,)\\s]").matcher(help).find(),
          task + " is missing: " + help);
    }
  }

  @Test
  void mistakesAreToldInTheOrderOfTheirLinesAndThoseOfSweptKeysOnce() throws IOException {
    String text =
        """
        from: rings
        to: moonz
        stepz: 3
        functional: {name: odtt}
        sweep:
          functional.solvr: [0.1, 0.2, 0.3]
          steps: [-1, -2]
        resize: maybe
        """;
    Path file = Files.writeString(folder.resolve("wrong.yaml"), text);
    Cli.Result result = Cli.run("run", file.toString());
    assertEquals(2, result.code(), result.all());
    List<Integer> lines =
        result
            .err()
            .lines()
            .filter(line -> line.contains("wrong.yaml:"))
            .map(line -> Integer.parseInt(line.replaceFirst(".*wrong.yaml:([0-9]+):.*", "$1")))
            .toList();
    assertEquals(lines.stream().sorted().toList(), lines, result.err());
    assertTrue(lines.size() >= 4, result.err());
    String swept = "functional: otdd\nfrom: rings\nto: moons\nsweep:\n  stepz: [1, 2, 3]\n";
    Files.writeString(file, swept);
    Cli.Result once = Cli.run("run", file.toString());
    assertEquals(
        1, once.err().lines().filter(line -> line.contains("unknown setting")).count(), once.err());
    assertTrue(once.err().contains("wrong.yaml:5:3: stepz"), once.err());
  }

  @Test
  void whereDatasetsAreLookedForIsToldOnce() {
    Cli.Result result = Cli.run("run", "nist-flows", "--data", folder.toString());
    assertEquals(2, result.code(), result.all());
    assertEquals(
        1, result.err().lines().filter(l -> l.contains("Give --data DIR")).count(), result.err());
    assertTrue(result.err().lines().allMatch(l -> l.length() < 400), result.err());
  }
}
