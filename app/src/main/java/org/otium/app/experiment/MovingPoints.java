package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.app.pictures.ScatterPlot;
import org.otium.app.report.ScatterFigure;
import org.otium.app.runs.Trajectory;

/** Recorded points and their target, for a report: as they are in space, projected otherwise. */
record MovingPoints(LabeledDataset source, LabeledDataset target, Projection projection) {
  private static final int MOST_PARTICLES = 1500;
  private static final int MOST_TARGET = 1000;
  private static final int MOST_NUMBERS = 400_000;
  private static final int MOST_FRAMES = 121;

  ScatterFigure figure(String title, Trajectory trajectory, ScatterPlot still) {
    int[] ids =
        IntStream.concat(
                IntStream.concat(
                    Arrays.stream(source.classIds()), Arrays.stream(target.classIds())),
                trajectory.frames().stream().flatMapToInt(f -> Arrays.stream(f.labels())))
            .sorted()
            .distinct()
            .toArray();
    int[] shown = some(trajectory.particles().length, MOST_PARTICLES);
    int most = Math.clamp(MOST_NUMBERS / (3L * shown.length), 2, MOST_FRAMES);
    List<ScatterFigure.Frame> frames = new ArrayList<>();
    for (Trajectory.Frame frame : spread(trajectory.frames(), most)) {
      int[] labels = Arrays.stream(shown).map(i -> frame.labels()[i]).toArray();
      frames.add(
          new ScatterFigure.Frame(
              frame.step(), cloud(frame.features().selectRows(shown), labels, ids)));
    }
    int[] behind = some(target.size(), MOST_TARGET);
    int[] labels = Arrays.stream(behind).map(target.labels()::classOf).toArray();
    ScatterFigure.Cloud goal = cloud(target.features().selectRows(behind), labels, ids);
    List<String> names = Arrays.stream(ids).mapToObj(this::name).toList();
    return new ScatterFigure(title, names, frames, Optional.of(goal), still);
  }

  private String name(int id) {
    boolean isOfSource = Arrays.binarySearch(source.classIds(), id) >= 0;
    return isOfSource ? source.className(id) : target.className(id);
  }

  private ScatterFigure.Cloud cloud(Matrix samples, int[] labels, int[] ids) {
    int[] positions = Arrays.stream(labels).map(id -> Arrays.binarySearch(ids, id)).toArray();
    if (samples.columns() == 3) {
      return new ScatterFigure.Cloud(samples, positions);
    }
    List<ScatterPlot.Dot> dots = projection.dots(samples, positions);
    float[] flat = new float[2 * dots.size()];
    for (int i = 0; i < dots.size(); i++) {
      flat[2 * i] = (float) dots.get(i).x();
      flat[2 * i + 1] = (float) dots.get(i).y();
    }
    return new ScatterFigure.Cloud(Matrix.wrap(dots.size(), 2, flat), positions);
  }

  private static int[] some(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  /** At most so many of a list, the first and the last among them. */
  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> all.get((int) Math.round((double) i * (all.size() - 1) / (most - 1))))
        .toList();
  }
}
