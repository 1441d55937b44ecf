package org.otium.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Learns a map from one dataset to another (GG §4.1). Immutable. */
public interface DatasetMapping {
  /**
   * Learns a map.
   *
   * @param from the dataset whose samples are to be mapped
   * @param to the dataset to map them to
   * @param seed decides everything random
   * @return the map
   */
  DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed);

  /**
   * Learns a map and tells how that goes.
   *
   * @param from the dataset whose samples are to be mapped
   * @param to the dataset to map them to
   * @param seed decides everything random
   * @param listener is told of steps as they are made, on this thread, from the first one on also
   *     where learning goes on that was interrupted; what it throws ends learning. Mappings that do
   *     not learn in steps tell it nothing
   * @return the same map as without a listener
   */
  default DatasetMap fit(
      LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener) {
    return fit(from, to, seed);
  }

  /**
   * Whether learning keeps one core busy for most of its time, so that several maps are learned
   * sooner side by side than one after the other; they may be, then.
   *
   * @return false for mappings that use all threads they are given
   */
  default boolean isSequential() {
    return false;
  }

  /**
   * The same mapping, which keeps in a folder what it has learned so far, and goes on from there
   * where an earlier process ended: to the map that learning gives which was never interrupted.
   * Maps between several datasets may be learned with one folder, also side by side: it tells by
   * samples, settings and seed which is which.
   *
   * @param folder made as soon as something is kept; whoever names it removes it
   * @return such a mapping; nothing where learning does not go in steps that could be kept, or
   *     where the mapping keeps them elsewhere already
   */
  default Optional<DatasetMapping> keptIn(Path folder) {
    return Optional.empty();
  }
}
