package org.otium.data.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.testkit.Samples;

class ParquetPartsTest {
  private static final ParquetSettings SETTINGS = ParquetSettings.defaults();
  private static final ParquetSettings LEAVE_OUT =
      SETTINGS.withDamaged(ParquetSettings.Damaged.LEAVE_OUT);
  @TempDir private Path folder;

  private static LabeledDataset data() {
    LabeledDataset clouds =
        Samples.clouds(3, 3, 4, 12, 2)
            .withShape(new FeatureShape(2, 2, 3, -10, 10))
            .withClassNames(Map.of(3, "three"));
    double[] masses = new double[clouds.size()];
    java.util.Arrays.setAll(masses, i -> 1 + i % 4);
    return clouds.withWeights(Weights.proportional(masses));
  }

  private Path inParts(LabeledDataset data, ParquetSettings settings, int... ends)
      throws IOException {
    Path parts = Files.createDirectory(folder.resolve("data.parquet"));
    int from = 0;
    for (int k = 0; k < ends.length; k++) {
      int[] rows = IntStream.range(from, ends[k]).toArray();
      double[] masses = IntStream.of(rows).mapToDouble(data.weights()::get).toArray();
      Path file = parts.resolve("part-0000" + k + ".parquet");
      if (settings.equals(SETTINGS)) {
        ParquetParts.write(data.select(rows), masses, file);
      } else {
        new ParquetFormat(settings).write(data.select(rows), file);
      }
      from = ends[k];
    }
    Files.createFile(parts.resolve("_SUCCESS"));
    return parts;
  }

  @Test
  void partsHoldTheDatasetThatAllOfThemAreReadAs() throws IOException {
    LabeledDataset data = data();
    Path path = inParts(data, SETTINGS, 5, 6, data.size());
    LabeledDataset whole = new ParquetFormat().read(path);
    assertEquals(data.features(), whole.features());
    assertArrayEquals(data.weights().toArray(), whole.weights().toArray(), 1e-16);
    ParquetParts parts = ParquetParts.of(path, SETTINGS);
    assertEquals(whole.name(), parts.name());
    assertEquals(whole.shape(), parts.shape());
    assertEquals(whole.classNames(), parts.classNames());
    int at = 0;
    for (ParquetParts.Part part : parts.parts()) {
      ParquetParts.Labelled labels = ParquetParts.labels(part.file(), SETTINGS);
      assertEquals(part.rows(), labels.classIds().length);
      int[] rows = IntStream.range(at, at + labels.classIds().length).toArray();
      float[] expected = data.features().selectRows(rows).toArray();
      float[] found = new float[expected.length];
      try (PartRows batches = ParquetParts.rows(part.file(), SETTINGS, 12)) {
        while (batches.next()) {
          System.arraycopy(
              batches.features(), 0, found, batches.first() * 12, batches.count() * 12);
        }
      }
      assertArrayEquals(expected, found);
      for (int i = 0; i < rows.length; i++) {
        assertEquals(data.labels().classOf(rows[i]), labels.classIds()[i]);
        assertEquals(data.weights().get(rows[i]), labels.masses()[i]);
      }
      at += rows.length;
    }
    assertEquals(data.size(), at);
  }

  @ParameterizedTest
  @EnumSource(
      value = ParquetSettings.Layout.class,
      names = {"VECTORS", "COLUMNS"})
  void bothLayoutsOfNumbersAreRead(ParquetSettings.Layout layout) throws IOException {
    LabeledDataset data = data().withWeights(Weights.uniform(data().size()));
    Path path = inParts(data, SETTINGS.withLayout(layout).withCompress(false), data.size());
    ParquetParts parts = ParquetParts.of(path, SETTINGS);
    assertEquals(data.shape(), parts.shape());
    try (PartRows rows = ParquetParts.rows(parts.parts().getFirst().file(), SETTINGS, 12)) {
      assertTrue(rows.next());
      assertArrayEquals(data.features().toArray(), rows.features());
      assertFalse(rows.next());
    }
    assertEquals(0, ParquetParts.labels(parts.parts().getFirst().file(), SETTINGS).masses().length);
  }

