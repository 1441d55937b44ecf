package org.otium.app.experiment.interpolation;

import java.util.List;
import java.util.Optional;
import org.otium.api.DatasetMap;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.experiment.DatasetGroup;

/**
 * An interpolation that is ready to be evaluated, and where.
 *
 * @param group the target, then the datasets
 * @param prepared the interpolation
 * @param projection what is nearest to the target, where that is known
 * @param weights the chosen point of the simplex
 * @param pool samples of the target, from which more samples can be made
 */
record Interpolated(
    DatasetGroup group,
    Interpolation.Prepared prepared,
    Optional<Interpolation.Projection> projection,
    Weights weights,
    LabeledDataset pool) {
  /**
   * Whether what the projection measured holds for what is made: its maps are those of the
   * interpolation. Otherwise the weights alone are taken from it.
   */
  boolean measures() {
    return projection.isPresent() && prepared.mapAt(weights).isPresent();
  }

  /** How many samples there are to be drawn from where many are made. */
  int known() {
    return prepared.mapAt(weights).isPresent() ? pool.size() : prepared.at(weights).size();
  }

  LabeledDataset target() {
    return group.used().getFirst();
  }

  List<LabeledDataset> sources() {
    return group.used().subList(1, group.used().size());
  }

  List<String> sourceNames() {
    return sources().stream().map(LabeledDataset::name).toList();
  }

  /**
   * Where samples of the target are at a point of the simplex, sample by sample.
   *
   * @param samples positions in the target
   * @return their features, or nothing where samples of the target have no image of their own
   */
  Optional<Matrix> images(int[] samples, Weights at) {
    Optional<DatasetMap> map = prepared.mapAt(at);
    if (map.isPresent()) {
      return Optional.of(map.get().apply(target().select(samples)).features());
    }
    LabeledDataset whole = prepared.at(at);
    return whole.size() == target().size()
        ? Optional.of(whole.features().selectRows(samples))
        : Optional.empty();
  }
}
