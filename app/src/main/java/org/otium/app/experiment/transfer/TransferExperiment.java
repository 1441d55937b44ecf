package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.otium.api.Classifier;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.FewSteps;
import org.otium.app.experiment.KeptMaps;
import org.otium.app.experiment.LearningCurves;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.Workspace;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.CsvTable;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;

/**
 * Holds ways to make a dataset for pretraining against each other: accuracies on a target of which
 * few samples are labelled (GG table 1), and over the simplex of three datasets beside the
 * objective of the projection (GG fig. 6 and 11).
 */
public final class TransferExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "transfer";

  /** What the name of a standard deviation in the result ends with, behind that of its mean. */
  public static final String DEVIATION = " (s.d.)";

  private static final String TARGET = DatasetPair.TARGET;
  private static final String TRANSFORMS = "transforms";
  private static final String ACCURACY = "accuracy.csv";
  private static final String SIMPLEX = "simplex.csv";
  private static final List<String> FILES =
      List.of(ACCURACY, SIMPLEX, RunFolder.REPORT, RunFolder.REPORT_CONTENT, RunFolder.MANIFEST);

  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * An experiment.
   *
   * @param workspace what it works with
   * @param progress is told how it goes
   * @param stop ends it early
   */
  public TransferExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * The datasets of an experiment, text or trees with a {@code name} each.
   *
   * @param target samples of the target
   * @param test other samples of it, to test with
   * @param from what is interpolated between
   */
  public record Datasets(Object target, Object test, List<?> from) {
    List<Object> all() {
      List<Object> all = new ArrayList<>(List.of(target, test));
      all.addAll(from);
      return all;
    }
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets the datasets
   * @param tree settings of {@link TransferSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Datasets datasets, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.required(workspace.library(), "target", datasets.target(), problems);
    DatasetProblems.required(workspace.library(), "test", datasets.test(), problems);
    DatasetProblems.oneOrMore(workspace.library(), "from", datasets.from(), problems);
    boolean onSimplex = Boolean.parseBoolean(String.valueOf(tree.getOrDefault("simplex", "")));
    if (onSimplex && datasets.from().size() != 3) {
      String given = Numbers.counted(datasets.from().size(), "dataset");
      problems.add(new Problem("simplex", "needs three datasets", given, "", ""));
    }
    problems.addAll(new SettingsBinder(context(workspace)).validate(TransferSettings.class, tree));
    return problems;
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), List.of(TARGET));
  }

  /**
   * Does the experiment.
   *
   * @param datasets the datasets
   * @param tree settings of {@link TransferSettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Datasets datasets, Map<String, Object> tree, Path out) throws IOException {
    RunFolder.check(out);
    return transfer(datasets, tree, out, UnitsRun.begin(out));
  }

  /**
   * Goes on with an experiment that did not come to its end: what was measured is not measured
   * again.
   *
   * @param datasets the datasets
   * @param tree settings of {@link TransferSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if there is nothing to continue, or the settings or datasets are
   *     not those that it began with
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome restart(Datasets datasets, Map<String, Object> tree, Path out)
      throws IOException {
    return transfer(datasets, tree, out, UnitsRun.goOn(out, COMMAND));
  }

  private RunOutcome transfer(
      Datasets datasets, Map<String, Object> tree, Path out, UnitsRun.Opening opening)
      throws IOException {
    List<Problem> problems = problems(workspace, datasets, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Timings timings = new Timings();
    // Maps of a repetition that is not finished go on, too.
    WatchedMappings maps =
        new WatchedMappings(progress, stop, new LearningCurves(), new KeptMaps(out));
    ExperimentContext context = context(workspace).watched(maps::watch);
    Map<String, Object> resolved =
        new SettingsBinder(context).resolve(TransferSettings.class, tree);
    DatasetGroup whole = read(datasets, resolved);
    long seed = number(resolved, "seed");
    Bound<TransferSettings> settings =
        new SettingsBinder(context.with(Map.of(TARGET, whole.used().getFirst()), seed))
            .bind(TransferSettings.class, tree);
    DatasetGroup group =
        whole.with(transformed(whole.used(), context, resolved, seed), _ -> TRANSFORMS);
    timings.lap("Reading the datasets");
    try (UnitsRun run = opening.open(workspace, COMMAND, group)) {
      Manifest manifest = run.manifest();
      manifest.put("target", workspace.library().anywhere(datasets.target()));
      manifest.put("test", workspace.library().anywhere(datasets.test()));
      manifest.put("from", datasets.from().stream().map(workspace.library()::anywhere).toList());
      manifest.put("inputs", group.manifest()).put("settings", settings.resolved());
      manifest.put("seed", settings.value().seed());
      manifest.used(context);
      List<String> names = names(settings.value().repeats());
      List<Unit> units =
          names.stream()
              .flatMap(name -> transfer(group, settings.value(), 0, name).units().stream())
              .toList();
      return run.made(
          units,
          FILES,
          timings,
          progress,
          stop,
          maps.kept(),
          kept -> {
            TransferNumbers numbers = repeated(group, settings.value(), names, kept, timings);
            manifest.used(context);
            List<String> warnings = new ArrayList<>(group.leftOut());
            int few = settings.value().shots() * group.used().getFirst().classIds().length;
            FewSteps.note(settings.resolved().get("classifier"), few, FewSteps.FINE_TUNING)
                .ifPresent(warnings::add);
            manifest.put("warnings", warnings);
            write(run.folder(), manifest, numbers, group, settings, timings);
            List<String> summary = new ArrayList<>(List.of(numbers.table()));
            numbers.correlationInWords().ifPresent(summary::add);
            return new RunOutcome(run.folder().path(), true, summary, warnings);
          });
    }
  }

  private static List<String> names(int repeats) {
    return IntStream.rangeClosed(1, repeats).mapToObj(r -> "repetition " + r).toList();
  }

  private TransferNumbers repeated(
      DatasetGroup group,
      TransferSettings settings,
      List<String> names,
      KeptUnits units,
      Timings timings) {
    List<Transfer.Result> results = new ArrayList<>();
    for (int r = 0; r < names.size(); r++) {
      results.add(transfer(group, settings, r, names.get(r)).run(units));
      timings.lap("Repetition " + (r + 1), units.before(names.get(r)));
    }
    List<String> sources = sources(group).stream().map(LabeledDataset::name).toList();
    return new TransferNumbers(sources, results, settings.relative());
  }

  private Transfer transfer(DatasetGroup group, TransferSettings settings, int r, String name) {
    return new Transfer(
        settings,
        sources(group),
        group.used().get(0),
        group.used().get(1),
        nearest(settings.neighbours()),
        settings.seed() + r,
        name);
  }

  private static List<LabeledDataset> sources(DatasetGroup group) {
    return group.used().subList(2, group.used().size());
  }

  private Classifier nearest(int neighbours) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", "k-nn");
    spec.put("k", neighbours);
    SettingsBinder binder = new SettingsBinder(workspace.plugins());
    return (Classifier) binder.bindPlugin(Kind.CLASSIFIER, spec, "neighbours").value();
  }

  private static long number(Map<String, Object> resolved, String key) {
    return Long.parseLong(String.valueOf(resolved.get(key)));
  }

  private DatasetGroup read(Datasets datasets, Map<String, Object> resolved) {
    long seed = number(resolved, "seed");
    int samples = (int) number(resolved, "samples");
    int testSamples = (int) number(resolved, "test-samples");
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(datasets.all(), seed, reference -> progress.phase("Reading " + reference));
    DatasetGroup group = DatasetGroup.of(loaded, Math.max(samples, testSamples), 0, seed, resize);
    List<LabeledDataset> used = new ArrayList<>();
    for (int k = 0; k < group.used().size(); k++) {
      LabeledDataset dataset = group.used().get(k);
      LabeledDataset part =
          Preparation.subset(dataset, k == 1 ? testSamples : samples, seed).dataset();
      used.add(part.withName(dataset.name()));
    }
    return new DatasetGroup(group.loaded(), List.copyOf(used), List.of());
  }

  /**
   * All datasets after each transform in turn, the role target being what the target is by then.
   */
  private static List<LabeledDataset> transformed(
      List<LabeledDataset> datasets,
      ExperimentContext context,
      Map<String, Object> resolved,
      long seed) {
    List<LabeledDataset> all = datasets;
    List<?> specs = resolved.get(TRANSFORMS) instanceof List<?> list ? list : List.of();
    for (Object spec : specs) {
      ExperimentContext roles = context.with(Map.of(TARGET, all.getFirst()), seed);
      Map<String, Object> one = Map.of(TRANSFORMS, List.of(spec));
      all =
          all.stream()
              .map(
                  dataset ->
                      DatasetPair.transformed(dataset, roles, one, TRANSFORMS, seed)
                          .withName(dataset.name()))
              .toList();
    }
    return all;
  }

  private void write(
      RunFolder folder,
      Manifest manifest,
      TransferNumbers numbers,
      DatasetGroup group,
      Bound<TransferSettings> settings,
      Timings timings)
      throws IOException {
    CsvTable table = new CsvTable(List.of("pretraining", "repetition", "accuracy"));
    for (int r = 0; r < numbers.results().size(); r++) {
      for (Map.Entry<String, Double> entry : numbers.results().get(r).accuracies().entrySet()) {
        table.row(List.of(entry.getKey(), r + 1, CsvTable.rounded(entry.getValue())));
      }
    }
    AtomicFile.write(folder.file(ACCURACY), table.text());
    if (settings.value().simplex()) {
      AtomicFile.write(folder.file(SIMPLEX), simplex(numbers));
    }
    ReportContent page =
        TransferPage.of(numbers, group, settings.resolved(), workspace, manifest, timings);
    page.keep(folder.path());
    page.publish(folder.path());
    timings.lap("Putting the report together");
    manifest.put("result", numbers.means());
    manifest.put(Manifest.SHARES, numbers.shares());
    manifest.finish("finished", timings.seconds());
  }

  private static String simplex(TransferNumbers numbers) {
    List<String> head = new ArrayList<>(numbers.sources());
    head.addAll(List.of("squared", "accuracy"));
    CsvTable table = new CsvTable(head);
    List<Weights> points = TransferNumbers.points();
    for (int p = 0; p < points.size(); p++) {
      List<Object> row = new ArrayList<>();
      for (double weight : points.get(p).toArray()) {
        row.add(CsvTable.rounded(weight));
      }
      row.add(numbers.squared()[p]);
      row.add(CsvTable.rounded(numbers.accuracies()[p]));
      table.row(row);
    }
    return table.text();
  }
}
