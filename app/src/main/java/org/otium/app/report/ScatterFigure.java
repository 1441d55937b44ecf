package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.Matrix;
import org.otium.app.pictures.Palette;
import org.otium.app.pictures.ScatterPlot;
import org.otium.app.pictures.Shown;

/**
 * Particles of the plane or of space along a flow, coloured by class, with a scrubber over the
 * steps. Colours belong to classes throughout; a particle whose label changes takes the colour of
 * its new class. Behind them, pale, lie the target and where the particles started.
 *
 * @param title what it shows
 * @param classes the names of all classes of particles and target, by position
 * @param frames the particles at several steps, ascending, at least one; all of the same size
 * @param target what they flow to, where there is something
 * @param still what stands for the figure where no script runs
 */
public record ScatterFigure(
    String title,
    List<String> classes,
    List<Frame> frames,
    Optional<Cloud> target,
    ScatterPlot still)
    implements Figure {
  /** The room on either side of all points. */
  private static final double MARGIN = 0.06;

  /** The room on either side of start and target, for the way between them is no line. */
  private static final double WIDE = 0.1;

  /**
   * Points with their classes.
   *
   * @param points n×2 or n×3
   * @param classes n positions among the classes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Cloud(Matrix points, int[] classes) {
    /** Checks the sizes. */
    public Cloud {
      if (points.rows() != classes.length || points.columns() < 2 || points.columns() > 3) {
        throw new IllegalArgumentException(
            points.rows() + "×" + points.columns() + " points of " + classes.length + " classes");
      }
    }
  }

  /**
   * The particles at one step.
   *
   * @param step how many steps were made
   * @param cloud the particles
   */
  public record Frame(long step, Cloud cloud) {}

  /** Checks the sizes. */
  public ScatterFigure {
    frames = List.copyOf(frames);
    classes = List.copyOf(classes);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a trajectory without steps");
    }
    Matrix first = frames.getFirst().cloud.points;
    for (Frame frame : frames) {
      if (!sameColumns(first, frame.cloud.points) || frame.cloud.points.rows() != first.rows()) {
        throw new IllegalArgumentException("particles come and go along the trajectory");
      }
    }
    if (target.isPresent() && !sameColumns(first, target.get().points)) {
      throw new IllegalArgumentException("particles and target are of different dimensions");
    }
  }

  private static boolean sameColumns(Matrix a, Matrix b) {
    return a.columns() == b.columns();
  }

  private int dimension() {
    return frames.getFirst().cloud.points.columns();
  }

  @Override
  public boolean isSpatial() {
    return dimension() == 3;
  }

  @Override
  public void still(Markup markup) {
    StillScatter.write(markup, still);
  }

  @Override
  public Map<String, Object> data() {
    double[][] box = box();
    int count = frames.getFirst().cloud.points.rows();
    int d = dimension();
    float[] points = new float[frames.size() * count * d];
    int[] labels = new int[frames.size() * count];
    List<Long> steps = new ArrayList<>();
    for (int f = 0; f < frames.size(); f++) {
      Cloud cloud = frames.get(f).cloud;
      System.arraycopy(cloud.points.array(), 0, points, f * count * d, count * d);
      System.arraycopy(cloud.classes, 0, labels, f * count, count);
      steps.add(frames.get(f).step);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", isSpatial() ? "scatter3d" : "scatter");
    data.put("title", title);
    data.put("classes", classes);
    List<String> colours = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      colours.add(Palette.css(c));
    }
    data.put("colours", colours);
    data.put("steps", steps);
    data.put("count", count);
    data.put("low", Rounded.of(box[0]));
    data.put("high", Rounded.of(box[1]));
    data.put("points", Packed.positions(points, box[0], box[1]));
    data.put("labels", Packed.whole(labels));
    target.ifPresent(
        cloud -> {
          data.put("target", Packed.positions(cloud.points.array(), box[0], box[1]));
          data.put("targetLabels", Packed.whole(cloud.classes));
        });
    return data;
  }

  /**
   * Whether some points are so far from the others that they are drawn at the edge.
   *
   * @return true if so, at any step
   */
  public boolean hasOutside() {
    double[][] box = box();
    return clouds().stream().anyMatch(points -> outside(points, box) > 0);
  }

  private static int outside(Matrix points, double[][] box) {
    int count = 0;
    for (int i = 0; i < points.rows(); i++) {
      boolean isInside = true;
      for (int j = 0; j < points.columns(); j++) {
        isInside &= points.get(i, j) >= box[0][j] && points.get(i, j) <= box[1][j];
      }
      count += isInside ? 0 : 1;
    }
    return count;
  }

  private List<Matrix> clouds() {
    List<Matrix> all = new ArrayList<>(frames.stream().map(f -> f.cloud.points).toList());
    target.ifPresent(cloud -> all.add(cloud.points));
    return all;
  }

  /**
   * The square or cube that holds where the particles start and their target, so that flows from
   * one start to one target are seen alike. Where most particles end outside, it holds all steps.
   */
  private double[][] box() {
    List<Matrix> ends = new ArrayList<>();
    ends.add(frames.getFirst().cloud.points);
    target.ifPresent(cloud -> ends.add(cloud.points));
    double[][] box = box(ends, WIDE);
    Matrix last = frames.getLast().cloud.points;
    return 2 * outside(last, box) > last.rows() ? box(clouds(), MARGIN) : box;
  }

  /** The square or cube that holds all points that are not far from the others. */
  private double[][] box(List<Matrix> clouds, double margin) {
    int d = dimension();
    double[] low = new double[d];
    double[] high = new double[d];
    double side = 1e-9;
    for (int j = 0; j < d; j++) {
      int axis = j;
      Shown shown =
          Shown.of(
              clouds.stream()
                  .flatMapToDouble(
                      points ->
                          IntStream.range(0, points.rows()).mapToDouble(i -> points.get(i, axis)))
                  .toArray());
      low[j] = shown.low();
      high[j] = shown.high();
      side = Math.max(side, high[j] - low[j]);
    }
    for (int j = 0; j < d; j++) {
      double middle = (low[j] + high[j]) / 2;
      low[j] = middle - side * (0.5 + margin);
      high[j] = middle + side * (0.5 + margin);
    }
    return new double[][] {low, high};
  }
}
