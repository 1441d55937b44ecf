package org.otium.app.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

class FolderDifferenceTest {
  @TempDir private Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void make() throws IOException {
    first = Files.createDirectory(folder.resolve("first"));
    second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(first.resolve("manifest.json"), "{\"result\": {\"value\": 1.5}}");
    Files.writeString(second.resolve("manifest.json"), "{\"result\": {\"value\": 1.5}, \"x\": 1}");
  }

  private Map<String, FileDifference> compared() throws IOException {
    Map<String, FileDifference> byName = new LinkedHashMap<>();
    FolderDifference.between(first, second).forEach(d -> byName.put(d.name(), d));
    return byName;
  }

  private FileDifference only(String name) throws IOException {
    FileDifference found = compared().get(name);
    assertTrue(found != null, name);
    return found;
  }

  private void both(String name, String a, String b) throws IOException {
    Files.writeString(first.resolve(name), a);
    Files.writeString(second.resolve(name), b);
  }

  @Test
  void measuredTimesDoNotCount() throws IOException {
    both("metrics.csv", "step,seconds,value\n0,0.5,1\n", "step,seconds,value\n0,0.7,1\n");
    both(
        "result.json",
        "{\"a\": {\"seconds\": 1, \"b\": 2}}",
        "{\"a\": {\"seconds\": 3, \"b\": 2}}");
    assertEquals(FileDifference.Kind.SAME_VALUES, only("metrics.csv").kind());
    assertEquals(FileDifference.Kind.SAME_VALUES, only("result.json").kind());
    assertEquals(FileDifference.Kind.IDENTICAL, only("manifest.json, result").kind());
    assertTrue(compared().values().stream().allMatch(d -> d.isSame(0)));
  }

  @Test
  void largestDifferenceOfArraysIsFound() throws IOException {
    NpzFile.write(first.resolve("r.npz"), Map.of("x", NpyArray.of(new double[] {1, 4, 0}, 3)));
    NpzFile.write(second.resolve("r.npz"), Map.of("x", NpyArray.of(new double[] {1, 4.5, 0}, 3)));
    FileDifference found = only("r.npz");
    assertEquals(FileDifference.Kind.NUMBERS_DIFFER, found.kind());
    assertEquals(0.5, found.largest());
    assertEquals(0.5 / 4.5, found.relative(), 1e-15);
    assertTrue(found.note().contains("x[1]"), found.note());
    assertFalse(found.isSame(0.1));
    assertTrue(found.isSame(0.12));
  }

  @Test
  void otherShapeIsNoMatterOfNumbers() throws IOException {
    NpzFile.write(first.resolve("r.npz"), Map.of("x", NpyArray.of(new double[] {1, 4}, 2)));
    NpzFile.write(second.resolve("r.npz"), Map.of("x", NpyArray.of(new double[] {1, 4}, 2, 1)));
    FileDifference found = only("r.npz");
    assertEquals(FileDifference.Kind.DIFFERENT, found.kind());
    assertFalse(found.isSame(1));
  }

  @Test
  void valuesOfTablesAndTreesAreCompared() throws IOException {
    both("a.csv", "x,name\n1,one\n", "x,name\n1.25,one\n");
    both("b.csv", "x,name\n1,one\n", "x,name\n1,two\n");
    both("c.json", "{\"v\": [1, 2]}", "{\"v\": [1, 3]}");
    both("d.json", "{\"v\": [1, 2]}", "{\"v\": [1]}");
    assertEquals(0.25, only("a.csv").largest());
    assertEquals(FileDifference.Kind.DIFFERENT, only("b.csv").kind());
    assertEquals(1, only("c.json").largest());
    assertEquals(FileDifference.Kind.DIFFERENT, only("d.json").kind());
  }

  @Test
  void numberThatIsNoneIsDifferent() throws IOException {
    both("a.csv", "x\n1\n", "x\nNaN\n");
    assertEquals(FileDifference.Kind.DIFFERENT, only("a.csv").kind());
    assertFalse(only("a.csv").isSame(1e9));
  }

  @Test
  void filesOfOneSideAloneAreTold() throws IOException {
    Files.writeString(first.resolve("old.csv"), "x\n");
    Files.writeString(second.resolve("new.csv"), "x\n");
    assertEquals(FileDifference.Kind.MISSING, only("old.csv").kind());
    assertEquals(FileDifference.Kind.NEW, only("new.csv").kind());
  }

  @Test
  void compressedFilesAreComparedByWhatIsInThem() throws IOException {
    Files.write(first.resolve("i.gz"), packed(1, 200));
    Files.write(second.resolve("i.gz"), packed(1, 197));
    assertEquals(3, only("i.gz").largest());
  }

  private static byte[] packed(int... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (int value : values) {
        gzip.write(value);
      }
    }
    return out.toByteArray();
  }

  @Test
  void resultOfTheManifestCounts() throws IOException {
    Files.writeString(second.resolve("manifest.json"), "{\"result\": {\"value\": 2}}");
    assertEquals(0.5, only("manifest.json, result").largest());
  }

  @Test
  void pictureOfOtherBytesIsDifferent() throws IOException {
    both("p.png", "a", "b");
    assertEquals(FileDifference.Kind.DIFFERENT, only("p.png").kind());
  }
}
