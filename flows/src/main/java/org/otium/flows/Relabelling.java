package org.otium.flows;

import static org.otium.flows.JointVariableSettings.Noise.NEAREST_CLUSTER;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.FlowState;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.OptimalAssignment;
import org.otium.api.OtiumException;

/**
 * Makes the classes of the particles out of the Gaussians of their labels (DD algorithm 3, last
 * lines).
 */
final class Relabelling implements LabelUpdate {
  /** The class of noise. */
  static final int NOISE_CLASS = -1;

  private static final String NOISE_NAME = "noise";
  private static final String FOUND_NONE = "the clustering found no cluster: ";
  private static final String LABELS_STAY = "labels stay as they are";
  private static final String ALL_NOISE = "all particles are noise";
  private final Clustering clustering;
  private final int every;
  private final JointVariableSettings.Noise noise;
  private final Compute compute;

  Relabelling(
      Clustering clustering, int every, JointVariableSettings.Noise noise, Compute compute) {
    this.clustering = clustering;
    this.every = every;
    this.noise = noise;
    this.compute = compute;
  }

  @Override
  public FlowState apply(FlowState state, Consumer<String> warnings) {
    if (state.step() % every != 0) {
      return state;
    }
    LabeledDataset particles = state.particles();
    DiscreteMeasure points =
        new DiscreteMeasure(
            GaussianEmbedding.of(Block.gaussians(state), compute), particles.weights());
    // With a seed for every step, a clustering with random starts would find other clusters in
    // points that have hardly moved, and classes would come and go.
    int[] clusters = clustering.cluster(points, state.seed()).clone();
    int count = compact(clusters, particles.size());
    if (count == 0) {
      warnings.accept(FOUND_NONE + (noise == NEAREST_CLUSTER ? LABELS_STAY : ALL_NOISE));
    }
    if (count == 0 && noise == NEAREST_CLUSTER) {
      return state;
    }
    warnOfOneCluster(state, count, warnings);
    if (noise == NEAREST_CLUSTER) {
      joinNearest(points, clusters, count);
    }
    int[] classOfCluster = classOfCluster(particles, clusters, count);
    int[] ids = new int[clusters.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = clusters[i] == Clustering.NOISE ? NOISE_CLASS : classOfCluster[clusters[i]];
    }
    return state.withParticles(named(particles.withLabels(Labels.hard(ids)), particles));
  }

  /** At the first relabelling only: later on, classes may have merged for good reason. */
  private void warnOfOneCluster(FlowState state, int count, Consumer<String> warnings) {
    int classes = state.particles().classIds().length;
    if (state.step() == every && count == 1 && classes > 1) {
      warnings.accept(
          "the clustering found a single cluster in all "
              + classes
              + " classes: its radius may be too large, or it looks for too few clusters");
    }
  }

  /** Numbers the clusters from 0 in the order of their first points. */
  private static int compact(int[] clusters, int particles) {
    if (clusters.length != particles) {
      throw new OtiumException(
          "the clustering grouped " + clusters.length + " points, not " + particles,
          "This is an error of the clustering: report it to whoever wrote it.");
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < clusters.length; i++) {
      if (clusters[i] != Clustering.NOISE) {
        int next = numbers.size();
        clusters[i] = numbers.computeIfAbsent(clusters[i], _ -> next);
      }
    }
    return numbers.size();
  }

  private static void joinNearest(DiscreteMeasure points, int[] clusters, int count) {
    int d = points.dimension();
    float[] values = points.points().array();
    double[] mass = new double[count];
    double[][] centres = new double[count][d];
    for (int i = 0; i < clusters.length; i++) {
      if (clusters[i] != Clustering.NOISE) {
        // A cluster of massless points has a centre too.
        double weight = Math.max(points.weights().get(i), Double.MIN_NORMAL);
        mass[clusters[i]] += weight;
        for (int j = 0; j < d; j++) {
          centres[clusters[i]][j] += weight * values[i * d + j];
        }
      }
    }
    for (int i = 0; i < clusters.length; i++) {
      if (clusters[i] == Clustering.NOISE) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < count; c++) {
          double squared = 0;
          for (int j = 0; j < d; j++) {
            double gap = values[i * d + j] - centres[c][j] / mass[c];
            squared += gap * gap;
          }
          if (squared < nearest) {
            nearest = squared;
            clusters[i] = c;
          }
        }
      }
    }
  }

  /** The class that each cluster continues, or a new one. */
  private static int[] classOfCluster(LabeledDataset particles, int[] clusters, int count) {
    int[] old = particles.classIds();
    int[] positions = particles.classPositions();
    double[][] apart = new double[count][old.length]; // less what they share, to be minimised
    double[] mass = new double[count];
    int[] first = new int[count];
    Arrays.fill(first, -1);
    for (int i = 0; i < clusters.length; i++) {
      int c = clusters[i];
      if (c != Clustering.NOISE) {
        double weight = particles.weights().get(i);
        mass[c] += weight;
        first[c] = first[c] < 0 ? i : first[c];
        // Noise is what no cluster wanted, so that no cluster continues it.
        if (old[positions[i]] != NOISE_CLASS) {
          apart[c][positions[i]] -= weight;
        }
      }
    }
    int[] continued = OptimalAssignment.minimise(apart);
    int[] classes = new int[count];
    boolean[] known = new boolean[count];
    Set<Integer> taken = new HashSet<>(particles.classNames().keySet());
    for (int id : old) {
      taken.add(id);
    }
    for (int c = 0; c < count; c++) {
      known[c] = continued[c] != OptimalAssignment.UNMATCHED && apart[c][continued[c]] < 0;
      if (known[c]) {
        classes[c] = old[continued[c]];
      }
    }
    // By mass first, so that the ids do not depend on the order of the particles.
    Integer[] order = new Integer[count];
    Arrays.setAll(order, c -> c);
    Arrays.sort(
        order, Comparator.comparingDouble((Integer c) -> -mass[c]).thenComparingInt(c -> first[c]));
    int next = 0;
    for (int c : order) {
      if (!known[c]) {
        while (taken.contains(next)) {
          next++;
        }
        classes[c] = next++;
      }
    }
    return classes;
  }

  /** Names of classes that are still there, and that of noise. */
  private static LabeledDataset named(LabeledDataset relabelled, LabeledDataset before) {
    Map<Integer, String> names = new HashMap<>();
    for (int id : relabelled.classIds()) {
      String name = before.classNames().get(id);
      if (name != null) {
        names.put(id, name);
      } else if (id == NOISE_CLASS) {
        names.put(id, NOISE_NAME);
      }
    }
    return relabelled.withClassNames(names);
  }
}
