package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;

class MetricsFileTest {
  @TempDir private Path folder;

  private static FlowStep step(long step, Map<String, Double> parts) {
    return new FlowStep(step, 2.5 / (step + 1), 0.25, parts, 0.125, List.of());
  }

  @Test
  void aLineIsOnDiskAsSoonAsItIsAdded() throws IOException {
    Path file = folder.resolve("metrics.csv");
    try (MetricsFile metrics = new MetricsFile(file)) {
      metrics.add(
          step(0, Map.of("otdd", 2.5)), OptionalDouble.empty(), new TreeMap<>(Map.of(3, 7)));
      assertEquals(
          List.of("step,value,gradient_norm,seconds,otdd,particles_3", "0,2.5,0.25,0.125,2.5,7"),
          Files.readAllLines(file));
      metrics.add(
          step(1, Map.of("otdd", 1.25)), OptionalDouble.empty(), new TreeMap<>(Map.of(3, 7)));
      assertEquals(3, Files.readAllLines(file).size());
    }
  }

  @Test
  void classesThatAppearAndVanishHaveColumns() throws IOException {
    Path file = folder.resolve("metrics.csv");
    try (MetricsFile metrics = new MetricsFile(file)) {
      metrics.add(step(0, Map.of()), OptionalDouble.empty(), new TreeMap<>(Map.of(0, 4, 1, 6)));
      metrics.add(step(1, Map.of()), OptionalDouble.empty(), new TreeMap<>(Map.of(0, 4, 5, 6)));
      metrics.add(step(4, Map.of()), OptionalDouble.empty(), new TreeMap<>(Map.of(5, 10)));
    }
    assertEquals(
        List.of(
            "step,value,gradient_norm,seconds,particles_0,particles_1,particles_5",
            "0,2.5,0.25,0.125,4,6,0",
            "1,1.25,0.25,0.125,4,0,6",
            "4,0.5,0.25,0.125,0,0,10"),
        Files.readAllLines(file));
    MetricsFile again = new MetricsFile(file);
    again.readBack(4);
    assertEquals(2, again.rows().size());
    assertEquals(Map.of(0, 4, 5, 6), again.rows().get(1).counts());
  }

  @Test
  void accuraciesHaveAColumnOnceThereIsOne() throws IOException {
    Path file = folder.resolve("metrics.csv");
    TreeMap<Integer, Integer> counts = new TreeMap<>(Map.of(3, 7));
    Map<String, Double> parts = Map.of("accuracy", 9.0);
    try (MetricsFile metrics = new MetricsFile(file)) {
      metrics.add(step(0, parts), OptionalDouble.empty(), counts);
      metrics.add(step(1, parts), OptionalDouble.of(0.75), counts);
      metrics.add(step(4, parts), OptionalDouble.empty(), counts);
    }
    assertEquals(
        List.of(
            "step,value,gradient_norm,seconds,accuracy_,accuracy,particles_3",
            "0,2.5,0.25,0.125,9.0,,7",
            "1,1.25,0.25,0.125,9.0,0.75,7",
            "4,0.5,0.25,0.125,9.0,,7"),
        Files.readAllLines(file));
    MetricsFile again = new MetricsFile(file);
    again.readBack(4);
    assertEquals(OptionalDouble.empty(), again.rows().get(0).accuracy());
    assertEquals(OptionalDouble.of(0.75), again.rows().get(1).accuracy());
    assertEquals(Map.of("accuracy_", 9.0), again.rows().get(1).parts());
  }

  @Test
  void halfALineOfAKilledProcessIsMeasuredAgain() throws IOException {
    Path file = folder.resolve("metrics.csv");
    Files.writeString(file, "step,value,gradient_norm,seconds\n9,1,2,3\n10,0.5,2,3\n1");
    MetricsFile metrics = new MetricsFile(file);
    metrics.readBack(10);
    assertEquals(List.of(9L), metrics.rows().stream().map(MetricsFile.Row::step).toList());
  }

  @Test
  void aDamagedTableIsRefused() throws IOException {
    Path file = folder.resolve("metrics.csv");
    Files.writeString(file, "step,value,gradient_norm,seconds\n1,x,2,3\n");
    assertThrows(InvalidInputException.class, () -> new MetricsFile(file).readBack(9));
  }
}
