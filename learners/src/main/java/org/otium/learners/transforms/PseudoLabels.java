package org.otium.learners.transforms;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.learners.classification.NearestNeighbours;
import org.otium.learners.classification.NearestNeighboursSettings;

/**
 * Labels by clustering, for data without any (DD §6.3): cluster c becomes class c, called "cluster
 * c", or takes the place of the class of another dataset that it is assigned to. The labels that
 * the dataset has are not looked at.
 */
public final class PseudoLabels implements DatasetTransform {
  private static final String NOISE_NAME = "noise";

  private final PseudoLabelsSettings settings;
  private final Compute compute;

  /**
   * Makes the transform.
   *
   * @param settings the clustering, what becomes of noise, and which classes clusters stand for
   * @param compute what finds the nearest cluster of noise
   */
  public PseudoLabels(PseudoLabelsSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    LabeledDataset clustered = clustered(dataset, seed);
    return settings
        .alignTo()
        .map(
            reference -> new ClusterAlignment(reference, settings.labelDistance()).apply(clustered))
        .orElse(clustered);
  }

  private LabeledDataset clustered(LabeledDataset dataset, long seed) {
    int[] clusters = settings.clustering().cluster(dataset.featureMeasure(), seed);
    int[] clustered = positions(clusters, true);
    if (clustered.length == dataset.size()) {
      return labelled(dataset, clusters);
    }
    return switch (settings.noise()) {
      case OWN_CLASS -> labelled(dataset, clusters);
      case DROP -> {
        requireClusters(dataset, clustered);
        yield labelled(dataset.select(clustered), entries(clusters, clustered));
      }
      case NEAREST_CLUSTER -> {
        requireClusters(dataset, clustered);
        yield labelled(dataset, joined(dataset, clusters, clustered));
      }
    };
  }

  private static int[] positions(int[] clusters, boolean inCluster) {
    int[] found = new int[clusters.length];
    int count = 0;
    for (int i = 0; i < clusters.length; i++) {
      if ((clusters[i] != Clustering.NOISE) == inCluster) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static void requireClusters(LabeledDataset dataset, int[] clustered) {
    if (clustered.length == 0) {
      throw new InvalidInputException(
          "the clustering finds no cluster in '" + dataset.name() + "', only noise",
          "Let it look farther (a larger epsilon, fewer points), or use k-means.");
    }
  }

  private int[] joined(LabeledDataset dataset, int[] clusters, int[] clustered) {
    int[] noise = positions(clusters, false);
    LabeledDataset known = dataset.withLabels(Labels.hard(clusters)).select(clustered);
    Matrix strays = dataset.features().selectRows(noise);
    Labels found =
        new NearestNeighbours(new NearestNeighboursSettings(1), compute)
            .fit(known, 0)
            .predict(strays);
    int[] all = clusters.clone();
    for (int i = 0; i < noise.length; i++) {
      all[noise[i]] = found.classOf(i);
    }
    return all;
  }

  private static int[] entries(int[] values, int[] positions) {
    int[] chosen = new int[positions.length];
    Arrays.setAll(chosen, i -> values[positions[i]]);
    return chosen;
  }

  private static LabeledDataset labelled(LabeledDataset dataset, int[] clusters) {
    Labels labels = Labels.hard(clusters);
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int id : labels.classIds()) {
      names.put(id, id == Clustering.NOISE ? NOISE_NAME : "cluster " + id);
    }
    return dataset.withLabels(labels).withClassNames(names);
  }
}
