package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FeatureShape;
import org.otium.api.Matrix;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.labels.ComparedClasses.Nearest;
import org.otium.app.experiment.labels.ComparedClasses.OneClass;
import org.otium.app.experiment.parts.MatrixBytes;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/** What a comparison of classes leaves in its folder: statistics, distances, pictures, a report. */
final class LabelDistancesOutputs {
  /** More classes than that are in files alone. */
  private static final int MOST_LINES = 60;

  private final RunFolder folder;
  private final ClassesPlan plan;
  private final Workspace workspace;
  private final Manifest manifest;
  private final Timings timings;
  private final List<AboutDataset> abouts = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<OneClass> classes = new ArrayList<>();

  LabelDistancesOutputs(
      RunFolder folder, ClassesPlan plan, Workspace workspace, Manifest manifest, Timings timings) {
    this.folder = folder;
    this.plan = plan;
    this.workspace = workspace;
    this.manifest = manifest;
    this.timings = timings;
  }

  /**
   * Writes the statistics of the classes, a file a dataset.
   *
   * @return how many classes there are in all
   */
  int statistics(List<AboutDataset> datasets, ClassesMemory memory) throws IOException {
    ClassStatistics written = new ClassStatistics(folder, plan, memory);
    for (AboutDataset about : datasets) {
      abouts.add(about);
      names.add(written.write(about, classes));
    }
    return classes.size();
  }

  /** Writes everything else; the manifest comes last. */
  RunOutcome write(List<String> notes) throws IOException {
    ComparedClasses compared = new ComparedClasses(names, classes, squared());
    List<String> warnings = new ArrayList<>(notes);
    abouts.forEach(about -> warnings.addAll(about.notes()));
    warnings.addAll(workspace.differences());
    for (OneClass one : classes) {
      if (one.samples() == 1) {
        warnings.add(
            "Class '"
                + one.name()
                + "' of '"
                + names.get(one.dataset())
                + "' has one sample: it is compared as a point.");
      }
    }
    AtomicFile.write(folder.file("classes.csv"), classTable(compared));
    AtomicFile.write(folder.file("nearest.csv"), nearestTable(compared));
    AtomicFile.write(
        folder.file("label-distances.csv"),
        CsvTable.square(compared.names(), compared.distances()));
    AtomicFile.write(
        folder.file("label-distances.npz"), path -> NpzFile.write(path, matrix(compared)));
    Optional<SampleTiles> tiles = tiles();
    if (tiles.isPresent()) {
      AtomicFile.write(folder.file("means.png"), tiles.get().sheet(meansOf()));
    }
    List<String> summary = summary(compared);
    AtomicFile.write(folder.file("result.json"), Json.write(result(compared)));
    ReportContent page =
        LabelDistancesPage.of(
            compared, abouts, plan.settings(), tiles, warnings, workspace, timings);
    page.keep(folder.path());
    page.publish(folder.path());
    timings.lap("Putting the report together");
    manifest.put("inputs", inputs()).put("result", numbers(compared));
    manifest.machines(workspace);
    manifest.put("warnings", warnings);
    manifest.finish("finished", timings.seconds());
    return new RunOutcome(folder.path(), true, summary, warnings);
  }

  private double[][] squared() throws IOException {
    int m = names.size();
    int[] first = new int[m + 1];
    classes.forEach(one -> first[one.dataset() + 1]++);
    for (int k = 0; k < m; k++) {
      first[k + 1] += first[k];
    }
    double[][] squared = new double[classes.size()][classes.size()];
    for (int a = 0; a < m; a++) {
      for (int b = a; b < m; b++) {
        double[][] block = MatrixBytes.matrix(Files.readAllBytes(plan.files().distances(a, b)));
        for (int i = 0; i < block.length; i++) {
          for (int j = 0; j < block[i].length; j++) {
            squared[first[a] + i][first[b] + j] = block[i][j];
            squared[first[b] + j][first[a] + i] = block[i][j];
          }
        }
      }
    }
    return squared;
  }

  private String classTable(ComparedClasses compared) {
    CsvTable table =
        new CsvTable(List.of("dataset", "class", "name", "samples", "weight", "spread"));
    for (OneClass one : compared.classes()) {
      table.row(
          List.of(
              names.get(one.dataset()),
              one.id(),
              one.name(),
              one.samples(),
              one.weight(),
              one.spread()));
    }
    return table.text();
  }

  /** For each class the nearest other one of each dataset. */
  private String nearestTable(ComparedClasses compared) {
    CsvTable table =
        new CsvTable(
            List.of("dataset", "class", "name", "in", "nearest-class", "nearest-name", "distance"));
    for (int k = 0; k < compared.size(); k++) {
      OneClass one = compared.classes().get(k);
      for (int other = 0; other < names.size(); other++) {
        Optional<Nearest> nearest = compared.nearest(k, other);
        if (nearest.isPresent()) {
          OneClass is = compared.classes().get(nearest.get().is());
          table.row(
              List.of(
                  names.get(one.dataset()),
                  one.id(),
                  one.name(),
                  names.get(other),
                  is.id(),
                  is.name(),
                  nearest.get().distance()));
        }
      }
    }
    return table.text();
  }

