package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.report.StrictPage;

/** Numbers of a paper beside those of runs, and recipes of several sizes. */
class PaperNumbersTest {
  private static final String RECIPE =
      """
      title: Two classifiers
      paper:
        source: table 7
        note: It has more samples.
        values:
          few: {accuracy: 0.123 ± 0.04}
          more: {accuracy: 0.5, never-measured: 1}
      task: classify
      from: {name: glyphs, per-class: 6, size: 16}
      test: {name: glyphs, per-class: 4, size: 16}
      classifier: {name: k-nn, k: 1}
      samples: 20
      scales:
        paper: {samples: 50, classifier.k: 3}
      variants:
        few: {samples: 10}
        more: {}
      """;

  @TempDir private Path folder;

  private Cli.Result run(String text, String... words) throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), text);
    List<String> all = new ArrayList<>(List.of("run", recipe.toString()));
    all.addAll(Arrays.asList(words));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void theyStandBesideWhatWasMeasured() throws IOException {
    Path out = folder.resolve("out");
    Cli.Result result = run(RECIPE, "--out", out.toString());
    assertEquals(0, result.code(), result.all());
    assertTrue(result.all().contains("The paper's numbers: table 7. It has more"), result.all());
    assertTrue(result.all().contains("0.123 ± 0.04"), result.all());
    assertTrue(result.all().matches("(?s).*more\\s+never measured\\s+—\\s+1.*"), result.all());
    String page = Files.readString(out.resolve("report.html"));
    StrictPage.check(page);
    assertTrue(page.contains("Beside the paper") && page.contains("0.123\u00a0±\u00a00.04"));
    Files.delete(out.resolve("report.html"));
    assertEquals(0, Cli.run("report", out.toString()).code());
    assertTrue(Files.readString(out.resolve("report.html")).contains("0.123\u00a0±\u00a00.04"));
  }

  @Test
  void numbersOfRunsThatAreNotThereAreMistakes() throws IOException {
    Cli.Result result = run(RECIPE.replace("more: {accuracy", "mroe: {accuracy"), "--dry-run");
    assertNotEquals(0, result.code());
    assertTrue(result.all().contains("there is no run 'mroe'"), result.all());
    assertTrue(result.all().contains("recipe.yaml:7"), result.all());
    Cli.Result noTable = run(RECIPE.replace("source: table 7", "source: [7]"), "--dry-run");
    assertTrue(noTable.all().contains("is no table of a paper"), noTable.all());
  }

  @Test
  void aScaleSetsWhatVariantsDoNot() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, run(RECIPE, "--set", "scale=paper", "--out", out.toString()).code());
    String few = Files.readString(out.resolve("few/manifest.json"));
    String more = Files.readString(out.resolve("more/manifest.json"));
    assertTrue(few.contains("\"samples\" : 10") || few.contains("\"samples\": 10"), few);
    assertTrue(more.contains("\"samples\" : 50") || more.contains("\"samples\": 50"), more);
    assertTrue(more.contains("\"k\" : 3") || more.contains("\"k\": 3"), more);
    Cli.Result other = run(RECIPE, "--set", "scale=papre", "--dry-run");
    assertTrue(other.all().contains("unknown scale 'papre'"), other.all());
    Cli.Result wrong = run(RECIPE.replace("classifier.k: 3", "smaples: 3"), "--set", "scale=paper");
    assertTrue(
        wrong.all().contains("smaples") && wrong.all().contains("recipe.yaml:14"), wrong.all());
  }
}
