package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ways to make the projection, and the space that it is made in. */
class TransferTaskTest {
  private static final String RECIPE =
      """
      task: transfer
      target: "glyphs{per-class: 8, size: 16}"
      test: "glyphs{per-class: 8, size: 16}"
      from: ["glyphs{per-class: 6, size: 16}", "glyphs{per-class: 5, size: 16}"]
      samples: 60
      test-samples: 60
      shots: 1
      repeats: 2
      """;

  private static final String FIRST = "projection, â";

  @TempDir private Path folder;

  private Cli.Result run(String text, String out) throws IOException {
    Path recipe = Files.writeString(folder.resolve(out + ".yaml"), text);
    return Cli.run("run", recipe.toString(), "--out", folder.resolve(out).toString());
  }

  private JsonNode result(String text, String out) throws IOException {
    Cli.Result result = run(text, out);
    assertEquals(0, result.code(), result.all());
    Path manifest = folder.resolve(out).resolve("manifest.json");
    return new ObjectMapper().readTree(manifest.toFile()).get("result");
  }

  @Test
  void eachProjectionHasARowOfItsOwn() throws IOException {
    String more =
        """
        projections:
          - {label: the same, interpolation: generalized-geodesic}
          - label: no labels
            interpolation: {name: generalized-geodesic, mapping: {name: barycentric, label-weight: 0}}
        """;
    JsonNode result = result(RECIPE + more, "out");
    assertEquals(result.get(FIRST), result.get("projection by the same, â"));
    assertTrue(result.has("projection by no labels, â (s.d.)"), result.toString());
    Cli.Result twice = run(RECIPE + more.replace("no labels", "the same"), "twice");
    assertTrue(twice.err().contains("two projections are called 'the same'"), twice.all());
  }

  @Test
  void projectionsAreMadeInTheSpaceOfAnEncoderAndComeBack() throws IOException {
    JsonNode plain = result(RECIPE, "plain");
    JsonNode inside = result(RECIPE + "encoder: {name: pca, components: 3}\n", "inside");
    assertEquals(plain.get("mixup, even weights"), inside.get("mixup, even weights"));
    assertEquals(plain.get("pooled"), inside.get("pooled"));
    assertNotEquals(plain.get(FIRST), inside.get(FIRST));
    Cli.Result oneWay = run(RECIPE + "encoder: {name: random-convolution, filters: 2}\n", "way");
    assertEquals(2, oneWay.code(), oneWay.all());
    assertTrue(oneWay.err().contains("without a way back"), oneWay.all());
  }

  @Test
  void samplesThatTransformsLeaveAreTold() throws IOException {
    Cli.Result result =
        run(RECIPE + "transforms: [{name: keep-classes, classes: ['0', '1']}]\n", "two");
    assertEquals(0, result.code(), result.all());
    String few = " 10 are left after transforms.";
    assertTrue(result.err().contains(few), result.all());
    assertTrue(result.err().contains(" 12 are left after transforms."), result.all());
  }

  @Test
  void theFewMayBeLearnedFromInAnotherWay() throws IOException {
    JsonNode plain = result(RECIPE, "plain");
    JsonNode other = result(RECIPE + "alone: {name: k-nn, k: 1}\n", "other");
    assertEquals(other.get("nearest neighbour"), other.get("few shots only"));
    assertEquals(plain.get(FIRST), other.get(FIRST));
  }
}
