package org.otium.app.experiment.distance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.otium.api.Cancellation;
import org.otium.api.ClusterJob;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.SampledDataset;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.settings.SettingsBinder;
import org.otium.spi.ClusterWork;

/**
 * The comparison of many datasets as pieces of jobs: looks at datasets, of which only numbers and
 * names come back, and tiles of pairs. A dataset is read by the first piece that needs it and kept
 * for the others as long as there is room.
 */
public final class PairPieces implements ClusterWork.Pieces {
  /** What jobs call it. */
  public static final String WORK = "pairs";

  private static final String LOOK = "look ";
  private static final String PREPARE = "prepare ";

  /** A dataset takes about so much more while it is read than its files. */
  private static final long READING = 3;

  /** What reading takes where a file is read page by page. */
  private static final long MOST_PARQUET = 64L << 20;

  private final Workspace workspace;
  private final PairsJob job;
  private final Shelf shelf;
  private final ComparedDatasets datasets;
  private final DatasetDistance metric;

  /**
   * The pieces of a job.
   *
   * @param tree what the job says
   * @param workspace where they are done
   */
  public PairPieces(Map<String, Object> tree, Workspace workspace) {
    this.workspace = workspace;
    this.job = PairsJob.of(tree);
    this.shelf = Shelf.of(job.comparison());
    ExperimentContext context =
        ExperimentContext.before(workspace.plugins(), workspace.library(), List.of());
    this.datasets = new ComparedDatasets(context, job.settings());
    this.metric =
        new SettingsBinder(context).bind(PairwiseSettings.class, job.settings()).value().metric();
  }

  private static ClusterJob job(Workspace workspace, PairsJob job, List<String> keys) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.putAll(job.tree());
    return new ClusterJob(WORK, Json.compact(tree), keys);
  }

  /** Looks at datasets. */
  static ClusterJob looks(Workspace workspace, PairsJob job, List<Integer> numbers) {
    return job(workspace, job, numbers.stream().map(number -> LOOK + number).toList());
  }

  /** Brings datasets to what they are compared as, and looks at them again. */
  static ClusterJob preparations(Workspace workspace, PairsJob job, List<Integer> numbers) {
    return job(workspace, job, numbers.stream().map(number -> PREPARE + number).toList());
  }

  /** Compares pairs, tile by tile. */
  static ClusterJob pairs(Workspace workspace, PairsJob job, List<List<int[]>> tiles) {
    List<String> keys = new ArrayList<>();
    for (List<int[]> tile : tiles) {
      StringBuilder key = new StringBuilder();
      for (int[] pair : tile) {
        key.append(key.isEmpty() ? "" : " ").append(pair[0]).append('-').append(pair[1]);
      }
      keys.add(key.toString());
    }
    return job(workspace, job, keys);
  }

  /** Which dataset a look was at. */
  static int number(String key) {
    return Integer.parseInt(key.substring(key.indexOf(' ') + 1));
  }

  /**
   * What a look found.
   *
   * @param result of a piece
   */
  static DatasetLook look(byte[] result) {
    return DatasetLook.of(Json.read(new String(result, StandardCharsets.UTF_8)));
  }

  /** The pairs of a tile. */
  static List<Pair> pairs(byte[] result, int datasets) {
    List<Pair> pairs = new ArrayList<>();
    for (Object row :
        JsonTree.list(Json.read(new String(result, StandardCharsets.UTF_8)), "pairs")) {
      pairs.add(
          PairsFile.pair(row, datasets)
              .orElseThrow(
                  () -> new IllegalStateException("a piece gave something else than a pair")));
    }
    return pairs;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    return Cancellation.during(
        stopped,
        () -> {
          if (key.startsWith(LOOK)) {
            return bytes(looked(() -> chosen(number(key))).tree());
          }
          if (key.startsWith(PREPARE)) {
            return bytes(looked(() -> prepared(number(key))).tree());
          }
          return bytes(Map.of("pairs", tile(key)));
        });
  }

  private static byte[] bytes(Map<String, Object> tree) {
    return Json.compact(tree).getBytes(StandardCharsets.UTF_8);
  }

  private interface Making {
    SampledDataset made();
  }

  /** What is wrong with a dataset is a result as well, so that all are told at once. */
  private static DatasetLook looked(Making making) {
    try {
      SampledDataset dataset = making.made();
      return DatasetLook.at(dataset);
    } catch (InvalidInputException e) {
      return DatasetLook.at(e);
    }
  }

  private List<Object> tile(String key) {
    List<Object> rows = new ArrayList<>();
    for (String pair : key.split(" ", -1)) {
      int dash = pair.indexOf('-');
      int first = Integer.parseInt(pair.substring(0, dash));
      int second = Integer.parseInt(pair.substring(dash + 1));
      rows.add(PairsFile.row(compared(metric, named(first), named(second), first, second)));
    }
    return rows;
  }

  /** As the datasets are told apart, which is known when all were looked at. */
  private LabeledDataset named(int number) {
    return prepared(number).samples().withName(known(number).name());
  }

  private PairsJob.Known known(int number) {
    PairsJob.Known known = job.seen().get(number);
    if (known == null) {
      throw new IllegalStateException("dataset " + number + " was not looked at");
    }
    return known;
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

  private SampledDataset chosen(int number) {
    return shelf.get("chosen " + number, () -> read(number));
  }

  private SampledDataset read(int number) {
    Object reference = job.references().get(number);
    return shelf.reading(room(reference), () -> datasets.read(workspace.library(), reference));
  }

  /** About what it takes to read a dataset. */
  private long room(Object reference) {
    long bytes = workspace.library().bytesOnDisk(reference);
    return workspace.library().inParquet(reference).isPresent()
        ? Math.min(MOST_PARQUET, READING * bytes)
        : READING * bytes;
  }

  /** As it is compared with others; what it was made of is not kept beside it. */
  private SampledDataset prepared(int number) {
    return shelf.get(
        "prepared " + number,
        () -> {
          PairsJob.Known known = known(number);
          SampledDataset chosen = shelf.take("chosen " + number).orElseGet(() -> read(number));
          UsedDataset about = chosen.about();
          if (!about.hashes().equals(known.hashes())) {
            throw new InvalidInputException(
                "the dataset '" + known.name() + "' is another one on a machine of the cluster",
                "Let all machines see the same files, or copy the dataset to each of them.");
          }
          PairsJob.Target target = job.shape().getFirst();
          return chosen.with(datasets.prepared(chosen.samples(), target.shape(), target.owner()));
        });
  }
}
