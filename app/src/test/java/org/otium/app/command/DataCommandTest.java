package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir private Path folder;

  @Test
  void infoCountsClassesAndWarnsOfWhatMaySurprise() throws IOException {
    Path csv = folder.resolve("odd.csv");
    Files.writeString(
        csv, "a,b,label\n1,5,x\n1,5,y\n2,5,y\n3,5,y\n4,5,y\n", StandardCharsets.UTF_8);
    Cli.Result result = Cli.run("data", "info", csv.toString(), "--json");
    assertEquals(0, result.code(), result.all());
    JsonNode info = new JsonMapper().readTree(result.out());
    assertEquals(5, info.get("samples").asInt());
    assertEquals(2, info.get("classes").size());
    assertEquals(1, info.get("classes").get(0).get("samples").asInt());
    assertEquals(4, info.get("classes").get(1).get("samples").asInt());
    assertEquals((1 + 1 + 2 + 3 + 4 + 25) / 10.0, info.get("mean").asDouble(), 1e-12);
    String warnings = info.get("warnings").toString();
    assertTrue(
        warnings.contains("1 sample repeats an earlier one, 1 with another label"), warnings);
    assertTrue(warnings.contains("1 of 2 features is the same in every sample"), warnings);
    assertTrue(warnings.contains("classes are unequal"), warnings);
    assertTrue(warnings.contains("a single sample"), warnings);
    assertEquals(64, info.get("files").get(0).get("sha256").asText().length());
  }

  @Test
  void infoDrawsAGridAndNeverOverAnotherFile() throws IOException {
    Path grid = folder.resolve("grid.png");
    String[] args = {"data", "info", "glyphs{per-class: 4}", "--grid", grid.toString()};
    assertEquals(0, Cli.run(args).code());
    assertTrue(ImageIO.read(grid.toFile()).getWidth() > 4 * 28);
    byte[] before = Files.readAllBytes(grid);
    Cli.Result again = Cli.run(args);
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("exists already"), again.all());
    assertArrayEquals(before, Files.readAllBytes(grid));
  }

  @Test
  void contentHashIsTheSameWhateverTheFormat() throws IOException {
    Path npz = folder.resolve("rings.npz");
    assertEquals(0, Cli.run("data", "convert", "rings", npz.toString()).code());
    JsonMapper json = new JsonMapper();
    JsonNode made = json.readTree(Cli.run("data", "info", "rings", "--json").out());
    JsonNode read = json.readTree(Cli.run("data", "info", npz.toString(), "--json").out());
    assertEquals(made.get("sha256"), read.get("sha256"));
  }

  @Test
  void convertTakesSoManyOfEachClassAndResizes() throws IOException {
    Path out = folder.resolve("small.npz");
    Cli.Result result =
        Cli.run(
            "data",
            "convert",
            "glyphs{per-class: 5}",
            out.toString(),
            "--per-class",
            "3",
            "--resize",
            "14x14");
    assertEquals(0, result.code(), result.all());
    JsonNode info =
        new JsonMapper().readTree(Cli.run("data", "info", out.toString(), "--json").out());
    assertEquals(30, info.get("samples").asInt());
    assertEquals("14×14", info.get("shape").asText());
  }

  @Test
  void convertNeverOverwrites() throws IOException {
    Path out = folder.resolve("rings.npz");
    Files.writeString(out, "mine");
    Cli.Result result = Cli.run("data", "convert", "rings", out.toString());
    assertEquals(2, result.code(), result.all());
    assertEquals("mine", Files.readString(out));
  }

  @Test
  void standardIdxNameSaysTheFormatOfANewFile() throws IOException {
    for (String ending : new String[] {"", ".gz"}) {
      Path part = Files.createDirectory(folder.resolve("as" + ending));
      Path images = part.resolve("g-images-idx3-ubyte" + ending);
      Cli.Result result = Cli.run("data", "convert", "glyphs{per-class: 2}", images.toString());
      assertEquals(0, result.code(), result.all());
      assertTrue(Files.exists(part.resolve("g-labels-idx1-ubyte" + ending)));
    }
    Path wrong = folder.resolve("m-images-idx3-ubyte");
    Cli.Result result = Cli.run("data", "convert", "moons", wrong.toString());
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("m-images-idx2-float"), result.all());
  }

  @Test
  void infoNotesAScaleThatUsesLittleOfTheRange() throws IOException {
    // 0 to 16 of 255, as optdigits has it.
    Path images = folder.resolve("o-images-idx3-ubyte");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 16, 8, 4});
    Files.write(folder.resolve("o-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
    Cli.Result result = Cli.run("data", "info", images.toString());
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("only a small part of their range"), result.all());
    assertTrue(!Cli.run("data", "info", "glyphs").out().contains("small part"));
  }

  @Test
  void settingsOfAFormatWorkOnTheCommandLine() throws IOException {
    Path csv = folder.resolve("iris.csv");
    Files.writeString(csv, "5.1,3.5,a\n4.9,3.0,b\n", StandardCharsets.UTF_8);
    Cli.Result refused = Cli.run("data", "info", csv.toString());
    String example = "csv{header: false, label: c3}:" + csv;
    assertTrue(refused.err().contains("'" + example + "'"), refused.all());
    assertEquals(0, Cli.run("data", "info", example).code());
    assertTrue(Cli.run("data", "info", "--help").out().contains("csv{header: false, label: c5}:"));
  }

  @Test
  void numberThatIsNoneIsToldInPlainWords() {
    Cli.Result result = Cli.run("data", "info", "rings", "--seed", "x");
    assertEquals(2, result.code(), result.all());
    assertTrue(result.err().contains("'x' is not a whole number"), result.all());
  }

  @Test
  void formatCanBeForcedForANameThatDoesNotTell() throws IOException {
    Path odd = folder.resolve("measurements.txt");
    Files.writeString(odd, "a,b,label\n1,5,x\n2,6,y\n", StandardCharsets.UTF_8);
    Cli.Result result = Cli.run("data", "info", "csv:" + odd);
    assertEquals(0, result.code(), result.all());
    assertTrue(result.out().contains("format csv"), result.all());
  }
}
