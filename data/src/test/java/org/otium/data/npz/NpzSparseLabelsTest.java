package org.otium.data.npz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.DatasetFormatContract;

final class NpzSparseLabelsTest extends DatasetFormatContract {
  private static final int[] IDS = {-4, 0, 12, 13, 14};
  private static final int[] STARTS = {0, 1, 3, 4};
  private static final int[] COLUMNS = {4, 0, 2, 3};
  private static final float[] SHARES = {1, 0.1f, 0.9f, 1};

  @Override
  protected DatasetFormat format() {
    return new NpzFormat(new NpzSettings(Optional.empty(), Optional.empty(), false));
  }

  @Override
  protected LabeledDataset sample() {
    Matrix features = Matrix.of(new double[][] {{1, -0.0}, {1e-30, 3e30}, {0.1, 7}});
    return LabeledDataset.of("sample", features, Labels.sparse(IDS, STARTS, COLUMNS, SHARES));
  }

  @Test
  void compressedRowsAreWrittenAndReadBackExactly(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("sparse.npz");
    format().write(sample(), path);
    Map<String, NpyArray> arrays = NpzFile.read(path);
    assertEquals(4, arrays.get("soft_labels").size());
    assertEquals(sample().labels(), format().read(path).labels());
  }

  @Test
  void brokenRowsAreRefused(@TempDir Path folder) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("features", NpyArray.of(sample().features()));
    arrays.put("class_ids", NpyArray.of(IDS, IDS.length));
    arrays.put("soft_labels", NpyArray.of(SHARES, SHARES.length));
    arrays.put("soft_labels_indices", NpyArray.of(new int[] {4, 0, 2, 99}, 4));
    arrays.put("soft_labels_indptr", NpyArray.of(STARTS, STARTS.length));
    Path path = folder.resolve("broken.npz");
    NpzFile.write(path, arrays, false);
    assertThrows(InvalidInputException.class, () -> format().read(path));
  }
}
