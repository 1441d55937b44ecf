package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.pictures.ScatterPlot;
import org.otium.app.report.ScatterFigure;
import org.otium.app.runs.Trajectory;

class MovingPointsTest {
  private static final Projection SEEN =
      new Projection("", new double[2], new double[] {1, 0}, new double[] {0, 1});

  private static LabeledDataset dataset(int... labels) {
    return LabeledDataset.of(
        "points", Matrix.wrap(labels.length, 2, new float[2 * labels.length]), Labels.hard(labels));
  }

  private static Trajectory.Frame frame(long step, float at, int... labels) {
    float[] values = new float[2 * labels.length];
    java.util.Arrays.fill(values, at);
    return new Trajectory.Frame(step, Matrix.wrap(labels.length, 2, values), labels);
  }

  @Test
  void particlesHaveTheirLabelsOfEachStep() {
    MovingPoints points = new MovingPoints(dataset(0, 1), dataset(5, 5, 5), SEEN);
    Trajectory trajectory =
        new Trajectory(new int[] {0, 1}, List.of(frame(0, 0, 0, 1), frame(4, 1, 0, 9)));
    ScatterFigure figure = points.figure("moving", trajectory);
    assertEquals(
        4, figure.classes().size(), "0 and 1 of the source, 5 of the target, 9 on the way");
    assertEquals(1, figure.frames().getFirst().cloud().classes()[1]);
    assertEquals(3, figure.frames().getLast().cloud().classes()[1]);
    assertEquals(2, figure.target().orElseThrow().classes()[0]);
    ScatterPlot still = figure.still();
    assertEquals(3, still.panels().getLast().points().get(1).classPosition());
    assertEquals("Step 4", still.panels().getLast().caption());
  }

  @Test
  void longTrajectoriesKeepTheirEndsWithinTheBudget() {
    int n = 3000;
    int[] labels = new int[n];
    List<Trajectory.Frame> frames = new ArrayList<>();
    for (int s = 0; s < 500; s++) {
      frames.add(frame(s, s, labels));
    }
    int[] all = IntStream.range(0, n).toArray();
    MovingPoints points = new MovingPoints(dataset(labels), dataset(labels), SEEN);
    ScatterFigure figure = points.figure("long", new Trajectory(all, frames));
    assertEquals(0, figure.frames().getFirst().step());
    assertEquals(499, figure.frames().getLast().step());
    int particles = figure.frames().getFirst().cloud().points().rows();
    assertEquals(1500, particles);
    assertTrue(figure.frames().size() * particles * 2 <= 400_000, "too much for a page");
    assertEquals(9, figure.still().panels().size());
  }
}
