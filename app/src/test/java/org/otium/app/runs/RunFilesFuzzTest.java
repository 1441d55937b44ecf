package org.otium.app.runs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowState;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/** Whatever the files of a run folder hold, they are read or said to be damaged. */
class RunFilesFuzzTest {
  /** Reads a file. */
  private interface Reader {
    void read(Path file) throws IOException;
  }

  private static void read(byte[] content, String name, Reader reader) throws IOException {
    Assumptions.assumeTrue(content != null);
    Path folder = Files.createTempDirectory("otium-fuzz");
    Path file = folder.resolve(name);
    try {
      Files.write(file, content);
      reader.read(file);
    } catch (InvalidInputException e) {
      if (e.what().isBlank()) {
        throw new AssertionError("nothing is told", e);
      }
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  /** Writes a file. */
  private interface Writer {
    void write(Path file) throws IOException;
  }

  private static byte[] written(String name, Writer writer) throws IOException {
    Path folder = Files.createTempDirectory("otium-fuzz");
    Path file = folder.resolve(name);
    try {
      writer.write(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static Matrix points(int rows) {
    return Matrix.of(new double[rows][2]);
  }

  static Stream<byte[]> checkpoints() throws IOException {
    LabeledDataset particles =
        LabeledDataset.of("p", points(3), Labels.hard(0, 1, 1)).withClassNames(Map.of(0, "a"));
    FlowState state =
        new FlowState(
            particles,
            new LabelMeasures.Empirical(),
            2,
            7,
            NamedArrays.empty().with("f", new double[] {1, 2, 3}));
    CheckpointFile file =
        new CheckpointFile(
            new FlowCheckpoint(state, NamedArrays.empty().with("m", new double[] {4})),
            new TreeMap<>(Map.of(1L, points(2))),
            List.of("careful"));
    return Stream.of(written("checkpoint.npz", file::write));
  }

  @MethodSource("checkpoints")
  @FuzzTest(maxDuration = "60s")
  void checkpoint(byte[] content) throws IOException {
    read(content, "checkpoint.npz", CheckpointFile::read);
  }

  /** A trajectory whose last axis is as long as can be said, and which has no frame to fill it. */
  private static byte[] hollow() throws IOException {
    Map<String, NpyArray> entries = new LinkedHashMap<>();
    entries.put("steps", NpyArray.of(new long[] {1}, 1));
    entries.put("particles", NpyArray.of(new int[] {0}, 1));
    entries.put("features", NpyArray.of(new float[0], 0, 1, 2_000_000_000));
    entries.put("labels", NpyArray.of(new int[] {0}, 1, 1));
    return written("trajectory.npz", path -> NpzFile.write(path, entries));
  }

  static Stream<byte[]> trajectories() throws IOException {
    Trajectory trajectory =
        new Trajectory(
            new int[] {0, 2},
            List.of(
                new Trajectory.Frame(0, points(2), new int[] {0, 1}),
                new Trajectory.Frame(5, points(2), new int[] {0, 0})));
    return Stream.of(
        written("trajectory.npz", path -> TrajectoryFile.write(path, trajectory)), hollow());
  }

  @MethodSource("trajectories")
  @FuzzTest(maxDuration = "60s")
  void trajectory(byte[] content) throws IOException {
    read(content, "trajectory.npz", TrajectoryFile::read);
  }

  @MethodSource("trajectories")
  @FuzzTest(maxDuration = "60s")
  void trajectoryLog(byte[] content) throws IOException {
    read(
        content,
        "trajectory.part",
        path -> {
          try (TrajectoryLog log = TrajectoryLog.open(path, new int[] {0, 1}, 2, 9)) {
            log.trajectory();
          }
        });
  }

  static Stream<byte[]> tables() {
    return Stream.of(
            "step,value,gradient_norm,seconds,accuracy,particles_0,particles_1\n0,1.5,2,0.1,,3,4\n1,1,2",
            "step\n1\n",
            "step,value,gradient_norm,seconds,part\n0,1,1,1,\n",
            "\uFFFD\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("tables")
  @FuzzTest(maxDuration = "60s")
  void metrics(byte[] content) throws IOException {
    read(content, "metrics.csv", path -> new MetricsFile(path).readBack(10));
  }

  static Stream<byte[]> manifests() {
    return Stream.of("{\"a\": [1, {\"b\": null}]}", "[]", "{\"a\": 1e999}", "[".repeat(3000))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("manifests")
  @FuzzTest(maxDuration = "60s")
  void json(byte[] content) throws IOException {
    read(content, "manifest.json", Json::read);
  }
}
