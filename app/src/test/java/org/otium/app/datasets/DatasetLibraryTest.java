package org.otium.app.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;

class DatasetLibraryTest {
  private final DatasetLibrary library =
      new DatasetLibrary(
          PluginRegistry.discover(List.of()).context(TestMachine.compute(), DatasetLookup.none()));
  @TempDir private Path folder;

  @Test
  void generatorIsMadeFromTextOrTree() {
    LoadedDataset text = library.load("rings{per-class: 5}", 3);
    LoadedDataset tree = library.load(Map.of("name", "rings", "per-class", 5), 3);
    assertEquals(15, text.dataset().size());
    assertEquals(text.dataset(), tree.dataset());
  }

  @Test
  void sameReferenceAndSeedGiveTheSameDataset() {
    assertEquals(
        library.load("moons{noise: 0.1}", 3).dataset(),
        library.load("moons{noise: 0.1}", 3).dataset());
  }

  @Test
  void fileIsReadInTheFormatThatRecognisesItAndHashed() throws IOException {
    Path csv = folder.resolve("d.csv");
    Files.writeString(csv, "a,label\n1,x\n2,y\n", StandardCharsets.UTF_8);
    LoadedDataset loaded = library.load(csv.toString(), 0);
    assertEquals("format csv", loaded.origin());
    String printed = java.util.HexFormat.of().formatHex(sha256(Files.readAllBytes(csv)));
    assertEquals(printed, loaded.files().getFirst().sha256());
    assertEquals(Files.size(csv), loaded.files().getFirst().bytes());
  }

  private static byte[] sha256(byte[] content) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(content);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void checkReadsNothingAndFindsMistakes() {
    library.check("rings");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> library.check("ringz"));
    assertTrue(e.remedy().contains("'rings'"), e.remedy());
    assertThrows(InvalidInputException.class, () -> library.check("rings{per-class: -1}"));
    assertThrows(InvalidInputException.class, () -> library.check(""));
    assertThrows(InvalidInputException.class, () -> library.check(Map.of("per-class", 3)));
  }

  @Test
  void misspeltFileIsSuggested() throws IOException {
    Files.writeString(folder.resolve("digits.csv"), "a,label\n1,x\n");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> library.check(folder.resolve("digit.csv").toString()));
    assertTrue(e.remedy().contains("digits.csv"), e.remedy());
  }

  @Test
  void unknownContentNamesTheFormats() throws IOException {
    Path file = folder.resolve("noise.bin");
    Files.write(file, new byte[] {1, 2, 3});
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> library.check(file.toString()));
    assertTrue(e.what().contains("npz"), e.what());
    assertTrue(e.remedy().contains("csv:"), e.remedy());
  }
}
