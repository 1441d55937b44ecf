package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void failureLeavesTheOlderVersionAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                temporary -> {
                  Files.writeString(temporary, "half of the n");
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void newerVersionReplacesTheOlder() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "new");
    assertEquals("new", Files.readString(file));
  }

  @Test
  void filesThatBelongTogetherReplaceTheirOlderVersionsAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("a-1.txt"), "old");
    Files.writeString(folder.resolve("a-2.txt"), "mine");
    AtomicFile.writeInto(
        folder,
        fresh -> {
          Files.writeString(fresh.resolve("a-1.txt"), "new");
          Files.writeString(fresh.resolve("a-3.txt"), "new");
        });
    assertEquals("new", Files.readString(folder.resolve("a-1.txt")));
    assertEquals("mine", Files.readString(folder.resolve("a-2.txt")));
    assertEquals("new", Files.readString(folder.resolve("a-3.txt")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void filesThatBelongTogetherAreReplacedAllOrNone() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.writeInto(
                folder,
                fresh -> {
                  Files.writeString(fresh.resolve("a.txt"), "new");
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(folder.resolve("a.txt")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
