package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;

/** Recipes that are run with several seeds. */
class SeedsTest {
  private static final String RECIPE =
      """
      title: Several seeds
      paper:
        source: table 7
        values: {short: {value-at-end: 0.5}}
      task: flow
      from: {name: rings, per-class: 8}
      to: {name: moons, per-class: 12}
      seed: 3
      seeds: 2
      variants:
        short: {steps: 2}
        long: {steps: 4}
      """;

  @TempDir private Path folder;

  private Cli.Result run(String text, String... words) throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), text);
    List<String> all = new ArrayList<>(List.of("run", recipe.toString()));
    all.addAll(Arrays.asList(words));
    return Cli.run(all.toArray(String[]::new));
  }

  private static JsonNode manifest(Path of) throws IOException {
    return new ObjectMapper().readTree(of.resolve("manifest.json").toFile());
  }

  private static List<String> runs(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void meansAndDeviationsAreThoseOfTheRuns() throws IOException {
    Path out = folder.resolve("out");
    Cli.Result result = run(RECIPE, "--out", out.toString(), "--json");
    assertEquals(0, result.code(), result.all());
    assertEquals(List.of("long_seed-3", "long_seed-4", "short_seed-3", "short_seed-4"), runs(out));
    JsonNode told = new ObjectMapper().readTree(result.out()).get("result");
    for (String name : List.of("short", "long")) {
      double[] ends = new double[2];
      for (int s = 0; s < 2; s++) {
        JsonNode one = manifest(out.resolve(name + "_seed-" + (3 + s)));
        assertEquals(3 + s, one.at("/settings/seed").asInt());
        ends[s] = one.at("/result/value-at-end").asDouble();
      }
      assertTrue(ends[0] != ends[1], "the seed decides nothing");
      double mean = (ends[0] + ends[1]) / 2;
      double deviation = Math.abs(ends[0] - ends[1]) / Math.sqrt(2);
      assertEquals(mean, told.get(name).get("value-at-end").asDouble(), 1e-12);
      assertEquals(deviation, told.get(name).get("value-at-end (s.d.)").asDouble(), 1e-12);
    }
    String page = Files.readString(out.resolve("report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("short, 2 seeds") && page.contains("long_seed-4"), page);
    int seeds = page.indexOf("<summary>Each seed</summary>");
    assertTrue(
        page.indexOf("long, 2 seeds") < seeds && seeds < page.indexOf("short_seed-"),
        "means come first, and single seeds can be opened");
    String shown = Cli.run("runs", "show", out.toString()).out();
    assertTrue(shown.contains("short, value-at-end"), shown);
    Cli.Result again = Cli.run("runs", "reproduce", out.toString());
    assertEquals(0, again.code(), again.all());
  }

  @Test
  void aPapersNumbersStandBesideTheMean() throws IOException {
    Cli.Result result = run(RECIPE, "--out", folder.resolve("out").toString());
    assertTrue(
        result.out().matches("(?s).*short\\s+value at end\\s+\\S+\u00a0±\u00a0\\S+\\s+0.5.*"),
        result.out());
  }

  @Test
  void oneRunOrAllOfAVariantAreAskedForByName() throws IOException {
    Path one = folder.resolve("one");
    assertEquals(0, run(RECIPE, "--only", "long_seed-4", "--out", one.toString()).code());
    assertEquals(List.of("long_seed-4"), runs(one));
    Path variant = folder.resolve("variant");
    Cli.Result result = run(RECIPE, "--only", "long", "--seed", "7", "--out", variant.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(List.of("long_seed-7", "long_seed-8"), runs(variant));
    Cli.Result none = run(RECIPE, "--only", "long_seed-9", "--dry-run");
    assertTrue(none.err().contains("has no run 'long_seed-9'"), none.all());
  }

  @Test
  void runsThatWereNotMadeAreMadeWithTheirSeedWhenItGoesOn() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, run(RECIPE, "--out", out.toString()).code());
    JsonNode before = manifest(out).get("result");
    byte[] flowed = Files.readAllBytes(out.resolve("short_seed-4/result.npz"));
    try (Stream<Path> files = Files.list(out.resolve("short_seed-4"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(out.resolve("short_seed-4"));
    Cli.Result result = Cli.run("run", "--resume", out.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(before, manifest(out).get("result"));
    assertEquals(
        Arrays.hashCode(flowed),
        Arrays.hashCode(Files.readAllBytes(out.resolve("short_seed-4/result.npz"))));
  }

  @Test
  void aSingleRunBecomesSeveral() throws IOException {
    String single =
        RECIPE.replaceFirst("(?s)paper:.*task", "task").replaceFirst("(?s)variants.*", "");
    Path out = folder.resolve("out");
    Cli.Result result = run(single, "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(List.of("seed-3", "seed-4"), runs(out));
    assertTrue(result.out().contains("recipe, 2 seeds"), result.out());
    Path alone = folder.resolve("alone");
    assertEquals(0, run(single, "--set", "seeds=1", "--out", alone.toString()).code());
    assertTrue(Files.exists(alone.resolve("result.npz")));
  }

  @Test
  void aNumberOfSeedsIsAWholeOne() throws IOException {
    for (String wrong : List.of("0", "two", "1.5", "[1, 2]")) {
      Cli.Result result = run(RECIPE.replace("seeds: 2", "seeds: " + wrong), "--dry-run");
      assertEquals(2, result.code(), result.all());
      assertTrue(result.err().contains("is no number of seeds"), result.all());
      assertTrue(result.err().contains("recipe.yaml:9"), result.all());
    }
    Cli.Result many = run(RECIPE.replace("seeds: 2", "seeds: 600"), "--dry-run");
    assertTrue(many.err().contains("more than 1000 runs"), many.all());
    assertFalse(many.all().contains("Exception"), many.all());
  }

  @Test
  void seedsMayHaveAsManyDigitsAsALong() throws IOException {
    Cli.Result many = run(RECIPE, "--seed", "1234567890123456789", "--dry-run");
    assertEquals(0, many.code(), many.all());
    assertTrue(many.out().contains("long_seed-1234567890123456790"), many.all());
    Cli.Result last = run(RECIPE, "--seed", "9223372036854775807", "--dry-run");
    assertEquals(2, last.code(), last.all());
    assertTrue(
        last.err().contains("there are no 2 seeds from '9223372036854775807' on"), last.all());
    Cli.Result beyond = run(RECIPE, "--set", "seed=92233720368547758070", "--dry-run");
    assertEquals(2, beyond.code(), beyond.all());
    assertTrue(beyond.err().contains("seed: "), beyond.all());
  }

  @Test
  void negativeSeedsAreCalledAsInSweeps() throws IOException {
    Cli.Result result = run(RECIPE, "--set", "seed=-1", "--dry-run");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("long_seed-minus-1\n"), result.all());
    assertTrue(result.out().contains("long_seed-0\n"), result.all());
    String swept = RECIPE.replace("seeds: 2", "sweep: {seed: [-1, 0]}");
    Cli.Result same = run(swept.replaceFirst("(?s)paper:.*task", "task"), "--dry-run");
    assertTrue(same.out().contains("long_seed-minus-1\n"), same.all());
  }

  @Test
  void seedsThatAreSweptOverAreNotSetAsWell() throws IOException {
    String swept =
        RECIPE
            .replaceFirst("(?s)paper:.*task", "task")
            .replace("seeds: 2", "sweep: {seed: [1, 2]}");
    assertEquals(0, run(swept, "--dry-run").code());
    Cli.Result several = run(swept, "--set", "seeds=2", "--dry-run");
    assertEquals(2, several.code(), several.all());
    assertTrue(several.err().contains("2 seeds are asked for of each run"), several.all());
    Cli.Result set = run(swept, "--seed", "5", "--dry-run");
    assertEquals(2, set.code(), set.all());
    assertTrue(set.err().contains("one is set for all runs"), set.all());
  }

  @Test
  void aNumberOfSeedsFromTheCommandLineIsToldAsThat() throws IOException {
    Cli.Result result = run(RECIPE, "--set", "seeds=many", "--dry-run");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("--set seeds: 'many' is no number of seeds"), result.all());
    assertFalse(result.err().contains("recipe.yaml:9"), result.all());
  }

  @Test
  void thePlanHasThePapersNumbersOfAGroupOnce() throws IOException {
    Cli.Result result = run(RECIPE, "--dry-run");
    assertTrue(result.out().contains("What the paper has (table 7)"), result.all());
    assertEquals(
        1,
        result.out().lines().filter(l -> l.matches("\\s+short\\s+value-at-end\\s+0\\.5")).count(),
        result.all());
  }

  @Test
  void thePageOfASingleRunSaysWhatItsRecipeShows() throws IOException {
    String single =
        RECIPE
            .replaceFirst("(?s)paper:.*task", "figure: GG fig. 99\ntask")
            .replaceFirst("(?s)variants.*", "");
    Path out = folder.resolve("out");
    assertEquals(0, run(single, "--set", "seeds=1", "--out", out.toString()).code());
    String page = Files.readString(out.resolve("report.html"));
    StrictPage.check(page);
    assertTrue(page.contains(" · GG fig. 99</p>\n<h1>Several seeds</h1>"));
    assertEquals(0, Cli.run("report", out.toString()).code());
    assertEquals(page, Files.readString(out.resolve("report.html")));
  }

  @Test
  void aScaleMayReachIntoVariants() throws IOException {
    String scaled = RECIPE + "scales: {large: {steps: 5, variants: {'l*g': {steps: 6}}}}\n";
    Path out = folder.resolve("out");
    Cli.Result result =
        run(scaled, "--set", "scale=large", "--set", "seeds=1", "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(2, manifest(out.resolve("short")).at("/settings/steps").asInt());
    assertEquals(6, manifest(out.resolve("long")).at("/settings/steps").asInt());
    Cli.Result wrong = run(scaled.replace("l*g", "x*"), "--dry-run");
    assertEquals(2, wrong.code(), wrong.all());
    assertTrue(wrong.err().contains("no variant has such a name"), wrong.all());
    assertTrue(wrong.err().contains("recipe.yaml:13"), wrong.all());
  }
}
