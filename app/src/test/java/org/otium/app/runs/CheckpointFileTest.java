package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FeatureShape;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowState;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;

class CheckpointFileTest {
  private static final Matrix FEATURES =
      Matrix.of(
          new double[][] {{0.1, Float.MIN_VALUE, -0.0, 1}, {1 / 3.0, 1e30, 5, 6}, {7, 8, 9, 0}});
  @TempDir private Path folder;

  private static CheckpointFile checkpoint(Labels labels) {
    return checkpoint(labels, new LabelMeasures.Empirical());
  }

  private static CheckpointFile checkpoint(Labels labels, LabelMeasures labelMeasures) {
    LabeledDataset particles =
        LabeledDataset.of("a & b", FEATURES, labels)
            .withWeights(Weights.proportional(1, 2, 4))
            .withShape(new FeatureShape(2, 2, 1, Double.NEGATIVE_INFINITY, 7))
            .withClassNames(Map.of(-3, "minus\n\"three\"", 9, "九"));
    NamedArrays warm = NamedArrays.empty().with("potential/f", new double[] {Math.PI, Double.NaN});
    NamedArrays optimizer = NamedArrays.empty().with("mean", new double[] {1e-300});
    NavigableMap<Long, Matrix> shown = new TreeMap<>();
    shown.put(0L, FEATURES);
    shown.put(10_000_000_000L, FEATURES.selectRows(new int[] {2}));
    return new CheckpointFile(
        new FlowCheckpoint(new FlowState(particles, labelMeasures, 1L << 40, -5, warm), optimizer),
        shown,
        List.of("a step warned \"once\""));
  }

  @Test
  void warningsComeBack() throws IOException {
    Path path = folder.resolve("warned.npz");
    CheckpointFile written = checkpoint(Labels.hard(9, -3, 9));
    written.write(path);
    assertEquals(written.warnings(), CheckpointFile.read(path).warnings());
  }

  @Test
  void labelDistributionsComeBackBitByBit() throws IOException {
    GaussianFamily own = new GaussianFamily(GaussianFamily.Form.DIAGONAL, FEATURES, FEATURES);
    Matrix roots = Matrix.of(new double[][] {{1, 2}, {1 / 3.0, 4}, {-5, 6}, {7, -0.0}});
    Matrix means = Matrix.of(new double[][] {{1e-30, 2}, {3, 4}});
    GaussianFamily full = new GaussianFamily(GaussianFamily.Form.FULL, means, roots);
    for (LabelMeasures measures :
        List.of(
            new LabelMeasures.PerParticle(own),
            new LabelMeasures.PerClass(new int[] {-3, 9}, full))) {
      Path file = folder.resolve(measures.getClass().getSimpleName() + ".npz");
      checkpoint(Labels.hard(9, -3, 9), measures).write(file);
      assertEquals(measures, CheckpointFile.read(file).checkpoint().state().labelMeasures());
    }
  }

  @Test
  void everythingComesBackBitByBit() throws IOException {
    Path file = folder.resolve("c.npz");
    CheckpointFile written = checkpoint(Labels.hard(9, -3, 9));
    written.write(file);
    CheckpointFile read = CheckpointFile.read(file);
    assertEquals(written.checkpoint().state().particles(), read.checkpoint().state().particles());
    assertEquals(1L << 40, read.checkpoint().state().step());
    assertEquals(-5, read.checkpoint().state().seed());
    assertEquals(written.shown(), read.shown());
    assertArrayEquals(
        new double[] {Math.PI, Double.NaN},
        read.checkpoint().state().warmStart().get("potential/f").orElseThrow());
    assertArrayEquals(
        new double[] {1e-300}, read.checkpoint().optimizer().get("mean").orElseThrow());
  }

  @Test
  void softLabelsComeBackToo() throws IOException {
    Path file = folder.resolve("c.npz");
    Matrix shares = Matrix.of(new double[][] {{0.25, 0.75}, {1, 0}, {0.5, 0.5}});
    CheckpointFile written = checkpoint(Labels.soft(new int[] {-3, 9}, shares));
    written.write(file);
    assertEquals(
        written.checkpoint().state().particles(),
        CheckpointFile.read(file).checkpoint().state().particles());
  }

  @Test
  void damagedFileIsRefused() throws IOException {
    Path file = folder.resolve("c.npz");
    checkpoint(Labels.hard(9, -3, 9)).write(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 30}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThrows(
          InvalidInputException.class, () -> CheckpointFile.read(file), "cut at " + length);
    }
  }
}
