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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/** {@code otium distance} of more than two datasets. */
class PairwiseDistanceTest {
  private static final String MIXTURE = "gaussian-mixture";
  @TempDir private Path folder;

  private Cli.Result compare(String out) {
    return Cli.run(
        "distance",
        "rings",
        "moons",
        "rings",
        "--samples",
        "50",
        "--epsilon",
        "0.2",
        "--out",
        folder.resolve(out).toString());
  }

  @Test
  void everyPairAgreesWithTheDistanceOfTwo() throws IOException {
    Cli.Result result = compare("three");
    assertEquals(0, result.code(), result.all());
    Map<String, NpyArray> arrays = NpzFile.read(folder.resolve("three").resolve("distances.npz"));
    double[] squared = arrays.get("squared").toDoubles();
    Cli.Result pair =
        Cli.run("distance", "rings", "moons", "--samples", "50", "--epsilon", "0.2", "--json");
    double expected = new JsonMapper().readTree(pair.out()).get("squared").asDouble();
    assertEquals(expected, squared[1], 0, "bit for bit");
    assertEquals(squared[1], squared[3], 0);
    assertEquals(0, squared[0], 0);
    assertEquals(0, squared[2], 1e-6, "rings and rings");
    assertArrayEquals(
        new String[] {"rings", "moons", "rings (2)"}, arrays.get("names").toStrings());
    assertEquals(4, Files.readAllLines(folder.resolve("three").resolve("distances.csv")).size());
    StrictPage.check(Files.readString(folder.resolve("three").resolve("report.html")));
    for (String told : List.of("rings – moons", "3 of 3")) {
      assertTrue(result.err().contains(told), result.all());
    }
    assertTrue(result.out().contains("OTDD"), result.all());
  }

  @Test
  void interruptedComparisonKeepsItsPairsAndComesToTheSameNumbers() throws IOException {
    assertEquals(0, compare("whole").code());
    assertEquals(0, compare("part").code());
    Path part = folder.resolve("part");
    JsonMapper mapper = new JsonMapper();
    // As the process would have left it after its first pair, but for a value to know it again.
    JsonNode pairs = mapper.readTree(part.resolve("pairs.json").toFile());
    com.fasterxml.jackson.databind.node.ObjectNode first =
        (com.fasterxml.jackson.databind.node.ObjectNode) pairs.get("pairs").get(0);
    first.put("seconds", 12345.0);
    String one = "{\"pairs\": [" + first + "]}";
    Files.writeString(part.resolve("pairs.json"), one);
    Files.delete(part.resolve("report.html"));
    Files.delete(part.resolve("distances.csv"));
    Cli.Result result = Cli.run("distance", "--resume", part.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(
        Files.readString(folder.resolve("whole").resolve("distances.csv")),
        Files.readString(part.resolve("distances.csv")));
    assertTrue(Files.readString(part.resolve("pairs.json")).contains("12345"), "the pair was kept");
    Cli.Result again = Cli.run("distance", "--resume", part.toString());
    assertEquals(2, again.code(), again.all());
  }

  @Test
  void withoutAFolderTheMatrixIsPrinted() throws IOException {
    Cli.Result result = Cli.run("distance", "rings", "moons", "rings", "--samples", "40", "--json");
    assertEquals(0, result.code(), result.all());
    JsonNode tree = new JsonMapper().readTree(result.out());
    assertEquals(3, tree.get("pairs").size());
    assertEquals(3, tree.get("distances").size());
  }

  @Test
  void problemsOfAllDatasetsAreToldAtOnce() {
    Cli.Result result =
        Cli.run("distance", "rigns", "moons", "mooons", "--out", folder.resolve("x").toString());
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("rigns") && result.err().contains("mooons"), result.all());
    assertFalse(Files.exists(folder.resolve("x")));
    assertEquals(2, Cli.run("distance", "rings").code());
    assertEquals(2, Cli.run("distance", "--resume", folder.resolve("none").toString()).code());
    Cli.Result shapes = Cli.run("distance", "rings", "glyphs", MIXTURE);
    assertEquals(2, shapes.code(), shapes.all());
  }

  @Test
  void recipesCompareManyToo() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            task: distances
            datasets: [rings, moons, rings]
            samples: 30
            """);
    Path out = folder.resolve("recipe");
    Cli.Result result = Cli.run("run", recipe.toString(), "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertTrue(Files.exists(out.resolve("distances.csv")));
  }
}
