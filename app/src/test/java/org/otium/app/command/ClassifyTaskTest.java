package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;
import org.otium.app.runs.Json;

class ClassifyTaskTest {
  private static final String DIGITS =
      """
      task: classify
      from: {name: glyphs, per-class: 30, size: 16}
      test: {name: glyphs, per-class: 10, size: 16, variation: 0.8}
      classifier: {name: linear-probe, max-iterations: 30}
      """;

  @TempDir private Path folder;

  private Path recipe(String text) throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), text);
  }

  private Cli.Result run(String text, String out, String... set) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("run", recipe(text).toString(), "--out", folder.resolve(out).toString()));
    Arrays.stream(set).forEach(s -> words.addAll(List.of("--set", s)));
    return Cli.run(words.toArray(String[]::new));
  }

  private double accuracy(String out) throws IOException {
    Map<String, Object> manifest = Json.read(folder.resolve(out).resolve("manifest.json"));
    return ((Number) ((Map<?, ?>) manifest.get("result")).get("accuracy")).doubleValue();
  }

  @Test
  void samplesThatTransformsLeaveAreTold() throws IOException {
    String kept = "transforms: [{name: keep-classes, classes: ['0', '1']}]\n";
    Cli.Result result = run(DIGITS + kept, "two");
    assertEquals(0, result.code(), result.all());
    assertTrue(result.err().contains(" 60 are left after transforms."), result.all());
    assertTrue(result.err().contains(" 20 are left after transforms."), result.all());
  }

  @Test
  void aSingleClassIsNoTest() throws IOException {
    String text =
        """
        task: classify
        from: "gaussian-grid{classes: 1, per-gaussian: 2}"
        test: "gaussian-grid{classes: 1, per-gaussian: 2}"
        classifier: k-nn
        """;
    Cli.Result result = run(text, "one");
    assertEquals(0, result.code(), result.all());
    assertTrue(
        result.all().contains("All samples that were learned from are of one class"), result.all());
  }

  @Test
  void whatWasLearnedIsKeptAndLabelsAsItDid() throws IOException {
    Cli.Result first = run(DIGITS, "first");
    assertEquals(0, first.code(), first.all());
    assertTrue(first.all().contains("linear-probe labels"), first.all());
    assertTrue(accuracy("first") > 0.8, "accuracy " + accuracy("first"));
    StrictPage.check(Files.readString(folder.resolve("first/report.html")));
    String weights = folder.resolve("first/weights.npz").toString();
    // Other samples to learn from change nothing: it is only tested.
    Cli.Result again =
        run(DIGITS, "again", "weights=" + weights, "from={name: glyphs, per-class: 3, size: 16}");
    assertEquals(0, again.code(), again.all());
    assertEquals(accuracy("first"), accuracy("again"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("first/weights.npz")),
        Files.readAllBytes(folder.resolve("again/weights.npz")));
    assertEquals(
        Files.readString(folder.resolve("first/confusion.csv")),
        Files.readString(folder.resolve("again/confusion.csv")));
  }

  @Test
  void fineTuningGoesOnFromWeightsInTheirShape() throws IOException {
    assertEquals(0, run(DIGITS, "first").code());
    String weights = "weights=" + folder.resolve("first/weights.npz");
    String larger = "from={name: glyphs, per-class: 5, size: 28}";
    Cli.Result refused = run(DIGITS, "refused", weights, "fine-tune=true", larger);
    assertNotEquals(0, refused.code());
    assertTrue(refused.all().contains("weights.npz' has images of 16×16"), refused.all());
    assertFalse(Files.exists(folder.resolve("refused")));
    Cli.Result tuned = run(DIGITS, "tuned", weights, "fine-tune=true", larger, "resize=true");
    assertEquals(0, tuned.code(), tuned.all());
    assertTrue(accuracy("tuned") > 0.5, "accuracy " + accuracy("tuned"));
  }

  @Test
  void weightsThatDoNotFitAreRefused() throws IOException {
    assertEquals(0, run(DIGITS, "first").code());
    Path weights = folder.resolve("first/weights.npz");
    Cli.Result other = run(DIGITS, "a", "weights=" + weights, "classifier=k-nn");
    assertTrue(other.all().contains("is what linear-probe learned, not k-nn"), other.all());
    byte[] whole = Files.readAllBytes(weights);
    Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
    Cli.Result damaged = run(DIGITS, "b", "weights=" + cut);
    assertNotEquals(0, damaged.code());
    assertTrue(damaged.all().contains("cut.npz"), damaged.all());
    Cli.Result missing = run(DIGITS, "c", "weights=" + folder.resolve("nowhere.npz"));
    assertTrue(missing.all().contains("nowhere.npz"), missing.all());
    assertTrue(run(DIGITS, "d", "fine-tune=true").all().contains("needs weights"));
    for (String out : List.of("a", "b", "c", "d")) {
      assertFalse(Files.exists(folder.resolve(out)), out);
    }
  }

  /** The same samples, of which each class has another name. */
  @Test
  void transportMatchesClassesOfOtherNames() throws IOException {
    String few = DIGITS + "match: by-transport\nlabel-distance: means\n";
    assertEquals(0, run(few, "coupled").code());
    assertEquals(0, run(DIGITS, "named").code());
    assertEquals(accuracy("named"), accuracy("coupled"), 1e-9);
  }
}
