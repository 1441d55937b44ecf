package org.otium.app.experiment.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.app.pictures.SampleGrid;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.report.ClassStrip;
import org.otium.app.report.Figure;
import org.otium.app.report.FlowReport;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.runs.Trajectory;

/** The pictures of a flow: grids of images, or scatter plots of everything else. */
public final class FlowPictures {
  private static final String GRID_BEFORE = "grid-before.png";
  private static final String SCATTER_BEFORE = "scatter-before.png";

  /** What may be drawn of the start. */
  static final List<String> BEFORE = List.of(GRID_BEFORE, SCATTER_BEFORE);

  private static final int MOST_CLASSES_ALONG = 20;
  private static final int FEW_CLASSES = 5;
  private final RunFolder folder;
  private final LabeledDataset source;
  private final LabeledDataset target;
  private final ShownParticles shown;
  private final LinearAlgebra algebra;

  /**
   * Pictures of a flow.
   *
   * @param folder the folder of the run
   * @param source what flows
   * @param target what it flows to
   * @param shown which particles are drawn on the way
   * @param algebra finds principal components
   */
  public FlowPictures(
      RunFolder folder,
      LabeledDataset source,
      LabeledDataset target,
      ShownParticles shown,
      LinearAlgebra algebra) {
    this.folder = folder;
    this.source = source;
    this.target = target;
    this.shown = shown;
    this.algebra = algebra;
  }

  private boolean areImages() {
    return source.shape().isImage();
  }

  /**
   * Draws the particles at the start.
   *
   * @throws IOException if the folder cannot be written
   */
  public void before() throws IOException {
    Trajectory.Frame start = frame(0, source);
    if (areImages()) {
      write(GRID_BEFORE, grid(source.name() + " before", start.features()));
    } else {
      write(SCATTER_BEFORE, points(false).plot("Before", start).png());
    }
  }

  /**
   * Draws the particles along the flow and at the end.
   *
   * @param end the particles at the end
   * @param recorded every frame that was kept, if any was
   * @param areClusters whether labels are clusters, with ids of their own
   * @throws IOException if the folder cannot be written
   */
  public void after(LabeledDataset end, Optional<Trajectory> recorded, boolean areClusters)
      throws IOException {
    Trajectory.Frame last = frame(0, end);
    if (areImages()) {
      write("grid-along.png", along());
      write("grid-after.png", grid(source.name() + " after", last.features()));
    } else {
      write("scatter-along.png", points(areClusters).plots(title(), trajectory(recorded)).png());
      write("scatter-after.png", points(areClusters).plot("After", last).png());
    }
  }

  private Trajectory.Frame frame(long step, LabeledDataset particles) {
    int[] indices = shown.indices();
    int[] labels = Arrays.stream(indices).map(particles.labels()::classOf).toArray();
    return new Trajectory.Frame(step, particles.features().selectRows(indices), labels);
  }

  private MovingPoints points(boolean areClusters) {
    return new MovingPoints(source, target, Projection.of(target, algebra), areClusters);
  }

  private String title() {
    return source.name() + " → " + target.name();
  }

  /** What was recorded, or at least what was kept to be shown. */
  private Trajectory trajectory(Optional<Trajectory> recorded) {
    return recorded.filter(r -> !r.frames().isEmpty()).orElseGet(this::trajectoryOfShown);
  }

  private void write(String name, byte[] png) throws IOException {
    AtomicFile.write(folder.file(name), png);
  }

  /** The rows of the shown particles that belong to a class, as positions among the shown. */
  private int[] rowsOf(int classId) {
    int[] indices = shown.indices();
    return IntStream.range(0, indices.length)
        .filter(r -> source.labels().classOf(indices[r]) == classId)
        .toArray();
  }

  private static List<SampleTiles.Frame> frames(Matrix samples, int[] rows) {
    return Arrays.stream(rows).mapToObj(r -> new SampleTiles.Frame(samples, r)).toList();
  }

  private byte[] grid(String title, Matrix samples) {
    List<SampleGrid.Row> rows = new ArrayList<>();
    for (int id : source.classIds()) {
      int[] members = rowsOf(id);
      if (members.length > 0) {
        rows.add(new SampleGrid.Row(source.className(id), frames(samples, members)));
      }
    }
    return new SampleGrid(tiles(), title, List.of(), rows).png();
  }

  private SampleTiles tiles() {
    return SampleTiles.of(source);
  }

