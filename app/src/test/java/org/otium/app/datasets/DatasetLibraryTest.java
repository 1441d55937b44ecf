package org.otium.app.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.settings.SettingsContext;
import org.otium.settings.SettingsException;

class DatasetLibraryTest {
  private final SettingsContext plugins =
      PluginRegistry.discover(List.of()).context(TestMachine.compute(), DatasetLookup.none());
  private final DatasetLibrary library = new DatasetLibrary(plugins);
  @TempDir private Path folder;

  @Test
  void generatorIsMadeFromTextOrTree() {
    LoadedDataset text = library.load("rings{per-class: 5}", 3);
    LoadedDataset tree = library.load(Map.of("name", "rings", "per-class", 5), 3);
    assertEquals(15, text.dataset().size());
    assertEquals(text.dataset(), tree.dataset());
  }

  @Test
  void splitsOfANameThatIsUnknownAreNamed() throws IOException {
    Files.writeString(folder.resolve("digits-train.csv"), "a,label\n1,x\n", StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("digits-test.csv"), "a,label\n1,x\n", StandardCharsets.UTF_8);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new DatasetLibrary(plugins, new DataFolders(List.of(folder))).check("digits"));
    assertTrue(e.remedy().startsWith("Did you mean 'digits-train' or 'digits-test'? "), e.remedy());
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

  private Path table() throws IOException {
    return Files.writeString(folder.resolve("t.csv"), "1,x\n2,y\n3,y\n");
  }

  @Test
  void settingsOfAFormatStandBeforeOrAfterThePath() throws IOException {
    Path path = table();
    String settings = "{header: false, label: c2}";
    LoadedDataset before = library.load("csv" + settings + ":" + path, 0);
    assertEquals(3, before.dataset().size());
    assertEquals("format csv", before.origin());
    assertEquals(before.dataset(), library.load(path + settings, 0).dataset());
    assertEquals(before.dataset(), library.load("csv:" + path + settings, 0).dataset());
    assertEquals(
        before.dataset(), library.load("csv{header: false, label: 'c2'}:" + path, 0).dataset());
  }

  @Test
  void settingsOfAFormatStayWhereTheReferenceMayBeReadAnywhere() throws IOException {
    Path path = table();
    String settings = "{header: false, label: c2}";
    for (String text : List.of("csv" + settings + ":" + path, path + settings)) {
      Object anywhere = library.anywhere(text);
      assertEquals(text, anywhere);
      assertEquals(library.load(text, 0).dataset(), library.load(anywhere, 0).dataset());
    }
  }

  @Test
  void everyFormatTakesItsSettings() throws IOException {
    Path path = folder.resolve("measurements.bin");
    library.check("rings");
    Files.copy(npz(), path);
    assertEquals(6, library.load("npz{features: features}:" + path, 0).dataset().size());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> library.load("npz{features: none}:" + path, 0));
    assertTrue(e.remedy().contains("npz{features: NAME}:"), e.remedy());
  }

  private Path npz() throws IOException {
    Path path = folder.resolve("rings.npz");
    new org.otium.data.npz.NpzFormat()
        .write(library.load("rings{per-class: 2}", 1).dataset(), path);
    return path;
  }

  @Test
  void wrongSettingsOfAFormatAreToldTogetherBeforeReading() throws IOException {
    Path path = table();
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () -> library.check("csv{heder: false, missing: maybe}:" + path));
    assertEquals(2, e.problems().size(), e.what());
    e =
        assertThrows(
            SettingsException.class, () -> library.check("csv{heder: false}:" + path + "x"));
    assertTrue(e.what().contains("there is no file"), e.what());
    assertTrue(e.what().contains("csv.heder"), e.what());
    assertThrows(SettingsException.class, () -> library.load(path + "{heder: false}", 0));
  }

  @Test
  void fileWithBracesInItsNameIsAFile() throws IOException {
    Path path = Files.move(table(), folder.resolve("t{a}.csv"));
    assertEquals(3, library.load(path + "{header: false, label: c2}", 0).dataset().size());
    Path odd = Files.writeString(folder.resolve("o{b: 1}"), "a,label\n1,x\n");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> library.check(odd.toString()));
    assertTrue(e.what().contains("in no format that is known"), e.what());
  }

  @Test
  void damagedFileIsReadAsWhatItsNamePromises() throws IOException {
    Path idx = Files.write(folder.resolve("x-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0});
    assertSays("within its header", idx);
    assertSays("is empty", Files.write(folder.resolve("x.npz"), new byte[0]));
    assertSays("truncated", Files.write(folder.resolve("y.npz"), new byte[] {1, 2, 3}));
    assertSays("is empty", Files.write(folder.resolve("x.csv"), new byte[0]));
    assertSays("is empty", Files.createDirectory(folder.resolve("nothing")));
  }

  @Test
  void problemsOfAllDatasetsAreToldTogether() throws IOException {
    Path nan = Files.writeString(folder.resolve("nan.csv"), "a,label\n1,x\nNaN,y\n");
    Path ragged = Files.writeString(folder.resolve("ragged.csv"), "a,label\n1,x,2\n");
    List<Object> told = new ArrayList<>();
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> library.loadAll(List.of(nan, "rings", ragged), 0, told::add));
    assertEquals(List.of(nan, "rings", ragged), told);
    assertTrue(e.what().contains("NaN is not a finite number"), e.what());
    assertTrue(e.what().contains("has 3 fields, not 2"), e.what());
    e =
        assertThrows(
            InvalidInputException.class, () -> library.loadAll(List.of(nan, nan), 0, told::add));
    assertEquals(1, e.what().lines().count(), e.what());
  }

  private void assertSays(String part, Path path) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> library.load(path.toString(), 0));
    assertTrue(e.what().contains(part), e.what());
  }

  @Test
  void missingSpaceAfterAColonIsTold() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> library.check("glyphs{style:block}"));
    assertTrue(e.what().contains("a space is missing after the colon"), e.what());
    assertTrue(e.remedy().contains("'style: block'"), e.remedy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv{header: false, label: c5}:| iris.csv || 150 | 3",
        "csv{header: false, label: c14}:| wine.csv || 178 | 3",
        "| adult-train.csv | {header: false, label: c15, categorical: one-hot, missing: drop}"
            + " | 30162 | 2"
      })
  void publishedTablesLoad(String format, String name, String settings, int samples, int classes) {
    Path file = Path.of(System.getProperty("otium.root", "."), "..", "shared", "data", "uci", name);
    Assumptions.assumeTrue(Files.exists(file), file + " is not there");
    String before = format == null ? "" : format;
    String after = settings == null ? "" : settings;
    LoadedDataset loaded = library.load(before + file + after, 0);
    assertEquals(samples, loaded.dataset().size());
    assertEquals(classes, loaded.dataset().classIds().length);
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
