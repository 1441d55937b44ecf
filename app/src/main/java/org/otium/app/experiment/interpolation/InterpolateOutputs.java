package org.otium.app.experiment.interpolation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.SampleBatches;
import org.otium.app.experiment.LearningCurves;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
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
    Map<Integer, String> classes = new LinkedHashMap<>();
    for (int id : about.classIds()) {
      classes.put(id, about.classNames().getOrDefault(id, Integer.toString(id)));
    }
    List<MappedSamples> mapped = MappedSamples.of(made, settings.value().seed(), workspace);
    List<MapNumbers> maps = mapped.stream().map(MapNumbers::of).toList();
    InterpolationFiles.Made told =
        new InterpolationFiles.Made(
            about.count(), classes, about.classNames(), STEM + ".npz", maps);
    InterpolationFiles written = new InterpolationFiles(folder, workspace, files);
    Map<String, Object> result = written.numbers(made, told);
    learning(made.curves());
    progress.phase("Drawing");
    InterpolatePictures pictures = InterpolatePictures.of(made, mapped, workspace);
    written.pictures(pictures);
    timings.lap("Drawing");
    WatchedMappings.checkGoesOn(stop);
    List<String> summary = InterpolationFiles.summary(made, told);
    written.report(made, told, pictures, settings.resolved(), warnings, timings);
    timings.lap("Putting the report together");
    manifest.put("result", result).put("warnings", warnings);
    List<String> shares =
        maps.stream().filter(map -> map.accuracy().isPresent()).map(MapNumbers::share).toList();
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
    files.add(RunFolder.METRICS);
    AtomicFile.write(folder.file(RunFolder.METRICS), curves.csv());
    files.add(LEARNING);
    AtomicFile.write(folder.file(LEARNING), curves.png());
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
}
