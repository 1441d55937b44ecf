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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/** {@code otium labels}. */
class LabelsCommandTest {
  private static final String SCRIPT = "glyphs{size: 16, per-class: 12}";
  private static final String BLOCK = "glyphs{size: 16, per-class: 12, style: block}";

  @TempDir private Path folder;

  @Test
  void classesOfSeveralDatasetsAreCompared() throws IOException {
    Path out = folder.resolve("digits");
    Cli.Result result = Cli.run("labels", SCRIPT, BLOCK, "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("Most alike across datasets"), result.all());
    StrictPage.check(Files.readString(out.resolve("report.html")));
    JsonNode tree = new JsonMapper().readTree(out.resolve("result.json").toFile());
    assertEquals(20, tree.get("classes").size());
    JsonNode first = tree.get("classes").get(0);
    assertEquals(12, first.get("samples").asInt());
    assertEquals(0.1, first.get("weight").asDouble(), 1e-12);
    assertTrue(first.get("nearest-within").get("distance").asDouble() > 0);
    Map<String, NpyArray> matrix = NpzFile.read(out.resolve("label-distances.npz"));
    assertArrayEquals(new int[] {20, 20}, matrix.get("squared").shape());
    assertEquals(21, Files.readAllLines(out.resolve("label-distances.csv")).size());
    assertEquals(1 + 2 * 20, Files.readAllLines(out.resolve("nearest.csv")).size());
    assertEquals(10 * 16, ImageIO.read(out.resolve("means.png").toFile()).getWidth());
    assertTrue(Files.exists(out.resolve("statistics-glyphs-script.npz")), result.all());
    JsonNode manifest = new JsonMapper().readTree(out.resolve("manifest.json").toFile());
    assertEquals("finished", manifest.get("status").asText());
    assertEquals("label-distances", manifest.get("command").asText());
  }

  @Test
  void nearestIsTheSmallestOfItsRow() throws IOException {
    Path out = folder.resolve("out");
    Cli.Result result =
        Cli.run("labels", SCRIPT, BLOCK, "--label-distance", "means", "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    double[] squared = NpzFile.read(out.resolve("label-distances.npz")).get("squared").toDoubles();
    JsonNode classes =
        new JsonMapper().readTree(out.resolve("result.json").toFile()).get("classes");
    for (int k = 0; k < 20; k++) {
      double within = Double.POSITIVE_INFINITY;
      double elsewhere = Double.POSITIVE_INFINITY;
      for (int l = 0; l < 20; l++) {
        if (l / 10 != k / 10) {
          elsewhere = Math.min(elsewhere, squared[k * 20 + l]);
        } else if (l != k) {
          within = Math.min(within, squared[k * 20 + l]);
        }
      }
      JsonNode row = classes.get(k);
      assertEquals(Math.sqrt(within), row.get("nearest-within").get("distance").asDouble(), 1e-9);
      assertEquals(
          Math.sqrt(elsewhere), row.get("nearest-elsewhere").get("distance").asDouble(), 1e-9);
    }
  }

  @Test
  void jsonIsPrinted() throws IOException {
    Cli.Result result =
        Cli.run("labels", "rings", "--json", "--out", folder.resolve("out").toString());
    assertEquals(0, result.code(), result.all());
    JsonNode tree = new JsonMapper().readTree(result.out());
    assertTrue(tree.get("finished").asBoolean());
    assertTrue(tree.get("result").get("classes").asInt() > 1, result.out());
  }

  @Test
  void reportsAreMadeAgain() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, Cli.run("labels", "rings", "moons", "--out", out.toString()).code());
    String before = Files.readString(out.resolve("report.html"));
    Files.delete(out.resolve("report.html"));
    Cli.Result result = Cli.run("report", out.toString());
    assertEquals(0, result.code(), result.all());
    assertEquals(before, Files.readString(out.resolve("report.html")));
  }

  @Test
  void datasetsOfSeveralFormatsAreCompared() throws IOException {
    for (String file : List.of("a.parquet", "a.npz", "a.csv")) {
      Cli.Result made = Cli.run("data", "convert", "rings", folder.resolve(file).toString());
      assertEquals(0, made.code(), made.all());
    }
    Path out = folder.resolve("out");
    Cli.Result result =
        Cli.run(
            "labels",
            folder.resolve("a.parquet").toString(),
            folder.resolve("a.npz").toString(),
            folder.resolve("a.csv").toString(),
            "--out",
            out.toString());
    assertEquals(0, result.code(), result.all());
    double[] squared = NpzFile.read(out.resolve("label-distances.npz")).get("squared").toDoubles();
    int n = (int) Math.sqrt(squared.length);
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        assertEquals(squared[k % (n / 3) * n + l % (n / 3)], squared[k * n + l], 1e-6);
      }
    }
  }

  @Test
  void whatIsWrongIsToldAndLeavesNothing() throws IOException {
    Path out = folder.resolve("out");
    Files.writeString(folder.resolve("nan.csv"), "x,y,label\n1,2,a\nNaN,1,b\n2,2,b\n");
    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of("rigns"),
            List.of("rings", folder.resolve("missing.npz").toString()),
            List.of(folder.resolve("nan.csv").toString()),
            List.of(SCRIPT, "rings"),
            List.of("rings", "--label-distance", "gausian"),
            List.of("rings", "--samples", "0"),
            List.of("rings", "--set", "covariances=half"),
            List.of("rings", "--set", "classes=2"));
    for (List<String> words : wrong) {
      List<String> args = new java.util.ArrayList<>(List.of("labels"));
      args.addAll(words);
      args.addAll(List.of("--out", out.toString()));
      Cli.Result result = Cli.run(args.toArray(String[]::new));
      assertEquals(2, result.code(), words + "\n" + result.all());
      assertFalse(Files.exists(out), words + " left a folder");
    }
    Cli.Result resumed = Cli.run("labels", "--resume", folder.resolve("none").toString());
    assertEquals(2, resumed.code(), resumed.all());
    assertTrue(resumed.err().contains("no folder"), resumed.all());
  }
}
