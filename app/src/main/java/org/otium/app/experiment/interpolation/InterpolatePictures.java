package org.otium.app.experiment.interpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.MovingImages;
import org.otium.app.experiment.flow.MovingPoints;
import org.otium.app.experiment.flow.Projection;
import org.otium.app.pictures.SampleGrid;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.pictures.ScatterPlot;
import org.otium.app.pictures.SimplexGrid;
import org.otium.app.report.Figure;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.InterpolationReport;
import org.otium.app.runs.Trajectory;

/** Pictures of samples of the target at points of the simplex. */
final class InterpolatePictures {
  static final String ALONG = "grid-along.png";
  static final String SIMPLEX = "simplex.png";
  static final String SCATTER = "scatter-along.png";
  private static final String LABELS = "labels";
  private static final int MOST_ROWS = 12;
  static final int MOST_POINTS = 1500;
  private static final int FRAMES = 11;
  private static final int PER_CLASS = 10;

  private final InterpolationView made;
  private final List<LabeledDataset> ends;
  private final List<ScatterPlot> labels;
  private final Workspace workspace;
  private final Optional<InterpolationReport.Tour> tour;
  private final Optional<byte[]> triangle;
  private final Optional<Trajectory> trajectory;
  private final Optional<StraightPath> path;

  /** Of what was made here. */
  static InterpolatePictures of(
      Interpolated made, List<MappedSamples> mapped, Workspace workspace) {
    boolean isImage = made.target().shape().isImage();
    List<ScatterPlot> labels =
        mapped.stream().flatMap(map -> MappedClasses.plot(map).stream()).toList();
    InterpolatePictures plain =
        new InterpolatePictures(made, workspace, Optional.empty(), List.of(), labels);
    boolean mayGoStraight = !isImage && plain.trajectory.isEmpty() && made.sources().size() == 2;
    return mayGoStraight
        ? new InterpolatePictures(
            made, workspace, StraightPath.of(made.prepared()), made.sources(), labels)
        : plain;
  }

  /** Of samples of the target that have images. */
  InterpolatePictures(InterpolationView made, Workspace workspace) {
    this(made, workspace, Optional.empty(), List.of(), List.of());
  }

  private InterpolatePictures(
      InterpolationView made,
      Workspace workspace,
      Optional<StraightPath> path,
      List<LabeledDataset> ends,
      List<ScatterPlot> labels) {
    this.made = made;
    this.workspace = workspace;
    this.path = path;
    this.ends = ends;
    this.labels = labels;
    boolean isImage = made.target().shape().isImage();
    this.tour = isImage ? along() : Optional.empty();
    this.triangle = isImage && made.sourceNames().size() == 3 ? simplex() : Optional.empty();
    this.trajectory = moved();
  }

  /** What is drawn for the folder, by file. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    tour.ifPresent(t -> files.put(ALONG, grid(t)));
    triangle.ifPresent(png -> files.put(SIMPLEX, png));
    if (!made.target().shape().isImage() && trajectory.isPresent()) {
      files.put(SCATTER, points().plots(title(), trajectory.get()).png());
    }
    for (int k = 0; k < labels.size(); k++) {
      files.put(
          labels.size() == 1 ? LABELS + ".png" : LABELS + "-" + (k + 1) + ".png",
          labels.get(k).png());
    }
    path.ifPresent(p -> files.put(SCATTER, points(p).plots(pathTitle(), along(p)).png()));
    return files;
  }

  /** Samples with the classes that maps give them. */
  List<ScatterPlot> labels() {
    return labels;
  }

  Optional<InterpolationReport.Tour> tour() {
    return tour;
  }

  Optional<byte[]> triangle() {
    return triangle;
  }

  /** The way from the samples of the target to their images, or from one dataset to the other. */
  Optional<InterpolationReport.Moving> moving() {
    return trajectory
        .map(
            t ->
                new InterpolationReport.Moving(
                    "From the target to the synthetic dataset",
                    "Samples have the class that they have in the target, on their way to their image.",
                    figure(t)))
        .or(
            () ->
                path.map(
                    p ->
                        new InterpolationReport.Moving(
                            "From one dataset to the other",
                            "Samples that mass goes between, with their classes, from t = 0 to t = 1.",
                            points(p).figure(pathTitle(), along(p)))));
  }

  private Figure figure(Trajectory t) {
    return made.target().shape().isImage()
        ? new MovingImages(made.target(), tiles()).figure(title(), t, Map.of())
        : points().figure(title(), t);
  }

  /** Which classes go where, for samples that go from one dataset to the other. */
  Optional<HeatmapFigure> coupling() {
    return path.flatMap(p -> p.coupling(ends.getFirst(), ends.getLast()))
        .map(
            mass ->
                HeatmapFigure.coupling(
                    "Class coupling",
                    classNames(ends.getFirst()),
                    classNames(ends.getLast()),
                    mass));
  }

  private static List<String> classNames(LabeledDataset dataset) {
    return Arrays.stream(dataset.classIds()).mapToObj(dataset::className).toList();
  }

  private String pathTitle() {
    return made.sourceNames().getFirst() + " → " + made.sourceNames().getLast();
  }

