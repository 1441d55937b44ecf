package org.otium.app.experiment.interpolation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetMap;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.LearningCurves;
import org.otium.app.report.LineFigure;

/**
 * An interpolation that is ready to be evaluated, and where.
 *
 * @param group the target, then the datasets
 * @param prepared the interpolation
 * @param projection what is nearest to the target, where that is known
 * @param chosen the point of the simplex
 * @param pool samples of the target, from which more samples can be made
 * @param curves how its maps were learned
 */
record Interpolated(
    DatasetGroup group,
    Interpolation.Prepared prepared,
    Optional<Interpolation.Projection> projection,
    Chosen chosen,
    LabeledDataset pool,
    LearningCurves curves)
    implements InterpolationView {
  /**
   * The chosen point of the simplex.
   *
   * @param weights a
   * @param byDefault whether it is the middle because nobody named one and the interpolation knows
   *     of none that is nearest to the target
   */
  record Chosen(Weights weights, boolean byDefault) {}

  @Override
  public Weights weights() {
    return chosen.weights();
  }

  /**
   * Whether what the projection measured holds for what is made: its maps are those of the
   * interpolation. Otherwise the weights alone are taken from it.
   */
  @Override
  public boolean measures() {
    return projection.isPresent() && prepared.mapAt(weights()).isPresent();
  }

  /** Whether samples are made anew, however many are wanted. */
  boolean isEndless() {
    return prepared.drawsAt(weights(), 0).isPresent();
  }

  /** How many samples there are to be drawn from where many are made. */
  int known() {
    return prepared.mapAt(weights()).isPresent() ? pool.size() : prepared.at(weights()).size();
  }

  @Override
  public LabeledDataset target() {
    return group.used().getFirst();
  }

  @Override
  public String aboutTarget() {
    return target().toString();
  }

  @Override
  public Map<String, String> words() {
    return group.words();
  }

  List<LabeledDataset> sources() {
    return group.used().subList(1, group.used().size());
  }

  @Override
  public List<String> sourceNames() {
    return sources().stream().map(LabeledDataset::name).toList();
  }

  @Override
  public Optional<Matrix> images(int[] samples, Weights at) {
    Optional<DatasetMap> map = prepared.mapAt(at);
    if (map.isPresent()) {
      return Optional.of(map.get().apply(target().select(samples)).features());
    }
    return prepared.isSampleWise()
        ? Optional.of(prepared.at(at).features().selectRows(samples))
        : Optional.empty();
  }

  @Override
  public List<LineFigure> learning() {
    return curves.figures();
  }
}
