package org.otium.app.experiment.interpolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.DatasetProblems;
import org.otium.app.experiment.ExperimentContext;
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
import org.otium.app.runs.RunFolder;
import org.otium.settings.Bound;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;

/** Makes a dataset between others, as near to a target as can be or as the weights say. */
public final class InterpolateExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = "interpolate";

  private static final double SUM_TOLERANCE = 1e-6;
  private static final String TARGET_TRANSFORMS = "target-transforms";
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
  public InterpolateExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param tree settings of {@link InterpolateSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Object target, List<?> from, Map<String, Object> tree) {
    List<Problem> problems = new ArrayList<>();
    DatasetProblems.required(workspace.library(), "target", target, problems);
    DatasetProblems.oneOrMore(workspace.library(), "from", from, problems);
    List<Problem> ofSettings =
        new SettingsBinder(context(workspace)).validate(InterpolateSettings.class, tree);
    problems.addAll(ofSettings);
    if (ofSettings.isEmpty()) {
      weightProblem(tree.getOrDefault("weights", ""), from.size()).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> weightProblem(Object given, int datasets) {
    if (!(given instanceof List<?> list) || list.isEmpty()) {
      return Optional.empty();
    }
    double sum = 0;
    boolean isNegative = false;
    for (Object one : list) {
      double weight = Double.parseDouble(String.valueOf(one));
      sum += weight;
      isNegative |= weight < 0;
    }
    String message =
        list.size() != datasets
            ? list.size() + " weights for " + datasets + " datasets"
            : isNegative
                ? "hold a negative number"
                : Math.abs(sum - 1) > SUM_TOLERANCE ? "sum to " + sum + ", not to one" : "";
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem("weights", message, list.toString(), "one share a dataset, or auto", ""));
  }

  private static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(
        workspace.plugins(), workspace.library(), List.of(DatasetPair.TARGET));
  }

  /**
   * Makes the dataset.
   *
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param tree settings of {@link InterpolateSettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Object target, List<?> from, Map<String, Object> tree, Path out)
      throws IOException {
    RunFolder.check(out);
    return interpolate(target, from, tree, out, RunFolder::create);
  }

  /**
   * Starts a run again that did not come to its end. Maps go on from what they have learned.
   *
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param tree settings of {@link InterpolateSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome restart(Object target, List<?> from, Map<String, Object> tree, Path out)
      throws IOException {
    return interpolate(target, from, tree, out, RunFolder::again);
  }

  private RunOutcome interpolate(
      Object target,
      List<?> from,
      Map<String, Object> tree,
      Path out,
      Function<Path, RunFolder> opening)
      throws IOException {
    List<Problem> problems = problems(workspace, target, from, tree);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    LearningCurves curves = new LearningCurves();
    KeptMaps kept = new KeptMaps(out);
    ExperimentContext before =
        context(workspace).watched(new WatchedMappings(progress, stop, curves, kept)::watch);
    Map<String, Object> resolved =
        new SettingsBinder(before).resolve(InterpolateSettings.class, tree);
    Timings timings = new Timings();
    long seed = Long.parseLong(String.valueOf(resolved.get("seed")));
    DatasetGroup group = read(target, from, resolved, seed, before);
    timings.lap("Reading the datasets");
    ExperimentContext bound =
        before.with(Map.of(DatasetPair.TARGET, group.used().getFirst()), seed);
    Bound<InterpolateSettings> settings =
        new SettingsBinder(bound).bind(InterpolateSettings.class, tree);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("target", workspace.library().anywhere(target));
    about.put("from", from.stream().map(workspace.library()::anywhere).toList());
    about.put("inputs", group.manifest());
    about.put("settings", settings.resolved());
    about.put("seed", seed);
    RunFolder folder = opening.apply(out);
    Manifest manifest = Manifest.again(folder, workspace, COMMAND);
    about.forEach(manifest::put);
    InterpolateOutputs outputs = new InterpolateOutputs(folder, workspace, progress, stop);
    return kept.until(
        folder,
        manifest,
        timings,
        outputs::files,
        () -> {
          Interpolated made = prepared(group, settings.value(), curves, timings);
          manifest.used(bound);
          return outputs.write(made, settings, manifest, timings);
        },
        progress);
  }

  private Interpolated prepared(
      DatasetGroup group, InterpolateSettings settings, LearningCurves curves, Timings timings) {
    LabeledDataset target = group.used().getFirst();
    List<LabeledDataset> sources = group.used().subList(1, group.used().size());
    Interpolation.Prepared prepared =
        settings.interpolation().prepare(sources, target, settings.seed());
    timings.lap("Preparing the interpolation");
    WatchedMappings.checkGoesOn(stop);
    boolean isAuto = settings.weights().isEmpty();
    Optional<Interpolation.Projection> projection = Optional.empty();
    // What has maps has measured most of what its projection takes; others would begin anew.
    if (isAuto || prepared.mapAt(Weights.uniform(sources.size())).isPresent()) {
      progress.phase("Projecting " + target.name());
      projection = prepared.projection();
      timings.lap("Projecting the target");
    }
    WatchedMappings.checkGoesOn(stop);
    Weights weights = weights(settings, sources.size(), projection);
    return new Interpolated(
        group,
        prepared,
        projection,
        new Interpolated.Chosen(weights, isAuto && projection.isEmpty() && sources.size() > 1),
        pool(group, settings, prepared),
        curves);
  }

  private static Weights weights(
      InterpolateSettings settings, int m, Optional<Interpolation.Projection> projection) {
    if (!settings.weights().isEmpty()) {
      return Weights.proportional(
          settings.weights().stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (projection.isPresent()) {
      return projection.get().weights();
    }
    return Weights.uniform(m);
  }

  /**
   * What samples are drawn from where more are wanted than the maps were learned from: all of the
   * target, where the interpolation maps new samples and they are like those that it has seen.
   */
  private static LabeledDataset pool(
      DatasetGroup group, InterpolateSettings settings, Interpolation.Prepared prepared) {
    LabeledDataset used = group.used().getFirst();
    LabeledDataset whole = group.loaded().getFirst().dataset();
    int m = group.used().size() - 1;
    boolean isLike =
        settings.targetTransforms().isEmpty()
            && java.util.Arrays.equals(whole.classIds(), used.classIds());
    return isLike && prepared.mapAt(Weights.uniform(m)).isPresent() ? whole : used;
  }

  private DatasetGroup read(
      Object target,
      List<?> from,
      Map<String, Object> resolved,
      long seed,
      ExperimentContext context) {
    List<Object> references = new ArrayList<>();
    references.add(target);
    references.addAll(from);
    String asked = String.valueOf(resolved.getOrDefault("dataset-samples", ""));
    int samples = asked.isEmpty() ? Preparation.MOST_SAMPLES : Integer.parseInt(asked);
    boolean resize = Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
    List<LoadedDataset> loaded =
        workspace
            .library()
            .loadAll(references, seed, reference -> progress.phase("Reading " + reference));
    DatasetGroup group = DatasetGroup.of(loaded, samples, 0, seed, resize);
    IntFunction<String> by = k -> k == 0 ? TARGET_TRANSFORMS : "from-transforms";
    List<LabeledDataset> transformed = new ArrayList<>();
    Map<String, LabeledDataset> roles = new LinkedHashMap<>();
    for (int k = 0; k < group.used().size(); k++) {
      LabeledDataset dataset = group.used().get(k);
      roles.putIfAbsent(DatasetPair.TARGET, dataset);
      transformed.add(
          DatasetPair.transformed(dataset, context.with(roles, seed), resolved, by.apply(k), seed)
              .withName(dataset.name()));
      roles.put(DatasetPair.TARGET, transformed.getFirst());
    }
    return group.with(transformed, by);
  }
}
