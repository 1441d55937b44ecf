package org.otium.app.experiment.flow;

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

/**
 * Recorded points and their target, for a report: as they are in space, projected otherwise.
 *
 * @param source what flows
 * @param target what it flows to
 * @param projection how features are brought to the plane
 * @param areClusters whether labels are clusters, with ids of their own
 */
public record MovingPoints(
    LabeledDataset source, LabeledDataset target, Projection projection, boolean areClusters) {
  private static final int MOST_PARTICLES = 1500;
  private static final int MOST_TARGET = 1000;
  private static final int MOST_BEHIND = 600;
  private static final int PANELS = 9;
  private static final int MOST_NUMBERS = 400_000;
  private static final int MOST_FRAMES = 121;

  /**
   * Points whose labels are ids of the source or the target.
   *
   * @param source what flows
   * @param target what it flows to
   * @param projection how features are brought to the plane
   */
  public MovingPoints(LabeledDataset source, LabeledDataset target, Projection projection) {
    this(source, target, projection, false);
  }

  /**
   * Points along a flow, with their target.
   *
   * @param title the heading
   * @param trajectory every frame that was kept
   * @return a figure
   */
  public ScatterFigure figure(String title, Trajectory trajectory) {
    ShownClasses classes = classes(trajectory.frames());
    int[] shown = some(trajectory.particles().length, MOST_PARTICLES);
    int most = Math.clamp(MOST_NUMBERS / (3L * shown.length), 2, MOST_FRAMES);
    List<ScatterFigure.Frame> frames = new ArrayList<>();
    for (Trajectory.Frame frame : Spread.over(trajectory.frames(), most)) {
      Trajectory.Frame part = part(frame, shown);
      frames.add(
          new ScatterFigure.Frame(
              part.step(), cloud(part.features(), classes.positions(part.labels()))));
    }
    int[] behind = some(target.size(), MOST_TARGET);
    int[] labels = Arrays.stream(behind).map(target.labels()::classOf).toArray();
    ScatterFigure.Cloud goal =
        cloud(target.features().selectRows(behind), classes.positionsOfTarget(labels));
    return new ScatterFigure(
        title, classes.names(), frames, Optional.of(goal), plots("", trajectory));
  }

  /** One panel. */
  ScatterPlot plot(String title, Trajectory.Frame frame) {
    ShownClasses classes = classes(List.of(frame));
    ScatterPlot.Panel panel = panel(projection.words(), frame, behind(classes), classes);
    return new ScatterPlot(title, List.of(panel), classes.names());
  }

  /**
   * A panel for each of some steps: closer together at first, where flows are fast.
   *
   * @param title the heading
   * @param trajectory every frame that was kept
   * @return the panels
   */
  public ScatterPlot plots(String title, Trajectory trajectory) {
    ShownClasses classes = classes(trajectory.frames());
    int[] shown = some(trajectory.particles().length, MOST_PARTICLES);
    List<ScatterPlot.Dot> behind = behind(classes);
    int last = trajectory.frames().size() - 1;
    List<ScatterPlot.Panel> panels =
        IntStream.range(0, PANELS)
            .map(p -> (int) Math.round(last * Math.pow((double) p / (PANELS - 1), 2)))
            .distinct()
            .mapToObj(f -> part(trajectory.frames().get(f), shown))
            .map(frame -> panel("Step " + frame.step(), frame, behind, classes))
            .toList();
    boolean isExplained = !title.isEmpty() && !projection.words().isEmpty();
    return new ScatterPlot(
        isExplained ? title + " (" + lower(projection.words()) + ")" : title,
        panels,
        classes.names());
  }

  private ScatterPlot.Panel panel(
      String caption, Trajectory.Frame frame, List<ScatterPlot.Dot> behind, ShownClasses classes) {
    int[] positions = classes.positions(frame.labels());
    return new ScatterPlot.Panel(caption, projection.dots(frame.features(), positions), behind);
  }

  private List<ScatterPlot.Dot> behind(ShownClasses classes) {
    int[] few = some(target.size(), MOST_BEHIND);
    int[] labels = Arrays.stream(few).map(target.labels()::classOf).toArray();
    return projection.dots(target.features().selectRows(few), classes.positionsOfTarget(labels));
  }

  private static Trajectory.Frame part(Trajectory.Frame frame, int[] rows) {
    int[] labels = Arrays.stream(rows).map(i -> frame.labels()[i]).toArray();
    return new Trajectory.Frame(frame.step(), frame.features().selectRows(rows), labels);
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  private ShownClasses classes(List<Trajectory.Frame> frames) {
    IntStream met = frames.stream().flatMapToInt(frame -> Arrays.stream(frame.labels()));
    return ShownClasses.of(source, target, areClusters, met);
  }

  private ScatterFigure.Cloud cloud(Matrix samples, int[] positions) {
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
