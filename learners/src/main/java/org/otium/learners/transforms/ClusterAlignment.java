package org.otium.learners.transforms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.otium.api.ClassConditional;
import org.otium.api.Clustering;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.OptimalAssignment;

/**
 * Gives clusters the ids and names of the classes that they lie nearest to: one class a cluster at
 * most, at the least sum of label distances. Noise is no cluster, and clusters that are left over
 * stay classes of their own.
 */
record ClusterAlignment(LabeledDataset reference, LabelDistance labelDistance) {

  /**
   * Renames the clusters of a dataset.
   *
   * @param clustered a dataset with clusters, or noise, as its classes
   * @return the same samples with the classes of the reference where there is one for their cluster
   */
  LabeledDataset apply(LabeledDataset clustered) {
    if (clustered.dimension() != reference.dimension()) {
      throw new InvalidInputException(
          "clusters of "
              + clustered.dimension()
              + " features cannot be aligned to '"
              + reference.name()
              + "', which has "
              + reference.dimension(),
          "Bring both into the same feature space, with 'resize' or 'embed'.");
    }
    Map<Integer, Integer> newIds = newIds(clustered);
    int[] ids = new int[clustered.size()];
    for (int i = 0; i < ids.length; i++) {
      int cluster = clustered.labels().classOf(i);
      ids[i] = newIds.getOrDefault(cluster, cluster);
    }
    Map<Integer, String> names = new TreeMap<>(reference.classNames());
    newIds.forEach(
        (cluster, id) -> {
          if (!isOfReference(id)) {
            names.put(id, clustered.className(cluster));
          }
        });
    return clustered.withLabels(Labels.hard(ids)).withClassNames(names);
  }

  private Map<Integer, Integer> newIds(LabeledDataset clustered) {
    List<ClassConditional> clusters =
        clustered.classConditionals().stream()
            .filter(cluster -> cluster.classId() != Clustering.NOISE)
            .toList();
    List<ClassConditional> classes = reference.classConditionals();
    int[] classOf =
        clusters.isEmpty()
            ? new int[0]
            : OptimalAssignment.minimise(labelDistance.between(clusters, classes).squared());
    Map<Integer, Integer> newIds = new HashMap<>();
    for (int c = 0; c < classOf.length; c++) {
      if (classOf[c] != OptimalAssignment.UNMATCHED) {
        newIds.put(clusters.get(c).classId(), classes.get(classOf[c]).classId());
      }
    }
    Set<Integer> taken = new TreeSet<>(reference.classNames().keySet());
    for (int id : reference.classIds()) {
      taken.add(id);
    }
    for (int cluster : clustered.classIds()) {
      taken.add(cluster);
    }
    int free = 0;
    for (int cluster : clustered.classIds()) {
      if (newIds.containsKey(cluster)) {
        continue;
      }
      if (isOfReference(cluster)) {
        while (taken.contains(free)) {
          free++;
        }
        taken.add(free);
        newIds.put(cluster, free);
      } else {
        newIds.put(cluster, cluster);
      }
    }
    return newIds;
  }

  private boolean isOfReference(int id) {
    if (reference.classNames().containsKey(id)) {
      return true;
    }
    for (int known : reference.classIds()) {
      if (known == id) {
        return true;
      }
    }
    return false;
  }
}
