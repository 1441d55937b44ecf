package org.otium.data.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

final class IdxFilesTest {
  @TempDir private Path folder;

  private static byte[] idx(int code, int[] sizes, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) code).put((byte) sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(content).array();
  }

  private Path put(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] labels(int... ids) {
    byte[] bytes = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      bytes[i] = (byte) ids[i];
    }
    return idx(0x08, new int[] {ids.length}, bytes);
  }

  private String refusal(Path path) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new IdxFormat().read(path));
    return e.what() + " " + e.remedy();
  }

  @Test
  void bytesAreScaledBy255() throws IOException {
    Path images =
        put("t-images-idx3-ubyte", idx(8, new int[] {1, 2, 2}, new byte[] {0, 51, (byte) 255, 16}));
    put("t-labels-idx1-ubyte", labels(4));
    LabeledDataset read = new IdxFormat().read(images);
    assertArrayEquals(new float[] {0, 0.2f, 1, 16 / 255f}, read.features().toArray(), 1e-7f);
    assertEquals(FeatureShape.image(2, 2, 1), read.shape());
    assertEquals("t", read.name());
  }

  @ParameterizedTest
  @EnumSource(IdxElementType.class)
  void everyElementTypeIsRead(IdxElementType type) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(2 * type.bytes());
    for (int value : new int[] {-3, 100}) {
      switch (type) {
        case UBYTE, BYTE -> content.put((byte) value);
        case SHORT -> content.putShort((short) (value * 100));
        case INT -> content.putInt(value * 100_000);
        case FLOAT -> content.putFloat(value / 8f);
        case DOUBLE -> content.putDouble(value / 8d);
      }
    }
    Path images = put("x-images.idx", idx(type.code(), new int[] {1, 2}, content.array()));
    put("x-labels.idx", labels(0));
    float[] expected =
        switch (type) {
          case UBYTE -> new float[] {253 / 255f, 100 / 255f};
          case BYTE -> new float[] {-3, 100};
          case SHORT -> new float[] {-300, 10_000};
          case INT -> new float[] {-300_000, 10_000_000};
          case FLOAT, DOUBLE -> new float[] {-0.375f, 12.5f};
        };
    assertArrayEquals(expected, new IdxFormat().read(images).features().toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "a-images-idx3-ubyte, a-labels-idx1-ubyte, a",
    "a-images-idx3-ubyte, a-labels-idx1-ubyte.gz, a",
    "a-images-idx3-ubyte.gz, a-labels-idx1-ubyte, a",
    "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte, t10k",
    "images-small.idx3-ubyte, labels-small.idx1-ubyte, images-small.idx3-ubyte",
    "my.images.idx.gz, my.labels.idx.gz, my",
    "a-images-idx3-ubyte, a-labels-idx1-int, a",
  })
  void labelsArePairedByName(String images, String labels, String name) throws IOException {
    byte[] pixels = idx(8, new int[] {1, 2, 2}, new byte[4]);
    byte[] ids = labels(3);
    Path path = put(images, images.endsWith(".gz") ? gzip(pixels) : pixels);
    put(labels, labels.endsWith(".gz") ? gzip(ids) : ids);
    LabeledDataset read = new IdxFormat().read(path);
    assertArrayEquals(new int[] {3}, read.classIds());
    assertEquals(name, read.name());
    assertTrue(new IdxFormat().recognises(path));
    assertFalse(new IdxFormat().recognises(folder.resolve(labels)));
  }

  @Test
  void missingLabelsAreNamed() throws IOException {
    Path images = put("a-images-idx3-ubyte.gz", gzip(idx(8, new int[] {1, 2, 2}, new byte[4])));
    assertTrue(refusal(images).contains("a-labels-idx1-ubyte.gz"));
  }

  @Test
  void labelsCanBeGiven() throws IOException {
    Path images = put("pixels", idx(8, new int[] {1, 2, 2}, new byte[4]));
    put("classes", labels(9));
    assertTrue(refusal(images).contains("'labels'"));
    IdxSettings settings =
        new IdxSettings(Optional.of("classes"), Optional.empty(), IdxSettings.Element.AUTO);
    assertArrayEquals(new int[] {9}, new IdxFormat(settings).read(images).classIds());
  }

  @Test
  void classNamesComeFromTheLongestMatchingEntry() throws IOException {
    put(
        "classes.json",
        "{\"mnist\": [\"a\", \"b\"], \"fashion\": {\"1\": \"Bag\"}, \"fash\": [\"no\"]}"
            .getBytes(StandardCharsets.UTF_8));
    Path images = put("fashion-train-images-idx3-ubyte", idx(8, new int[] {1, 2, 2}, new byte[4]));
    put("fashion-train-labels-idx1-ubyte", labels(1));
    assertEquals(Map.of(1, "Bag"), new IdxFormat().read(images).classNames());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1]", "{'a': [1]}", "{'a': ['x'", "{'a': {'x': 'y'}}", "{'a': ['x']} 1", "{"})
  void wrongClassNamesAreRefused(String json) throws IOException {
    put("classes.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Path images = put("a-images-idx3-ubyte", idx(8, new int[] {1, 2, 2}, new byte[4]));
    put("a-labels-idx1-ubyte", labels(1));
    assertTrue(refusal(images).contains("classes.json"));
  }

  @Test
  void hugeHeadersAreRefusedBeforeAnythingIsAllocated() throws IOException {
    int max = Integer.MAX_VALUE;
    put("a-labels-idx1-ubyte", labels(1));
    Path plain = put("a-images-idx3-ubyte", idx(8, new int[] {max, max, max}, new byte[4]));
    assertTrue(refusal(plain).contains("declares"));
    byte[] zeros = new byte[4096];
    Path packed = put("a-images-idx3-ubyte.gz", gzip(idx(8, new int[] {max, 1, 1}, zeros)));
    assertTrue(refusal(packed).contains("declares"));
    // Within what deflate could hold, but not in the file.
    Path small = put("a-images-idx4-ubyte.gz", gzip(idx(8, new int[] {1, 16, 16, 17}, zeros)));
    assertTrue(refusal(small).contains("truncated"));
    Path deep = put("b-images-idx3-ubyte", idx(8, new int[] {1, 1, 1, 1, 1}, new byte[1]));
    put("b-labels-idx1-ubyte", labels(1));
    assertTrue(refusal(deep).contains("5 dimensions"));
  }

  @Test
  void moreContentThanDeclaredIsRefused() throws IOException {
    put("a-labels-idx1-ubyte", labels(1));
    Path plain = put("a-images-idx3-ubyte", idx(8, new int[] {1, 2, 2}, new byte[5]));
    assertTrue(refusal(plain).contains("too long by 1 byte:"));
    Path packed = put("a-images-idx3-ubyte.gz", gzip(idx(8, new int[] {1, 2, 2}, new byte[5])));
    assertTrue(refusal(packed).contains("too long by 1 byte:"));
  }

  @Test
  void brokenHeaderIsToldEvenWithoutLabels() throws IOException {
    Path empty = put("e-images-idx3-ubyte", new byte[0]);
    assertTrue(refusal(empty).contains("is empty: it has 0 bytes"));
    Path cut = put("t-images-idx3-ubyte", new byte[] {0, 0, 8, 3, 0, 0});
    assertTrue(refusal(cut).contains("ends within its header, after 6 bytes"));
    Path magic = put("m-images-idx3-ubyte", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertTrue(refusal(magic).contains("starts with 010203"));
    for (Path named : new Path[] {empty, cut, magic, folder.resolve("x.idx3.gz")}) {
      assertTrue(new IdxFormat().isNamedFor(named), named.toString());
    }
    assertFalse(new IdxFormat().isNamedFor(folder.resolve("myidx")));
    assertFalse(new IdxFormat().isNamedFor(folder.resolve("idx3-ubyte.csv")));
  }

  @Test
  void lyingHeaderShowsAllSizes() throws IOException {
    Path lie = put("l-images-idx3-ubyte", idx(8, new int[] {-1, 28, -2}, new byte[4]));
    assertTrue(refusal(lie).contains("4294967295×28×4294967294"));
  }

  @Test
  void wrongFilesAreRefused() throws IOException {
    put("a-labels-idx1-ubyte", labels(1, 2));
    Path images = put("a-images-idx3-ubyte", idx(8, new int[] {1, 2, 2}, new byte[4]));
    assertTrue(refusal(images).contains("2 labels"));
    assertTrue(refusal(folder.resolve("a-labels-idx1-ubyte")).contains("labels only"));
    put("a-images-idx3-ubyte", "hello, this is a text".getBytes(StandardCharsets.UTF_8));
    assertTrue(refusal(images).contains("68656c"));
    put("a-images-idx3-ubyte", idx(8, new int[] {0, 2, 2}, new byte[0]));
    assertTrue(refusal(images).contains("is empty"));
    put(
        "a-images-idx3-ubyte",
        idx(0x0D, new int[] {2, 1}, ByteBuffer.allocate(8).putFloat(Float.NaN).array()));
    assertTrue(refusal(images).contains("NaN"));
    put("a-images-idx3-ubyte", idx(8, new int[] {2, 1}, new byte[2]));
    put("a-labels-idx1-ubyte", idx(0x0D, new int[] {2}, new byte[8]));
    assertTrue(refusal(images).contains("labels of type float"));
    assertTrue(refusal(folder).contains("is a folder"));
  }

  @Test
  void writingRoundsAndClampsByTheRange() throws IOException {
    LabeledDataset dataset =
        LabeledDataset.of("r", Matrix.wrap(1, 4, new float[] {-5, -1, 0.001f, 9}), Labels.hard(0))
            .withShape(new FeatureShape(2, 2, 1, -1, 1));
    IdxFormat format = new IdxFormat();
    Path path = folder.resolve(format.fileName("r", dataset));
    assertEquals("r-images-idx3-ubyte.gz", String.valueOf(path.getFileName()));
    format.write(dataset, path);
    float[] read = format.read(path).features().toArray();
    assertArrayEquals(new float[] {0, 0, 128 / 255f, 1}, read);
  }

  @Test
  void whatIdxCannotHoldIsRefused() {
    Matrix features = Matrix.wrap(2, 4, new float[8]);
    LabeledDataset plain = LabeledDataset.of("p", features, Labels.hard(0, 1));
    Path path = folder.resolve("p-images-idx2-float");
    LabeledDataset soft =
        plain.withLabels(
            Labels.soft(new int[] {0, 1}, Matrix.of(new double[][] {{1, 0}, {0.5, 0.5}})));
    LabeledDataset weighted = plain.withWeights(Weights.probability(0.25, 0.75));
    IdxFormat format = new IdxFormat();
    assertThrows(InvalidInputException.class, () -> format.write(soft, path));
    assertThrows(InvalidInputException.class, () -> format.write(weighted, path));
    InvalidInputException wrongName =
        assertThrows(
            InvalidInputException.class,
            () -> format.write(plain, folder.resolve("p-images-idx3-ubyte")));
    assertEquals("Call it p-images-idx2-float.", wrongName.remedy());
    assertThrows(InvalidInputException.class, () -> format.write(plain, folder.resolve("p.idx")));
    assertFalse(Files.exists(path));
  }

  @Test
  void nothingIsLeftWhereOneOfTheFilesExists() throws IOException {
    put("p-labels-idx1-ubyte", new byte[] {1});
    LabeledDataset plain = LabeledDataset.of("p", Matrix.wrap(1, 4, new float[4]), Labels.hard(0));
    Path path = folder.resolve("p-images-idx2-float");
    assertThrows(InvalidInputException.class, () -> new IdxFormat().write(plain, path));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
