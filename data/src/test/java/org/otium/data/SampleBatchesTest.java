package org.otium.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;
import org.otium.data.idx.IdxFormat;
import org.otium.data.idx.IdxSettings;
import org.otium.data.npz.NpzFormat;
import org.otium.testkit.Samples;

/** Datasets that are written batch by batch. */
class SampleBatchesTest {
  @TempDir private Path folder;

  private static DatasetFormat format(String name) {
    return name.equals("npz") ? new NpzFormat() : new IdxFormat(IdxSettings.defaults());
  }

  private Path path(String format, String stem) {
    return folder.resolve(format.equals("npz") ? stem + ".npz" : stem + "-images-idx2-float.gz");
  }

  private static LabeledDataset clouds() {
    LabeledDataset clouds = Samples.clouds(3, 3, 7, 5, 2);
    return clouds
        .withWeights(Weights.uniform(clouds.size()))
        .withClassNames(Map.of(3, "three", 4, "four"));
  }

  private static SampleBatches cut(LabeledDataset dataset, long count, int batch) {
    List<LabeledDataset> parts = new ArrayList<>();
    for (int at = 0; at < dataset.size(); at += batch) {
      parts.add(
          dataset.select(IntStream.range(at, Math.min(dataset.size(), at + batch)).toArray()));
    }
    return new SampleBatches(
        dataset.name(),
        count,
        dataset.shape(),
        dataset.classIds(),
        dataset.classNames(),
        dataset.labels() instanceof Labels.Soft,
        parts.iterator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "idx"})
  void batchesReadBackLikeTheWhole(String name) throws IOException {
    LabeledDataset whole = clouds();
    format(name).write(cut(whole, whole.size(), 4), path(name, "parts"));
    format(name).write(whole, path(name, "whole"));
    LabeledDataset parts = format(name).read(path(name, "parts")).withName("");
    assertEquals(format(name).read(path(name, "whole")).withName(""), parts);
    assertArrayEquals(whole.features().array(), parts.features().array());
  }

  @Test
  void softLabelsReadBack() throws IOException {
    int[] ids = {2, 5, 11};
    float[] shares = {1, 0, 0, 0.25f, 0.75f, 0, 0, 0, 1, 0.5f, 0, 0.5f, 0, 1, 0};
    LabeledDataset soft =
        LabeledDataset.of(
                "soft",
                Matrix.wrap(5, 4, new float[20]),
                Labels.soft(ids, Matrix.wrap(5, 3, shares)))
            .withShape(new FeatureShape(2, 2, 1, 0, 1))
            .withClassNames(Map.of(5, "five"));
    Path file = folder.resolve("soft.npz");
    new NpzFormat().write(cut(soft, 5, 2), file);
    assertEquals(soft, new NpzFormat().read(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList(), "nothing is left beside the file");
    }
    Path idx = folder.resolve("soft-images-idx3-ubyte.gz");
    assertThrows(
        InvalidInputException.class,
        () -> new IdxFormat(IdxSettings.defaults()).write(cut(soft, 5, 2), idx));
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "idx"})
  void wrongCountsAndUnknownClassesLeaveNothing(String name) throws IOException {
    LabeledDataset whole = clouds();
    for (long count : new long[] {whole.size() - 1, whole.size() + 1}) {
      assertThrows(
          InvalidInputException.class,
          () -> format(name).write(cut(whole, count, 4), path(name, "wrong")));
    }
    SampleBatches fewer =
        new SampleBatches(
            "fewer",
            whole.size(),
            whole.shape(),
            new int[] {whole.classIds()[0]},
            whole.classNames(),
            false,
            List.of(whole).iterator());
    assertThrows(InvalidInputException.class, () -> format(name).write(fewer, path(name, "wrong")));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  /** Makes batches, and at each looks how many of those before are still held. */
  private static final class Forgotten implements Iterator<LabeledDataset> {
    private final int batches;
    private final List<WeakReference<LabeledDataset>> made = new ArrayList<>();
    private long held;

    Forgotten(int batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return made.size() < batches;
    }

    @Override
    public LabeledDataset next() {
      System.gc();
      held = Math.max(held, made.stream().filter(ref -> ref.get() != null).count());
      LabeledDataset batch =
          LabeledDataset.of("batch", Matrix.wrap(100, 5, new float[500]), Labels.hard(new int[100]))
              .withName("batch " + made.size());
      made.add(new WeakReference<>(batch));
      return batch;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "idx"})
  void batchesAreForgottenOnceWritten(String name) throws IOException {
    Forgotten batches = new Forgotten(8);
    SampleBatches samples =
        new SampleBatches(
            "many",
            800,
            FeatureShape.vector(5),
            new int[] {0},
            new java.util.TreeMap<>(),
            false,
            batches);
    format(name).write(samples, path(name, "many"));
    assertTrue(batches.held <= 1, batches.held + " batches are held");
    assertFalse(batches.hasNext());
    assertEquals(800, format(name).read(path(name, "many")).size());
  }
}
