package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A flow of points that writes a checkpoint after every step. */
final class SmallFlow {
  /** What holds no time and no machine. */
  private static final List<String> SAME =
      List.of("result.npz", "trajectory.npz", "checkpoint.npz");

  private SmallFlow() {}

  /** The words that start it. */
  static String[] start(Path folder, int steps) {
    return new String[] {
      "flow",
      "--from",
      "rings{per-class: 10}",
      "--to",
      "moons{per-class: 15}",
      "--steps",
      Integer.toString(steps),
      "--checkpoint-steps",
      "1",
      "--out",
      folder.toString()
    };
  }

  /** The words that continue it. */
  static String[] resume(Path folder) {
    return new String[] {"flow", "--resume", folder.toString(), "--checkpoint-steps", "1"};
  }

  /** Holds the results of two folders against each other, and that nothing lies around. */
  static void assertSame(Path whole, Path other) throws IOException {
    for (String file : SAME) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)),
          Files.readAllBytes(other.resolve(file)),
          file + " of " + other);
    }
    assertEquals(values(whole), values(other));
    assertEquals(names(whole), names(other));
  }

  /** The metrics without their times, which come last. */
  private static List<String> values(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("metrics.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 3)))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }
}
