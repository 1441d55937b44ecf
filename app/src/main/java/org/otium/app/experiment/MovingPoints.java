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
import org.otium.app.report.Spread;
import org.otium.app.runs.Trajectory;

/** Recorded points and their target, for a report: as they are in space, projected otherwise. */
record MovingPoints(LabeledDataset source, LabeledDataset target, Projection projection) {
  private static final int MOST_PARTICLES = 1500;
  private static final int MOST_TARGET = 1000;
  private static final int MOST_BEHIND = 600;
  private static final int PANELS = 9;
  private static final int MOST_NUMBERS = 400_000;
  private static final int MOST_FRAMES = 121;

  ScatterFigure figure(String title, Trajectory trajectory) {
    int[] ids = ids(trajectory.frames());
    int[] shown = some(trajectory.particles().length, MOST_PARTICLES);
    int most = Math.clamp(MOST_NUMBERS / (3L * shown.length), 2, MOST_FRAMES);
    List<ScatterFigure.Frame> frames = new ArrayList<>();
    for (Trajectory.Frame frame : Spread.over(trajectory.frames(), most)) {
      Trajectory.Frame part = part(frame, shown);
      frames.add(new ScatterFigure.Frame(part.step(), cloud(part.features(), part.labels(), ids)));
    }
    int[] behind = some(target.size(), MOST_TARGET);
    int[] labels = Arrays.stream(behind).map(target.labels()::classOf).toArray();
    ScatterFigure.Cloud goal = cloud(target.features().selectRows(behind), labels, ids);
    return new ScatterFigure(title, names(ids), frames, Optional.of(goal), plots("", trajectory));
  }

  /** One panel. */
  ScatterPlot plot(String title, Trajectory.Frame frame) {
    int[] ids = ids(List.of(frame));
    ScatterPlot.Panel panel = panel(projection.words(), frame, behind(ids), ids);
    return new ScatterPlot(title, List.of(panel), names(ids));
  }

  /** A panel for each of some steps: closer together at first, where flows are fast. */
  ScatterPlot plots(String title, Trajectory trajectory) {
    int[] ids = ids(trajectory.frames());
    int[] shown = some(trajectory.particles().length, MOST_PARTICLES);
    List<ScatterPlot.Dot> behind = behind(ids);
    int last = trajectory.frames().size() - 1;
    List<ScatterPlot.Panel> panels =
        IntStream.range(0, PANELS)
            .map(p -> (int) Math.round(last * Math.pow((double) p / (PANELS - 1), 2)))
            .distinct()
            .mapToObj(f -> part(trajectory.frames().get(f), shown))
            .map(frame -> panel("Step " + frame.step(), frame, behind, ids))
            .toList();
    boolean isExplained = !title.isEmpty() && !projection.words().isEmpty();
    return new ScatterPlot(
        isExplained ? title + " (" + lower(projection.words()) + ")" : title, panels, names(ids));
  }

  private ScatterPlot.Panel panel(
      String caption, Trajectory.Frame frame, List<ScatterPlot.Dot> behind, int[] ids) {
    int[] positions = positions(frame.labels(), ids);
    return new ScatterPlot.Panel(caption, projection.dots(frame.features(), positions), behind);
  }

  private List<ScatterPlot.Dot> behind(int[] ids) {
    int[] few = some(target.size(), MOST_BEHIND);
    int[] labels = Arrays.stream(few).map(target.labels()::classOf).toArray();
    return projection.dots(target.features().selectRows(few), positions(labels, ids));
  }

  private static Trajectory.Frame part(Trajectory.Frame frame, int[] rows) {
    int[] labels = Arrays.stream(rows).map(i -> frame.labels()[i]).toArray();
    return new Trajectory.Frame(frame.step(), frame.features().selectRows(rows), labels);
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  private int[] ids(List<Trajectory.Frame> frames) {
    IntStream known =
        IntStream.concat(Arrays.stream(source.classIds()), Arrays.stream(target.classIds()));
    IntStream met = frames.stream().flatMapToInt(frame -> Arrays.stream(frame.labels()));
    return IntStream.concat(known, met).distinct().sorted().toArray();
  }

  private static int[] positions(int[] labels, int[] ids) {
    return Arrays.stream(labels).map(id -> Arrays.binarySearch(ids, id)).toArray();
  }

  private List<String> names(int[] ids) {
    return Arrays.stream(ids).mapToObj(this::name).toList();
  }

  private String name(int id) {
    boolean isOfSource = Arrays.binarySearch(source.classIds(), id) >= 0;
    return isOfSource ? source.className(id) : target.className(id);
  }

  private ScatterFigure.Cloud cloud(Matrix samples, int[] labels, int[] ids) {
    int[] positions = positions(labels, ids);
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
}
