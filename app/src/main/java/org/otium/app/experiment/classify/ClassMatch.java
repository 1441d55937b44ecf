package org.otium.app.experiment.classify;

import org.otium.api.ClassCorrespondence;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.OtSolver;
import org.otium.app.experiment.flow.EvaluationSettings;

/**
 * Expresses what a classifier says in the classes of the samples that it was shown (DD §6.4).
 *
 * @param kind how classes are matched
 * @param labelDistance distances of classes
 * @param solver finds a transport of classes
 */
record ClassMatch(EvaluationSettings.Match kind, LabelDistance labelDistance, OtSolver solver) {
  /**
   * Predictions in the classes of the samples.
   *
   * @param predicted in the classes that the classifier knows
   * @param samples what it was shown
   * @param known what it learned from
   */
  Labels expressed(Labels predicted, LabeledDataset samples, LabeledDataset known) {
    return switch (kind) {
      case AS_NAMED -> predicted;
      case BY_DISTANCE ->
          ClassCorrespondence.byDistance(known, samples, labelDistance).relabel(predicted);
      case BY_AGREEMENT ->
          ClassCorrespondence.agreement(predicted, samples.labels(), samples.weights())
              .assigned()
              .relabel(predicted);
      case BY_TRANSPORT ->
          ClassCorrespondence.between(known, samples, labelDistance, solver).applyTo(predicted);
    };
  }
}
