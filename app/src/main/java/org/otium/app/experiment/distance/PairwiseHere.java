package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.SampledDataset;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.numerics.ParallelLoop;

/** Compares datasets in this process, which keeps the samples of all that are used. */
final class PairwiseHere implements PairwiseWork {
  /** What a comparison holds at once, in bytes a pair of samples: a few matrices of costs. */
  private static final long BYTES_A_COST = 32;

  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;
  private final List<?> references;
  private final ComparedDatasets datasets;
  private final DatasetDistance metric;
  private final Map<Integer, SampledDataset> kept = new HashMap<>();

  PairwiseHere(
      Workspace workspace,
      Progress progress,
      StopSignal stop,
      List<?> references,
      ComparedDatasets datasets,
      DatasetDistance metric) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
    this.references = List.copyOf(references);
    this.datasets = datasets;
    this.metric = metric;
  }

  @Override
  public List<DatasetLook> look() {
    List<DatasetLook> looks = new ArrayList<>();
    for (int k = 0; k < references.size(); k++) {
      progress.phase("Reading " + references.get(k));
      try {
        SampledDataset read = datasets.read(workspace.library(), references.get(k));
        kept.put(k, read);
        looks.add(DatasetLook.at(read));
      } catch (InvalidInputException e) {
        looks.add(DatasetLook.at(e));
      }
    }
    return looks;
  }

  @Override
  public Map<Integer, DatasetLook> prepare(PairsJob.Target target, List<Integer> numbers) {
    Map<Integer, DatasetLook> looks = new LinkedHashMap<>();
    for (int number : numbers) {
      SampledDataset read = sampled(number);
      try {
        SampledDataset made =
            read.with(datasets.prepared(read.samples(), target.shape(), target.owner()));
        kept.put(number, made);
        looks.put(number, DatasetLook.at(made));
      } catch (InvalidInputException e) {
        looks.put(number, DatasetLook.at(e));
      }
    }
    return looks;
  }

  private SampledDataset sampled(int number) {
    SampledDataset read = kept.get(number);
    if (read == null) {
      throw new IllegalStateException("dataset " + number + " was not read");
    }
    return read;
  }

  /**
   * Several at once, each on one thread, where their costs fit into memory together; else one after
   * the other on all threads. Neither changes a distance.
   */
  @Override
  public void compare(ComparedGroup group, List<int[]> missing, Consumer<List<Pair>> compared) {
    Map<Integer, LabeledDataset> used = new HashMap<>();
    long largest = 1;
    for (Map.Entry<Integer, UsedDataset> dataset : group.used().entrySet()) {
      String name = dataset.getValue().used().name();
      LabeledDataset samples = sampled(dataset.getKey()).samples().withName(name);
      used.put(dataset.getKey(), samples);
      largest = Math.max(largest, samples.size());
    }
    int threads = Math.min(workspace.machine().threads(), missing.size());
    boolean fit = threads * BYTES_A_COST * largest * largest <= workspace.machine().memoryBudget();
    Object turn = new Object();
    ParallelLoop.Body body =
        (from, to) -> {
          for (int p = from; p < to && !stop.isRequested(); p++) {
            int first = missing.get(p)[0];
            int second = missing.get(p)[1];
            LabeledDataset a = used.get(first);
            LabeledDataset b = used.get(second);
            if (a == null || b == null) {
              throw new IllegalStateException("pair " + first + "-" + second + " is not compared");
            }
            Pair pair = PairPieces.compared(metric, a, b, first, second);
            synchronized (turn) {
              compared.accept(List.of(pair));
            }
          }
        };
    if (threads > 1 && fit) {
      ParallelLoop.run(threads, 0, missing.size(), 1, body);
    } else {
      body.run(0, missing.size());
    }
  }

  @Override
  public void close() {
    kept.clear();
  }
}
