package org.otium.app.experiment.distance;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cancellation;
import org.otium.api.ClusterJob;
import org.otium.api.DatasetDistance;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;
import org.otium.settings.SettingsBinder;
import org.otium.spi.ClusterWork;

/**
 * Pairs of datasets as pieces of a job. A dataset is read by the first pair that needs it and kept
 * for the others as long as there is room.
 */
public final class PairPieces implements ClusterWork.Pieces {
  /** What jobs call it. */
  public static final String WORK = "pairs";

  private final Workspace workspace;
  private final ComparedDatasets datasets;
  private final List<Kept> kept = new ArrayList<>();
  private final List<InputsOf> inputs;
  private final FeatureShape shape;
  private final String owner;
  private final DatasetDistance metric;

  /** What a dataset has to be. */
  private record InputsOf(Object reference, String name, List<String> hashes) {}

  /** A dataset that may have been read. */
  private static final class Kept {
    private @Nullable SoftReference<LabeledDataset> dataset;
  }

  /**
   * The pieces of a job.
   *
   * @param tree what {@link #job} says of it
   * @param workspace where they are done
   */
  public PairPieces(Map<String, Object> tree, Workspace workspace) {
    this.workspace = workspace;
    this.inputs = inputs(tree.get("datasets"));
    inputs.forEach(input -> kept.add(new Kept()));
    this.shape = shape(tree.get("shape"));
    this.owner = String.valueOf(tree.get("owner"));
    Map<String, Object> settings = map(tree.get("settings"));
    ExperimentContext context =
        ExperimentContext.before(workspace.plugins(), workspace.library(), List.of());
    this.datasets = new ComparedDatasets(context, settings);
    this.metric =
        new SettingsBinder(context).bind(PairwiseSettings.class, settings).value().metric();
  }

  /**
   * The comparison of some pairs as a job.
   *
   * @param workspace what decides the numbers
   * @param references the datasets, named so that they are found from everywhere
   * @param group the same datasets as they were read
   * @param settings all settings of {@link PairwiseSettings}
   * @param pairs which are to be compared
   */
  static ClusterJob job(
      Workspace workspace,
      List<?> references,
      DatasetGroup group,
      Map<String, Object> settings,
      List<int[]> pairs) {
    List<Object> datasets = new ArrayList<>();
    for (int k = 0; k < references.size(); k++) {
      Map<String, Object> dataset = new LinkedHashMap<>();
      dataset.put("reference", references.get(k));
      dataset.put("name", group.names().get(k));
      dataset.put("sha256", hashes(group.loaded().get(k)));
      datasets.add(dataset);
    }
    LabeledDataset model = group.loaded().getLast().dataset();
    FeatureShape shape = model.shape();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.put("datasets", datasets);
    tree.put(
        "shape",
        List.of(
            shape.height(),
            shape.width(),
            shape.channels(),
            Double.toString(shape.low()),
            Double.toString(shape.high())));
    tree.put("owner", model.name());
    tree.put("settings", settings);
    return new ClusterJob(
        WORK, Json.compact(tree), pairs.stream().map(pair -> pair[0] + " " + pair[1]).toList());
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    String[] pair = key.split(" ", -1);
    int first = Integer.parseInt(pair[0]);
    int second = Integer.parseInt(pair[1]);
    return Cancellation.during(
        stopped,
        () -> {
          Pair compared = compared(metric, dataset(first), dataset(second), first, second);
          return Json.compact(PairsFile.row(compared)).getBytes(StandardCharsets.UTF_8);
        });
  }

  /** Compares two datasets. */
  static Pair compared(
      DatasetDistance metric, LabeledDataset a, LabeledDataset b, int first, int second) {
    long start = System.nanoTime();
    DatasetDistance.Report report = metric.between(a, b);
    return new Pair(
        first,
        second,
        report.symbol(),
        report.squared(),
        report.epsilon(),
        (System.nanoTime() - start) / 1e9,
        report.warnings());
  }

  /** The pair that a piece gave. */
  static Pair pair(byte[] result, int datasets) {
    return PairsFile.pair(Json.read(new String(result, StandardCharsets.UTF_8)), datasets)
        .orElseThrow(() -> new IllegalStateException("a piece gave something else than a pair"));
  }

  private LabeledDataset dataset(int index) {
    Kept place = kept.get(index);
    synchronized (place) {
      LabeledDataset known = place.dataset == null ? null : place.dataset.get();
      if (known == null) {
        known = read(inputs.get(index));
        place.dataset = new SoftReference<>(known);
      }
      return known;
    }
  }

  private LabeledDataset read(InputsOf input) {
    LoadedDataset loaded = workspace.library().load(input.reference(), datasets.seed());
    if (!hashes(loaded).equals(input.hashes())) {
      throw new InvalidInputException(
          "the dataset '" + input.name() + "' is another one on a machine of the cluster",
          "Let all machines see the same files, or copy the dataset to each of them.");
    }
    return datasets.one(loaded, shape, owner).withName(input.name());
  }

  private static List<String> hashes(LoadedDataset loaded) {
    return loaded.files().stream().map(InputFile::sha256).toList();
  }

  private static List<InputsOf> inputs(@Nullable Object list) {
    List<InputsOf> inputs = new ArrayList<>();
    for (Object entry : list instanceof List<?> all ? all : List.of()) {
      Map<String, Object> map = map(entry);
      List<String> hashes =
          map.get("sha256") instanceof List<?> hex
              ? hex.stream().map(String::valueOf).toList()
              : List.of();
      inputs.add(
          new InputsOf(map.getOrDefault("reference", ""), String.valueOf(map.get("name")), hashes));
    }
    return inputs;
  }

  private static FeatureShape shape(@Nullable Object list) {
    List<String> parts =
        list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    return new FeatureShape(
        Integer.parseInt(parts.get(0)),
        Integer.parseInt(parts.get(1)),
        Integer.parseInt(parts.get(2)),
        Double.parseDouble(parts.get(3)),
        Double.parseDouble(parts.get(4)));
  }

  private static Map<String, Object> map(@Nullable Object tree) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }
}
