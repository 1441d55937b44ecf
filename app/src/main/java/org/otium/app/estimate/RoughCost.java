package org.otium.app.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.recipes.PlannedRun;
import org.otium.app.recipes.Task;

/**
 * Roughly what a run takes, from the sizes of its datasets and what its settings name. Counted are
 * the operations of what takes longest: costs between pairs of samples (2d each), passes over them
 * until transport has converged, covariances of classes and distances between them, sorted slices
 * of measures, the layers of networks and how often samples go through them. How fast a thread does
 * them is what was seen on common machines, and how many passes it takes depends on the data: the
 * time is right to within a factor of three for the recipes that come with Otium, not better.
 *
 * @param samples how many samples of each dataset are used
 * @param features how many features they have
 * @param bytes what is held at once beside the datasets themselves
 * @param seconds how long it takes
 */
public record RoughCost(List<Integer> samples, int features, double bytes, double seconds) {
  /** Copies the list. */
  public RoughCost {
    samples = List.copyOf(samples);
  }

  /**
   * Estimates a run. Its datasets are read.
   *
   * @param task what it does
   * @param run with resolved settings
   * @param workspace where its datasets are found
   * @param known datasets that were read before, by what the settings say; more are added
   * @return the estimate
   */
  public static RoughCost of(
      Task task, PlannedRun run, Workspace workspace, Map<String, LabeledDataset> known) {
    Map<String, Object> settings = run.settings();
    List<LabeledDataset> datasets = new ArrayList<>();
    for (Object reference : references(task, settings)) {
      datasets.add(
          known.computeIfAbsent(
              String.valueOf(reference),
              _ -> workspace.library().load(reference, seed(settings)).dataset()));
    }
    return new Counting(
            task.name(),
            settings,
            datasets,
            reference ->
                known.computeIfAbsent(
                    String.valueOf(reference),
                    _ -> workspace.library().load(reference, seed(settings)).dataset()),
            workspace.machine().threads(),
            workspace.machine().memoryBudget())
        .cost();
  }

  private static long seed(Map<String, Object> settings) {
    return settings.get("seed") instanceof Number number ? number.longValue() : 0;
  }

  private static List<Object> references(Task task, Map<String, Object> settings) {
    List<Object> references = new ArrayList<>();
    for (String role : task.inputs().roles()) {
      Object given = settings.getOrDefault(role, "");
      if (given instanceof List<?> list) {
        references.addAll(list);
      } else if (!given.equals("")) {
        references.add(given);
      }
    }
    return references;
  }

  /**
   * The estimate for a program.
   *
   * @return a tree
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("samples", samples);
    tree.put("features", features);
    tree.put("bytes", bytes);
    tree.put("seconds", seconds);
    return tree;
  }
}
