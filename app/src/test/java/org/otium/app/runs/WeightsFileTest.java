package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

class WeightsFileTest {
  private static final NamedArrays ARRAYS =
      NamedArrays.empty()
          .with("network/conv1/weight", new double[] {0.5, (float) 0.1, -3})
          .with("classes", new double[] {2, 7})
          .with("precise", new double[] {0.1, Math.PI});

  @TempDir private Path folder;

  private Path written() throws IOException {
    Path path = folder.resolve("weights.npz");
    new WeightsFile("mlp", FeatureShape.image(3, 4, 2), ARRAYS).write(path);
    return path;
  }

  @Test
  void numbersComeBackExactly() throws IOException {
    WeightsFile read = WeightsFile.read(written());
    assertEquals("mlp", read.classifier());
    assertEquals(FeatureShape.image(3, 4, 2), read.shape());
    for (String name : ARRAYS.names()) {
      assertArrayEquals(ARRAYS.get(name).orElseThrow(), read.weights().get(name).orElseThrow());
    }
  }

  @Test
  void equalWeightsAreEqualFiles() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertArrayEquals(first, Files.readAllBytes(written()));
  }

  @Test
  void truncatedFilesAreDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    for (int kept = 0; kept < whole.length; kept += 37) {
      Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, kept));
      assertThrows(InvalidInputException.class, () -> WeightsFile.read(cut), kept + " bytes");
    }
  }

  @Test
  void flippedBitsAreFoundOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    for (int at = 0; at < whole.length; at += 11) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x20;
      Path path = Files.write(folder.resolve("changed.npz"), changed);
      try {
        WeightsFile.read(path);
      } catch (InvalidInputException e) {
        assertTrue(e.what().contains("changed.npz"), e.what());
      }
    }
  }

  @Test
  void otherFilesAreNoWeights() throws IOException {
    Path dataset = folder.resolve("dataset.npz");
    NpzFile.write(dataset, Map.of("features", NpyArray.of(new float[] {1}, 1, 1)));
    assertThrows(InvalidInputException.class, () -> WeightsFile.read(dataset));
    Path text = Files.writeString(folder.resolve("text.npz"), "no zip at all");
    assertThrows(InvalidInputException.class, () -> WeightsFile.read(text));
    Path missing = folder.resolve("missing.npz");
    assertThrows(InvalidInputException.class, () -> WeightsFile.read(missing));
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    Map<String, NpyArray> entries = new LinkedHashMap<>(NpzFile.read(written()));
    entries.put("weights/classes", NpyArray.of(new double[] {2, Double.NaN}, 2));
    Path path = folder.resolve("nan.npz");
    NpzFile.write(path, entries);
    String what = assertThrows(InvalidInputException.class, () -> WeightsFile.read(path)).what();
    assertTrue(what.contains("weights/classes"), what);
  }
}
