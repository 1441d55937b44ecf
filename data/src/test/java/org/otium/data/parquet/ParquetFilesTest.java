package org.otium.data.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;
import org.otium.data.images.ImageSize;
import org.otium.testkit.Samples;

final class ParquetFilesTest {
  private static final String NUMBERS =
      "message schema { required double a; optional int32 b; required boolean c;"
          + " required int64 label; }";
  private static final String VECTORS =
      "message schema { optional group features (LIST) { repeated group list { optional float"
          + " element; } } required binary class (STRING); }";
  private static final String PICTURES =
      "message schema { optional group image { optional binary bytes; optional binary path (STRING);"
          + " } optional int64 label; optional binary note (STRING); }";
  private static final String CLASSES =
      """
      {"info": {"features": {"image": {"_type": "Image"},
      "label": {"names": ["cat", "dog", "fish"], "_type": "ClassLabel"}}}}
      """;

  @TempDir private Path folder;

  private Path numbers(String name, CompressionCodecName codec, int rows) throws IOException {
    return Reference.write(
        folder.resolve(name),
        NUMBERS,
        codec,
        Map.of(),
        rows,
        (row, i) ->
            row.append("a", i / 4.0)
                .append("b", -i)
                .append("c", i % 2 == 1)
                .append("label", i % 3L));
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "ZSTD"})
  void readsColumnsThatTheReferenceWrote(CompressionCodecName codec) throws IOException {
    LabeledDataset read = new ParquetFormat().read(numbers("n.parquet", codec, 5000));
    assertEquals(5000, read.size());
    assertEquals(3, read.dimension());
    for (int i = 0; i < 5000; i++) {
      assertEquals(i / 4f, read.features().get(i, 0));
      assertEquals(-i, read.features().get(i, 1));
      assertEquals(i % 2, read.features().get(i, 2));
      assertEquals(i % 3, read.labels().classOf(i));
    }
  }

  private static void vector(Group row, double... values) {
    Group list = row.addGroup("features");
    for (double value : values) {
      list.addGroup("list").append("element", (float) value);
    }
  }

  private Path vectors(String name, int rows) throws IOException {
    return Reference.write(
        folder.resolve(name),
        VECTORS,
        CompressionCodecName.SNAPPY,
        Map.of(),
        rows,
        (row, i) -> {
          vector(row, i, i * i, -1);
          row.append("class", i % 2 == 0 ? "even" : "odd");
        });
  }

  @Test
  void readsListsAndTextsThatTheReferenceWrote() throws IOException {
    LabeledDataset read = new ParquetFormat().read(vectors("v.parquet", 3000));
    assertEquals(FeatureShape.vector(3), read.shape());
    for (int i = 0; i < 3000; i++) {
      assertEquals(i, read.features().get(i, 0));
      assertEquals((float) i * i, read.features().get(i, 1));
      assertEquals(-1, read.features().get(i, 2));
      assertEquals(i % 2 == 0 ? "even" : "odd", read.className(read.labels().classOf(i)));
    }
  }

  @Test
  void listsOfListsOfBytesAreImages() throws IOException {
    String schema =
        """
        message s {
          required group image (LIST) { repeated group list {
            required group element (LIST) { repeated group list {
              required int32 element (INTEGER(8,false)); } } } }
          required int32 label;
        }
        """;
    Path file =
        Reference.write(
            folder.resolve("l.parquet"),
            schema,
            CompressionCodecName.SNAPPY,
            Map.of(),
            5000,
            (row, i) -> {
              Group rows = row.addGroup("image");
              for (int y = 0; y < 2; y++) {
                Group line = rows.addGroup("list").addGroup("element");
                for (int x = 0; x < 3; x++) {
                  line.addGroup("list").append("element", (i + 3 * y + x) % 256);
                }
              }
              row.append("label", i % 2);
            });
    LabeledDataset read = new ParquetFormat().read(file);
    assertEquals(FeatureShape.image(2, 3, 1), read.shape());
    assertEquals((4999 + 5) % 256 / 255f, read.features().get(4999, 5));
    assertEquals((4100 + 1) % 256 / 255f, read.features().get(4100, 1));
  }

  private static byte[] png(int height, int width, int gray) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, gray);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Path pictures(String name, int rows, Reference.Row other) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Reference.write(
        file,
        PICTURES,
        CompressionCodecName.SNAPPY,
        Map.of("huggingface", CLASSES),
        rows,
        (row, i) -> {
          row.addGroup("image").append("bytes", Binary.fromConstantByteArray(png(2, 3, i % 250)));
          row.append("label", i % 3L).append("note", "n" + i);
          other.fill(row, i);
        });
  }

  @Test
  void readsTheLayoutOfHuggingFaceWithTheNamesOfItsClasses() throws IOException {
    pictures("pets/data/train-00000-of-00002.parquet", 40, (row, i) -> {});
    pictures("pets/data/train-00001-of-00002.parquet", 30, (row, i) -> {});
    pictures("pets/data/test-00000-of-00001.parquet", 10, (row, i) -> {});
    Path pets = folder.resolve("pets");
    ParquetFormat train = new ParquetFormat(ParquetSettings.defaults().withSplit("train"));
    assertTrue(train.recognises(pets));
    LabeledDataset read = train.read(pets);
    assertEquals("pets-train", read.name());
    assertEquals(70, read.size());
    assertEquals(FeatureShape.image(2, 3, 1), read.shape());
    assertEquals(Map.of(0, "cat", 1, "dog", 2, "fish"), read.classNames());
    assertEquals(29 / 255f, read.features().get(69, 5));
    assertEquals(29 % 3, read.labels().classOf(69));
    assertEquals(
        10,
        new ParquetFormat(ParquetSettings.defaults().withSplit("test-*.parquet"))
            .read(pets)
            .size());
    assertRefused(
        "several splits: test, train", "split: test", () -> new ParquetFormat().read(pets));
    assertRefused(
        "no split 'valid'",
        "test, train",
        () -> new ParquetFormat(ParquetSettings.defaults().withSplit("valid")).read(pets));
  }

  @Test
  void splitsHaveTheirNamesFromFilesOrFromFoldersOfParts() throws IOException {
    for (String file :
        List.of(
            "a/plain_text/train-00000-of-00001-0123abcd.parquet",
            "a/default/test/0000.parquet",
            "a/valid.parquet/part-00000-77.snappy.parquet",
            "a/valid.parquet/part-00001-77.snappy.parquet",
            "a/.hidden.parquet")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "");
    }
    Map<String, List<Path>> splits = ParquetFiles.splits(folder.resolve("a"));
    assertEquals(List.of("plain_text/train", "test", "valid"), List.copyOf(splits.keySet()));
    assertEquals(2, splits.get("valid").size());
  }

  /** Without gzip, for which the reference would need Hadoop. */
  private static ParquetFormat plain(ParquetSettings.Layout layout) {
    return new ParquetFormat(ParquetSettings.defaults().withLayout(layout).withCompress(false));
  }

  @Test
  void theReferenceReadsWhatIsWritten() throws IOException {
    LabeledDataset clouds = Samples.clouds(5, 2, 700, 7, 4).withClassNames(Map.of(1, "one"));
    Path vectors = folder.resolve("v.parquet");
    plain(ParquetSettings.Layout.VECTORS).write(clouds, vectors);
    List<Group> rows = Reference.read(vectors);
    assertEquals(clouds.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Group list = rows.get(i).getGroup("features", 0);
      assertEquals(7, list.getFieldRepetitionCount("list"));
      for (int j = 0; j < 7; j++) {
        assertEquals(clouds.features().get(i, j), list.getGroup("list", j).getFloat("element", 0));
      }
      assertEquals(clouds.labels().classOf(i), rows.get(i).getInteger("label", 0));
    }
    Path columns = folder.resolve("c.parquet");
    plain(ParquetSettings.Layout.COLUMNS).write(clouds, columns);
    assertEquals(clouds.features().get(3, 6), Reference.read(columns).get(3).getFloat("f6", 0));
  }

  @Test
  void theReferenceReadsPicturesThatAreWritten() throws IOException {
    LabeledDataset images =
        LabeledDataset.of(
                "i", Matrix.of(new double[][] {{0, 1, 0, 0}, {1, 0, 0, 0}}), Labels.hard(1, 0))
            .withShape(FeatureShape.image(2, 2, 1))
            .withClassNames(Map.of(0, "left", 1, "right"));
    Path file = folder.resolve("i.parquet");
    plain(ParquetSettings.Layout.IMAGES).write(images, file);
    Group row = Reference.read(file).getFirst();
    byte[] png = row.getGroup("image", 0).getBinary("bytes", 0).getBytes();
    assertEquals(
        255, ImageIO.read(new java.io.ByteArrayInputStream(png)).getRaster().getSample(1, 0, 0));
    assertEquals(0, row.getGroup("image", 0).getFieldRepetitionCount("path"));
    assertEquals(1, row.getLong("label", 0));
    assertEquals(Map.of(0, "left", 1, "right"), new ParquetFormat().read(file).classNames());
  }

  @Test
  void weightsComeBackAndBatchesAreWritten() throws IOException {
    LabeledDataset weighted =
        LabeledDataset.of("w", Matrix.of(new double[][] {{1}, {2}, {3}}), Labels.hard(0, 0, 1))
            .withWeights(Weights.probability(0.5, 0.25, 0.25));
    Path file = folder.resolve("w.parquet");
    new ParquetFormat().write(weighted, file);
    assertArrayEquals(
        weighted.weights().toArray(), new ParquetFormat().read(file).weights().toArray());
    Path batches = folder.resolve("b.parquet");
    SampleBatches all = SampleBatches.of(weighted);
    new ParquetFormat()
        .write(
            new SampleBatches(
                "b",
                3,
                all.shape(),
                all.classIds(),
                all.classNames(),
                false,
                List.of(weighted.select(new int[] {2}), weighted.select(new int[] {0, 1}))
                    .iterator()),
            batches);
    LabeledDataset read = new ParquetFormat().read(batches);
    assertArrayEquals(new float[] {3, 1, 2}, read.features().array());
    assertTrue(read.weights().isUniform());
  }

  @Test
  void constantDataAreNoBomb() throws IOException {
    LabeledDataset zeros =
        LabeledDataset.of(
            "z", Matrix.wrap(6000, 784, new float[6000 * 784]), Labels.hard(new int[6000]));
    Path packed = folder.resolve("z.parquet");
    new ParquetFormat().write(zeros, packed);
    assertTrue(Files.size(packed) < 100_000);
    assertEquals(zeros, new ParquetFormat().read(packed).withName("z"));
    Path runs =
        Reference.write(
            folder.resolve("r.parquet"),
            NUMBERS,
            CompressionCodecName.ZSTD,
            Map.of(),
            200_000,
            (row, i) -> row.append("a", 1.0).append("b", 7).append("c", true).append("label", 4L));
    assertEquals(200_000, new ParquetFormat().read(runs).size());
  }

  @Test
  void aPageThatClaimsMoreThanItHasIsRefused() throws IOException {
    Path file = folder.resolve("lie.parquet");
    plain(ParquetSettings.Layout.VECTORS).write(Samples.clouds(1, 2, 20, 3, 2), file);
    byte[] content = Files.readAllBytes(file);
    // The header begins after PAR1: type 0, then the unpacked size as a number of several bytes.
    assertEquals(0x15, content[4]);
    assertEquals(0x15, content[6]);
    for (int at = 7; at < 9; at++) {
      content[at] = (byte) 0xff;
    }
    content[9] = 0x7f;
    Files.write(file, content);
    assertRefused(
        "truncated or damaged", "Get the file again", () -> new ParquetFormat().read(file));
  }

  @Test
  void missingValuesAreToldWithTheirRow() throws IOException {
    Path file =
        Reference.write(
            folder.resolve("n.parquet"),
            NUMBERS,
            CompressionCodecName.SNAPPY,
            Map.of(),
            5000,
            (row, i) -> {
              row.append("a", 1.0).append("c", true).append("label", 1L);
              if (i != 4321) {
                row.append("b", i);
              }
            });
    assertRefused(
        "column 'b' of " + file + " has no value in row 4322",
        "",
        () -> new ParquetFormat().read(file));
    Path labels = pictures("x/l.parquet", 3, (row, i) -> row.getFieldRepetitionCount("label"));
    assertEquals(3, new ParquetFormat().read(labels).size());
    Path none =
        Reference.write(
            folder.resolve("m.parquet"),
            PICTURES,
            CompressionCodecName.SNAPPY,
            Map.of(),
            2,
            (row, i) ->
                row.addGroup("image").append("bytes", Binary.fromConstantByteArray(png(2, 2, 1))));
    assertRefused(
        "'label' of " + none + " has no value in row 1",
        "label: none",
        () -> new ParquetFormat().read(none));
    assertEquals(
        2, new ParquetFormat(ParquetSettings.defaults().withLabel("none")).read(none).size());
  }

  @Test
  void absentLabelsOfHuggingFaceAreNoClass() throws IOException {
    Path file =
        Reference.write(
            folder.resolve("t.parquet"),
            PICTURES,
            CompressionCodecName.SNAPPY,
            Map.of("huggingface", CLASSES),
            2,
            (row, i) -> {
              row.addGroup("image").append("bytes", Binary.fromConstantByteArray(png(2, 2, 1)));
              row.append("label", -1L);
            });
    assertRefused(
        "−1, which stands for no label", "label: none", () -> new ParquetFormat().read(file));
  }

  @Test
  void picturesOfSeveralSizesAreToldOrResized() throws IOException {
    Path file =
        Reference.write(
            folder.resolve("s.parquet"),
            PICTURES,
            CompressionCodecName.SNAPPY,
            Map.of(),
            3,
            (row, i) -> {
              row.addGroup("image").append("bytes", Binary.fromConstantByteArray(png(2 + i, 2, 9)));
              row.append("label", 1L);
            });
    assertRefused(
        "the picture in row 2 of " + file, "size: 32", () -> new ParquetFormat().read(file));
    LabeledDataset read =
        new ParquetFormat(ParquetSettings.defaults().withSize(new ImageSize(2, 2))).read(file);
    assertEquals(FeatureShape.image(2, 2, 1), read.shape());
  }

  @Test
  void listsOfSeveralLengthsAndValuesThatAreNotFiniteAreTold() throws IOException {
    Path ragged =
        Reference.write(
            folder.resolve("r.parquet"),
            VECTORS,
            CompressionCodecName.SNAPPY,
            Map.of(),
            9,
            (row, i) -> {
              vector(row, i == 7 ? new double[] {1} : new double[] {1, 2});
              row.append("class", "c");
            });
    assertRefused(
        "list of 1 values in row 8, where others have 2",
        "",
        () -> new ParquetFormat().read(ragged));
    Path nan =
        Reference.write(
            folder.resolve("q.parquet"),
            VECTORS,
            CompressionCodecName.SNAPPY,
            Map.of(),
            9,
            (row, i) -> {
              vector(row, 1, i == 6 ? Double.NaN : 2);
              row.append("class", "c");
            });
    assertRefused(
        "'features' of " + nan + " has NaN in row 7", "", () -> new ParquetFormat().read(nan));
  }

  @Test
  void filesOfOneSplitMustHaveTheSameColumns() throws IOException {
    Files.createDirectories(folder.resolve("d"));
    numbers("d/train-00000-of-00002.parquet", CompressionCodecName.SNAPPY, 5);
    vectors("d/train-00001-of-00002.parquet", 5);
    assertRefused(
        "the files of one split differ", "", () -> new ParquetFormat().read(folder.resolve("d")));
  }

  @Test
  void columnsThatCannotBeFeaturesAreTold() throws IOException {
    Path text =
        Reference.write(
            folder.resolve("t.parquet"),
            "message s { required float x; required binary id (STRING); required int32 y; }",
            CompressionCodecName.UNCOMPRESSED,
            Map.of(),
            4,
            (row, i) -> row.append("x", 1f * i).append("id", "i" + i).append("y", i % 2));
    assertRefused(
        "several kinds: x (numbers), id (text)", "ignore", () -> new ParquetFormat().read(text));
    assertRefused(
        "no column 'nope'",
        "x (numbers)",
        () -> new ParquetFormat(ParquetSettings.defaults().withLabel("nope")).read(text));
    LabeledDataset read = new ParquetFormat(ParquetSettings.defaults().withLabel("id")).read(text);
    assertEquals(2, read.dimension());
  }

  @Test
  void whatIsNoParquetFileIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("t.parquet"), "hello, this is no such file");
    assertRefused("is no Parquet file", "PAR1", () -> new ParquetFormat().read(text));
    assertRefused(
        "holds no Parquet files",
        "",
        () -> new ParquetFormat().read(Files.createDirectory(folder.resolve("e"))));
  }

  private static void assertRefused(
      String what, String remedy, org.junit.jupiter.api.function.Executable action) {
    InvalidInputException e = assertThrows(InvalidInputException.class, action);
    assertTrue(e.what().contains(what), e.what());
    assertTrue(e.remedy().contains(remedy), e.remedy());
  }
}
