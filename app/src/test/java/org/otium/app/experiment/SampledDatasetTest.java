package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.data.Subset;
import org.otium.data.parquet.ParquetParts;
import org.otium.testkit.Samples;

/** Samples that are read file by file are those of the dataset that is read as a whole. */
class SampledDatasetTest {
  @TempDir private Path folder;
  private Path parts;
  private DatasetLibrary library;

  @BeforeEach
  void write() throws IOException {
    library =
        new DatasetLibrary(
            PluginRegistry.discover(List.of())
                .context(TestMachine.compute(), DatasetLookup.none()));
    LabeledDataset data = Samples.clouds(3, 4, 60, 5, 2);
    parts = Files.createDirectory(folder.resolve("x.parquet"));
    int[] ends = {70, 71, 200, data.size()};
    int from = 0;
    for (int k = 0; k < ends.length; k++) {
      int[] rows = IntStream.range(from, ends[k]).toArray();
      double[] masses = IntStream.of(rows).mapToDouble(data.weights()::get).toArray();
      ParquetParts.write(data.select(rows), masses, parts.resolve("part-" + k + ".parquet"));
      from = ends[k];
    }
  }

  private void assertSameAsWhole(Object reference, int most) {
    LoadedDataset whole = library.load(reference, 5);
    Subset wanted = Preparation.subset(whole.dataset(), most, 5);
    SampledDataset found = SampledDataset.read(library, reference, most, 5);
    LabeledDataset samples = found.samples();
    assertArrayEquals(wanted.dataset().features().array(), samples.features().array());
    assertEquals(wanted.dataset().labels(), samples.labels());
    assertArrayEquals(wanted.dataset().weights().toArray(), samples.weights().toArray(), 0);
    assertEquals(wanted.dataset().classNames(), samples.classNames());
    assertEquals(wanted.dataset().shape(), samples.shape());
    assertEquals(wanted.dataset().name(), samples.name());
    assertEquals(Preparation.leftOut(whole.dataset(), wanted), found.leftOut());
    UsedDataset about = UsedDataset.of(whole, wanted.dataset());
    assertEquals(about.whole(), found.about().whole());
    assertEquals(about.used(), found.about().used());
    assertEquals(about.hashes(), found.about().hashes());
    assertEquals(about.origin(), found.about().origin());
    assertEquals(about, UsedDataset.of(about.tree()), "on the way to another process");
  }

  @Test
  void samplesAreThoseOfTheWhole() {
    for (int most : new int[] {1, 7, 100, 10_000}) {
      assertSameAsWhole(parts.toString(), most);
    }
    assertSameAsWhole("rings", 20);
  }

  @Test
  void damagedFilesAreLeftOutOrNamed() throws IOException {
    Path file = parts.resolve("part-2.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 40, 400, (byte) 7);
    Files.write(file, bytes);
    assertSameAsWhole("parquet{damaged: leave-out}:" + parts, 50);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> SampledDataset.read(library, parts.toString(), 50, 5));
    assertTrue(refused.what().contains("part-2"), refused.what());
  }
}
