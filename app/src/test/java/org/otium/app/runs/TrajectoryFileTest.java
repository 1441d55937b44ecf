package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

class TrajectoryFileTest {
  @TempDir private Path folder;

  private static LabeledDataset state(float shift, int... labels) {
    float[] values = {0 + shift, 1, 2 + shift, 3, 4 + shift, 5};
    return LabeledDataset.of("state", Matrix.wrap(3, 2, values), Labels.hard(labels));
  }

  private static void assertSame(Trajectory expected, Trajectory actual) {
    assertArrayEquals(expected.particles(), actual.particles());
    assertEquals(expected.frames().size(), actual.frames().size());
    for (int f = 0; f < expected.frames().size(); f++) {
      assertEquals(expected.frames().get(f).step(), actual.frames().get(f).step());
      assertEquals(expected.frames().get(f).features(), actual.frames().get(f).features());
      assertArrayEquals(expected.frames().get(f).labels(), actual.frames().get(f).labels());
    }
  }

  @Test
  void framesComeBackAsTheyWereRecorded() throws IOException {
    Path log = folder.resolve("log");
    Path file = folder.resolve("trajectory.npz");
    try (TrajectoryLog open = TrajectoryLog.open(log, new int[] {0, 2}, 2, 0)) {
      open.append(0, state(0, 1, 1, 2));
      open.append(5, state(0.5f, 1, 1, 7));
      Trajectory trajectory = open.trajectory();
      assertArrayEquals(
          new float[] {0.5f, 1, 4.5f, 5}, trajectory.frames().get(1).features().array());
      assertArrayEquals(new int[] {1, 7}, trajectory.frames().get(1).labels());
      TrajectoryFile.write(file, trajectory);
      assertSame(trajectory, TrajectoryFile.read(file));
      open.delete();
    }
    assertFalse(Files.exists(log));
  }

  @Test
  void framesAfterTheLastCheckpointAreRecordedAgain() throws IOException {
    Path log = folder.resolve("log");
    try (TrajectoryLog open = TrajectoryLog.open(log, new int[] {1}, 2, 0)) {
      open.append(0, state(0, 1, 1, 2));
      open.append(5, state(0.5f, 1, 1, 7));
      open.append(10, state(9, 1, 1, 7));
    }
    // Half a frame, as of a process that was killed.
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, java.util.Arrays.copyOf(bytes, bytes.length - 3));
    try (TrajectoryLog open = TrajectoryLog.open(log, new int[] {1}, 2, 7)) {
      open.append(5, state(100, 3, 3, 3));
      open.append(10, state(2, 1, 4, 7));
      Trajectory trajectory = open.trajectory();
      assertEquals(
          List.of(0L, 5L, 10L), trajectory.frames().stream().map(Trajectory.Frame::step).toList());
      assertArrayEquals(new float[] {2.5f, 3}, trajectory.frames().get(1).features().array());
      assertArrayEquals(new int[] {4}, trajectory.frames().get(2).labels());
    }
  }

  @Test
  void aFinishedTrajectoryIsContinuedAsIfItHadNotEnded() throws IOException {
    Path log = folder.resolve("log");
    Trajectory ended =
        new Trajectory(
            new int[] {2},
            List.of(
                new Trajectory.Frame(0, Matrix.wrap(1, 2, new float[] {1, 2}), new int[] {1}),
                new Trajectory.Frame(4, Matrix.wrap(1, 2, new float[] {3, 4}), new int[] {1}),
                new Trajectory.Frame(6, Matrix.wrap(1, 2, new float[] {5, 6}), new int[] {2})));
    TrajectoryLog.restore(log, ended, 4);
    try (TrajectoryLog open = TrajectoryLog.open(log, new int[] {2}, 2, 6)) {
      open.append(8, state(1, 1, 1, 9));
      assertEquals(
          List.of(0L, 4L, 8L),
          open.trajectory().frames().stream().map(Trajectory.Frame::step).toList());
    }
  }
}