  private byte[] along() {
    List<Long> steps = shown.columns();
    NavigableMap<Long, Matrix> kept = shown.kept();
    List<SampleGrid.Row> rows = new ArrayList<>();
    int each = source.classIds().length <= FEW_CLASSES ? 2 : 1;
    for (int id : source.classIds()) {
      int[] members = rowsOf(id);
      for (int m = 0; m < Math.min(each, members.length) && rows.size() < MOST_CLASSES_ALONG; m++) {
        rows.add(new SampleGrid.Row(source.className(id), frames(steps, kept, members[m])));
      }
    }
    List<String> captions = steps.stream().map(step -> Long.toString(step)).toList();
    return new SampleGrid(tiles(), title() + ", step by step", captions, rows).png();
  }

  private static List<SampleTiles.Frame> frames(
      List<Long> steps, NavigableMap<Long, Matrix> kept, int row) {
    List<SampleTiles.Frame> frames = new ArrayList<>();
    for (Long step : steps) {
      Matrix samples = kept.get(step);
      if (samples != null) {
        frames.add(new SampleTiles.Frame(samples, row));
      }
    }
    return frames;
  }

  /**
   * Start and end of the images of each class.
   *
   * @param end the particles at the end
   * @param becomes for a class of the source, the class of the target that it ends at
   * @return the pictures; empty if there are no images
   */
  public Optional<FlowReport.Images> images(LabeledDataset end, Map<Integer, String> becomes) {
    if (!areImages()) {
      return Optional.empty();
    }
    Matrix first = source.features().selectRows(shown.indices());
    Matrix last = end.features().selectRows(shown.indices());
    List<ClassStrip> strips = new ArrayList<>();
    int[] ids = source.classIds();
    for (int c = 0; c < ids.length; c++) {
      int[] members = rowsOf(ids[c]);
      if (members.length > 0) {
        strips.add(
            new ClassStrip(
                source.className(ids[c]),
                c,
                frames(first, members),
                frames(last, members),
                becomes.getOrDefault(ids[c], "")));
      }
    }
    return Optional.of(new FlowReport.Images(tiles(), strips));
  }

  /**
   * The particles along the flow, as far as they were recorded.
   *
   * @param recorded every frame that was kept, if any was
   * @param becomes for a class of the source, the class of the target that it ends at
   * @param areClusters whether labels are clusters, with ids of their own
   * @return a figure
   */
  public Figure along(
      Optional<Trajectory> recorded, Map<Integer, String> becomes, boolean areClusters) {
    String title = title() + ", step by step";
    return areImages()
        ? new MovingImages(source, tiles()).figure(title, trajectory(recorded), becomes)
        : points(areClusters).figure(title, trajectory(recorded));
  }

  /**
   * Writes what a page of several flows draws this one from.
   *
   * @param recorded every frame that was kept, if any was
   * @param becomes for a class of the source, the class of the target that it ends at
   * @param areClusters whether labels are clusters, with ids of their own
   * @throws IOException if the folder cannot be written
   */
  public void beside(
      Optional<Trajectory> recorded, Map<Integer, String> becomes, boolean areClusters)
      throws IOException {
    Figure figure =
        areImages()
            ? new MovingImages(source, tiles()).beside(title(), trajectory(recorded), becomes)
            : points(areClusters).figure(title(), trajectory(recorded));
    AtomicFile.write(folder.file(RunFolder.FIGURE), Json.compact(figure.data()));
  }

  /**
   * What is seen along the flow, in words.
   *
   * @param recorded every frame that was kept, if any was
   * @return a sentence or two
   */
  public String alongNote(Optional<Trajectory> recorded) {
    String how = " Press play, or move the slider with the arrow keys.";
    if (areImages()) {
      return "Particles of each class, named after their class in the source." + how;
    }
    String words = Projection.of(target, algebra).words();
    boolean isFlat = source.dimension() != 3 && !words.isEmpty();
    return (isFlat ? words + ". " : "")
        + "Particles have the colour of their class"
        + (recorded.isPresent() ? "" : " at the start")
        + "; where they started and the target lie pale behind them."
        + (points(false).figure("", trajectory(recorded)).hasOutside()
            ? " Some lie far outside and are drawn at the edge."
            : "")
        + how;
  }

  private Trajectory trajectoryOfShown() {
    int[] indices = shown.indices();
    int[] labels = Arrays.stream(indices).map(source.labels()::classOf).toArray();
    List<Trajectory.Frame> frames = new ArrayList<>();
    shown.kept().forEach((step, m) -> frames.add(new Trajectory.Frame(step, m, labels)));
    return new Trajectory(indices, frames);
  }
}