  private MovingPoints points(StraightPath p) {
    return new MovingPoints(
        p.start(), p.end(), Projection.of(p.end(), workspace.machine().linearAlgebra().algebra()));
  }

  private static Trajectory along(StraightPath p) {
    return p.trajectory(some(p.start().size()), FRAMES);
  }

  private String title() {
    return made.target().name() + " → " + SimplexPoints.words(made.sourceNames(), made.weights());
  }

  private MovingPoints points() {
    LabeledDataset target = made.target();
    return new MovingPoints(
        target, target, Projection.of(target, workspace.machine().linearAlgebra().algebra()));
  }

  private SampleTiles tiles() {
    return SampleTiles.of(made.target());
  }

  private Optional<InterpolationReport.Tour> along() {
    int[] shown = DatasetGroup.firstOfEachClass(made.target(), MOST_ROWS).orElse(new int[] {0});
    List<String> captions = new ArrayList<>(List.of("Q"));
    List<Matrix> columns = new ArrayList<>();
    columns.add(made.target().features().selectRows(shown));
    for (SimplexPoints.Named point :
        SimplexPoints.tour(made.sourceNames().size(), made.weights())) {
      Optional<Matrix> images = made.images(shown, point.weights());
      if (images.isEmpty()) {
        return Optional.empty();
      }
      captions.add(point.name());
      columns.add(images.get());
    }
    List<String> names =
        Arrays.stream(shown)
            .mapToObj(i -> made.target().className(made.target().labels().classOf(i)))
            .toList();
    List<List<SampleTiles.Frame>> rows = new ArrayList<>();
    for (int r = 0; r < shown.length; r++) {
      int row = r;
      rows.add(columns.stream().map(c -> new SampleTiles.Frame(c, row)).toList());
    }
    return Optional.of(new InterpolationReport.Tour(tiles(), key(), names, rows, captions));
  }

  private byte[] grid(InterpolationReport.Tour shown) {
    List<SampleGrid.Row> rows = new ArrayList<>();
    for (int r = 0; r < shown.names().size(); r++) {
      rows.add(new SampleGrid.Row(shown.names().get(r), shown.rows().get(r)));
    }
    return new SampleGrid(shown.tiles(), key(), shown.captions(), rows).png();
  }

  /** What the captions stand for. */
  String key() {
    StringBuilder key = new StringBuilder("Q ").append(made.target().name());
    for (int i = 0; i < made.sourceNames().size(); i++) {
      String name = made.sourceNames().get(i);
      key.append(
          made.sourceNames().size() == 2 ? (i == 0 ? ", 0 " : ", 1 ") : ", P" + (i + 1) + " ");
      key.append(name);
    }
    return key.toString();
  }

  private Optional<byte[]> simplex() {
    int[] shown = {0};
    List<SimplexGrid.Point> points = new ArrayList<>();
    for (Weights point : SimplexPoints.grid(3, SimplexPoints.PARTS)) {
      Optional<Matrix> image = made.images(shown, point);
      if (image.isEmpty()) {
        return Optional.empty();
      }
      int[] parts =
          Arrays.stream(point.toArray())
              .mapToInt(weight -> (int) Math.round(weight * SimplexPoints.PARTS))
              .toArray();
      points.add(new SimplexGrid.Point(parts, new SampleTiles.Frame(image.get(), 0)));
    }
    return Optional.of(new SimplexGrid(tiles(), made.sourceNames(), points).png());
  }

  private Optional<Trajectory> moved() {
    int[] shown = shown();
    Optional<Matrix> end = made.images(shown, made.weights());
    if (end.isEmpty()) {
      return Optional.empty();
    }
    Matrix start = made.target().features().selectRows(shown);
    int[] labels = Arrays.stream(shown).map(made.target().labels()::classOf).toArray();
    List<Trajectory.Frame> frames = new ArrayList<>();
    for (int f = 0; f < FRAMES; f++) {
      float t = (float) f / (FRAMES - 1);
      float[] values = new float[start.array().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (1 - t) * start.array()[i] + t * end.get().array()[i];
      }
      frames.add(
          new Trajectory.Frame(f, Matrix.wrap(start.rows(), start.columns(), values), labels));
    }
    return Optional.of(new Trajectory(shown, frames));
  }

  /**
   * The samples of a target that pictures show.
   *
   * @param isImage whether samples are images
   * @param positions the position of each sample's class
   * @param most the most samples, but for one of each class
   */
  static int[] shown(boolean isImage, int[] positions, int classes, int most) {
    if (!isImage) {
      return some(positions.length, most);
    }
    int[] left = new int[Math.min(MOST_ROWS, classes)];
    Arrays.fill(left, Math.clamp(most / left.length, 1, PER_CLASS));
    return IntStream.range(0, positions.length)
        .filter(i -> positions[i] < left.length && left[positions[i]]-- > 0)
        .toArray();
  }

  private static int[] some(int size) {
    return some(size, MOST_POINTS);
  }

  private static int[] some(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  private int[] shown() {
    LabeledDataset target = made.target();
    return shown(
        target.shape().isImage(), target.classPositions(), target.classIds().length, MOST_POINTS);
  }
}
