package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.OtiumException;

/**
 * What every {@link DatasetFormat} that writes must do: give back what it wrote, overwrite nothing,
 * and meet damaged files with an {@link InvalidInputException} instead of another exception, wrong
 * data or an exhausted memory.
 */
public abstract class DatasetFormatContract {
  private static final int CUTS = 60;
  private static final int FLIPS = 150;

  @TempDir private Path folder;

  /** For subclasses. */
  protected DatasetFormatContract() {}

  /**
   * The format under test.
   *
   * @return any instance
   */
  protected abstract DatasetFormat format();

  /**
   * A dataset that the format can hold.
   *
   * @return a small one with at least two classes
   */
  protected abstract LabeledDataset sample();

  /**
   * How far a feature may be off after writing and reading.
   *
   * @return 0 for a lossless format
   */
  protected double tolerance() {
    return 0;
  }

  /**
   * Whether the class ids come back, and not only the class names.
   *
   * @return true unless the format numbers classes itself
   */
  protected boolean keepsClassIds() {
    return true;
  }

  /**
   * Whether the shape and range of features come back.
   *
   * @return true unless the format holds plain vectors only
   */
  protected boolean keepsShape() {
    return true;
  }

  /**
   * Whether a shorter file can be a valid one, as in a text of one record a line.
   *
   * @return false unless a cut may go unnoticed
   */
  protected boolean mayBeCutUnnoticed() {
    return false;
  }

  /**
   * Where to write.
   *
   * @param inFolder an empty folder
   * @return a path in it
   */
  protected Path target(Path inFolder) {
    return inFolder.resolve("sample" + format().extension().orElseThrow());
  }

  private Path written() throws IOException {
    Path path = target(folder);
    format().write(sample(), path);
    return path;
  }

  @Test
  final void readsBackWhatItWrote() throws IOException {
    LabeledDataset read = format().read(written());
    assertSame(sample(), read);
  }

  private void assertSame(LabeledDataset expected, LabeledDataset read) {
    assertEquals(expected.size(), read.size());
    assertEquals(expected.dimension(), read.dimension());
    if (keepsShape()) {
      assertEquals(expected.shape(), read.shape());
    }
    int[] where = positions(read);
    for (int i = 0; i < expected.size(); i++) {
      int at = where[i];
      int classId = expected.labels().classOf(i);
      int readId = read.labels().classOf(at);
      assertEquals(expected.className(classId), read.className(readId), "class of sample " + i);
      if (keepsClassIds()) {
        assertEquals(classId, readId);
        for (int id : expected.classIds()) {
          assertEquals(expected.labels().share(i, id), read.labels().share(at, id), 1e-6);
        }
      }
      assertEquals(expected.weights().get(i), read.weights().get(at), 1e-12);
      for (int j = 0; j < expected.dimension(); j++) {
        assertEquals(
            expected.features().get(i, j),
            read.features().get(at, j),
            tolerance(),
            "feature " + j + " of sample " + i);
      }
    }
  }

  /**
   * Where each sample of {@link #sample()} is to be looked for in what was read.
   *
   * @param read what was read
   * @return one position a sample: its own, unless the format sorts samples
   */
  protected int[] positions(LabeledDataset read) {
    int[] same = new int[read.size()];
    Arrays.setAll(same, i -> i);
    return same;
  }

  @Test
  final void recognisesWhatItWrote() throws IOException {
    assertTrue(format().recognises(written()));
  }

  @Test
  final void writingTwiceGivesTheSameBytes() throws IOException {
    written();
    Map<String, byte[]> first = contents(folder);
    Path again = Files.createDirectory(folder.resolve("again"));
    format().write(sample(), target(again));
    Map<String, byte[]> second = contents(again);
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
  }

  @Test
  final void refusesToOverwrite() throws IOException {
    Path path = written();
    Map<String, byte[]> before = contents(folder);
    assertRefused(() -> format().write(sample(), path));
    Map<String, byte[]> after = contents(folder);
    assertEquals(before.keySet(), after.keySet(), "something was left behind");
    before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
  }

  @Test
  final void refusesToWriteIntoAMissingFolder() {
    Path missing = folder.resolve("missing");
    assertRefused(() -> format().write(sample(), target(missing)));
    assertFalse(Files.exists(missing));
  }

  @Test
  final void refusesAMissingPath() {
    assertRefused(() -> format().read(target(folder)));
    assertFalse(format().recognises(target(folder)));
  }

  @Test
  final void refusesEveryCutFile() throws IOException {
    Path path = written();
    for (Map.Entry<String, byte[]> file : contents(folder).entrySet()) {
      byte[] whole = file.getValue();
      Path victim = folder.resolve(file.getKey());
      int step = Math.max(1, whole.length / CUTS);
      for (int length = 0; length < whole.length; length += length < 40 ? 1 : step) {
        Files.write(victim, Arrays.copyOf(whole, length));
        String where = file.getKey() + " cut to " + length + " of " + whole.length + " bytes";
        assertRefusedOrSame(path, where);
      }
      Files.write(victim, Arrays.copyOf(whole, whole.length - 1));
      assertRefusedOrSame(path, file.getKey() + " without its last byte");
      Files.write(victim, whole);
    }
  }

  private void assertRefusedOrSame(Path path, String where) throws IOException {
    LabeledDataset read;
    try {
      read = format().read(path);
    } catch (OtiumException e) {
      assertOneLine(e, where);
      return;
    }
    assertTrue(read.size() <= sample().size(), where + " has grown");
    if (!mayBeCutUnnoticed()) {
      assertSame(sample(), read);
    }
  }

  @Test
  final void meetsDamagedFilesWithOneKindOfException() throws IOException {
    Path path = written();
    RandomGenerator random = Samples.random(11);
    for (Map.Entry<String, byte[]> file : contents(folder).entrySet()) {
      byte[] whole = file.getValue();
      Path victim = folder.resolve(file.getKey());
      for (int flip = 0; flip < FLIPS; flip++) {
        byte[] damaged = whole.clone();
        // The start of a file says most about the rest, so it is hit most.
        int at = random.nextInt(flip % 2 == 0 ? Math.min(64, whole.length) : whole.length);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(victim, damaged);
        try {
          format().recognises(path);
          format().read(path);
        } catch (OtiumException e) {
          assertOneLine(e, file.getKey() + " with byte " + at + " changed");
        }
      }
      Files.write(victim, whole);
    }
  }

  private static void assertRefused(Executable action) {
    InvalidInputException e = assertThrows(InvalidInputException.class, action);
    assertOneLine(e, "refused");
    assertFalse(e.remedy().isBlank(), "no remedy: " + e.what());
  }

  private static void assertOneLine(OtiumException e, String where) {
    assertFalse(e.what().isBlank(), where);
    List<String> lines = e.what().lines().toList();
    assertEquals(1, lines.size(), where + ": " + e.what());
  }

  /** All files under a folder by their path in it. */
  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
