package org.otium.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

class WorkbenchTest {
  private final Workbench otium = Workbench.open("--threads", "1", "--linalg", "java");
  @TempDir private Path folder;

  @Test
  void distanceOfADatasetToItselfIsZero() {
    LabeledDataset rings = otium.dataset("rings{per-class: 10}");
    DatasetDistance otdd =
        otium.make(DatasetDistance.class, Map.of("name", "otdd", "solver", "exact"));
    assertEquals(0, otdd.between(rings, rings).squared(), 1e-6);
  }

  @Test
  void optionsAreThoseOfTheCommandLine() {
    assertEquals(1, otium.compute().threads());
    InvalidInputException unknown =
        assertThrows(InvalidInputException.class, () -> Workbench.open("--thread", "1"));
    assertTrue(unknown.what().contains("--thread"), unknown.what());
  }

  @Test
  void everyMistakeIsToldBeforeAnythingIsWritten() {
    Experiment wrong =
        Experiment.of("flow").set("from", "rings").set("to", "moonss").set("steps", -1);
    Path out = folder.resolve("out");
    InvalidInputException told =
        assertThrows(InvalidInputException.class, () -> otium.run(wrong, out));
    assertTrue(told.what().contains("moonss") && told.what().contains("steps"), told.what());
    assertTrue(Files.notExists(out));
  }

  @Test
  void typesThatNoPluginMakesAreRefused() {
    assertThrows(InvalidInputException.class, () -> otium.make(String.class, "otdd"));
  }

  @Test
  void experimentIsLeftAloneByWhatIsMadeOfIt() {
    Experiment plain = Experiment.of("flow").set("from", "rings");
    String before = plain.text();
    plain.set("steps", 3).variant("a", Map.of("seed", 1)).sweep("seed", 1, 2);
    assertEquals(before, plain.text());
  }
}
