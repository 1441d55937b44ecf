package org.otium.app.experiment.interpolation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Interpolation.Projection;
import org.otium.api.Weights;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.DistanceMatrixFile;
import org.otium.app.report.InterpolationReport;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import org.otium.data.npz.NpzFile;

/**
 * The files that every interpolation leaves beside its samples: tables, numbers, pictures, report.
 */
public final class InterpolationFiles {
  private final RunFolder folder;
  private final Workspace workspace;
  private final List<String> files;

  /**
   * Nothing is written yet.
   *
   * @param folder where to
   * @param workspace what the run works with
   * @param files is told the names of files before they are begun
   */
  public InterpolationFiles(RunFolder folder, Workspace workspace, List<String> files) {
    this.folder = folder;
    this.workspace = workspace;
    this.files = files;
  }

  /**
   * What was made.
   *
   * @param samples how many samples
   * @param classes all classes, with a name each
   * @param classNames the names of those that have one
   * @param file the file or folder that holds the samples
   * @param maps what was measured of the maps; none where that was not done
   */
  public record Made(
      long samples,
      Map<Integer, String> classes,
      Map<Integer, String> classNames,
      String file,
      List<MapNumbers> maps) {}

  /**
   * Writes tables and numbers.
   *
   * @param made the interpolation
   * @param about what was made of it
   * @return what a manifest says of the result
   * @throws IOException if they cannot be written
   */
  public Map<String, Object> numbers(InterpolationView made, Made about) throws IOException {
    List<String> names = new ArrayList<>(made.sourceNames());
    CsvTable classes = new CsvTable(List.of("class", "name"));
    about.classes().forEach((id, name) -> classes.row(List.of(id, name)));
    text("classes.csv", classes.text());
    weights(made, names);
    Map<String, Object> result = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      result.put("weight-of-" + names.get(i), made.weights().get(i));
    }
    if (made.projection().isPresent()) {
      Projection projection = made.projection().get();
      distances(projection, names, made.target().name());
      if (made.measures()) {
        simplex(projection, names);
        result.put("squared", Math.max(0, projection.squaredAt(made.weights())));
      }
    }
    about.maps().forEach(map -> map.addTo(result));
    text("result.json", Json.write(tree(made, about)));
    return result;
  }

  void pictures(InterpolatePictures pictures) throws IOException {
    for (Map.Entry<String, byte[]> picture : pictures.files().entrySet()) {
      files.add(picture.getKey());
      AtomicFile.write(folder.file(picture.getKey()), picture.getValue());
    }
  }

  void report(
      InterpolationView made,
      Made about,
      InterpolatePictures pictures,
      Map<String, Object> settings,
      List<String> warnings,
      Timings timings)
      throws IOException {
    ReportContent page =
        InterpolatePage.of(
            made, about, pictures, settings, sentences(made, about), warnings, workspace, timings);
    files.add(RunFolder.REPORT_CONTENT);
    page.keep(folder.path());
    files.add(RunFolder.REPORT);
    page.publish(folder.path());
  }

  /**
   * Draws samples of the target and their images, and writes the report.
   *
   * @param made the interpolation
   * @param about what was made of it
   * @param settings with every default
   * @param warnings what to keep in mind
   * @param timings how long each part took
   * @throws IOException if they cannot be written
   */
  public void show(
      InterpolationView made,
      Made about,
      Map<String, Object> settings,
      List<String> warnings,
      Timings timings)
      throws IOException {
    InterpolatePictures pictures = new InterpolatePictures(made, workspace);
    pictures(pictures);
    timings.lap("Drawing");
    report(made, about, pictures, settings, warnings, timings);
  }

  /**
   * The samples of a target that pictures show.
   *
   * @param isImage whether samples are images
   * @param positions the position of each sample's class among those of the dataset
   * @param classes how many classes there are
   * @param most the most samples, but for one of each class that is shown
   * @return which samples, ascending
   */
  public static int[] shown(boolean isImage, int[] positions, int classes, int most) {
    return InterpolatePictures.shown(
        isImage, positions, classes, Math.min(most, InterpolatePictures.MOST_POINTS));
  }

  private void text(String name, String content) throws IOException {
    files.add(name);
    AtomicFile.write(folder.file(name), content);
  }

  private void weights(InterpolationView made, List<String> names) throws IOException {
    CsvTable table = new CsvTable(List.of("dataset", "weight"));
    for (int i = 0; i < names.size(); i++) {
      table.row(List.of(names.get(i), made.weights().get(i)));
    }
    text("weights.csv", table.text());
  }

  private void distances(Projection projection, List<String> names, String target)
      throws IOException {
    List<String> all = new ArrayList<>(names);
    all.add(target);
    double[][] squared = ProjectionNumbers.square(projection);
    text("squared-distances.csv", CsvTable.square(all, squared));
    files.add("distances.npz");
    AtomicFile.write(
        folder.file("distances.npz"),
        path -> NpzFile.write(path, DistanceMatrixFile.arrays(all, squared)));
  }

  /** The objective of GG eq. 5 over the simplex. */
  private void simplex(Projection projection, List<String> names) throws IOException {
    if (names.size() < 2 || names.size() > 3) {
      return;
    }
    List<String> head = new ArrayList<>(names);
    head.add("squared");
    CsvTable table = new CsvTable(head);
    for (Weights point : SimplexPoints.grid(names.size(), SimplexPoints.PARTS)) {
      List<Object> row = new ArrayList<>();
      for (double weight : point.toArray()) {
        row.add(weight);
      }
      row.add(projection.squaredAt(point));
      table.row(row);
    }
    text("simplex.csv", table.text());
  }

  private static Map<String, Object> tree(InterpolationView made, Made about) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("target", made.target().name());
    tree.put("from", made.sourceNames());
    tree.put("weights", made.weights().toArray());
    tree.put("samples", about.samples());
    tree.put("classes", about.classNames());
    Optional<Projection> projection = made.projection();
    if (projection.isPresent()) {
      tree.put("nearest-weights", projection.get().weights().toArray());
      tree.put("nearest-squared", projection.get().squared());
      if (made.measures()) {
        tree.put("squared", projection.get().squaredAt(made.weights()));
      }
      tree.put("squared-to-target", projection.get().toReference());
      tree.put("squared-among", projection.get().among());
      tree.put("convex", projection.get().convex());
      tree.put("global", projection.get().global());
    }
    if (!about.maps().isEmpty()) {
      tree.put("maps", about.maps().stream().map(MapNumbers::tree).toList());
    }
    return tree;
  }

  /**
   * The outcome in a few lines.
   *
   * @param made the interpolation
   * @param about what was made of it
   * @return a few sentences, and a table of the maps where there are several
   */
  public static List<String> summary(InterpolationView made, Made about) {
    List<String> lines = sentences(made, about);
    if (about.maps().size() > 1) {
      TextTable table = new TextTable("lrrr");
      table.row(InterpolationReport.MAPS.toArray(String[]::new));
      about.maps().forEach(map -> table.row(map.row().toArray(String[]::new)));
      lines.add(table.format("").stripTrailing());
    }
    return lines;
  }

  /** The outcome without the table. */
  static List<String> sentences(InterpolationView made, Made about) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Numbers.counted(about.samples(), "sample")
            + " of "
            + Numbers.counted(about.classes().size(), "class")
            + " at "
            + SimplexPoints.words(made.sourceNames(), made.weights())
            + ".");
    made.projection()
        .filter(_ -> made.measures())
        .ifPresent(
            p ->
                lines.add(
                    "W² to "
                        + made.target().name()
                        + " is "
                        + Numbers.value(Math.max(0, p.squaredAt(made.weights())))
                        + "; the nearest of the datasets alone has "
                        + Numbers.value(Math.max(0, Arrays.stream(p.toReference()).min().orElse(0)))
                        + "."));
    if (about.maps().size() == 1) {
      lines.add(about.maps().getFirst().words());
    }
    return lines;
  }
}
