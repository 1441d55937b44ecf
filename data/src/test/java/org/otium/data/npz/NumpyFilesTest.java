package org.otium.data.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/** The fixtures were written by numpy 2.4. */
final class NumpyFilesTest {
  @TempDir private Path folder;

  private Path fixture(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"le-f4", "be-f4", "le-f8", "be-f8"})
  void floatsAreRead(String name) throws IOException {
    NpyArray array = NpyFile.read(fixture(name + ".npy"));
    assertArrayEquals(new int[] {2, 3}, array.shape());
    assertArrayEquals(new double[] {-2, -0.5, 1, 2.5, 4, 5.5}, array.toDoubles());
    assertArrayEquals(new float[] {-2, -0.5f, 1, 2.5f, 4, 5.5f}, array.toFloats());
  }

  @ParameterizedTest
  @ValueSource(strings = {"i1", "le-i2", "be-i2", "le-i4", "le-i8", "be-i8"})
  void integersAreRead(String name) throws IOException {
    NpyArray array = NpyFile.read(fixture(name + ".npy"));
    assertArrayEquals(new int[] {-2, -1, 0, 1, 2, 3}, array.toInts());
    assertArrayEquals(new long[] {-2, -1, 0, 1, 2, 3}, array.toLongs());
  }

  @ParameterizedTest
  @CsvSource({"u1, 255", "le-u2, 65535", "le-u4, 4294967295"})
  void unsignedIntegersAreRead(String name, long max) throws IOException {
    long[] expected = {max, max - 1, max - 2, max - 3, max - 4, max - 5};
    assertArrayEquals(expected, NpyFile.read(fixture(name + ".npy")).toLongs());
  }

  @Test
  void truthValuesAreRead() throws IOException {
    NpyArray array = NpyFile.read(fixture("b1.npy"));
    assertEquals(NpyType.BOOL, array.type());
    assertArrayEquals(new int[] {0, 1, 0, 1, 0, 1}, array.toInts());
  }

  @Test
  void fortranOrderBecomesCOrder() throws IOException {
    NpyArray array = NpyFile.read(fixture("fortran.npy"));
    assertArrayEquals(new int[] {2, 3, 4}, array.shape());
    for (int i = 0; i < 24; i++) {
      assertEquals(i, array.toInts()[i]);
    }
  }

  @Test
  void scalarsEmptyArraysAndTextsAreRead() throws IOException {
    NpyArray scalar = NpyFile.read(fixture("scalar.npy"));
    assertEquals(0, scalar.shape().length);
    assertArrayEquals(new double[] {2.5}, scalar.toDoubles());
    NpyArray empty = NpyFile.read(fixture("empty.npy"));
    assertArrayEquals(new int[] {0, 3}, empty.shape());
    String[] texts = NpyFile.read(fixture("texts.npy")).toStrings();
    assertArrayEquals(new String[] {"zero", "", "dreißig", "🎈x"}, texts);
    assertArrayEquals(new String[] {"ab", "c"}, NpyFile.read(fixture("texts-be.npy")).toStrings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"version2", "version3"})
  void laterVersionsAreRead(String name) throws IOException {
    assertArrayEquals(
        new double[] {0, 1, 2, 3, 4, 5}, NpyFile.read(fixture(name + ".npy")).toDoubles());
  }

  @ParameterizedTest
  @CsvSource({
    "object.npy, pickle",
    "record.npy, several fields",
    "complex.npy, type '<c8'",
  })
  void otherTypesAreRefused(String name, String reason) throws IOException {
    Path path = fixture(name);
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> NpyFile.read(path));
    assertTrue(e.what().contains(reason), e.what());
  }

  /** numpy writes these shapes with the same header, so the bytes must agree. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "le-f4", "le-f8", "i1", "le-i2", "le-i4", "le-i8", "u1", "le-u2", "le-u4", "b1", "scalar",
        "texts", "empty"
      })
  void writtenFilesAreThoseOfNumpy(String name) throws IOException {
    Path original = fixture(name + ".npy");
    Path copy = folder.resolve("copy.npy");
    NpyFile.write(copy, NpyFile.read(original));
    assertArrayEquals(Files.readAllBytes(original), Files.readAllBytes(copy));
  }

  @Test
  void imagesWithEverythingAreRead() throws IOException {
    LabeledDataset read = new NpzFormat().read(fixture("images.npz"));
    assertEquals(FeatureShape.image(4, 4, 1), read.shape());
    assertArrayEquals(new int[] {3, 9}, read.classIds());
    assertEquals(Map.of(3, "cat", 9, "dog"), read.classNames());
    assertArrayEquals(new double[] {.1, .2, .3, .2, .2}, read.weights().toArray());
    // numpy.random.seed(0); rand(5, 4, 4)[0, 0, 0]
    assertEquals(0.5488135f, read.features().get(0, 0));
    assertEquals("images", read.name());
  }

  @Test
  void aliasesAndTextLabelsAreRead() throws IOException {
    LabeledDataset read = new NpzFormat().read(fixture("aliases.npz"));
    assertEquals(2, read.dimension());
    assertEquals(7f, read.features().get(3, 1));
    assertEquals(Map.of(0, "a", 1, "b", 2, "c"), read.classNames());
    assertEquals(1, read.labels().classOf(0));
  }

  @Test
  void byteImagesAreScaledAndColumnsOfLabelsAccepted() throws IOException {
    LabeledDataset read = new NpzFormat().read(fixture("bytes.npz"));
    assertEquals(FeatureShape.image(2, 2, 1), read.shape());
    assertEquals(210 / 255f, read.features().get(1, 3));
    assertEquals(1, read.labels().classOf(0));
  }

  @Test
  void softLabelsAreRead() throws IOException {
    LabeledDataset read = new NpzFormat().read(fixture("soft.npz"));
    assertEquals(0.75, read.labels().share(0, 7));
    assertEquals(4, read.labels().classOf(1));
  }

  @Test
  void ambiguityListsWhatIsThere() throws IOException {
    Path path = fixture("several.npz");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new NpzFormat().read(path));
    assertTrue(e.what().contains("x f8[2×2], features f8[2×2], y i8[2]"), e.what());
    NpzSettings settings = new NpzSettings(Optional.of("x"), Optional.empty(), true);
    assertEquals(2, new NpzFormat(settings).read(path).size());
    NpzSettings wrong = new NpzSettings(Optional.of("nothing"), Optional.empty(), true);
    assertThrows(InvalidInputException.class, () -> new NpzFormat(wrong).read(path));
  }

  @Test
  void picklesAreRefused() throws IOException {
    Path path = fixture("pickled.npz");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new NpzFormat().read(path));
    assertTrue(e.what().contains("pickle"), e.what());
  }

  @Test
  void namedArraysComeBack() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("z/step", NpyArray.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE}, 2));
    arrays.put("a", NpyArray.of(new double[] {Double.NaN, -0.0, 1e300}, 3, 1));
    arrays.put("flag", NpyArray.of(new boolean[] {true, false}, 2));
    arrays.put("text", NpyArray.of(new String[] {"", "ü"}, 1, 2));
    arrays.put("bytes", NpyArray.ofUnsignedBytes(new byte[] {-1}, 1));
    arrays.put("scalar", NpyArray.scalar(Math.PI));
    Path path = folder.resolve("named.npz");
    NpzFile.write(path, arrays);
    Map<String, NpyArray> read = NpzFile.read(path);
    assertEquals(arrays, read);
    assertEquals(arrays.keySet().toString(), read.keySet().toString());
  }

  @Test
  void conversionsRefuseWhatDoesNotFit() {
    NpyArray half = NpyArray.of(new double[] {0.5}, 1);
    assertThrows(InvalidInputException.class, half::toInts);
    assertThrows(InvalidInputException.class, half::toStrings);
    NpyArray large = NpyArray.of(new long[] {1L << 40}, 1);
    assertThrows(InvalidInputException.class, large::toInts);
    NpyArray text = NpyArray.of(new String[] {"1"}, 1);
    assertThrows(InvalidInputException.class, text::toDoubles);
    assertThrows(InvalidInputException.class, () -> NpyArray.of(new float[3], 2, 2));
  }
}
