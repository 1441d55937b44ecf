package org.otium.solvers.neural;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.otium.api.LearningStep;

/**
 * Where a neural map stood while it was learned, measured on one batch.
 *
 * @param iteration how often the potential had stepped
 * @param featureCost the mean of ‖x − G(z)‖², in squared feature units
 * @param labelCost the mean of yᵀMȳ, in squared feature units
 * @param loss the loss of G, ‖x − G(z)‖² and yᵀMȳ with their weights less the mean of f over
 *     images, in units of the weighted cost
 * @param gap the mean of f over images less that over the target, in units of the weighted cost; it
 *     hovers about zero where the potential cannot tell them apart; f learns to make it small, less
 *     what smoothness adds to its loss
 */
public record MapProgress(
    int iteration, double featureCost, double labelCost, double loss, double gap) {
  /** How many numbers an entry of a checkpoint has. */
  private static final int COLUMNS = 5;

  /** The same for whoever shows how something learns. */
  LearningStep of(int total) {
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put("feature-cost", featureCost);
    measured.put("label-cost", labelCost);
    measured.put("map-loss", loss);
    measured.put("gap", gap);
    return new LearningStep(iteration, Math.max(iteration, total), measured);
  }

  /** Entries as one array, for checkpoints. */
  static double[] rows(List<MapProgress> curve) {
    return curve.stream()
        .flatMapToDouble(
            at -> DoubleStream.of(at.iteration, at.featureCost, at.labelCost, at.loss, at.gap))
        .toArray();
  }

  /** The entries of an array. */
  static List<MapProgress> ofRows(double[] rows) {
    List<MapProgress> curve = new ArrayList<>();
    for (int k = 0; k + COLUMNS <= rows.length; k += COLUMNS) {
      curve.add(new MapProgress((int) rows[k], rows[k + 1], rows[k + 2], rows[k + 3], rows[k + 4]));
    }
    return curve;
  }
}
