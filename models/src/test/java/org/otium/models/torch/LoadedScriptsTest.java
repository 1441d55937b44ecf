package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.models.encoding.ScriptFile;
import org.otium.numerics.ParallelLoop;

class LoadedScriptsTest {
  @TempDir Path folder;
  private final Torch torch = Torch.start(TensorDevice.CPU, Machine.COMPUTE);

  private Path times(int factor) throws IOException {
    return ScriptFile.write(
            folder.resolve("times" + factor + ".pt"), "return torch.mul(x, " + factor + ")")
        .toRealPath();
  }

  private float of(TorchScript network, float x) {
    try (NDManager scope = torch.scope()) {
      return network.forward(Tensors.of(scope, new float[] {x}, new Shape(1, 1)), false).getFloat();
    }
  }

  @Test
  void aNetworkIsReadOnce() throws IOException {
    Path file = times(3);
    TorchScript first = LoadedScripts.use(file, torch, network -> network);
    assertSame(first, LoadedScripts.use(file, torch, network -> network));
    assertEquals(6f, LoadedScripts.<Float>use(file, torch, network -> of(network, 2)));
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    Path file = times(5);
    TorchScript first = LoadedScripts.use(file, torch, network -> network);
    ScriptFile.write(file, "return torch.mul(x, 7)");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertNotSame(first, LoadedScripts.use(file, torch, network -> network));
    assertEquals(14f, LoadedScripts.<Float>use(file, torch, network -> of(network, 2)));
    assertEquals(1, LoadedScripts.files().stream().filter(file::equals).count());
    Files.delete(file);
    assertThrows(
        InvalidInputException.class, () -> LoadedScripts.use(file, torch, network -> network));
  }

  @Test
  void thoseThatWereUsedLastStay() throws IOException {
    List<Path> all = new ArrayList<>();
    for (int k = 0; k < LoadedScripts.MOST + 2; k++) {
      all.add(times(20 + k));
      int factor = 20 + k;
      assertEquals(
          (float) factor,
          LoadedScripts.<Float>use(all.getLast(), torch, network -> of(network, 1)));
    }
    assertEquals(all.subList(2, all.size()), LoadedScripts.files());
  }

  /** Others take its place while it is used. */
  @Test
  void aNetworkIsNotClosedWhileItIsUsed() throws IOException {
    Path file = times(11);
    float result =
        LoadedScripts.use(
            file,
            torch,
            network -> {
              for (int k = 0; k <= LoadedScripts.MOST; k++) {
                int factor = 30 + k;
                try {
                  LoadedScripts.use(times(factor), torch, other -> of(other, 1));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
              assertTrue(LoadedScripts.files().stream().noneMatch(file::equals));
              return of(network, 2);
            });
    assertEquals(22, result);
  }

  @Test
  void severalThreadsUseOneNetwork() throws IOException {
    Path file = times(13);
    float[] results = new float[64];
    ParallelLoop.run(
        4,
        0,
        results.length,
        1,
        (from, to) -> results[from] = LoadedScripts.use(file, torch, network -> of(network, from)));
    float[] expected = new float[results.length];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = 13 * k;
    }
    assertTrue(Arrays.equals(expected, results), Arrays.toString(results));
  }
}
