package org.otium.app.experiment.interpolation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetFormat;
import org.otium.api.Interpolation.Projection;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;
import org.otium.app.experiment.LearningCurves;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.DistanceMatrixFile;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.data.npz.NpzFile;
import org.otium.interpolation.SampleStream;
import org.otium.settings.Bound;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Kind;

/** What an interpolation leaves in its folder: the dataset, numbers, pictures and a report. */
final class InterpolateOutputs {
  private static final String STEM = "synthetic";
  private static final String LEARNING = "learning.png";
  private static final int BATCH = 1024;
  private final RunFolder folder;
  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;
  private final List<String> files = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  InterpolateOutputs(RunFolder folder, Workspace workspace, Progress progress, StopSignal stop) {
    this.folder = folder;
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /** The names of the files that were written, or begun. */
  List<String> files() {
    return List.copyOf(files);
  }

  /** Writes everything; the manifest comes last, for a run is finished when all of it is there. */
  RunOutcome write(
      Interpolated made, Bound<InterpolateSettings> settings, Manifest manifest, Timings timings)
      throws IOException {
    warnings.addAll(made.group().leftOut());
    made.projection().flatMap(ProjectionNumbers::warning).ifPresent(warnings::add);
    if (made.chosen().byDefault()) {
      warnings.add(
          "This interpolation has no notion of what is nearest to the target: all datasets have the"
              + " same weight. --weights gives others.");
    }
    SampleBatches about = dataset(made, settings.value());
    timings.lap("Writing the dataset");
    List<String> names = new ArrayList<>(made.sourceNames());
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
    List<MapNumbers> maps = MapNumbers.of(made, settings.value().seed(), workspace);
    List<String> shares = new ArrayList<>();
    for (MapNumbers map : maps) {
      result.put("cost-to-" + map.to(), map.cost());
      map.accuracy()
          .ifPresent(
              share -> {
                String name = "label-accuracy-to-" + map.to();
                result.put(name, share);
                shares.add(name);
              });
    }
    text("result.json", Json.write(numbers(made, about, maps)));
    learning(made.curves());
    progress.phase("Drawing");
    InterpolatePictures pictures = new InterpolatePictures(made, workspace);
    for (Map.Entry<String, byte[]> picture : pictures.files().entrySet()) {
      files.add(picture.getKey());
      AtomicFile.write(folder.file(picture.getKey()), picture.getValue());
    }
    timings.lap("Drawing");
    WatchedMappings.checkGoesOn(stop);
    List<String> summary = summary(made, about, maps);
    ReportContent page =
        InterpolatePage.of(made, about, pictures, settings, summary, warnings, workspace, timings);
    files.add(RunFolder.REPORT_CONTENT);
    page.keep(folder.path());
    files.add(RunFolder.REPORT);
    page.publish(folder.path());
    timings.lap("Putting the report together");
    manifest.put("result", result).put("warnings", warnings);
    if (!shares.isEmpty()) {
      manifest.put(Manifest.SHARES, shares);
    }
    files.add(RunFolder.MANIFEST);
    manifest.finish("finished", timings.seconds());
    return new RunOutcome(folder.path(), true, summary, List.copyOf(warnings));
  }

  /** What was measured while maps were learned, and a drawing of it. */
  private void learning(LearningCurves curves) throws IOException {
    if (curves.isEmpty()) {
      return;
    }
    text(RunFolder.METRICS, curves.csv());
    files.add(LEARNING);
    AtomicFile.write(folder.file(LEARNING), curves.png());
  }

  private void text(String name, String content) throws IOException {
    files.add(name);
    AtomicFile.write(folder.file(name), content);
  }

  /** The samples, once more from the start. */
  private SampleBatches samples(Interpolated made, InterpolateSettings settings) {
    if (settings.samples().isEmpty()) {
      return SampleBatches.of(made.prepared().at(made.weights()).withName(STEM));
    }
    long count = settings.samples().get();
    return SampleStream.of(
        made.prepared(), made.weights(), made.pool(), count, BATCH, settings.seed());
  }

  /** Writes the samples, with their soft labels and again with hard ones. */
  private SampleBatches dataset(Interpolated made, InterpolateSettings settings)
      throws IOException {
    DatasetFormat npz = format("npz");
    DatasetFormat idx = format("idx");
    SampleBatches samples = samples(made, settings);
    if (settings.samples().isEmpty()) {
      LabeledDataset whole = samples.batches().next();
      progress.phase("Writing " + Numbers.counted(whole.size(), "sample"));
      into(fresh -> npz.write(whole, fresh.resolve(STEM + ".npz")), STEM + ".npz");
      if (!whole.weights().isUniform()) {
        warnings.add("The samples differ in weight, which the npz file holds and IDX cannot.");
      }
      SampleBatches hard = hardened(SampleBatches.of(whole));
      into(fresh -> idx.write(hard, fresh.resolve(idxName(hard))), idxNames(hard));
    } else {
      into(fresh -> npz.write(told(samples), fresh.resolve(STEM + ".npz")), STEM + ".npz");
      SampleBatches hard = hardened(told(samples(made, settings)));
      into(fresh -> idx.write(hard, fresh.resolve(idxName(hard))), idxNames(hard));
      long known = made.isEndless() ? Long.MAX_VALUE : made.known();
      if (samples.count() > known) {
        String origin = Numbers.counted(known, "sample");
        warnings.add(
            "The samples are made from " + origin + ", so that some are equal to each other.");
      }
    }
    CsvTable classes = new CsvTable(List.of("class", "name"));
    for (int id : samples.classIds()) {
      String name = samples.classNames().getOrDefault(id, Integer.toString(id));
      classes.row(List.of(id, name));
    }
    text("classes.csv", classes.text());
    return samples;
  }

  private void into(AtomicFile.Content content, String... names) throws IOException {
    files.addAll(List.of(names));
    AtomicFile.writeInto(folder.path(), content);
  }

  private DatasetFormat format(String name) {
    SettingsBinder binder = new SettingsBinder(workspace.plugins());
    if (workspace.plugins().find(Kind.DATASET_FORMAT, name).isEmpty()) {
      throw new InvalidInputException("there is no format '" + name + "'", "Add its plugin.");
    }
    return (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, name, name).value();
  }

  private static String idxName(SampleBatches samples) {
    return idxNames(samples)[0];
  }

  private static String[] idxNames(SampleBatches samples) {
    boolean isImage = samples.shape().isImage();
    boolean areBytes =
        isImage
            && Double.isFinite(samples.shape().low())
            && Double.isFinite(samples.shape().high());
    int sizes = !isImage ? 2 : samples.shape().channels() == 1 ? 3 : 4;
    int[] ids = samples.classIds();
    boolean fewClasses = ids[0] >= 0 && ids[ids.length - 1] <= 255;
    return new String[] {
      STEM + "-images-idx" + sizes + (areBytes ? "-ubyte.gz" : "-float.gz"),
      STEM + "-labels-idx1" + (fewClasses ? "-ubyte.gz" : "-int.gz"),
      STEM + "-classes.json"
    };
  }

  /** Batches that are told of as they go by. */
  private SampleBatches told(SampleBatches samples) {
    long[] done = {0};
    return with(
        samples,
        samples.areSoft(),
        batch -> {
          WatchedMappings.checkGoesOn(stop);
          done[0] += batch.size();
          progress.phase(
              "Writing samples, "
                  + Numbers.count(done[0])
                  + " of "
                  + Numbers.count(samples.count()));
          return batch;
        });
  }

  private static SampleBatches hardened(SampleBatches samples) {
    return with(
        samples,
        false,
        batch -> {
          int[] ids = new int[batch.size()];
          java.util.Arrays.setAll(ids, batch.labels()::classOf);
          return batch.withLabels(Labels.hard(ids));
        });
  }

  private static SampleBatches with(
      SampleBatches samples,
      boolean areSoft,
      java.util.function.UnaryOperator<LabeledDataset> change) {
    java.util.Iterator<LabeledDataset> batches = samples.batches();
    return new SampleBatches(
        samples.name(),
        samples.count(),
        samples.shape(),
        samples.classIds(),
        samples.classNames(),
        areSoft,
        new java.util.Iterator<>() {
          @Override
          public boolean hasNext() {
            return batches.hasNext();
          }

          @Override
          public LabeledDataset next() {
            return change.apply(batches.next());
          }
        });
  }

  private void weights(Interpolated made, List<String> names) throws IOException {
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

  private static Map<String, Object> numbers(
      Interpolated made, SampleBatches about, List<MapNumbers> maps) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("target", made.target().name());
    tree.put("from", made.sourceNames());
    tree.put("weights", made.weights().toArray());
    tree.put("samples", about.count());
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
    if (!maps.isEmpty()) {
      tree.put("maps", maps.stream().map(MapNumbers::tree).toList());
    }
    return tree;
  }

  private static List<String> summary(
      Interpolated made, SampleBatches about, List<MapNumbers> maps) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Numbers.counted(about.count(), "sample")
            + " of "
            + Numbers.counted(about.classIds().length, "class")
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
                        + Numbers.value(
                            Math.max(0, java.util.Arrays.stream(p.toReference()).min().orElse(0)))
                        + "."));
    maps.forEach(map -> lines.add(map.words()));
    return lines;
  }
}
