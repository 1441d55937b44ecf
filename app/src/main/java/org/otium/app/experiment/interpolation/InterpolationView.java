package org.otium.app.experiment.interpolation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Interpolation.Projection;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.report.LineFigure;

/** What numbers, pictures and pages of an interpolation are made from, wherever it was made. */
public interface InterpolationView {
  /**
   * Samples of the target of which some are shown.
   *
   * @return all of them, or some
   */
  LabeledDataset target();

  /**
   * The target in words.
   *
   * @return its name, size and shape
   */
  String aboutTarget();

  /**
   * What the datasets are called.
   *
   * @return one name a dataset
   */
  List<String> sourceNames();

  /**
   * The point of the simplex.
   *
   * @return a
   */
  Weights weights();

  /**
   * What is nearest to the target.
   *
   * @return nothing where that is not known
   */
  Optional<Projection> projection();

  /**
   * Whether what the projection measured holds for what is made.
   *
   * @return false if the weights alone are taken from it, or it is not known
   */
  boolean measures();

  /**
   * The datasets in words, for reports.
   *
   * @return rows of a table
   */
  Map<String, String> words();

  /**
   * How maps that are networks were learned.
   *
   * @return figures; none where nothing was learned
   */
  default List<LineFigure> learning() {
    return List.of();
  }

  /**
   * Where samples of the target are at a point of the simplex, sample by sample.
   *
   * @param samples positions in {@link #target}
   * @param at the point
   * @return their features, or nothing where samples of the target have no image of their own
   */
  Optional<Matrix> images(int[] samples, Weights at);
}
