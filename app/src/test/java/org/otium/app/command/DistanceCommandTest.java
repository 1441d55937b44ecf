package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistanceCommandTest {
  @TempDir private Path folder;

  @Test
  void datasetIsAtDistanceZeroFromItself() throws IOException {
    Cli.Result result = Cli.run("distance", "rings", "rings", "--json");
    assertEquals(0, result.code(), result.all());
    JsonNode tree = new JsonMapper().readTree(result.out());
    assertEquals(0, tree.get("squared").asDouble(), 1e-3);
  }

  @Test
  void epsilonReachesTheSolver() throws IOException {
    Cli.Result result = Cli.run("distance", "rings", "moons", "--epsilon", "0.25", "--json");
    assertEquals(0, result.code(), result.all());
    JsonNode tree = new JsonMapper().readTree(result.out());
    assertEquals(0.25, tree.get("epsilon").asDouble(), 1e-9);
    assertEquals("otdd", tree.get("settings").get("metric").get("name").asText());
  }

  @Test
  void couplingHoldsAllMassAndNamesTheClasses() throws IOException {
    Cli.Result result = Cli.run("distance", "rings", "moons", "--json");
    JsonNode tree = new JsonMapper().readTree(result.out());
    double mass = 0;
    for (JsonNode row : tree.get("class-coupling")) {
      for (JsonNode cell : row) {
        mass += cell.asDouble();
      }
    }
    assertEquals(1, mass, 1e-3);
    assertEquals(3, tree.get("classes-first").size());
    assertEquals(2, tree.get("classes-second").size());
  }

  @Test
  void textTellsMeaningEpsilonCouplingAndTime() {
    Cli.Result result = Cli.run("distance", "rings", "moons", "--epsilon", "0.25");
    assertEquals(0, result.code(), result.all());
    for (String told : new String[] {"OTDD²", "Meaning: ", "ε = 0.25", "goes", "%", "Time"}) {
      assertTrue(result.out().contains(told), () -> "no '" + told + "' in\n" + result.all());
    }
  }

  @Test
  void subsetIsSaidInTheOutput() {
    Cli.Result result = Cli.run("distance", "rings", "moons", "--samples", "60");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("60 of 240 samples are used"), result.all());
  }

  @Test
  void reportLiesInItsOwnFolder() throws IOException {
    Path out = folder.resolve("compared");
    Cli.Result result = Cli.run("distance", "rings", "moons", "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    for (String file : new String[] {"report.html", "result.json", "manifest.json"}) {
      assertTrue(Files.exists(out.resolve(file)), file);
    }
    Cli.Result again = Cli.run("distance", "rings", "moons", "--out", out.toString());
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("holds a run already"), again.all());
    assertFalse(again.err().contains("--resume"), "a comparison cannot be continued");
  }

  @Test
  void failedComparisonDoesNotBlockItsFolder() throws IOException {
    String out = folder.resolve("compared").toString();
    // A strict solver fails where it does not converge, after the folder was taken.
    Cli.Result failed =
        Cli.run(
            "distance",
            "rings",
            "moons",
            "--out",
            out,
            "--set",
            "metric.solver={name: sinkhorn, max-iterations: 1, strict: true}");
    assertNotEquals(0, failed.code(), failed.all());
    assertFalse(Files.exists(folder.resolve("compared")), "a folder of a run that failed");
    Cli.Result again = Cli.run("distance", "rings", "moons", "--out", out);
    assertEquals(0, again.code(), again.all());
    JsonNode manifest = new JsonMapper().readTree(Path.of(out, "manifest.json").toFile());
    assertEquals("finished", manifest.get("status").asText());
  }
}