  private Map<String, NpyArray> matrix(ComparedClasses compared) {
    int n = compared.size();
    double[] flat = new double[Math.multiplyExact(n, n)];
    for (int k = 0; k < n; k++) {
      System.arraycopy(compared.squared()[k], 0, flat, k * n, n);
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("squared", NpyArray.of(flat, n, n));
    arrays.put("names", NpyArray.of(compared.names().toArray(String[]::new), n));
    arrays.put(
        "datasets",
        NpyArray.of(
            compared.classes().stream().map(one -> names.get(one.dataset())).toArray(String[]::new),
            n));
    arrays.put(
        "classes", NpyArray.of(compared.classes().stream().mapToInt(OneClass::id).toArray(), n));
    return arrays;
  }

  /** How means are drawn, where all datasets hold images of one shape. */
  private Optional<SampleTiles> tiles() {
    FeatureShape shape = abouts.getLast().shape();
    boolean areAlike =
        abouts.stream()
            .map(AboutDataset::shape)
            .allMatch(
                s ->
                    s.height() == shape.height()
                        && s.width() == shape.width()
                        && s.channels() == shape.channels());
    if (!shape.isImage() || !areAlike) {
      return Optional.empty();
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (OneClass one : classes) {
      FeatureShape own = abouts.get(one.dataset()).shape();
      for (float value : one.mean()) {
        low = Math.min(low, Double.isInfinite(own.low()) ? value : own.low());
        high = Math.max(high, Double.isInfinite(own.high()) ? value : own.high());
      }
    }
    return Optional.of(new SampleTiles(shape, low, high > low ? high : low + 1));
  }

  private List<List<SampleTiles.Frame>> meansOf() {
    List<List<SampleTiles.Frame>> rows = new ArrayList<>();
    names.forEach(name -> rows.add(new ArrayList<>()));
    for (OneClass one : classes) {
      rows.get(one.dataset())
          .add(new SampleTiles.Frame(Matrix.wrap(1, one.mean().length, one.mean()), 0));
    }
    return rows;
  }

  private Map<String, Object> inputs() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int k = 0; k < names.size(); k++) {
      AboutDataset about = abouts.get(k);
      int dataset = k;
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("reference", plan.datasets().get(k).reference());
      input.put("origin", about.origin());
      input.put("name", names.get(k));
      input.put("samples", about.of());
      input.put("classes", classes.stream().filter(one -> one.dataset() == dataset).count());
      input.put("shape", about.readShape());
      input.put("used-samples", about.samples());
      input.put("used-shape", about.shape().describe());
      input.put("files", UsedDataset.files(about.files()));
      inputs.put(names.get(k), input);
    }
    return inputs;
  }

  /** What runs of a recipe are compared by. */
  private static Map<String, Object> numbers(ComparedClasses compared) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("classes", compared.size());
    compared.mostAlikeWithin().ifPresent(n -> numbers.put("least-within", n.distance()));
    compared.mostAlikeElsewhere().ifPresent(n -> numbers.put("least-across", n.distance()));
    return numbers;
  }

  private Map<String, Object> result(ComparedClasses compared) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("datasets", names);
    List<Object> rows = new ArrayList<>();
    for (int k = 0; k < compared.size(); k++) {
      OneClass one = compared.classes().get(k);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("dataset", names.get(one.dataset()));
      row.put("class", one.id());
      row.put("name", one.name());
      row.put("samples", one.samples());
      row.put("weight", one.weight());
      row.put("spread", one.spread());
      compared.nearestWithin(k).ifPresent(n -> row.put("nearest-within", nearest(compared, n)));
      compared
          .nearestElsewhere(k)
          .ifPresent(n -> row.put("nearest-elsewhere", nearest(compared, n)));
      rows.add(row);
    }
    result.put("classes", rows);
    List<Object> same = new ArrayList<>();
    for (ComparedClasses.SameName pair : compared.sameNames()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("from", names.get(pair.from()));
      row.put("to", names.get(pair.to()));
      row.put("nearest-has-same-name", pair.hits());
      row.put("of", pair.of());
      same.add(row);
    }
    result.put("same-names", same);
    return result;
  }

  private Map<String, Object> nearest(ComparedClasses compared, Nearest nearest) {
    OneClass is = compared.classes().get(nearest.is());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dataset", names.get(is.dataset()));
    tree.put("class", is.id());
    tree.put("name", is.name());
    tree.put("distance", nearest.distance());
    return tree;
  }

  private List<String> summary(ComparedClasses compared) {
    List<String> summary = new ArrayList<>();
    if (compared.size() <= MOST_LINES) {
      boolean several = names.size() > 1;
      TextTable table = new TextTable(several ? "lrlrlr" : "lrlr");
      List<String> head =
          new ArrayList<>(List.of("class", "samples", "nearest in its dataset", "W₂"));
      if (several) {
        head.addAll(List.of("nearest in the others", "W₂"));
      }
      table.row(head.toArray(String[]::new));
      for (int k = 0; k < compared.size(); k++) {
        List<String> row = new ArrayList<>();
        row.add(compared.name(k));
        row.add(Numbers.count(compared.classes().get(k).samples()));
        cells(compared, compared.nearestWithin(k), false, row);
        if (several) {
          cells(compared, compared.nearestElsewhere(k), true, row);
        }
        table.row(row.toArray(String[]::new));
      }
      summary.add(table.format("").stripTrailing());
      summary.add("");
    }
    summary.add(LabelDistancesPage.lede(compared));
    return summary;
  }

  private static void cells(
      ComparedClasses compared, Optional<Nearest> nearest, boolean isElsewhere, List<String> row) {
    row.add(
        nearest
            .map(n -> isElsewhere ? compared.name(n.is()) : compared.classes().get(n.is()).name())
            .orElse("—"));
    row.add(nearest.map(n -> Numbers.value(n.distance())).orElse(""));
  }
}