  @Test
  void aDamagedFileIsNamedOrLeftOut() throws IOException {
    Path path = inParts(data(), SETTINGS, 3, 7, data().size());
    Path bad = path.resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(bad);
    Files.write(bad, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    DamagedFileException e =
        assertThrows(DamagedFileException.class, () -> ParquetParts.of(path, SETTINGS));
    assertTrue(e.what().contains("part-00001.parquet"), e.what());
    ParquetParts parts = ParquetParts.of(path, LEAVE_OUT);
    assertEquals(2, parts.parts().size());
    assertEquals(bad, parts.leftOut().getFirst().file());
    assertTrue(e.remedy().contains("leave-out"), e.remedy());
    assertEquals(data().size() - 4, new ParquetFormat(LEAVE_OUT).read(path).size());
    Files.writeString(bad, "no Parquet at all");
    assertEquals(1, ParquetParts.of(path, LEAVE_OUT).leftOut().size());
  }

  /** One breaks off, of another only a page is garbled. */
  @Test
  void allDamagedFilesAreNamedAtOnceAndWhatToDoIsTheSameForAll() throws IOException {
    Path path = inParts(data(), SETTINGS, 3, 7, 9, data().size());
    Path cut = path.resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    Path garbled = path.resolve("part-00003.parquet");
    byte[] others = Files.readAllBytes(garbled);
    for (int at = 60; at < 90; at++) {
      others[at] ^= 0x55;
    }
    Files.write(garbled, others);
    DamagedFileException both =
        assertThrows(DamagedFileException.class, () -> new ParquetFormat(SETTINGS).read(path));
    assertTrue(both.what().startsWith("2 files of " + path), both.what());
    assertTrue(both.what().contains(cut.toString()), both.what());
    assertTrue(both.what().contains(garbled.toString()), both.what());
    Files.delete(garbled);
    DamagedFileException first =
        assertThrows(DamagedFileException.class, () -> new ParquetFormat(SETTINGS).read(path));
    assertTrue(first.what().contains(cut.toString()), first.what());
    Files.write(garbled, others);
    Files.write(cut, bytes);
    DamagedFileException second =
        assertThrows(DamagedFileException.class, () -> new ParquetFormat(SETTINGS).read(path));
    assertTrue(second.what().contains(garbled.toString()), second.what());
    assertTrue(both.remedy().contains("leave-out"), both.remedy());
    assertEquals(both.remedy(), first.remedy());
    assertEquals(both.remedy(), second.remedy());
    DamagedFileException alone =
        assertThrows(DamagedFileException.class, () -> new ParquetFormat(SETTINGS).read(garbled));
    assertFalse(alone.remedy().contains("leave-out"), alone.remedy());
  }

  /** The footer is whole, so that the damage shows when the features are read. */
  @Test
  void aPageThatIsDamagedIsFoundWhenItIsRead() throws IOException {
    Path path = inParts(data(), SETTINGS, 3, data().size());
    Path bad = path.resolve("part-00001.parquet");
    byte[] bytes = Files.readAllBytes(bad);
    for (int at = 60; at < 90; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(bad, bytes);
    ParquetParts.of(path, SETTINGS);
    try (PartRows rows = ParquetParts.rows(bad, SETTINGS, 12)) {
      assertThrows(DamagedFileException.class, rows::next);
    }
  }

  @Test
  void aFileOfOtherColumnsIsNamedEvenWhereDamagedOnesAreLeftOut() throws IOException {
    Path path = inParts(data(), SETTINGS, 3, data().size());
    Path other = path.resolve("part-00009.parquet");
    new ParquetFormat(SETTINGS.withLayout(ParquetSettings.Layout.COLUMNS)).write(data(), other);
    for (ParquetSettings settings : new ParquetSettings[] {SETTINGS, LEAVE_OUT}) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> ParquetParts.of(path, settings));
      assertTrue(e.what().contains("part-00009.parquet"), e.what());
    }
  }

  @Test
  void softLabelsComeBack() throws IOException {
    float[][] shares = {{0.5f, 0.25f, 0.25f}, {0, 1, 0}, {0.125f, 0, 0.875f}};
    LabeledDataset soft =
        LabeledDataset.of(
                "soft",
                Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}),
                Labels.soft(new int[] {2, 5, 9}, matrix(shares)))
            .withClassNames(Map.of(2, "two", 5, "five", 9, "nine"));
    for (ParquetSettings.Layout layout :
        new ParquetSettings.Layout[] {
          ParquetSettings.Layout.VECTORS, ParquetSettings.Layout.COLUMNS
        }) {
      Path file = folder.resolve(layout + ".parquet");
      new ParquetFormat(SETTINGS.withLayout(layout)).write(soft, file);
      LabeledDataset read = new ParquetFormat().read(file);
      assertEquals(soft.withName(read.name()), read);
      // Whoever names the column of labels wants the most likely class alone.
      LabeledDataset hard = new ParquetFormat(SETTINGS.withLabel("label")).read(file);
      assertEquals(Labels.hard(2, 5, 9), hard.labels());
      assertEquals(soft.features(), hard.features());
    }
  }

  private static Matrix matrix(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return Matrix.wrap(rows.length, rows[0].length, all);
  }

  @Test
  void aDatasetInSeveralFilesIsReadAsOne(@TempDir Path place) throws IOException {
    LabeledDataset data = Samples.clouds(3, 2, 20, 4, 5);
    Path whole = place.resolve("whole.parquet");
    new ParquetFormat().writeFiles(data, 3, whole);
    assertEquals(3, ParquetParts.of(whole, ParquetSettings.defaults()).parts().size());
    LabeledDataset read = new ParquetFormat().read(whole);
    assertEquals(data.features(), read.features());
    assertEquals(data.labels(), read.labels());
    assertThrows(
        InvalidInputException.class,
        () -> new ParquetFormat().writeFiles(data, data.size() + 1, place.resolve("more.parquet")));
  }
}
